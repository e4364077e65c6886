"""How Persian, Arabic and Pashto look: character trigrams and small words, compared by their log odds.

The table is built from the TICO-19 translations (CC0) by ``scripts/build_language_profile.py``. Naive
Bayes over trigrams with word edges (Cavnar and Trenkle 1994; Dunning 1994), one vote a word, bounded.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("fa", "ar", "ps")
_UNSEEN = 130  # tenths of a log unit: rarer than the rarest trigram kept
_BOUND = 10.0  # natural-log units: no single word decides more


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[int, int, int, int]]:
    """For each trigram and small word, in tenths of a log unit: below the likeliest language; below certainty there."""
    data = resources.files("termlode.languages") / "arabic_script.txt"
    keys, *columns = data.read_text(encoding="utf-8").rstrip("\n").split("\n")
    fa, ar, ps, rarity = ([ord(char) - 33 for char in column] for column in columns)
    return dict(zip(keys.split(" "), zip(fa, ar, ps, rarity, strict=True), strict=True))


@lru_cache(maxsize=16384)
def word_odds(word: str) -> tuple[float, float, float]:
    """Log odds of one word (a skeleton) in fa, ar, ps, at most 0: 0 is the likeliest."""
    table = _table()
    edged = f"_{word}_"
    found = [entry for i in range(len(edged) - 2) if (entry := table.get(edged[i : i + 3])) is not None]
    if len(word) != 3 and (whole := table.get(word)) is not None:
        found.append(whole)
    sums = [sum(entry[index] for entry in found) / 10 for index in range(3)]
    least = min(sums)
    fa, ar, ps = (max(least - value, -_BOUND) for value in sums)
    return fa, ar, ps


def odds(words: Iterable[str]) -> dict[str, float]:
    """Log odds of a text, by language; all 0 where nothing is known of its words."""
    total = [0.0, 0.0, 0.0]
    for word in words:
        for index, value in enumerate(word_odds(word)):
            total[index] += value
    return dict(zip(LANGUAGES, total, strict=True))


def likelihood(words: Iterable[str]) -> float:
    """Log likelihood of the trigrams of a text in the likeliest of the languages: low for text read backwards."""
    return -sum(map(_rarity, words)) / 10


@lru_cache(maxsize=16384)
def _rarity(word: str) -> int:
    """How rare the trigrams of a word are where they are likeliest, in tenths of a log unit."""
    table, edged, total = _table(), f"_{word}_", 0
    for i in range(len(edged) - 2):
        entry = table.get(edged[i : i + 3])
        total += entry[3] if entry is not None else _UNSEEN
    return total
