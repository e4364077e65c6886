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
_ONCE = 1.2  # beads, by their confidence: a pair that met in no more met once
_KNOWN = 0.45  # coverage of a candidate's words by the other's that makes up for having met once
_DOUBT = 0.6  # of the chance of a pair that met once without; glossaries have terms only, so it was read, not fitted


@dataclass(frozen=True, slots=True)
class Model:
    """``weights`` by feature, and ``final`` of the pair's own score, its lesser and its greater lead.

    ``most``: the chance of the surest pair; some are wrong whatever speaks for them. ``none``: the log odds that a
    side without any rival is compared with: to be alone in a short text says little.
    """

    bias: float
    weights: Mapping[str, float]
    final: tuple[float, float, float, float]
    most: float = 1.0
    none: float = -50.0

    def scores(self, pairs: Pairs) -> Floats:
        """The log odds of each pair by itself."""
        weights = np.array([self.weights[name] for name in pairs.names])
        return np.asarray(self.bias + pairs.values @ weights)

    def probabilities(self, pairs: Pairs) -> Floats:
        """The chance of each pair to be right, beside its rivals."""
        bias, *weights = self.final
        odds = bias + rivalry(pairs, self.scores(pairs), self.none) @ np.array(weights)
        return np.asarray(self.most / (1 + np.exp(-odds)) / _tied(pairs, self.scores(pairs)) * _doubt(pairs))


def rivalry(pairs: Pairs, scores: Floats, none: float) -> Floats:
    """Score, lesser and greater lead over the best rivals of both sides, ``none`` at least: shape (pairs, 3)."""
    leads = np.stack([_lead(pairs.rows, scores, none), _lead(pairs.columns, scores, none)])
    return np.stack([np.clip(scores, -LIMIT, LIMIT), leads.min(axis=0), leads.max(axis=0)], axis=1)


def _doubt(pairs: Pairs) -> Floats:
    """What chances are multiplied by: less where one bead alone speaks for a pair."""
    if "both" not in pairs.names:
        return np.ones(len(pairs.rows))
    least, both = (pairs.values[:, pairs.names.index(name)] for name in ("least", "both"))
    return np.where((both <= np.log1p(_ONCE)) & (least < _KNOWN), _DOUBT, 1.0)


def _tied(pairs: Pairs, scores: Floats) -> Floats:
    """How many pairs of the same candidate have the score of each pair: nothing decides which of them is right."""
    counts = []
    _, same = np.unique(np.round(scores, _SAME), return_inverse=True)
    for ids in (pairs.rows, pairs.columns):
        _, inverse, many = np.unique(ids * (len(same) + 1) + same, return_inverse=True, return_counts=True)
        counts.append(many[inverse])
    return np.asarray(np.maximum(*counts), np.float64)


def _lead(ids: Ints, scores: Floats, none: float) -> Floats:
    """By how much each score is better than the best other one of the same candidate."""
    size = int(ids.max(initial=-1)) + 1
    best, second = np.full(size, _LEAST), np.full(size, _LEAST)
    np.maximum.at(best, ids, scores)
    top = scores >= best[ids]
    np.maximum.at(second, ids, np.where(top, _LEAST, scores))
    alone = top & (np.bincount(ids[top], minlength=size)[ids] == 1)
    rival = np.maximum(np.where(alone, second[ids], best[ids]), none)
    return np.asarray(np.clip(scores - rival, -LIMIT, LIMIT))


ALIGNED = Model(
    -5.131,
    {
        "least": 19.200,
        "most": -7.628,
        "whole": -8.207,
        "alike": 3.740,
        "length": -0.815,
        "frequency": -0.292,
        "beside": 0.324,
        "half": -1.031,
        "dice": 0.383,
        "significance": 1.227,
        "both": -1.182,
        "given least": 1.315,
        "given most": 1.314,
        "bare": -1.969,
    },
    (4.014, -0.429, 0.569, 0.838),
    0.994,
    2.0,
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
