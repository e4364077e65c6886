"""How rare a Chinese word is: by the costs of the word table, which stand for counts."""

from __future__ import annotations

from math import log2

from termlode.languages.background import FLOOR
from termlode.languages.zh.words import cost

_TOTAL = 6.0e7  # words in the counts behind jieba's dictionary
_STEP = 12 * 0.6931471805599453  # languages.zh.words.cost: 12·ln 2 a doubling


def rarity(text: str, counted: float) -> float:  # noqa: ARG001  # there are no counts of stems
    """−log2 of a word's relative frequency."""
    price = cost(text)
    return log2(_TOTAL / FLOOR) if price is None else price / _STEP
