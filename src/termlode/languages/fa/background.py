"""How rare a Persian word is: what the counts say and what the lexicon says, in equal parts."""

from __future__ import annotations

from termlode.languages.fa.lemma import lemma
from termlode.languages.fa.lexicon import persian

_TOP = 31.0  # log2 of the total that the lexicon's levels were counted in


def rarity(text: str, counted: float) -> float:
    """−log2 of a word's relative frequency."""
    level = max(persian().frequency(text), persian().frequency(lemma(text)))
    return (counted + _TOP - level / 8) / 2
