"""How common a word is in general language, from packaged counts.

``background.tsv`` of a pack has counts of stems in TICO-19, ``frequency.tsv`` (where there is one) levels of stems in
the much larger and broader lists of wordfreq; rarity is the mean of both.
"""

from __future__ import annotations

from functools import cache
from math import log2

from termlode.languages import registry
from termlode.languages.morphology import stem

FLOOR = 0.5  # of a word that the background does not have
_STEPS = 4  # levels for each doubling
_UNLISTED = 21.0  # −log2 of the frequency of a word that is in no list of words seen once in a million


@cache
def _counts(language: str) -> tuple[int, dict[str, int]]:
    total, *rows = registry.lines(language, "background.tsv") or ["1"]
    return int(total), {word: int(number) for word, number in (row.split("\t") for row in rows)}


@cache
def _levels(language: str) -> dict[str, int]:
    rows = (row.partition("\t") for row in registry.lines(language, "frequency.tsv"))
    return {word: int(level) for level, _, words in rows for word in words.split()}


def count(key: str, language: str) -> int:
    """How often a stem occurs in the packaged background of ``language`` (0: at most once)."""
    return _counts(language)[1].get(key, 0)


def rarity(key: str, text: str, language: str) -> float:
    """−log2 of a word's relative frequency in general language; a Latin word elsewhere is taken for English."""
    if text.isascii() and text and registry.pack(language).script != "Latn":
        return rarity(stem(text, "en"), "", "en")
    total, counts = _counts(language)
    counted = log2(total / max(counts.get(key, 0), FLOOR))
    if levels := _levels(language):
        level = levels.get(key)
        counted = (counted + (_UNLISTED if level is None else level / _STEPS)) / 2
    more = registry.background(language)
    return more.rarity(text, counted) if more else counted
