"""Whether two texts translate each other, as a chance: the evidence of words and lengths, weighed and calibrated.

Two logistic regressions, fitted on translations of 16 sets of sentences (four languages with English, half of them
news that the packaged lexicons were not trained on) against targets of other sentences, of like length and of any,
and against targets whose last three fifths are missing (``benchmarks/train_quality.py``). One unit of fifty is
believed to be wrong beforehand: estimating that share from the units themselves ran away on texts of other subjects.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from termlode.quality.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.lexicon import Lexicon
    from termlode.quality.evidence import Told

    type Floats = NDArray[np.float64]

BATCH = 2000  # units judged together
# Weights: constant, evidence a root of words, one a root of words, squared log of the ratio of lengths, root of words.
_PAIRED = np.array([2.312, 2.17, 0.026, -2.664, -0.713])
# Constant, log of the ratio of lengths, evidence of the first half of the source less that of the second, one a root
# of words, evidence a root of words.
_WHOLE = np.array([4.566, 16.194, -1.016, 15.499, 0.214])
_BEFORE = float(np.log(49))  # log odds of a unit to be right, before anything is known: one of fifty is wrong
_DOUBTFUL = 1.5  # log odds below which the target of another unit is looked for
_MOST = 250  # doubtful units compared with each other
_SHORT = 40  # letters; of a shorter source a short target may be all
_FEW_WORDS, _CERTAIN = 10, 50.0  # known words of both sides, below which no other target is looked for
_MUCH = (4.0, 7.0)  # log odds of a target that fits better, and what it must have more than its own
_BETTER, _BACK = (1.0, 4.0), 2.0  # the same where both units want each other's targets, and what the other gains


@dataclass(frozen=True, slots=True)
class Verdict:
    """The chance that a unit's texts translate each other, that the target is whole, and where the right one stands.

    ``better``: the number of the unit of the batch whose target fits the source, where one does.
    """

    chance: float
    whole: float
    better: int | None = None


class Judge:
    """Judges units of two languages; ``more`` are lexicons beside the packaged one."""

    def __init__(self, languages: tuple[str, str], more: Sequence[Lexicon] = ()) -> None:
        self.languages, self._more = languages, tuple(more)

    def verdicts(self, source: Sequence[str], target: Sequence[str]) -> list[Verdict]:
        """A verdict a unit. Costs time in proportion to the units, and memory: give :data:`BATCH` at a time."""
        known = Evidence(self.languages, source, target, self._more)
        told = known.told()
        paired, whole = _odds(told), _wholes(told)
        whole = np.where(known.letters() < _SHORT, np.maximum(whole, 0), whole)
        better = _better(known, np.where(told.words < _FEW_WORDS, _CERTAIN, paired))
        chances, wholes = _calibrated(paired), _calibrated(whole)
        return [
            Verdict(float(a), float(b), better.get(i)) for i, (a, b) in enumerate(zip(chances, wholes, strict=True))
        ]


@lru_cache(maxsize=32)
def judge(source: str, target: str) -> Judge:
    """The judge of two languages with what comes with Termlode."""
    return Judge((source, target))


def _odds(told: Told) -> Floats:
    """Log odds that source and target translate each other, were both equally likely."""
    return _paired(told.own, told.words, told.ratio)


def _paired(own: Floats, words: Floats, ratio: Floats) -> Floats:
    root = np.sqrt(words + 5)
    columns = (np.ones_like(own), own / root, 1 / root, np.minimum(ratio**2, 1), root)
    return np.asarray(np.stack(np.broadcast_arrays(*columns), axis=-1) @ _PAIRED)


def _wholes(told: Told) -> Floats:
    """Log odds that the target is whole, were both equally likely."""
    root, fall = np.sqrt(told.words + 5), told.halves[:, 0] - told.halves[:, 1]
    columns = (np.ones_like(root), np.clip(told.ratio, -1.5, 1), np.clip(fall, -3, 3), 1 / root, told.own / root)
    return np.asarray(np.stack(columns, axis=-1) @ _WHOLE)


def _calibrated(odds: Floats) -> Floats:
    """Chances, where one unit of fifty is wrong."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds + _BEFORE, -50, 50))))


def _better(known: Evidence, odds: Floats) -> dict[int, int]:
    """Doubtful units with the doubtful unit whose target fits them well, and much better than their own."""
    doubtful = np.flatnonzero(odds < _DOUBTFUL)
    doubtful = np.sort(doubtful[np.argsort(odds[doubtful])][:_MOST])
    count = len(doubtful)
    if count < 2:
        return {}
    rows, columns = np.repeat(doubtful, count), np.tile(doubtful, count)
    own, words = known.pairs(rows, columns), known.words(rows, columns)
    found = _paired(own, words, known.ratio(rows, columns))
    table = found.reshape(count, count)
    np.fill_diagonal(table, -np.inf)
    best, own, here = table.argmax(axis=1), odds[doubtful], np.arange(count)
    value, back = table[here, best], table[best, here]
    much = (own < 1) & (value > _MUCH[0]) & (value - own > _MUCH[1])
    mutual = (value > _BETTER[0]) & (value - own > _BETTER[1]) & (back > 0) & (back - own[best] > _BACK)
    fits = much | mutual
    return {int(doubtful[i]): int(doubtful[best[i]]) for i in np.flatnonzero(fits)}
