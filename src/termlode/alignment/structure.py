"""The structure of documents as evidence: where paragraphs, headings, list items and table cells begin.

How far the two documents agree in it is measured on the document pair itself, so that the line breaks of
a PDF weigh nothing and the paragraphs of a careful translation weigh much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.band import BEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.band import Band

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int64]

_SMOOTH = 3.0
_MOST = 3.0


@dataclass(frozen=True, slots=True)
class Structure:
    """For each segment of both texts: its block, and a number for the block's kind."""

    source_blocks: Sequence[int]
    target_blocks: Sequence[int]
    source_kinds: Sequence[str] = ()
    target_kinds: Sequence[str] = ()

    def part(self, i: int, end_i: int, j: int, end_j: int) -> Structure:
        """The structure of a window."""
        return Structure(
            self.source_blocks[i:end_i],
            self.target_blocks[j:end_j],
            self.source_kinds[i:end_i],
            self.target_kinds[j:end_j],
        )


def _begins(blocks: Sequence[int]) -> NDArray[np.bool_]:
    ids = np.asarray(blocks, np.int64)
    return np.concatenate([[True], ids[1:] != ids[:-1]]) if len(ids) else np.zeros(0, bool)


def _classes(blocks: Sequence[int], kinds: Sequence[str]) -> Ints:
    """Of each segment: 0 inside a block, 1 begins one, 2 begins a heading, list item, cell …"""
    begins = _begins(blocks).astype(np.int64)
    special = np.array([kind not in ("paragraph", "") for kind in kinds] or [False] * len(begins))
    return np.asarray(begins * (1 + special))


def evidence(structure: Structure, posteriors: Floats, band: Band) -> NDArray[np.float32]:
    """Log-likelihood ratio of each bead's beginnings, from how a first pass found them to agree; nulls 0."""
    left = _classes(structure.source_blocks, structure.source_kinds)
    right = _classes(structure.target_blocks, structure.target_kinds)
    out = np.zeros((len(BEADS), band.rows + 1, band.width), np.float32)
    seen = np.zeros((3, 3))
    places = {}
    for kind, (a, b) in enumerate(BEADS):
        if a and b:
            row = np.clip(np.arange(band.rows + 1) - a, 0, band.rows - 1)
            column = np.clip(band.nodes - b, 0, band.columns - 1)
            places[kind] = (left[row][:, None], right[column])
            np.add.at(seen, np.broadcast_arrays(*places[kind]), posteriors[kind])
    expected = np.outer(np.bincount(left, minlength=3), np.bincount(right, minlength=3)) / (len(left) * len(right))
    total = seen.sum()
    likely = np.maximum(seen + _SMOOTH * expected, 1e-9)
    ratio = np.log(likely / ((total + _SMOOTH) * np.maximum(expected, 1e-9)))
    ratio = np.clip(np.where(expected > 0, ratio, 0), -_MOST, _MOST)
    for kind, place in places.items():
        out[kind] = ratio[np.broadcast_arrays(*place)[0], np.broadcast_arrays(*place)[1]]
        out[kind] += _crossings(structure, BEADS[kind], band)
    return out


def _crossings(structure: Structure, bead: tuple[int, int], band: Band) -> NDArray[np.float32]:
    """A bead that runs across the border of blocks on one side is unlikely."""
    a, b = bead
    cost = -2.0
    starts_s = np.concatenate([[0], np.cumsum(_begins(structure.source_blocks))])
    starts_t = np.concatenate([[0], np.cumsum(_begins(structure.target_blocks))])
    rows = np.arange(band.rows + 1)
    ends = np.clip(band.nodes, 0, band.columns)
    crossed_s = starts_s[rows] - starts_s[np.clip(rows - a + 1, 0, band.rows)]
    crossed_t = starts_t[ends] - starts_t[np.clip(ends - b + 1, 0, band.columns)]
    everywhere = _share_of_starts(structure)
    return np.asarray(cost * (1 - everywhere) * (crossed_s[:, None] + crossed_t), np.float32)


def _share_of_starts(structure: Structure) -> float:
    """1 where every segment is a block of its own, so that borders say nothing."""
    shares = [_begins(blocks).mean() for blocks in (structure.source_blocks, structure.target_blocks)]
    return float(min(1.0, max(0.0, (max(shares) - 0.5) * 2)))
