"""The checks, a module a field; importing this registers all."""

from termlode.quality.checks import codes, letters, marks, numbers, terms, whole, words

__all__ = ["codes", "letters", "marks", "numbers", "terms", "whole", "words"]
