"""A segment of the index on its way into the file: postings, entries, and who writes their blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.memory import sql
from termlode.memory.index import blocks
from termlode.memory.index.arrays import distinct, sorted_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from termlode.memory.engine import Connection
    from termlode.memory.index.arrays import Hashes, Ints, Shorts

COMMON = 16  # a word that one entry in so many holds is found by reading, not by the index


@dataclass(frozen=True, slots=True)
class Postings:
    """Pairs of slot and entry as ``slot << 32 | entry``, sorted, each once."""

    pairs: Hashes

    @classmethod
    def of(cls, slots: Hashes, entries: Shorts) -> Postings:
        """From pairs in any order, with repetitions. Works in the memory of ``slots``."""
        slots <<= np.uint64(32)
        slots |= entries
        return cls(sorted_set(slots))

    @property
    def _slots(self) -> Shorts:
        return self.pairs.view(np.uint32)[1::2]

    @property
    def _entries(self) -> Shorts:
        return self.pairs.view(np.uint32)[::2]

    def _lists(self, lists: int) -> tuple[int, NDArray[np.int64]]:
        """The first slot of the first block that holds something, and the sizes of the lists from there on."""
        if not len(self.pairs):
            return 0, np.zeros(0, dtype=np.int64)
        first, last = int(self._slots[0]), int(self._slots[-1])
        first -= first % lists
        return first, np.bincount(self._slots - np.uint32(first), minlength=last - last % lists + lists - first)

    def without(self, most: int) -> Postings:
        """A mark in the place of each list that is longer than ``most`` (or was, in a part of it)."""
        first, sizes = self._lists(1)
        long = sizes > most
        slots = self._slots
        long[slots[self._entries == blocks.EVERYWHERE] - np.uint32(first)] = True
        if not long.any():
            return self
        marks = (np.flatnonzero(long) + first).astype(np.uint64) << np.uint64(32) | np.uint64(blocks.EVERYWHERE)
        return Postings(np.sort(np.concatenate([self.pairs[~long[slots - np.uint32(first)]], marks])))

    def blocks(self, lists: int) -> Iterator[tuple[int, bytes]]:
        """Number and data of each block of ``lists`` lists that holds something."""
        first, sizes = self._lists(lists)
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        firsts = bounds[:-1:lists]
        heads = np.empty((len(firsts), lists + 1), dtype=np.uint32)
        heads[:, :-1] = bounds[:-1].reshape(-1, lists) - firsts[:, None]
        heads[:, -1] = bounds[lists::lists] - firsts
        entries = np.ascontiguousarray(self._entries)
        spans = np.append(firsts, bounds[-1]).tolist()
        for number in np.flatnonzero(heads[:, -1]).tolist():
            data = heads[number].tobytes() + entries[spans[number] : spans[number + 1]].tobytes()
            yield first // lists + number, data


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a segment in order, and the variants of each: ``variants[offsets[i]:offsets[i + 1]]``."""

    lengths: NDArray[np.uint16]
    hashes: Hashes
    language_groups: Shorts
    offsets: Ints
    variants: Ints


def gather(
    lengths: NDArray[np.uint16],
    hashes: Hashes,
    variants: Ints,
    language_sets: Shorts,
    grouped: Callable[[Ints, Shorts], Shorts],
) -> tuple[Entries, Shorts]:
    """Entries of variants given with the length and hash of their keys; and the entry of each variant.

    ``grouped`` numbers the groups of (entry, language set) pairs in the order of entries.
    """
    order = _order(lengths, hashes, variants)
    lengths, hashes = lengths[order], hashes[order]
    new = distinct(hashes) | distinct(lengths)
    lengths, hashes = lengths[new], hashes[new]
    number = np.cumsum(new, dtype=np.int64) - 1
    place = np.empty(len(number), dtype=np.uint32)
    place[order] = number
    variants = variants[order]
    once = new | distinct(variants)  # one that was edited may come twice
    offsets = np.append(np.flatnonzero(new[once]), np.count_nonzero(once))
    return Entries(lengths, hashes, grouped(number, language_sets[order]), offsets, variants[once]), place


