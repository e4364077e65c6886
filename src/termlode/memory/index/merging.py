"""Merging segments into one, a range of lists at a time, without reading a text again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from termlode.memory import sql
from termlode.memory.index import blocks, keys
from termlode.memory.index.arrays import distinct, runs, sorted_set
from termlode.memory.index.contents import ENTRY_KINDS, SegmentEntries
from termlode.memory.index.segment_writer import COMMON, Entries, Postings, SegmentWriter, gather, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.memory.engine import Connection
    from termlode.memory.index.arrays import Hashes, Ints, Shorts
    from termlode.memory.index.living import Living
    from termlode.memory.language_sets import LanguageSets

_RANGE = 1 << 14  # lists of postings that are merged at once
_ENTRIES = 200_000  # entries that are sorted at once, about
GROWTH = 3  # a segment is merged when those smaller than it are together a third of it


def overgrown(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """The segments to merge, from (segment, entries): the smallest, as far as each adds at most threefold."""
    ordered = sorted(sizes, key=lambda pair: pair[1])
    chosen: list[int] = []
    together = best = 0
    for segment, entries in ordered:
        if chosen and entries <= GROWTH * together:
            best = len(chosen) + 1
        chosen.append(segment)
        together += entries
    return chosen[:best]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Entries of some lengths with each of their variants, of several segments one after the other."""

    lengths: NDArray[np.uint16]
    hashes: Hashes
    language_groups: Shorts
    variants: Ints
    owners: list[Ints]  # of each segment: the numbers of its entries

    @classmethod
    def of(cls, old: Sequence[SegmentEntries], first: int, last: int, living: Living | None) -> _Pairs:
        """Those of the lengths from ``first`` to before ``last``, and of ``living`` variants."""
        columns: list[list[Any]] = [[], [], [], [], []]
        for one in old:
            low, high = one.starts[[first, last]].tolist()
            variants, owners = one.variants(low, high)
            lengths, hashes = one.lengths(first, last)[owners - low], one.hashes[owners]
            found: list[Any] = [lengths, hashes, one.language_groups[owners], variants, owners]
            if living is not None:
                stay = living(lengths, hashes, variants)
                found = [column[stay] for column in found]
            for column, values in zip(columns, found, strict=True):
                column.append(values)
        joint: list[Any] = [*map(np.concatenate, columns[:4]), columns[4]]
        return cls(*joint)


def _cuts(old: Sequence[SegmentEntries]) -> list[int]:
    """Lengths between which there are some hundred thousand entries: what is sorted at once."""
    totals = np.sum([one.starts for one in old], axis=0) // _ENTRIES
    return [0, *(np.flatnonzero(np.diff(totals[:-1])) + 1).tolist(), blocks.LONGEST + 1]


