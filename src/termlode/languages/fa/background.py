"""How rare a Persian word is: what the counts say and what the lexicon says, in equal parts."""

from __future__ import annotations

from termlode.languages.fa.lexicon import persian

_TOP = 31.0  # log2 of the total that the lexicon's levels were counted in


def rarity(text: str, counted: float) -> float:
    """−log2 of a word's relative frequency."""
    return (counted + _TOP - persian().frequency(text) / 8) / 2
