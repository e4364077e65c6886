"""Merging segments into one, a range of lists at a time, without reading a text again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from termlode.memory import sql
from termlode.memory.index import blocks, keys
from termlode.memory.index.arrays import distinct, runs, sorted_set
from termlode.memory.index.segment_writer import COMMON, Entries, Postings, SegmentWriter, gather

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.memory.index.arrays import Hashes, Ints, Shorts
    from termlode.memory.language_sets import LanguageSets

_RANGE = 1 << 14  # lists of postings that are merged at once
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
class _OldSegment:
    """What a segment says of its entries."""

    lengths: NDArray[np.uint16]
    hashes: Hashes
    owners: Shorts  # of each variant the entry
    variants: Ints
    language_groups: Shorts  # of each entry


class SegmentMerger:
    """Merges segments inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, sets: LanguageSets) -> None:
        self._connection, self._sets = connection, sets

    def merge(self, segments: Sequence[int]) -> None:
        """Put one segment in the place of ``segments``."""
        entries, places = self._gather([self._take(number) for number in segments])
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

    def _pages(self, segment: int, kind: int, form: type[np.generic]) -> NDArray[np.generic]:
        rows = self._connection.execute(sql.BLOCKS_IN, blocks.bounds(segment, kind))
        return np.frombuffer(b"".join(data for _, data in rows), dtype=form)

    def _take(self, segment: int) -> _OldSegment:
        """Read what a segment says of its entries, and delete it, so that its pages serve again."""
        starts = self._pages(segment, blocks.LENGTHS, np.uint32).astype(np.int64)
        sizes = np.diff(starts)
        firsts = self._pages(segment, blocks.FIRSTS, np.uint64).astype(np.int64)
        owners, others = self._others(segment)
        found = _OldSegment(
            np.repeat(np.arange(len(sizes), dtype=np.uint16), sizes),
            self._pages(segment, blocks.HASHES, np.uint64).astype(np.uint64),
            np.concatenate([np.arange(len(firsts), dtype=np.uint32), owners]),
            np.concatenate([firsts, others]),
            self._pages(segment, blocks.GROUPS, np.uint32).astype(np.uint32),
        )
        for kind in (blocks.LENGTHS, blocks.FIRSTS, blocks.OTHERS, blocks.HASHES, blocks.GROUPS):
            self._connection.execute(sql.BLOCKS_DELETE, blocks.bounds(segment, kind))
        return found

    def _others(self, segment: int) -> tuple[Shorts, Ints]:
        size = 1 << blocks.OTHERS_BITS
        owners, variants = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.int64)]
        for number, data in self._connection.execute(sql.BLOCKS_IN, blocks.bounds(segment, blocks.OTHERS)):
            first = (number & ((1 << 28) - 1)) * size
            head = np.frombuffer(data, dtype=np.uint32, count=size + 1)
            owners.append(np.repeat(np.arange(first, first + size, dtype=np.uint32), np.diff(head)))
            variants.append(np.frombuffer(data, dtype=np.int64, offset=4 * (size + 1)))
        return np.concatenate(owners), np.concatenate(variants)

    def _gather(self, old: list[_OldSegment]) -> tuple[Entries, list[Shorts]]:
        """The entries of all segments as one; for each segment the new number of each entry, and the mark."""
        members = self._sets.groups()
        offsets = np.cumsum([0, *(len(one.lengths) for one in old)])
        owners = np.concatenate([one.owners + np.uint32(start) for one, start in zip(old, offsets, strict=False)])
        variants = np.concatenate([one.variants for one in old])
        lengths = np.concatenate([one.lengths for one in old])
        hashes = np.concatenate([one.hashes for one in old])
        language_groups = np.concatenate([one.language_groups for one in old])
        old.clear()
        entries, place = gather(
            lengths[owners],
            hashes[owners],
            variants,
            language_groups[owners],
            lambda number, some: _unions(number, some, members, self._sets),
        )
        new = np.empty(len(lengths), dtype=np.uint32)
        new[owners] = place
        mark = np.uint32(blocks.EVERYWHERE)
        return entries, [np.append(new[start:end], mark) for start, end in pairwise(offsets)]

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
                hashes.append(both[0].astype(np.uint64) << np.uint64(24) | top)
                entries.append(place[both[1]])
        return np.concatenate(hashes), np.concatenate(entries)


def _renumbered(slots: Hashes, entries: Shorts, place: Shorts) -> Hashes:
    """Postings as ``slots | entry`` with the new number of each entry; marks for lists that were left out stay."""
    slots |= place[np.minimum(entries, np.uint32(len(place) - 1))]
    return slots


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


def _unions(number: Ints, sets: Shorts, members: Sequence[tuple[int, ...]], known: LanguageSets) -> Shorts:
    """The group of each entry, from (entry, group) pairs in the order of entries: their union."""
    pairs = sorted_set((number << 32) | sets)
    owner, value = pairs >> 32, pairs & 0xFFFFFFFF
    firsts = np.flatnonzero(distinct(owner))
    sizes = np.diff(np.append(firsts, len(owner)))
    result = value[firsts].astype(np.uint32)
    unions: dict[tuple[int, ...], int] = {}
    for entry, some in runs(value, sizes):
        if some not in unions:
            unions[some] = known.group_number(tuple(sorted({member for one in some for member in members[one]})))
        result[entry] = unions[some]
    return result