class SegmentMerger:
    """Merges segments inside the caller's transaction."""

    def __init__(self, connection: Connection, sets: LanguageSets) -> None:
        self._connection, self._sets = connection, sets

    def merge(self, segments: Sequence[int], living: Living | None = None) -> None:
        """Put one segment in the place of ``segments``; ``living`` tells what of it stays."""
        entries, places = self._gather([self._take(number) for number in segments], living)
        self._sets.write_groups()
        count = len(entries.lengths)
        writer = SegmentWriter(self._connection, count)
        writer.entries(entries)
        del entries  # the lists need the room
        lists = {row[0]: row[3] for row in self._connection.execute(sql.SEGMENTS)}
        old = [(number, lists[number], place) for number, place in zip(segments, places, strict=True)]
        for kind, limit in ((blocks.GRAMS, None), (blocks.WORDS, max(1000, count // COMMON))):
            for start in range(0, 1 << keys.GRAM_BITS, _RANGE):
                merged = self._postings(kind, start, old)
                writer.postings(kind, merged if limit is None else merged.without(limit))
        writer.masks(*self._masks(segments, places))
        for number in segments:
            self._connection.execute(sql.BLOCKS_DELETE, blocks.bounds(number))
            self._connection.execute(sql.SEGMENT_DELETE, (number,))

    # ── entries ──────────────────────────────────────────────────────────────────────────────────

    def _take(self, segment: int) -> SegmentEntries:
        """Read what a segment says of its entries, and delete it, so that its pages serve again."""
        found = SegmentEntries.read(self._connection, segment)
        for kind in ENTRY_KINDS:
            self._connection.execute(sql.BLOCKS_DELETE, blocks.bounds(segment, kind))
        return found

    def _gather(self, old: list[SegmentEntries], living: Living | None) -> tuple[Entries, list[Shorts]]:
        """The entries of all segments as one; for each segment the new number of each entry, and the mark."""
        places = [np.full(len(one) + 1, blocks.GONE, dtype=np.uint32) for one in old]
        parts: list[Entries] = []
        count = 0
        for first, last in pairwise(_cuts(old)):
            pairs = _Pairs.of(old, first, last, living)
            entries, place = gather(pairs.lengths, pairs.hashes, pairs.variants, pairs.language_groups, self._unions)
            start = 0
            for new, owners in zip(places, pairs.owners, strict=True):
                new[owners] = place[start : start + len(owners)] + np.uint32(count)
                start += len(owners)
            parts.append(entries)
            count += len(entries.lengths)
        old.clear()
        for new in places:
            new[-1] = blocks.EVERYWHERE
        return joined(parts), places

    def _unions(self, number: Ints, groups: Shorts) -> Shorts:
        """The group of each entry, from (entry, group) pairs in the order of entries: their union."""
        members = self._sets.groups()
        pairs = sorted_set((number << 32) | groups)
        owner, value = pairs >> 32, pairs & 0xFFFFFFFF
        firsts = np.flatnonzero(distinct(owner))
        sizes = np.diff(np.append(firsts, len(owner)))
        result = value[firsts].astype(np.uint32)
        unions: dict[tuple[int, ...], int] = {}
        for entry, some in runs(value, sizes):
            if some not in unions:
                every = sorted({member for one in some for member in members[one]})
                unions[some] = self._sets.group_number(tuple(every))
            result[entry] = unions[some]
        return result

    # ── lists ────────────────────────────────────────────────────────────────────────────────────

    def _postings(self, kind: int, start: int, old: Sequence[tuple[int, int, Shorts]]) -> Postings:
        """A range of lists, merged; the old blocks are deleted, so that their pages serve again."""
        parts: list[Hashes] = []
        for segment, lists, place in old:
            first = blocks.block_id(segment, kind, start // lists)
            span = first, first + _RANGE // lists - 1
            rows = self._connection.execute(sql.BLOCKS_IN, span).fetchall()
            if rows:
                parts.append(_renumbered(*_lists(rows, lists), place))
            self._connection.execute(sql.BLOCKS_DELETE, span)
        return Postings(sorted_set(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.uint64))

    def _masks(self, segments: Sequence[int], places: list[Shorts]) -> tuple[Hashes, Shorts]:
        hashes, entries = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.uint32)]
        for segment, place in zip(segments, places, strict=True):
            for number, data in self._connection.execute(sql.BLOCKS_IN, blocks.bounds(segment, blocks.MASKS)):
                both = np.frombuffer(data, dtype=np.uint32).reshape(2, -1)
                top = np.uint64((number & 0xFF) << 56)
                new = place[both[1]]
                stay = new != blocks.GONE
                hashes.append(both[0][stay].astype(np.uint64) << np.uint64(24) | top)
                entries.append(new[stay])
        return np.concatenate(hashes), np.concatenate(entries)


def _renumbered(slots: Hashes, entries: Shorts, place: Shorts) -> Hashes:
    """Postings as ``slots | entry`` with the new number of each entry; marks for lists that were left out stay."""
    new = place[np.minimum(entries, np.uint32(len(place) - 1))]
    slots |= new
    gone = new == blocks.GONE
    return slots[~gone] if gone.any() else slots


def _lists(rows: Sequence[tuple[int, bytes]], lists: int) -> tuple[Hashes, Shorts]:
    """Slots (shifted left by 32) and entries of blocks of lists."""
    words = np.frombuffer(b"".join([data for _, data in rows]), dtype=np.uint32)
    sizes = np.array([len(data) // 4 for _, data in rows])
    starts = np.cumsum(sizes) - sizes
    places = starts[:, None] + np.arange(lists + 1)
    heads = words[places].astype(np.int64)
    numbers = np.array([number & ((1 << 28) - 1) for number, _ in rows])
    slots = (numbers[:, None] * lists + np.arange(lists)).ravel().astype(np.uint64) << np.uint64(32)
    body = np.ones(len(words), dtype=bool)
    body[places.ravel()] = False
    return np.repeat(slots, np.diff(heads, axis=1).ravel()), words[body]
