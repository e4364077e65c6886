"""Dynamic programmes over the banded lattice: best path and posteriors.

All take ``scores``: log weights of shape (bead kinds, rows + 1, width), of the bead of each kind that
*ends* in each node; -inf where it cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.band import BEADS, SKIP_TARGET

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.alignment.band import Band

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int64]


class Lattice:
    """The predecessor indexes of a band, made once and used by every pass.

    Both directions run side by side: column 0 of every array is the text forwards, column 1 backwards.
    """

    def __init__(self, band: Band) -> None:
        self.band = band
        self.index = np.stack([band.predecessors(bead) for bead in BEADS])
        self._rows = _by_row(self.index, band)
        self._both: Ints | None = None
        self._turned: Ints | None = None

    @property
    def both(self) -> Ints:
        """Predecessors by row of both directions, shape (rows + 1, bead kinds, 2, width)."""
        if self._both is None:
            band = self.band.reversed()
            back = _by_row(np.stack([band.predecessors(bead) for bead in BEADS]), band)
            self._both = np.concatenate([self._rows, back + (band.rows + 1) * (band.width + 1)], axis=2)
        return self._both

    @property
    def turned(self) -> Ints:
        """For the bead that *starts* in each mirrored node, its place in flat scores; their size where none is.

        Shape (rows + 1, bead kinds, width).
        """
        if self._turned is None:
            band = self.band
            rows = np.arange(band.rows + 1)
            nodes = band.reversed().nodes
            size = (band.rows + 1) * band.width
            found = np.empty((band.rows + 1, len(BEADS), band.width), np.int64)
            for kind, (a, b) in enumerate(BEADS):
                row = band.rows - rows + a
                clipped = np.minimum(row, band.rows)
                column = (band.columns + b) - nodes - band.low[clipped][:, None]
                ok = (row <= band.rows)[:, None] & (column >= 0) & (column < band.width)
                found[:, kind] = np.where(ok, (kind * size + clipped * band.width)[:, None] + column, len(BEADS) * size)
            self._turned = found
        return self._turned

    def forward(self, scores: Floats) -> Floats:
        """Log sum of all paths into each node, shape (rows + 1, width + 1); the last column stays -inf."""
        return self._sums((scores.transpose(1, 0, 2),), self._rows, (int(self.band.low[0]),))[0]

    def _sums(self, tables: tuple[Floats, ...], index: Ints, low: tuple[int, ...]) -> list[Floats]:
        """Forward sums of several directions at once, by ``tables`` of shape (rows + 1, bead kinds, width) each."""
        band, ways = self.band, len(tables)
        alpha = np.full((ways, band.rows + 1, band.width + 1), -np.inf)
        flat = alpha.reshape(-1)
        along = np.stack([table[:, SKIP_TARGET] for table in tables], axis=1)
        blocked = np.isneginf(along)
        total = np.cumsum(np.where(blocked, 0.0, along), axis=-1)
        total -= total[..., :1].copy()
        terms = np.empty(index.shape[1:])
        with np.errstate(invalid="ignore", divide="ignore"):
            for i in range(band.rows + 1):
                np.take(flat, index[i], out=terms, mode="clip")
                for way, table in enumerate(tables):
                    terms[:, way] += table[i]
                row = _log_sum(terms)
                if i == 0:
                    row[range(ways), [-column for column in low]] = 0.0
                reached = np.logaddexp.accumulate(row - total[i], axis=-1)
                alpha[:, i, :-1] = np.where(blocked[i], row, reached + total[i])
        return list(alpha)

    def best(self, scores: Floats) -> list[tuple[int, int, int]]:
        """The best path as (kind, row, column node index) of the end node of each of its beads."""
        band = self.band
        value = np.full((band.rows + 1, band.width + 1), -np.inf)
        flat = value.reshape(-1)
        for i in range(band.rows + 1):
            row = (flat[self._rows[i, :, 0]] + scores[:, i]).max(axis=0)
            if i == 0:
                row[-band.low[0]] = 0.0
            value[i, :-1] = _along(row, scores[SKIP_TARGET, i], np.maximum)
        return self._trace(flat, scores)

    def _trace(self, flat: Floats, scores: Floats) -> list[tuple[int, int, int]]:
        band = self.band
        i, d = band.rows, band.columns - int(band.low[-1])
        start = -int(band.low[0])
        path = []
        while (i, d) != (0, start):
            kind = int(np.argmax(flat[self.index[:, i, d]] + scores[:, i, d]))
            path.append((kind, i, d))
            i, d = divmod(int(self.index[kind, i, d]), band.width + 1)
        return path[::-1]

    def posteriors(self, scores: Floats) -> tuple[Floats, float]:
        """P(bead | texts) of every bead, same shape as ``scores``, and the log of the total weight."""
        band = self.band
        mirrored = np.append(scores, -np.inf)[self.turned]
        starts = (int(band.low[0]), int(band.reversed().low[0]))
        alpha, beta = self._sums((scores.transpose(1, 0, 2), mirrored), self.both, starts)
        total = float(alpha[-1, band.columns - int(band.low[-1])])
        logs = alpha.reshape(-1)[self.index]
        logs += scores
        logs += beta[::-1, -2::-1] - (total if np.isfinite(total) else 0.0)
        return np.exp(logs, out=logs), total


def _by_row(index: Ints, band: Band) -> Ints:
    """Predecessors in the order they are read in, shape (rows + 1, bead kinds, 1, width); none within a row."""
    rows = np.array(index.transpose(1, 0, 2), order="C")[:, :, None]
    rows[:, SKIP_TARGET] = band.width
    return rows


def _log_sum(terms: Floats) -> Floats:
    top = terms.max(axis=0)
    np.copyto(top, 0.0, where=np.isneginf(top))
    terms -= top
    return np.asarray(np.log(np.exp(terms, out=terms).sum(axis=0)) + top)


def _along(row: Floats, skip: Floats, merge: np.ufunc) -> Floats:
    """Beads that only consume target segments, within one row: a running sum in the given semiring."""
    steps = np.where(np.isfinite(skip), skip, 0.0)
    total = np.cumsum(steps)
    total -= steps[0]
    reached = np.asarray(merge.accumulate(row - total)) + total
    blocked = ~np.isfinite(skip)
    return np.where(blocked, row, reached)
