"""From features to the chance that two candidates name the same thing.

Two logistic regressions, one behind the other: the first weighs a pair by itself; the second also sees by how much
the pair is better than the best rival of each of its sides. Fitted by ``benchmarks/links.py --fit``: for aligned
texts on TICO-19 and its glossaries without the packaged lexicons, for texts that are only comparable on concepts of
the termbase that were hidden from the linker. docs/extraction.md says on what they were measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from termlode.extraction.links.features import Pairs

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int64]

LIMIT = 8.0  # log odds beyond this say no more
_LEAST = -50.0  # of a rival that is not there
_SAME = 6  # decimals of a score


@dataclass(frozen=True, slots=True)
class Model:
    """``weights`` by feature, and ``final`` of the pair's own score, its lesser and its greater lead.

    ``most``: the chance of the surest pair; some are wrong whatever speaks for them.
    """

    bias: float
    weights: Mapping[str, float]
    final: tuple[float, float, float, float]
    most: float = 1.0

    def scores(self, pairs: Pairs) -> Floats:
        """The log odds of each pair by itself."""
        weights = np.array([self.weights[name] for name in pairs.names])
        return np.asarray(self.bias + pairs.values @ weights)

    def probabilities(self, pairs: Pairs) -> Floats:
        """The chance of each pair to be right, beside its rivals."""
        bias, *weights = self.final
        odds = bias + rivalry(pairs, self.scores(pairs)) @ np.array(weights)
        return np.asarray(self.most / (1 + np.exp(-odds)) / _tied(pairs, self.scores(pairs)))


def rivalry(pairs: Pairs, scores: Floats) -> Floats:
    """Score, lesser and greater lead over the best rivals of both sides: shape (pairs, 3)."""
    leads = np.stack([_lead(pairs.rows, scores), _lead(pairs.columns, scores)])
    return np.stack([np.clip(scores, -LIMIT, LIMIT), leads.min(axis=0), leads.max(axis=0)], axis=1)


def _tied(pairs: Pairs, scores: Floats) -> Floats:
    """How many pairs of the same candidate have the score of each pair: nothing decides which of them is right."""
    counts = []
    _, same = np.unique(np.round(scores, _SAME), return_inverse=True)
    for ids in (pairs.rows, pairs.columns):
        _, inverse, many = np.unique(ids * (len(same) + 1) + same, return_inverse=True, return_counts=True)
        counts.append(many[inverse])
    return np.asarray(np.maximum(*counts), np.float64)


def _lead(ids: Ints, scores: Floats) -> Floats:
    """By how much each score is better than the best other one of the same candidate."""
    size = int(ids.max(initial=-1)) + 1
    best, second = np.full(size, _LEAST), np.full(size, _LEAST)
    np.maximum.at(best, ids, scores)
    top = scores >= best[ids]
    np.maximum.at(second, ids, np.where(top, _LEAST, scores))
    alone = top & (np.bincount(ids[top], minlength=size)[ids] == 1)
    return np.asarray(np.clip(scores - np.where(alone, second[ids], best[ids]), -LIMIT, LIMIT))


ALIGNED = Model(
    -4.836,
    {
        "least": 21.923,
        "most": -6.202,
        "whole": -14.023,
        "alike": 4.187,
        "length": -0.820,
        "frequency": -0.318,
        "beside": 0.279,
        "half": -1.031,
        "dice": 1.802,
        "significance": 0.974,
        "both": -0.888,
        "given least": -0.238,
        "given most": 0.704,
        "bare": -1.624,
    },
    (1.566, 0.080, 0.458, 0.353),
    0.993,
)
COMPARABLE = Model(
    -3.905,
    {
        "least": 10.457,
        "most": -4.740,
        "whole": -0.293,
        "alike": 2.008,
        "length": -0.708,
        "frequency": 0.110,
        "beside": 0.000,
        "half": -1.031,
        "context": 7.310,
    },
    (-0.284, 0.785, 0.411, 0.279),
)
