"""Dynamic programmes over the banded lattice: best path, posteriors, and decoding by posteriors.

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

_DOWN = [k for k in range(len(BEADS)) if k != SKIP_TARGET]


class Lattice:
    """The predecessor indexes of a band, made once and used by every pass."""

    def __init__(self, band: Band) -> None:
        self.band = band
        self.index = np.stack([band.predecessors(bead) for bead in BEADS])
        self._rows = np.ascontiguousarray(self.index[_DOWN].transpose(1, 0, 2))  # by row: read in this order
        self._backwards: Lattice | None = None

    @property
    def backwards(self) -> Lattice:
        """The lattice of both texts read backwards."""
        if self._backwards is None:
            self._backwards = Lattice(self.band.reversed())
        return self._backwards

    def mirrored(self, scores: Floats) -> Floats:
        """``scores`` as the backward lattice needs them: of the bead that *starts* in the mirrored node."""
        band = self.band
        out = np.full_like(scores, -np.inf)
        rows = np.arange(band.rows + 1)
        nodes = self.backwards.band.nodes
        for k, (a, b) in enumerate(BEADS):
            row = band.rows - rows + a
            ok_row = row <= band.rows
            clipped = np.minimum(row, band.rows)
            column = band.columns - nodes + b - band.low[clipped][:, None]
            ok = ok_row[:, None] & (column >= 0) & (column < band.width)
            out[k] = np.where(ok, scores[k, clipped[:, None], np.clip(column, 0, band.width - 1)], -np.inf)
        return out

    def forward(self, scores: Floats) -> Floats:
        """Log sum of all paths into each node, shape (rows + 1, width + 1); the last column stays -inf."""
        band = self.band
        alpha = np.full((band.rows + 1, band.width + 1), -np.inf)
        flat = alpha.reshape(-1)
        down = np.ascontiguousarray(scores[_DOWN].transpose(1, 0, 2))
        with np.errstate(invalid="ignore"):
            for i in range(band.rows + 1):
                terms = flat[self._rows[i]] + down[i]
                row = _log_sum(terms)
                if i == 0:
                    row[-band.low[0]] = 0.0
                alpha[i, :-1] = _along(row, scores[SKIP_TARGET, i], np.logaddexp)
        return alpha

    def best(self, scores: Floats) -> list[tuple[int, int, int]]:
        """The best path as (kind, row, column node index) of the end node of each of its beads."""
        band = self.band
        value = np.full((band.rows + 1, band.width + 1), -np.inf)
        flat = value.reshape(-1)
        down = np.ascontiguousarray(scores[_DOWN].transpose(1, 0, 2))
        for i in range(band.rows + 1):
            row = (flat[self._rows[i]] + down[i]).max(axis=0)
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
        alpha = self.forward(scores)
        beta = self.backwards.forward(self.mirrored(scores))[:, :-1][::-1, ::-1]
        total = float(alpha[-1, band.columns - int(band.low[-1])])
        with np.errstate(invalid="ignore"):
            logs = alpha.reshape(-1)[self.index] + scores + beta[None] - total
        return np.exp(np.where(np.isnan(logs), -np.inf, logs)), total


def _log_sum(terms: Floats) -> Floats:
    top = terms.max(axis=0)
    safe = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.exp(terms - safe).sum(axis=0)) + safe)


def _along(row: Floats, skip: Floats, merge: np.ufunc) -> Floats:
    """Beads that only consume target segments, within one row: a running sum in the given semiring."""
    steps = np.where(np.isfinite(skip), skip, 0.0)
    total = np.cumsum(steps)
    total -= steps[0]
    reached = np.asarray(merge.accumulate(row - total)) + total
    blocked = ~np.isfinite(skip)
    return np.where(blocked, row, reached)
