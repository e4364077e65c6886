"""Building a segment of the index from texts, in bounded memory, with numpy.

Of each text only the rarest grams are indexed (a prefix filter: Chaudhuri, Ganti and Kaushik 2006; Xiao et
al. 2008): two similar texts share some of their rare grams, whichever those are.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, pairwise
from typing import TYPE_CHECKING

import numpy as np

from termlode.memory import blocks, keys, queries, vectors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from termlode.memory.fresh import Fresh
    from termlode.memory.roles import Roles
    from termlode.memory.vectors import Hashes, Ints

    type Shorts = NDArray[np.uint32]

KEPT_GRAMS, KEPT_MORE = 20, 14  # grams indexed of each text, and of long ones more: up to so many
_PART = 500_000  # characters that are worked on at once
_SLOTS = 1 << keys.GRAM_BITS
_SLOT_MASK = np.uint64(_SLOTS - 1)
_BITS = np.uint64(keys.GRAM_BITS)
_NO_HASHES: Hashes = np.zeros(0, dtype=np.uint64)
_RANKED_BITS = np.uint64(keys.GRAM_BITS + 8)  # a gram and its rank
_LATEST_BITS = 18
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
    roles: Shorts
    offsets: Ints
    variants: Ints


def gather(
    lengths: NDArray[np.uint16], hashes: Hashes, variants: Ints, roles: Shorts, sets: Callable[[Ints, Shorts], Shorts]
) -> tuple[Entries, Shorts]:
    """Entries of variants given with the length and hash of their keys; and the entry of each variant.

    ``sets`` makes role sets of (entry, role) pairs in the order of entries.
    """
    order = _order(lengths, hashes, variants)
    lengths, hashes = lengths[order], hashes[order]
    new = distinct(hashes) | distinct(lengths)
    lengths, hashes = lengths[new], hashes[new]
    number = np.cumsum(new, dtype=np.int64) - 1
    place = np.empty(len(number), dtype=np.uint32)
    place[order] = number
    offsets = np.append(np.flatnonzero(new), len(order))
    return Entries(lengths, hashes, sets(number, roles[order]), offsets, variants[order]), place


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


def _role_sets(number: Ints, roles: Shorts, sets: Roles) -> Shorts:
    """The role set of each entry, from (entry, role) pairs in the order of entries."""
    pairs = sorted_set((number << 32) | roles)
    owner, role = pairs >> 32, pairs & 0xFFFFFFFF
    firsts = np.flatnonzero(distinct(owner))
    sizes = np.diff(np.append(firsts, len(owner)))
    result = np.empty(len(firsts), dtype=np.uint32)
    lone = sizes == 1
    kinds, place = np.unique(role[firsts[lone]], return_inverse=True)
    result[lone] = np.array([sets.role_set((int(kind),)) for kind in kinds], dtype=np.uint32)[place]
    for entry, some in groups(role, sizes):
        result[entry] = sets.role_set(some)
    return result


def groups(values: Ints, sizes: Ints) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The number and the values of each run of more than one, of runs of ``sizes`` in ``values``."""
    several = sizes > 1
    chosen = values[np.repeat(several, sizes)].tolist()
    start = 0
    for number, size in zip(np.flatnonzero(several).tolist(), sizes[several].tolist(), strict=True):
        yield number, tuple(chosen[start : start + size])
        start += size


class SegmentWriter:
    """Writes the blocks of one segment."""

    def __init__(self, connection: sqlite3.Connection, count: int) -> None:
        self._connection = connection
        self.segment = int(connection.execute(queries.SEGMENT_NEXT).fetchone()[0])
        self.lists = blocks.lists_for(count)

    def postings(self, kind: int, postings: Postings) -> None:
        """Write the lists of a kind."""
        self.put(kind, postings.blocks(self.lists))

    def put(self, kind: int, numbered: Iterator[tuple[int, bytes]]) -> None:
        """Write blocks of a kind."""
        rows = ((blocks.block_id(self.segment, kind, number), data) for number, data in numbered)
        self._connection.executemany(queries.BLOCK_PUT, rows)

    def entries(self, entries: Entries) -> None:
        """Write the entries, and the row of the segment."""
        firsts = entries.variants[entries.offsets[:-1]]
        self.put(blocks.HASHES, _pages(entries.hashes))
        self.put(blocks.FIRSTS, _pages(firsts.astype(np.uint64)))
        self.put(blocks.ROLES, _pages(entries.roles))
        self.put(blocks.OTHERS, _others(entries))
        every = np.arange(blocks.LONGEST + 2, dtype=np.uint16)  # of the type of what is searched, which is not copied
        starts = np.searchsorted(entries.lengths, every).astype(np.uint32)
        self.put(blocks.LENGTHS, iter([(0, starts.tobytes())]))
        self._connection.execute(queries.SEGMENT_ADD, (self.segment, len(firsts), len(entries.variants), self.lists))

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


