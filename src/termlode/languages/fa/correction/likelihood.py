"""How likely it is that an unknown word is misread and that its best candidate is what was meant.

A logistic model over what the channel knows: the odds are :data:`WEIGHTS` times :func:`features`. The weights
were fitted on errors put at random into right text, words of one spelling never on both sides, and rounded.
``python scripts/fit_letter_model.py`` fits them again and prints both, and ``docs/correction.md`` says how well
they are calibrated.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.languages.fa.oddness import oddness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.languages.fa.correction.confusions import Candidate

WEIGHTS = {
    "bias": -4.2,
    "score": 0.65 / 50,  # a level
    "length": 0.2 / 3,  # a letter
    "three letters": -0.65,  # short words have many neighbours, and many names are short
    "four letters": -0.3,
    "lost": 0.0,  # the slip; look-alikes weigh nothing
    "far": -2.3,
    "put in": -2.6,
    "rare letter": 1.75,  # the one read: Persian seldom writes it, but every skeleton offers it
    "odd": 0.09,  # a bit of the least expected letter
    "at the end": -0.5,  # where words inflect, and names differ from words
    "at the start": -0.35,
    "margin": 1.55 / 50,  # a level above the next candidate
    "candidate there": 0.85,
    "among names": -1.0,
    "titled": -3.0,
    "twice": -2.5,
}
_MOST_MARGIN, _MOST_LETTERS, _MOST_THERE = 100, 9, 3
_SHORT = {3: "three letters", 4: "four letters"}
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
    return 1 / (1 + math.exp(-_odds(features(word, candidates, place))))


def misread(word: str, candidates: Sequence[Candidate]) -> float:
    """How likely an unknown ``word`` is any of ``candidates`` misread; 0 where there is none."""
    if not candidates:
        return 0.0
    best = max(_odds(_alone(word, one)) for one in candidates)
    return 1 / (1 + math.exp(-best - WEIGHTS["margin"] * _MOST_MARGIN))


def features(word: str, candidates: Sequence[Candidate], place: Place) -> dict[str, float]:
    """What the first of ``candidates`` is weighed by, under the names of :data:`WEIGHTS`; what is missing is 0."""
    best = candidates[0]
    second = max(candidates[1].score, 0) if len(candidates) > 1 else 0
    found = _alone(word, best)
    found["margin"] = min(max(best.score - second, 0), _MOST_MARGIN)
    found["candidate there"] = min(place.candidate, _MOST_THERE)
    found["among names"] = place.among_names
    found["titled"] = place.titled
    found["twice"] = place.count > 1
    return found


def _odds(found: dict[str, float]) -> float:
    return sum([WEIGHTS[name] * value for name, value in found.items()])


def _alone(word: str, one: Candidate) -> dict[str, float]:
    """What a candidate and the word say, whatever else stands near."""
    found: dict[str, float] = {"bias": 1, "score": one.score, "length": min(len(word), _MOST_LETTERS)}
    if len(word) in _SHORT:
        found[_SHORT[len(word)]] = 1
    slip = one.slip
    if slip.change != "near":
        found[slip.change] = 1
    if slip.read and slip.read in _RARE_LETTERS:
        found["rare letter"] = 1
    found["odd"] = oddness(word)
    other = one.word
    if word[:-1] in (other, other[:-1]) or word == other[:-1]:
        found["at the end"] = 1
    if word[1:] in (other, other[1:]) or word == other[1:]:
        found["at the start"] = 1
    return found
