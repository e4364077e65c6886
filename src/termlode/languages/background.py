"""How common a word is in general language, from packaged counts."""

from __future__ import annotations

from functools import cache
from math import log2

from termlode.languages import registry

FLOOR = 0.5  # of a word that the background does not have


@cache
def _counts(language: str) -> tuple[int, dict[str, int]]:
    total, *rows = registry.lines(language, "background.tsv") or ["1"]
    return int(total), {word: int(number) for word, number in (row.split("\t") for row in rows)}


def count(key: str, language: str) -> int:
    """How often a stem occurs in the packaged background of ``language`` (0: at most once)."""
    return _counts(language)[1].get(key, 0)


def rarity(key: str, text: str, language: str) -> float:
    """−log2 of a word's relative frequency in general language."""
    total, counts = _counts(language)
    counted = log2(total / max(counts.get(key, 0), FLOOR))
    more = registry.background(language)
    return more.rarity(text, counted) if more else counted
