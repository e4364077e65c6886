"""Words that say nothing by themselves: articles, prepositions, pronouns, auxiliaries and the like."""

from __future__ import annotations

from functools import cache

from termlode.languages.folding import fold
from termlode.languages.registry import lines


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded words that bound a term; none where the language (a primary subtag) has no list."""
    return frozenset(fold(word, language) for line in lines(language, "stop.txt") for word in line.split())
