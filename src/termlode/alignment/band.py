"""The band of the alignment lattice, and the kinds of bead that may cross it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Ints = NDArray[np.int64]

# (source sentences, target sentences) of a bead.
BEADS: tuple[tuple[int, int], ...] = (
    (1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (3, 3), (2, 4),
    (4, 2), (1, 5), (5, 1), (1, 6), (6, 1),
)  # fmt: skip
SKIP_SOURCE = BEADS.index((1, 0))
SKIP_TARGET = BEADS.index((0, 1))
LONGEST = 6  # sentences on one side of a bead
_NEAR = 4  # rows over which a path may leap
_OVERLAP = 8  # nodes that a row of a band shares with the next


@dataclass(frozen=True)
class Band:
    """Node (i, j), i of ``rows`` + 1 and j of ``columns`` + 1, is in the band where 0 <= j - low[i] < width."""

    low: Ints
    width: int
    columns: int

    @property
    def rows(self) -> int:
        """Source segments."""
        return len(self.low) - 1

    @cached_property
    def nodes(self) -> Ints:
        """The target position of every node, shape (rows + 1, width); may lie outside 0..columns."""
        return self.low[:, None] + np.arange(self.width)

    @cached_property
    def inside(self) -> NDArray[np.bool_]:
        """Which nodes exist."""
        return (self.nodes >= 0) & (self.nodes <= self.columns)

    def predecessors(self, bead: tuple[int, int]) -> Ints:
        """Flat index (row * (width + 1) + column) of the node where a bead ending in each node starts.

        Column ``width`` of a row is a node that does not exist.
        """
        rows = np.arange(self.rows + 1) - bead[0]
        clipped = np.maximum(rows, 0)
        column = self.nodes - bead[1] - self.low[clipped][:, None]
        bad = (rows < 0)[:, None] | (column < 0) | (column >= self.width)
        return clipped[:, None] * (self.width + 1) + np.where(bad, self.width, column)

    def reversed(self) -> Band:
        """The band of both texts read backwards."""
        return Band(self.columns - (self.low[::-1] + self.width - 1), self.width, self.columns)


def full(rows: int, columns: int) -> Band:
    """The whole lattice."""
    return Band(np.zeros(rows + 1, np.int64), columns + 1, columns)


def around(path: Ints, columns: int, radius: int, most: int = 0) -> Band:
    """A band of ``radius`` nodes on each side of ``path`` (a target position for each of the rows + 1 nodes).

    Where the path leaps it is wider, up to ``most`` nodes. Every row shares nodes with the next, so that there
    is a way through whatever the path.
    """
    rows = len(path) - 1
    path = np.maximum.accumulate(path)
    numbers = np.arange(rows + 1)
    before, after = path[np.maximum(numbers - _NEAR, 0)], path[np.minimum(numbers + _NEAR, rows)]
    leap = int((after - before).max())
    width = 2 * radius + 1
    width = max(width, min(width + leap - radius, most), -(-(columns + 1 + _OVERLAP * rows) // (rows + 1)))
    width = min(columns + 1, width)
    low = np.clip((before + after + 1 - width) // 2, 0, columns + 1 - width)
    low[0], low[-1] = 0, columns + 1 - width
    climb = max(width - _OVERLAP, 1) * numbers
    low = np.maximum.accumulate((np.maximum.accumulate(low) - climb)[::-1])[::-1] + climb
    return Band(np.minimum(low, climb), width, columns)


def narrowed(band: Band, posteriors: NDArray[np.float64], negligible: float, margin: int) -> Band:
    """The part of ``band`` that paths of more than ``negligible`` probability visit, and ``margin`` nodes about it."""
    visited = posteriors.sum(axis=0) > negligible
    visited[0, -int(band.low[0])] = visited[-1, band.columns - int(band.low[-1])] = True
    some = visited.any(axis=1)
    left = np.where(some, band.low + visited.argmax(axis=1), band.columns)
    right = np.where(some, band.low + band.width - 1 - visited[:, ::-1].argmax(axis=1), 0)
    left, right = np.minimum.accumulate(left[::-1])[::-1], np.maximum.accumulate(right)
    width = int((right - left).max()) + 1 + 2 * margin
    if width >= band.width:
        return band
    middle = (left + right + 1 - width) // 2
    low = np.maximum.accumulate(np.clip(middle, 0, band.columns + 1 - width))
    return Band(low, width, band.columns)
