"""Merging segments into one, a range of lists at a time, without reading a text again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from termlode.memory import blocks, keys, queries
from termlode.memory.build import COMMON, Entries, Postings, SegmentWriter, distinct, gather, groups, sorted_set

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.memory.roles import Roles
    from termlode.memory.vectors import Hashes, Ints

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
class _Old:
    """What a segment says of its entries."""

    number: int
    lengths: Ints
    hashes: Hashes
    owners: Ints  # of each variant the entry
    variants: Ints
    roles: Ints  # of each entry the role set


class Merger:
    """Merges segments inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, sets: Roles) -> None:
        self._connection, self._sets = connection, sets

    def merge(self, segments: Sequence[int], alive: Ints | None = None) -> None:
        """Put one segment in the place of ``segments``; variants that are not ``alive`` (sorted) are left out."""
        old = [self._read(number) for number in segments]
        if alive is not None:
            old = [_living(one, alive) for one in old]
        entries, places = self._gather(old)
        writer = SegmentWriter(self._connection, len(entries.lengths))
        most = max(1000, len(entries.lengths) // COMMON)
        lists = {row[0]: row[3] for row in self._connection.execute(queries.SEGMENTS)}
        sizes = [lists[number] for number in segments]
        for kind, limit in ((blocks.GRAMS, None), (blocks.WORDS, most)):
            for start in range(0, 1 << keys.GRAM_BITS, _RANGE):
                merged = self._postings(kind, start, list(zip(segments, sizes, places, strict=True)))
                writer.postings(kind, merged if limit is None else merged.without(limit))
        writer.masks(*self._masks(segments, places))
        for number in segments:
            self._connection.execute(queries.BLOCKS_DELETE, blocks.bounds(number))
            self._connection.execute(queries.SEGMENT_DELETE, (number,))
        writer.entries(entries)

    # ── entries ──────────────────────────────────────────────────────────────────────────────────

    def _pages(self, segment: int, kind: int, form: type[np.generic]) -> NDArray[np.generic]:
        rows = self._connection.execute(queries.BLOCKS_IN, blocks.bounds(segment, kind))
        return np.frombuffer(b"".join(data for _, data in rows), dtype=form)

    def _read(self, segment: int) -> _Old:
        starts = self._pages(segment, blocks.LENGTHS, np.uint32).astype(np.int64)
        sizes = np.diff(starts)
        count = int(starts[-1])
        firsts = self._pages(segment, blocks.FIRSTS, np.uint64).astype(np.int64)
        owners, others = self._others(segment)
        return _Old(
            segment,
            np.repeat(np.arange(len(sizes)), sizes),
            self._pages(segment, blocks.HASHES, np.uint64).astype(np.uint64),
            np.concatenate([np.arange(count), owners]),
            np.concatenate([firsts, others]),
            self._pages(segment, blocks.ROLES, np.uint32).astype(np.int64),
        )

    def _others(self, segment: int) -> tuple[Ints, Ints]:
        size = 1 << blocks.OTHERS_BITS
        owners, variants = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for number, data in self._connection.execute(queries.BLOCKS_IN, blocks.bounds(segment, blocks.OTHERS)):
            first = (number & ((1 << 28) - 1)) * size
            head = np.frombuffer(data, dtype=np.uint32, count=size + 1)
            owners.append(np.repeat(np.arange(first, first + size), np.diff(head)))
            variants.append(np.frombuffer(data, dtype=np.uint64, offset=4 * (size + 1)).astype(np.int64))
        return np.concatenate(owners), np.concatenate(variants)

    def _gather(self, old: list[_Old]) -> tuple[Entries, list[Ints]]:
        """The entries of all segments as one, and for each segment the new number of each entry (-1: gone)."""
        members = self._sets.members()
        offsets = np.cumsum([0, *(len(one.lengths) for one in old)])
        owners = np.concatenate([one.owners + start for one, start in zip(old, offsets, strict=False)])
        variants = np.concatenate([one.variants for one in old])
        lengths = np.concatenate([one.lengths for one in old])
        hashes = np.concatenate([one.hashes for one in old])
        roles = np.concatenate([one.roles for one in old])
        old.clear()
        entries, place = gather(
            lengths[owners],
            hashes[owners],
            variants,
            roles[owners],
            lambda number, some: _unions(number, some, members, self._sets),
        )
        new = np.full(len(lengths), -1, dtype=np.int64)
        new[owners] = place
        return entries, [new[start:end] for start, end in pairwise(offsets)]

    # ── lists ────────────────────────────────────────────────────────────────────────────────────

    def _postings(self, kind: int, start: int, old: Sequence[tuple[int, int, Ints]]) -> Postings:
        """A range of lists, merged; the old blocks are deleted, so that their pages serve again."""
        parts: list[Hashes] = []
        for segment, lists, place in old:
            first = blocks.block_id(segment, kind, start // lists)
            span = first, first + _RANGE // lists - 1
            rows = self._connection.execute(queries.BLOCKS_IN, span).fetchall()
            if rows:
                parts.append(_renumbered(*_lists(rows, lists), place, marked=kind == blocks.WORDS))
            self._connection.execute(queries.BLOCKS_DELETE, span)
        return Postings(sorted_set(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.uint64))

    def _masks(self, segments: Sequence[int], places: list[Ints]) -> tuple[Hashes, Ints]:
        hashes, entries = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
        for segment, place in zip(segments, places, strict=True):
            for number, data in self._connection.execute(queries.BLOCKS_IN, blocks.bounds(segment, blocks.MASKS)):
                both = np.frombuffer(data, dtype=np.uint32).reshape(2, -1)
                top = np.uint64((number & 0xFF) << 56)
                entry = place[both[1].astype(np.int64)]
                hashes.append((both[0].astype(np.uint64) << np.uint64(24) | top)[entry >= 0])
                entries.append(entry[entry >= 0])
        return np.concatenate(hashes), np.concatenate(entries)


def _renumbered(slots: Hashes, entries: NDArray[np.uint32], place: Ints, *, marked: bool) -> Hashes:
    """Postings as ``slots | entry`` with the new number of each entry, without those that are gone.

    ``marked``: there may be marks for lists that were left out; they stay.
    """
    if marked:
        every = entries == blocks.EVERYWHERE
        found = place[np.where(every, 0, entries)]
        found[every] = blocks.EVERYWHERE
    else:
        found = place[entries]
    gone = found < 0
    if gone.any():
        slots, found = slots[~gone], found[~gone]
    slots |= found.view(np.uint64)
    return slots


def _lists(rows: Sequence[tuple[int, bytes]], lists: int) -> tuple[Hashes, NDArray[np.uint32]]:
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


def _living(old: _Old, alive: Ints) -> _Old:
    at = np.searchsorted(alive, old.variants)
    kept = np.append(alive, -1)[at] == old.variants
    return _Old(old.number, old.lengths, old.hashes, old.owners[kept], old.variants[kept], old.roles)


def _unions(number: Ints, sets: Ints, members: dict[int, tuple[int, ...]], known: Roles) -> NDArray[np.uint32]:
    """The role set of each entry, from (entry, role set) pairs in the order of entries: their union."""
    pairs = sorted_set((number << 32) | sets)
    owner, value = pairs >> 32, pairs & 0xFFFFFFFF
    firsts = np.flatnonzero(distinct(owner))
    sizes = np.diff(np.append(firsts, len(owner)))
    result = value[firsts].astype(np.uint32)
    unions: dict[tuple[int, ...], int] = {}
    for entry, some in groups(value, sizes):
        if some not in unions:
            unions[some] = known.role_set(tuple(sorted({role for one in some for role in members[one]})))
        result[entry] = unions[some]
    return result
