"""Plurals that no ending gives, as listed in ``plurals.txt`` of a pack.

A line whose only plural is ``-`` names a substance or an abstract noun that has none.
All forms are folded with the cross-language key (``und``), as recognition needs them.
"""

from __future__ import annotations

from functools import cache

from termlode.languages.folding import fold
from termlode.languages.mixed import as_mixed
from termlode.languages.registry import lines

_NONE = "-"


@cache
def _listed(language: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Singular → plurals, and plural → singulars."""
    plurals: dict[str, list[str]] = {}
    singulars: dict[str, list[str]] = {}
    for line in lines(language, "plurals.txt"):
        singular, *forms = fold(as_mixed(line)).split()
        for form in forms:
            plurals.setdefault(singular, []).append(form)
            singulars.setdefault(form, []).append(singular)
    return plurals, singulars


def listed_plurals(word: str, language: str) -> list[str]:
    """The listed plurals of a folded word."""
    return [form for form in _listed(language)[0].get(word, []) if form != _NONE]


def is_mass(word: str, language: str) -> bool:
    """Whether a folded word is listed as having no plural."""
    return _listed(language)[0].get(word) == [_NONE]


def listed_singulars(word: str, language: str) -> list[str]:
    """The singulars of a folded plural."""
    return _listed(language)[1].get(word, [])
