"""What of the variants in segments is still stored, and under which key: what compaction keeps."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any

import numpy as np

from termlode.memory import sql
from termlode.memory.index import bulk_keys
from termlode.memory.index.contents import SegmentEntries, marks, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from termlode.memory.engine import Connection
    from termlode.memory.index.arrays import Hashes, Ints

_AT_ONCE = 4096  # texts


class Living:
    """Tells the variants that are stored; of those that were edited, under the key of their text as it is."""

    def __init__(self, connection: Connection, segments: Iterable[int]) -> None:
        self._stored = _numbers(connection.execute(sql.VARIANT_IDS))
        indexed = np.concatenate(
            [np.zeros(0, dtype=np.int64), *(SegmentEntries.read(connection, one).variants()[0] for one in segments)]
        )
        indexed.sort()
        again = np.unique(indexed[1:][indexed[1:] == indexed[:-1]])
        self._edited, self._marks = _edited(connection, again[_among(again, self._stored)])
        stored = int(np.count_nonzero(_among(indexed, self._stored)))
        # of what is indexed; and of what is stored: without a place in the index
        self.gone = len(indexed) - stored
        self.indexed, self.missing = len(indexed), len(self._stored) - stored + self._twice(indexed)

    def _twice(self, indexed: Ints) -> int:
        """How many places in the index those have too many that were edited."""
        starts, ends = (np.searchsorted(indexed, self._edited, side=side) for side in ("left", "right"))
        return int(np.sum(ends - starts - 1))

    @property
    def whole(self) -> bool:
        """Whether nothing was deleted or edited since it was indexed."""
        return not self.gone and not len(self._edited)

    def __call__(self, lengths: NDArray[np.uint16], hashes: Hashes, variants: Ints) -> NDArray[np.bool_]:
        """Which of ``variants``, each with length and hash of a key, stay."""
        stay = _among(variants, self._stored)
        doubtful = np.flatnonzero(_among(variants, self._edited))
        right = self._marks[np.searchsorted(self._edited, variants[doubtful])]
        stay[doubtful] &= marks(lengths[doubtful], hashes[doubtful]) == right
        return stay


def _numbers(rows: Iterable[tuple[int]]) -> Ints:
    return np.fromiter((number for (number,) in rows), dtype=np.int64)


def _among(values: Ints, known: Ints) -> NDArray[np.bool_]:
    """Which of ``values`` are in ``known``, which is in order."""
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == values
    return found


def _edited(connection: Connection, variants: Ints) -> tuple[Ints, Hashes]:
    """``variants``, and the mark of the key of each by its text."""
    characters = bulk_keys.Characters()
    found: list[Any] = [np.zeros(0, dtype=np.uint64)]
    for some in batched(variants.tolist(), _AT_ONCE):
        rows = sorted(connection.execute(sql.VARIANTS_BY_ID, (str(list(some)),)))
        found.append(marks_of([text for _, _, text, _ in rows], characters))
    return variants, np.concatenate(found)
