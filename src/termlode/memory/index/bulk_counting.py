"""What ``counting.most_shared`` gives, with numpy: many times faster, for those who ask often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.memory.index.arrays import distinct
from termlode.memory.index.counting import least_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.memory.index.counting import Effort


def most_shared(lists: Sequence[memoryview], centre: int, effort: Effort) -> list[int]:
    """The entries that are on the most of ``lists``, two at least; at equal counts those nearest to ``centre``."""
    met = np.frombuffer(bytearray().join(lists), dtype=np.uint32)
    met.sort()
    met = met[1:][met[1:] == met[:-1]]  # once for each list after the first
    if not len(met):
        return []
    starts = np.flatnonzero(distinct(met))
    counts = np.empty(len(starts), dtype=np.int64)
    counts[:-1] = starts[1:] - starts[:-1]
    counts[-1] = len(met) - starts[-1]
    counts += 1
    sizes = np.bincount(counts).tolist()
    floor = least_count({count: size for count, size in enumerate(sizes) if size}, effort)
    kept = counts >= floor
    away = met[starts[kept]].astype(np.int64) - centre
    # One number orders by count, distance and side, and gives the entry again.
    keys = (len(lists) - counts[kept]) << 34 | np.abs(away) << 1 | (away > 0)
    keys.sort()
    away = keys >> 1 & 0xFFFFFFFF
    found: list[int] = (centre + np.where(keys & 1, away, -away)).tolist()
    return found
