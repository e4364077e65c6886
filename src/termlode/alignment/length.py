"""Length evidence: the log-likelihood ratio of a block's length given the other's against its chance.

Lengths count letters, a Han character, kana or hangul syllable as about three (Gale & Church 1993 with a
heavy tail, its ratio and variance estimated from the document).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import regex

from termlode.alignment.band import BEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.band import Band

    type Floats = NDArray[np.float64]

_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_MARKS = regex.compile(r"[\p{Mn}\p{Cf}\u0640]")


def lengths(segments: Sequence[str]) -> Floats:
    """The length of each segment in letters, at least 1."""
    return np.array([max(1, len(_MARKS.sub("", s)) + 2 * len(_WIDE.findall(s))) for s in segments], float)


@dataclass(frozen=True, slots=True)
class LengthModel:
    """Target letters per source letter; variance per letter of the difference; both estimated."""

    ratio: float
    variance: float
    source_spread: tuple[float, float]  # mean and standard deviation of log length
    target_spread: tuple[float, float]
    source_nulls: tuple[float, float]  # the same of segments without counterpart
    target_nulls: tuple[float, float]


def _spread(values: Floats) -> tuple[float, float]:
    logs = np.log(values)
    return float(logs.mean()), max(0.25, float(logs.std()))


def initial(source: Floats, target: Floats) -> LengthModel:
    """From the whole texts."""
    ratio = float(np.clip(target.sum() / source.sum(), 0.2, 5))
    left, right = _spread(source), _spread(target)
    return LengthModel(ratio, 7.0 * max(1.0, ratio), left, right, left, right)


def refine(model: LengthModel, x: Floats, y: Floats, weight: Floats) -> LengthModel:
    """Ratio and variance from blocks of lengths x and y, weighted by the chance that they are aligned."""
    if weight.sum() < 3:
        return model
    logs = np.log(y / x)
    order = np.argsort(logs)
    bulk = weight[order] * (x + y)[order]
    centre = float(logs[order][np.searchsorted(np.cumsum(bulk), bulk.sum() / 2)])
    ratio = math.exp(centre)
    square = (y - ratio * x) ** 2 / ((y + ratio * x) / 2)
    cap = 9 * model.variance
    pooled = float((weight * np.minimum(square, cap)).sum()) + 10 * 7.0 * max(1.0, ratio)
    return replace(model, ratio=ratio, variance=pooled / (float(weight.sum()) + 10))


def refine_nulls(model: LengthModel, sides: tuple[Floats, Floats], nulls: tuple[Floats, Floats]) -> LengthModel:
    """How long segments without counterpart are: notices are short, left-out paragraphs as long as others."""
    found = [
        _weighted(np.log(side), weight, spread)
        for side, weight, spread in zip(sides, nulls, (model.source_spread, model.target_spread), strict=True)
    ]
    return replace(model, source_nulls=found[0], target_nulls=found[1])


def _weighted(logs: Floats, weight: Floats, spread: tuple[float, float]) -> tuple[float, float]:
    """Mean and deviation of the weighted values, drawn towards the text's own."""
    mean, deviation = spread
    total = float(weight.sum()) + _NULL_BELIEF
    centre = (float((weight * logs).sum()) + _NULL_BELIEF * mean) / total
    square = float((weight * (logs - centre) ** 2).sum()) + _NULL_BELIEF * (deviation**2 + (mean - centre) ** 2)
    return centre, max(0.25, math.sqrt(square / total))


def _chance(logs: Floats, spread: tuple[float, float]) -> Floats:
    """Log density of a length under the text's own distribution (log-normal)."""
    mean, deviation = spread
    return np.asarray(-0.5 * ((logs - mean) / deviation) ** 2 - logs - math.log(deviation * math.sqrt(2 * math.pi)))


_NULL_BELIEF = 20.0  # segments that the text's own lengths count as
_TAIL = 4.0  # degrees of freedom of Student's t
_T_NORM = math.lgamma((_TAIL + 1) / 2) - math.lgamma(_TAIL / 2) - 0.5 * math.log(_TAIL * math.pi)


def given(x: NDArray[Any], y: NDArray[Any], ratio: float, variance: float) -> NDArray[Any]:
    """log p(y | x): Student's t about ``ratio * x``."""
    scale = np.sqrt(variance * (ratio * x + y) / 2)
    return np.asarray(_T_NORM - np.log(scale) - (_TAIL + 1) / 2 * np.log1p(((y - ratio * x) / scale) ** 2 / _TAIL))


def _null(logs: Floats, nulls: tuple[float, float], spread: tuple[float, float]) -> Floats:
    """Evidence that the segment that ends in each node has no counterpart."""
    return np.concatenate([[0], np.clip(_chance(logs, nulls) - _chance(logs, spread), -2, 2)])


def evidence(model: LengthModel, source: Floats, target: Floats, band: Band) -> NDArray[np.float32]:
    """Length evidence of every bead by its end node, shape (bead kinds, rows + 1, width)."""
    xs, ys = np.concatenate([[0], np.cumsum(source)]), np.concatenate([[0], np.cumsum(target)])
    px = np.concatenate([[0], np.cumsum(_chance(np.log(source), model.source_spread))])
    py = np.concatenate([[0], np.cumsum(_chance(np.log(target), model.target_spread))])
    left_out = _null(np.log(source), model.source_nulls, model.source_spread)
    right_out = _null(np.log(target), model.target_nulls, model.target_spread)
    rows = np.arange(band.rows + 1)
    columns = np.clip(band.nodes, 0, band.columns)
    out = np.zeros((len(BEADS), band.rows + 1, band.width), np.float32)
    for k, (a, b) in enumerate(BEADS):
        if not (a and b):
            out[k] = left_out[:, None] if a else right_out[columns]
            continue
        i, j = np.maximum(rows - a, 0), np.maximum(columns - b, 0)
        x = np.maximum((xs[rows] - xs[i])[:, None], 1.0).astype(np.float32)
        y = np.maximum(ys[columns] - ys[j], 1.0).astype(np.float32)
        ahead = given(x, y, model.ratio, model.variance) - (py[columns] - py[j]) - (b - 1) * np.log(y)
        back_variance = model.variance / model.ratio
        back = given(y, x, 1 / model.ratio, back_variance) - (px[rows] - px[i])[:, None] - (a - 1) * np.log(x)
        # a block may be cut anywhere: the sentences of n in all have (n - 1)! orders of their borders
        out[k] = (ahead + back + math.lgamma(a) + math.lgamma(b)) / 2
    return out
