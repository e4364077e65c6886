"""Which segments of two texts are worth encoding: those that the words leave in doubt, and their surroundings.

Encoding a sentence costs a thousand times what weighing its words does, and most beads are sure without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.band import BEADS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.alignment.band import Band

    type Mask = NDArray[np.bool_]

_POSSIBLE, _SURE = 0.002, 0.99  # a bead of a probability between them is in doubt
_AROUND = 2  # segments on each side of doubtful ones
_SAMPLE = 32  # sure beads that show what aligned and what random segments look like


def wanted(posteriors: NDArray[np.float64], band: Band) -> tuple[Mask, Mask]:
    """The segments of both texts to encode, by the probability of every bead after a first pass."""
    found = np.zeros(band.rows, bool), np.zeros(band.columns, bool)
    for kind, bead in enumerate(BEADS):
        doubtful = (posteriors[kind] > _POSSIBLE) & (posteriors[kind] < _SURE)
        _mark(found, np.argwhere(doubtful), bead, band)
    found = _widened(found[0]), _widened(found[1])
    sure = np.argwhere(posteriors[0] >= _SURE)
    _mark(found, sure[:: max(1, len(sure) // _SAMPLE)], (1, 1), band)
    return found


def _mark(found: tuple[Mask, Mask], nodes: NDArray[np.int64], bead: tuple[int, int], band: Band) -> None:
    """Mark the segments of the beads that end in ``nodes``."""
    for side, ends in enumerate((nodes[:, 0], band.low[nodes[:, 0]] + nodes[:, 1])):
        for back in range(1, bead[side] + 1):
            found[side][ends - back] = True


def _widened(mask: Mask) -> Mask:
    around = np.concatenate([np.zeros(_AROUND, bool), mask, np.zeros(_AROUND, bool)])
    return np.lib.stride_tricks.sliding_window_view(around, 2 * _AROUND + 1).any(axis=1)
