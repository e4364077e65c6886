"""How likely it is that an unknown word is misread and that its best candidate is what was meant.

A logistic model over what the channel knows. Its weights were fitted on errors put at random into
treebank sentences (perdt_dev), TICO-19 and news, words of one spelling never on both sides, and rounded;
``docs/correction.md`` says how well it is calibrated.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.correction.confusions import Candidate

_BIAS = -3.6
_SCORE, _MARGIN, _LENGTH = 0.65 / 50, 1.55 / 50, 0.2 / 3  # a level of score, of margin; a letter
_MOST_MARGIN, _MOST_LETTERS = 100, 9
_SHORT = {3: -0.65, 4: -0.3}  # short words have many neighbours, and many names are short
_CHANGE = {"near": 0.0, "lost": 0.0, "far": -2.3, "put in": -2.6}
_AT_END, _AT_START = -0.5, -0.35  # where words inflect, and names differ from words
_AMONG_NAMES, _TITLED, _TWICE, _THERE = -1.0, -3.0, -2.5, 0.85
_MADD, _RARE = 1.1, 1.75  # an آ inside a word; a letter that Persian seldom writes, but every skeleton offers
_RARE_LETTERS = "ثذژظضغ"


@dataclass(frozen=True, slots=True)
class Place:
    """What a document tells of a doubted word: how often it stands there, its candidate too, and beside what."""

    count: int = 1
    candidate: int = 0
    among_names: bool = False
    titled: bool = False


def probability(word: str, candidates: Sequence[Candidate], place: Place) -> float:
    """The probability that the first of ``candidates`` (there is one) is what ``word`` stands for."""
    best = candidates[0]
    second = max(candidates[1].score, 0) if len(candidates) > 1 else 0
    odds = _odds(word, best) + _MARGIN * min(max(best.score - second, 0), _MOST_MARGIN)
    odds += _THERE * min(place.candidate, 3)
    odds += (_AMONG_NAMES if place.among_names else 0.0) + (_TITLED if place.titled else 0.0)
    odds += _TWICE if place.count > 1 else 0.0
    return 1 / (1 + math.exp(-odds))


def misread(word: str, candidates: Sequence[Candidate]) -> float:
    """How likely an unknown ``word`` is any of ``candidates`` misread; 0 where there is none."""
    if not candidates:
        return 0.0
    return 1 / (1 + math.exp(-max(_odds(word, one) for one in candidates) - _MARGIN * _MOST_MARGIN))


def _odds(word: str, one: Candidate) -> float:
    """What a candidate and the word say, whatever else stands near."""
    return (
        _BIAS
        + _SCORE * one.score
        + _LENGTH * min(len(word), _MOST_LETTERS)
        + _SHORT.get(len(word), 0.0)
        + _CHANGE[one.slip.change]
        + _letters(word, one)
    )


def _letters(word: str, best: Candidate) -> float:
    """What the letter says that was read, and where it stands."""
    odds = _RARE if best.slip.read and best.slip.read in _RARE_LETTERS else 0.0
    if best.slip.read == "آ" and best.slip.place > 0:
        odds += _MADD
    other = best.word
    if word[:-1] in (other, other[:-1]) or word == other[:-1]:
        odds += _AT_END
    if word[1:] in (other, other[1:]) or word == other[1:]:
        odds += _AT_START
    return odds
