"""All that the segments of an index say of variants, as arrays: for merges and checks, not for look-ups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from termlode.memory import sql
from termlode.memory.index import blocks, bulk_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from termlode.memory.engine import Connection
    from termlode.memory.index.arrays import Hashes, Ints, Shorts

_BUCKET = np.uint64(0x9E3779B97F4A7C15)


ENTRY_KINDS = (blocks.LENGTHS, blocks.FIRSTS, blocks.OTHERS, blocks.HASHES, blocks.GROUPS)


@dataclass(frozen=True, slots=True)
class SegmentEntries:
    """What a segment says of its entries."""

    starts: Ints  # the first entry of each length, 0 to ``blocks.LONGEST``; then the number of entries
    hashes: Hashes
    language_groups: Shorts
    firsts: Ints  # the first variant of each entry
    owners: Shorts  # the entries of all other variants, in order
    others: Ints

    @classmethod
    def read(cls, connection: Connection, segment: int) -> Self:
        """Those of ``segment``."""
        return cls(
            _column(connection, segment, blocks.LENGTHS, np.uint32).astype(np.int64),
            _column(connection, segment, blocks.HASHES, np.uint64),
            _column(connection, segment, blocks.GROUPS, np.uint32),
            _column(connection, segment, blocks.FIRSTS, np.int64),
            *_others(connection, segment),
        )

    def __len__(self) -> int:
        return len(self.hashes)

    def lengths(self, first: int, last: int) -> NDArray[np.uint16]:
        """The length of each entry of the lengths from ``first`` to before ``last``."""
        return np.repeat(np.arange(first, last, dtype=np.uint16), np.diff(self.starts[first : last + 1]))

    def variants(self, low: int = 0, high: int | None = None) -> tuple[Ints, Ints]:
        """The variants of the entries from ``low`` to before ``high``, and the entry of each."""
        high = len(self) if high is None else high
        some = slice(*np.searchsorted(self.owners, (low, high)).tolist())
        owners = np.concatenate([np.arange(low, high), self.owners[some]])
        return np.concatenate([self.firsts[low:high], self.others[some]]), owners


def _column[T: np.generic](connection: Connection, segment: int, kind: int, form: type[T]) -> NDArray[T]:
    rows = connection.execute(sql.BLOCKS_IN, blocks.bounds(segment, kind))
    return np.frombuffer(b"".join(data for _, data in rows), dtype=form)


def _others(connection: Connection, segment: int) -> tuple[Shorts, Ints]:
    """The variants of entries but for their first: the entry of each, and these."""
    size = 1 << blocks.OTHERS_BITS
    owners, variants = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.int64)]
    for number, data in connection.execute(sql.BLOCKS_IN, blocks.bounds(segment, blocks.OTHERS)):
        head = np.frombuffer(data, dtype=np.uint32, count=size + 1)
        first = (number & blocks.NUMBERS) * size
        owners.append(np.repeat(np.arange(first, first + size, dtype=np.uint32), np.diff(head)))
        variants.append(np.frombuffer(data, dtype=np.int64, offset=4 * (size + 1)))
    return np.concatenate(owners), np.concatenate(variants)


class IndexContents:
    """Which rough keys lead to which variants, by their lengths and hashes."""

    def __init__(self, connection: Connection, segments: Iterable[int]) -> None:
        self._characters = bulk_keys.Characters()
        parts = [_findable(SegmentEntries.read(connection, segment)) for segment in segments]
        variants = np.concatenate([np.zeros(0, dtype=np.int64), *(part[0] for part in parts)])
        marks = np.concatenate([np.zeros(0, dtype=np.uint64), *(part[1] for part in parts)])
        parts.clear()
        order = np.argsort(variants, kind="stable")
        self._variants, self._marks = variants[order], marks[order]

    def missed(self, variants: Sequence[int], texts: Sequence[str]) -> list[int]:
        """Those of ``variants`` to which their texts do not lead."""
        wanted = marks_of(texts, self._characters)
        sought = np.asarray(variants, dtype=np.int64)
        starts, ends = (np.searchsorted(self._variants, sought, side=side) for side in ("left", "right"))
        found = ends > starts
        found[found] = self._marks[starts[found]] == wanted[found]
        doubtful = np.flatnonzero(~found).tolist()  # few: one that was edited is in two segments
        marks = [self._marks[starts[place] : ends[place]] == wanted[place] for place in doubtful]
        return [variants[place] for place, some in zip(doubtful, marks, strict=True) if not some.any()]


def _findable(entries: SegmentEntries) -> tuple[Ints, Hashes]:
    """The variants of a segment, and a mark of the key of each; none where a look-up would not find the key."""
    lengths, hashes = entries.lengths(0, blocks.LONGEST + 1), entries.hashes
    found = np.append(hashes[1:] > hashes[:-1], True) | np.append(lengths[1:] > lengths[:-1], True)
    variants, owners = entries.variants()
    first = len(entries)
    chosen = np.append(found, np.ones(len(owners) - first, dtype=bool))
    return variants[chosen], marks(lengths, hashes)[owners[chosen]]


def marks_of(texts: Sequence[str], characters: bulk_keys.Characters) -> Hashes:
    """The :func:`marks` of the rough keys of ``texts``."""
    prepared = bulk_keys.prepare(texts, characters)
    hashes = bulk_keys.hash_spans(bulk_keys.sums(prepared.codes), prepared.starts, prepared.ends)
    return marks(np.minimum(prepared.lengths, blocks.LONGEST), hashes)


def marks(lengths: NDArray[np.integer[Any]], hashes: Hashes) -> Hashes:
    """One number for a length and a hash."""
    return hashes * _BUCKET + lengths.astype(np.uint64)