def joined(parts: list[Entries]) -> Entries:
    """Entries that follow each other as one."""
    counts = np.cumsum([0, *(len(part.variants) for part in parts)])
    offsets = [part.offsets[:-1] + start for part, start in zip(parts, counts, strict=False)]
    return Entries(
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.language_groups for part in parts]),
        np.concatenate([*offsets, counts[-1:]]),
        np.concatenate([part.variants for part in parts]),
    )


def _order(lengths: NDArray[np.uint16], hashes: Hashes, variants: Ints) -> Ints:
    """The order by length, hash and variant: by what a number holds of the first two, then where that is equal."""
    rough = hashes >> np.uint64(13)
    rough |= lengths.astype(np.uint64) << np.uint64(51)  # LONGEST has 13 bits
    order = np.argsort(rough)
    rough = rough[order]
    same = ~distinct(rough)
    same[:-1] |= same[1:]
    places = np.flatnonzero(same)
    some = order[places]
    order[places] = some[np.lexsort((variants[some], hashes[some], rough[places]))]
    return order


class SegmentWriter:
    """Writes the blocks of one segment."""

    def __init__(self, connection: Connection, count: int) -> None:
        self._connection = connection
        self.segment = int(connection.execute(sql.SEGMENT_NEXT).fetchone()[0])
        self.lists = blocks.lists_for(count)

    def postings(self, kind: int, postings: Postings) -> None:
        """Write the lists of a kind."""
        self.put(kind, postings.blocks(self.lists))

    def put(self, kind: int, numbered: Iterator[tuple[int, bytes]]) -> None:
        """Write blocks of a kind."""
        rows = ((blocks.block_id(self.segment, kind, number), data) for number, data in numbered)
        self._connection.executemany(sql.BLOCK_PUT, rows)

    def entries(self, entries: Entries) -> None:
        """Write the entries, and the row of the segment."""
        firsts = entries.variants[entries.offsets[:-1]]
        self.put(blocks.HASHES, _pages(entries.hashes))
        self.put(blocks.FIRSTS, _pages(firsts.astype(np.uint64)))
        self.put(blocks.GROUPS, _pages(entries.language_groups))
        self.put(blocks.OTHERS, _others(entries))
        every = np.arange(blocks.LONGEST + 2, dtype=np.uint16)  # of the type of what is searched, which is not copied
        starts = np.searchsorted(entries.lengths, every).astype(np.uint32)
        self.put(blocks.LENGTHS, iter([(0, starts.tobytes())]))
        self._connection.execute(sql.SEGMENT_ADD, (self.segment, len(firsts), len(entries.variants), self.lists))

    def masks(self, hashes: Hashes, entries: Shorts) -> None:
        """Write the entries that hold a number, by the hash of their masked key."""
        order = np.lexsort((entries, hashes))
        hashes, numbers = hashes[order], entries[order]
        tops = (hashes >> np.uint64(56)).astype(np.int64)
        parts, firsts = np.unique(tops, return_index=True)
        lasts = np.append(firsts, len(tops))[1:]
        short = (hashes >> np.uint64(24)).astype(np.uint32)
        spans = zip(parts.tolist(), firsts.tolist(), lasts.tolist(), strict=True)
        self.put(blocks.MASKS, ((part, short[a:z].tobytes() + numbers[a:z].tobytes()) for part, a, z in spans))


def _pages(values: NDArray[np.generic]) -> Iterator[tuple[int, bytes]]:
    size = 1 << blocks.PAGE_BITS
    for number, start in enumerate(range(0, len(values), size)):
        yield number, values[start : start + size].tobytes()


def _others(entries: Entries) -> Iterator[tuple[int, bytes]]:
    size = 1 << blocks.OTHERS_BITS
    offsets = entries.offsets
    count = len(offsets) - 1
    more = np.ones(len(entries.variants), dtype=bool)
    more[offsets[:-1]] = False
    others = entries.variants[more].astype(np.uint64)
    starts = offsets - np.arange(count + 1)  # each entry before has one variant that is not among the others
    for number, first in enumerate(range(0, count, size)):
        part = starts[first : first + size + 1]
        if part[-1] > part[0]:
            padded = np.r_[part, np.full(size + 1 - len(part), part[-1])] - part[0]
            yield number, padded.astype(np.uint32).tobytes() + others[part[0] : part[-1]].tobytes()
