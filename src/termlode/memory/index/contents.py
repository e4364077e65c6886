"""All that the segments of an index say of variants, as arrays: for checks of the whole, not for look-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.memory import sql
from termlode.memory.index import blocks, bulk_keys

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from termlode.memory.index.arrays import Hashes, Ints

_BUCKET = np.uint64(0x9E3779B97F4A7C15)


class IndexContents:
    """Which rough keys lead to which variants, by their lengths and hashes."""

    def __init__(self, connection: sqlite3.Connection, segments: Iterable[int]) -> None:
        self._connection = connection
        self._characters = bulk_keys.Characters()
        parts = [self._of(segment) for segment in segments]
        variants = np.concatenate([np.zeros(0, dtype=np.int64), *(part[0] for part in parts)])
        marks = np.concatenate([np.zeros(0, dtype=np.uint64), *(part[1] for part in parts)])
        parts.clear()
        order = np.argsort(variants, kind="stable")
        self._variants, self._marks = variants[order], marks[order]

    def missed(self, variants: Sequence[int], texts: Sequence[str]) -> list[int]:
        """Those of ``variants`` to which their texts do not lead."""
        prepared = bulk_keys.prepare(texts, self._characters)
        hashes = bulk_keys.hash_spans(bulk_keys.sums(prepared.codes), prepared.starts, prepared.ends)
        wanted = _marks(np.minimum(prepared.lengths, blocks.LONGEST), hashes)
        sought = np.asarray(variants, dtype=np.int64)
        starts, ends = (np.searchsorted(self._variants, sought, side=side) for side in ("left", "right"))
        found = ends > starts
        found[found] = self._marks[starts[found]] == wanted[found]
        doubtful = np.flatnonzero(~found).tolist()  # few: one that was edited is in two segments
        marks = [self._marks[starts[place] : ends[place]] == wanted[place] for place in doubtful]
        return [variants[place] for place, some in zip(doubtful, marks, strict=True) if not some.any()]

    def _of(self, segment: int) -> tuple[Ints, Hashes]:
        """The variants of a segment, and a mark of the key of each; none where a look-up would not find the key."""
        starts = self._column(segment, blocks.LENGTHS, np.uint32).astype(np.int64)
        lengths = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        hashes = self._column(segment, blocks.HASHES, np.uint64)
        marks = _marks(lengths, hashes)
        found = np.append(hashes[1:] > hashes[:-1], True) | np.append(lengths[1:] > lengths[:-1], True)
        firsts = self._column(segment, blocks.FIRSTS, np.int64)
        variants, owners = [firsts[found]], [np.flatnonzero(found)]
        for first, sizes, others in self._others(segment):
            variants.append(others)
            owners.append(np.repeat(np.arange(first, first + len(sizes)), sizes))
        return np.concatenate(variants), marks[np.concatenate(owners)]

    def _column[T: np.generic](self, segment: int, kind: int, form: type[T]) -> NDArray[T]:
        rows = self._connection.execute(sql.BLOCKS_IN, blocks.bounds(segment, kind))
        return np.frombuffer(b"".join(data for _, data in rows), dtype=form)

    def _others(self, segment: int) -> Iterator[tuple[int, Ints, Ints]]:
        """The variants of entries but for their first: the first of some entries, how many each has, and these."""
        size = 1 << blocks.OTHERS_BITS
        for number, data in self._connection.execute(sql.BLOCKS_IN, blocks.bounds(segment, blocks.OTHERS)):
            head = np.frombuffer(data, dtype=np.uint32, count=size + 1)
            first = (number & blocks.NUMBERS) * size
            yield first, np.diff(head), np.frombuffer(data, dtype=np.int64, offset=4 * (size + 1))


def _marks(lengths: Ints, hashes: Hashes) -> Hashes:
    """One number for a length and a hash."""
    return hashes * _BUCKET + lengths.astype(np.uint64)
