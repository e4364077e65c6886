"""A first path through a long document pair: cells that share rare counterparts, chained.

The chain maximises the evidence of its cells less a penalty for leaving the diagonal (the chaining of
Li 2018, minimap2, on words instead of minimisers); the band of the real programme is laid around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.alignment.evidence import Pairs, Side

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int64]

_MEETINGS = 64  # pairs of words whose occurrences meet in more cells are no anchors
_PER_ROW = 3
_LOOK_BACK = 150


def _holders(side: Side) -> tuple[Ints, Ints]:
    """Segments in the order of the types they hold, and where each type's begin."""
    order = np.argsort(side.occurrences, kind="stable")
    return side.segment_of[order], np.concatenate([[0], np.cumsum(side.frequency)])


def cells(pairs: Pairs, source: Side, target: Side) -> tuple[Ints, Ints, Floats]:
    """Cells (source segment, target segment) with shared rare counterparts, and their evidence."""
    few = source.frequency[pairs.source] * target.frequency[pairs.target] <= _MEETINGS
    u, v, strength = pairs.source[few], pairs.target[few], pairs.strength[few].astype(float)
    rows, first_row = _holders(source)
    columns, first_column = _holders(target)
    fu, fv = source.frequency[u], target.frequency[v]
    meetings = fu * fv
    pair = np.repeat(np.arange(len(u)), meetings)
    within = np.arange(meetings.sum()) - np.repeat(np.cumsum(meetings) - meetings, meetings)
    i = rows[first_row[u][pair] + within // np.maximum(fv[pair], 1)]
    j = columns[first_column[v][pair] + within % np.maximum(fv[pair], 1)]
    weight = (strength / np.sqrt(np.maximum(meetings, 1)))[pair]
    keys, inverse = np.unique(i * target.segments + j, return_inverse=True)
    total = np.bincount(inverse, weight, len(keys)) if len(keys) else np.zeros(0)
    return keys // max(target.segments, 1), keys % max(target.segments, 1), total


def _best_of_rows(i: Ints, j: Ints, weight: Floats) -> tuple[Ints, Ints, Floats]:
    order = np.lexsort((-weight, i))
    i, j, weight = i[order], j[order], weight[order]
    rank = np.arange(len(i)) - np.searchsorted(i, i, side="left")
    keep = (rank < _PER_ROW) & (weight > 0.25)
    i, j, weight = i[keep], j[keep], weight[keep]
    order = np.lexsort((j, i))
    return i[order], j[order], weight[order]


def chain(i: Ints, j: Ints, weight: Floats, slope: float) -> Ints:
    """Positions of the cells of the best chain, which rises in both texts."""
    count = len(i)
    value, back = weight.copy(), np.full(count, -1)
    for k in range(1, count):
        low = max(0, k - _LOOK_BACK)
        di, dj = i[k] - i[low:k], j[k] - j[low:k]
        leap = np.abs(dj - slope * di)
        gain = np.where((di > 0) & (dj > 0), value[low:k] - 0.3 * np.log1p(leap) - 0.02 * np.minimum(leap, 60), -np.inf)
        best = int(np.argmax(gain))
        if gain[best] > 0:
            value[k] += gain[best]
            back[k] = low + best
    kept = []
    k = int(np.argmax(value)) if count else -1
    while k >= 0:
        kept.append(k)
        k = int(back[k])
    return np.array(kept[::-1], np.int64)


def path(pairs: Pairs, source: Side, target: Side, x: Floats, y: Floats) -> Ints:
    """A target position for each of the source positions 0..n.

    Between anchors, and where there are none, positions follow the share of letters.
    """
    n, m = source.segments, target.segments
    i, j, weight = _best_of_rows(*cells(pairs, source, target))
    kept = chain(i, j, weight, m / max(n, 1))
    knots_i = np.concatenate([[0], i[kept] + 0.5, [n]])
    knots_j = np.concatenate([[0], j[kept] + 0.5, [m]])
    letters_x = np.concatenate([[0], np.cumsum(x)])
    letters_y = np.concatenate([[0], np.cumsum(y)])
    at_x = np.interp(knots_i, np.arange(n + 1), letters_x)
    at_y = np.interp(knots_j, np.arange(m + 1), letters_y)
    wanted = np.interp(letters_x, at_x, at_y)
    return np.asarray(np.rint(np.interp(wanted, letters_y, np.arange(m + 1))), np.int64)
