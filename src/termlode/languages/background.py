"""How common a word is in general language, from packaged counts."""

from __future__ import annotations

from functools import cache
from math import log2

from termlode.languages.registry import lines

_FLOOR = 0.5  # of a word that the background does not have
_HAN_TOTAL = 6.0e7  # words in the counts behind jieba's dictionary
_HAN_STEP = 12 * 0.6931471805599453  # languages.zh.words.cost: 12·ln 2 a doubling
_LEVEL_TOP = 31.0  # languages.fa.lexicon: log2 of the total that its levels were counted in


@cache
def _counts(language: str) -> tuple[int, dict[str, int]]:
    total, *rows = lines(language, "background.tsv") or ["1"]
    return int(total), {word: int(number) for word, number in (row.split("\t") for row in rows)}


def count(key: str, language: str) -> int:
    """How often a stem occurs in the packaged background of ``language`` (0: at most once)."""
    return _counts(language)[1].get(key, 0)


def rarity(key: str, text: str, language: str) -> float:
    """−log2 of a word's relative frequency in general language."""
    if language == "zh":
        return _han(text)
    total, counts = _counts(language)
    value = log2(total / max(counts.get(key, 0), _FLOOR))
    return (value + _persian(text)) / 2 if language == "fa" else value


def _han(text: str) -> float:
    from termlode.languages.zh.words import cost

    price = cost(text)
    return log2(_HAN_TOTAL / _FLOOR) if price is None else price / _HAN_STEP


def _persian(text: str) -> float:
    from termlode.languages.fa.lexicon import persian

    return _LEVEL_TOP - persian().frequency(text) / 8