# ── from texts ───────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Found:
    """What was found in the texts so far, a list of arrays each."""

    lengths: list[Ints]
    hashes: list[Hashes]
    grams: list[Hashes]  # text << GRAM_BITS | gram
    mask_owners: list[Ints]
    masks: list[Hashes]
    word_owners: list[Ints]
    words: list[Hashes]


class Builder:
    """Makes segments of texts; keeps what one segment teaches for the next (characters, vocabulary)."""

    def __init__(self, connection: sqlite3.Connection, sets: Roles) -> None:
        self._connection, self._sets = connection, sets
        self._characters = vectors.Characters()
        self._vocabulary = Vocabulary(connection)
        data = blocks.read(connection, 0, blocks.ORDER, 0)
        self._order = None if data is None else np.frombuffer(data, dtype=np.uint8)

    def build(self, variants: Fresh) -> None:
        """Index ``variants`` as a new segment, inside the caller's transaction."""
        numbers: dict[str, int] = {}
        first = np.fromiter(map(numbers.setdefault, variants.texts, count()), np.int64, len(variants))
        distinct_texts = first == np.arange(len(first))
        place = (np.cumsum(distinct_texts) - 1)[first]
        found = self._analyse(list(numbers))
        ids = np.array(variants.ids, dtype=np.int64)
        hashes = np.concatenate(found.hashes)
        lengths = np.minimum(np.concatenate(found.lengths), blocks.LONGEST).astype(np.uint16)
        roles = np.array(variants.roles(self._sets), dtype=np.uint32)
        entries, own = gather(
            lengths[place], hashes[place], ids, roles, lambda number, some: _role_sets(number, some, self._sets)
        )
        of_text = np.empty(len(numbers), dtype=np.uint32)
        of_text[place] = own
        self._write(entries, of_text, found)

    def _write(self, entries: Entries, of_text: Shorts, found: _Found) -> None:
        count = len(entries.lengths)
        writer = SegmentWriter(self._connection, count)
        writer.entries(entries)
        writer.masks(np.concatenate(found.masks), of_text[np.concatenate(found.mask_owners)])
        grams = np.concatenate(found.grams)
        found.grams.clear()
        owners = of_text[(grams >> _BITS).view(np.int64)]
        grams &= _SLOT_MASK
        writer.postings(blocks.GRAMS, Postings.of(grams, owners))
        words = vectors.slots(np.concatenate(found.words))
        lists = Postings.of(words, of_text[np.concatenate(found.word_owners)])
        writer.postings(blocks.WORDS, lists.without(max(1000, count // COMMON)))

    def _analyse(self, texts: list[str]) -> _Found:
        found = _Found([], [], [], [], [], [], [])
        start = 0
        for part in _parts(texts):
            prepared = vectors.prepare(part, self._characters)
            found.lengths.append(prepared.lengths)
            running = vectors.sums(prepared.codes)
            found.hashes.append(vectors.hash_spans(running, prepared.starts, prepared.ends))
            grams = vectors.gram_pairs(prepared)
            grams = sorted_set(grams) if self._order is None else self._rarest(grams)
            grams += np.uint64(start << keys.GRAM_BITS)
            found.grams.append(grams)
            owners, masks = vectors.masked_hashes(prepared)
            found.mask_owners.append(owners + start)
            found.masks.append(masks)
            words = vectors.words(prepared, self._characters, running)
            self._vocabulary.add(prepared, words)
            found.word_owners.append(words.owners + start)
            found.words.append(words.hashes)
            start += len(part)
        self._vocabulary.flush()
        if self._order is None:
            self._learn_order(found.grams)
            for number, grams in enumerate(found.grams):
                found.grams[number] = self._rarest(grams)
        return found

    def _learn_order(self, parts: list[Hashes]) -> None:
        """Rank the grams by how often they occur in the first segment, and keep that order for all."""
        counts = np.zeros(_SLOTS, dtype=np.int64)
        for grams in parts:
            counts += np.bincount((grams & _SLOT_MASK).astype(np.int64), minlength=_SLOTS)
        self._order = rank(counts)
        row = (blocks.block_id(0, blocks.ORDER, 0), self._order.tobytes())
        self._connection.execute(queries.BLOCK_PUT, row)

    def _rarest(self, grams: Hashes) -> Hashes:
        """Of each text the grams that are rarest in the order, 20 to 34 by its length."""
        assert self._order is not None
        slots = grams & _SLOT_MASK
        ranked = self._order[slots.view(np.int64)].astype(np.uint64)
        ranked <<= _BITS
        ranked |= slots
        grams >>= _BITS
        grams <<= _RANKED_BITS
        ranked |= grams
        ranked = sorted_set(ranked)
        owner = ranked >> _RANKED_BITS
        firsts = np.flatnonzero(distinct(owner))
        sizes = np.diff(np.append(firsts, len(owner)))
        most = np.minimum(sizes, KEPT_GRAMS + np.clip((sizes - 40) // 4, 0, KEPT_MORE))
        ends = np.cumsum(most)
        kept = ranked[np.arange(ends[-1]) + np.repeat(firsts - ends + most, most)]
        rarest: Hashes = (kept >> _RANKED_BITS << _BITS) | (kept & _SLOT_MASK)
        return rarest


def sorted_set[T: np.generic](values: NDArray[T]) -> NDArray[T]:
    """What ``numpy.unique`` gives; sorting is many times faster than its hashing. Sorts ``values`` in place."""
    values.sort()
    found: NDArray[T] = values[distinct(values)]
    return found


def distinct(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Where a sorted array has a value for the first time."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def rank(counts: NDArray[np.integer]) -> NDArray[np.uint8]:
    """The rank of each gram by the number of texts that have it: 12 steps for each doubling."""
    return np.minimum(255, np.round(12 * np.log2(1 + counts))).astype(np.uint8)


def _parts(texts: list[str]) -> Iterator[list[str]]:
    """``texts`` in parts of about ``_PART`` characters."""
    lengths = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    marks = np.arange(0, int(lengths[-1]) + 1, _PART)[1:]
    bounds = sorted_set(np.concatenate([[0], np.searchsorted(lengths, marks), [len(texts)]])).tolist()
    for start, end in pairwise(bounds):
        yield texts[start:end]


class Vocabulary:
    """All words of the index once: new ones are collected, and written as a part of their own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        parts = [np.frombuffer(row[0], dtype=np.uint64) for row in connection.execute(queries.VOCABULARY_HASHES)]
        self._known: Hashes = np.unique(np.concatenate(parts)) if parts else _NO_HASHES
        self._fresh: Hashes = _NO_HASHES
        self._words: list[str] = []
        self._latest: Hashes = np.zeros(1 << _LATEST_BITS, dtype=np.uint64)  # words that were met, by part of the hash

    def add(self, texts: vectors.Texts, words: vectors.Words) -> None:
        """Take the words that are not known yet."""
        places = (words.hashes >> np.uint64(64 - _LATEST_BITS)).view(np.int64)
        other = np.flatnonzero(self._latest[places] != words.hashes)
        hashes = words.hashes[other]
        self._latest[places[other]] = hashes
        met = sorted_set(hashes.copy())
        met = met[~_among(met, self._known)]
        met = met[~_among(met, self._fresh)]
        if len(met):
            new = other[_among(hashes, met)]
            new = new[np.argsort(words.hashes[new])]
            chosen = new[distinct(words.hashes[new])]
            self._fresh = np.sort(np.concatenate([self._fresh, met]))
            self._words.append(_spell(texts, words.starts[chosen], words.lengths[chosen]))

    def flush(self) -> None:
        """Write what is new."""
        if len(self._fresh):
            text = "\n" + "".join(self._words)
            row = (self._fresh.tobytes(), text.encode("utf-8", "surrogatepass"))
            self._connection.execute(queries.VOCABULARY_ADD, row)
            self._known = np.sort(np.concatenate([self._known, self._fresh]))
        self._fresh, self._words = _NO_HASHES, []


def _among(hashes: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Which of ``hashes`` are in ``known``, which is sorted."""
    if not len(known):
        return np.zeros(len(hashes), dtype=bool)
    at = np.searchsorted(known, hashes)
    at[at == len(known)] = 0
    found: NDArray[np.bool_] = known[at] == hashes
    return found


def _spell(texts: vectors.Texts, starts: Ints, lengths: Ints) -> str:
    """The words at ``starts``, each followed by a line feed."""
    sizes = lengths + 1
    ends = np.cumsum(sizes)
    positions = np.arange(int(ends[-1])) + np.repeat(starts - (ends - sizes), sizes)
    codes = texts.codes[np.minimum(positions, len(texts.codes) - 1)].copy()
    codes[ends - 1] = ord("\n")
    spelt: str = codes.tobytes().decode("utf-32-le", "surrogatepass")
    return spelt
