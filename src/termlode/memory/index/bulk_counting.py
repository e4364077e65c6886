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
    met = np.frombuffer(b"".join(lists), dtype=np.uint32).copy()
    met.sort()
    met = met[1:][met[1:] == met[:-1]]  # once for each list after the first
    if not len(met):
        return []
    firsts = np.flatnonzero(distinct(met))
    counts = np.diff(firsts, append=len(met)) + 1
    sizes = np.bincount(counts)
    floor = least_count({count: size for count, size in enumerate(sizes.tolist()) if size}, effort)
    kept = counts >= floor
    entries, counts = met[firsts[kept]].astype(np.int64), counts[kept]
    order = np.lexsort((entries, np.abs(entries - centre), -counts))
    found: list[int] = entries[order].tolist()
    return found
