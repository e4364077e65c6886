"""Building a segment of the index from the texts of variants, in bounded memory, with numpy.

Of each text only the rarest grams are indexed (a prefix filter: Chaudhuri, Ganti and Kaushik 2006; Xiao et
al. 2008): two similar texts share some of their rare grams, whichever those are. Which are rare is learnt from
each segment's texts before it is made, on top of what was known, so that it does not matter what came first.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, pairwise
from typing import TYPE_CHECKING

import numpy as np

from termlode.memory import sql
from termlode.memory.index import blocks, bulk_keys, keys
from termlode.memory.index.arrays import distinct, runs, sorted_set
from termlode.memory.index.segment_writer import COMMON, Entries, Postings, SegmentWriter, gather
from termlode.memory.index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from termlode.memory.engine import Connection
    from termlode.memory.index.arrays import Hashes, Ints, Shorts
    from termlode.memory.index.new_variants import NewVariants
    from termlode.memory.language_sets import LanguageSets


KEPT_GRAMS, KEPT_MORE = 20, 14  # grams indexed of each text, and of long ones more: up to so many
_LEARNT = 32_768  # texts of a segment whose grams are counted to tell which are rare
_MANY = 32_768  # texts: of fewer the counts do not tell well which grams are rare
_STEPS = 12
_PART = 500_000  # characters that are worked on at once
_SLOTS = 1 << keys.GRAM_BITS
_SLOT_MASK = np.uint64(_SLOTS - 1)
_BITS = np.uint64(keys.GRAM_BITS)
_RANKED_BITS = np.uint64(keys.GRAM_BITS + 8)  # a gram and its rank


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


class IndexBuilder:
    """Makes segments of texts; keeps what one segment teaches for the next (characters, vocabulary)."""

    def __init__(self, connection: Connection, sets: LanguageSets) -> None:
        self._connection, self._sets = connection, sets
        self._characters = bulk_keys.Characters()
        self._vocabulary = Vocabulary(connection)
        self._order = np.frombuffer(blocks.read(connection, 0, blocks.ORDER, 0) or bytes(_SLOTS), dtype=np.uint8)
        self._counts = counts(self._order)  # of texts that have each gram, about

    def add_segment(self, variants: NewVariants) -> None:
        """Index ``variants`` as a new segment, inside the caller's transaction."""
        numbers: dict[str, int] = {}
        first = np.fromiter(map(numbers.setdefault, variants.texts, count()), np.int64, len(variants))
        distinct_texts = first == np.arange(len(first))
        place = (np.cumsum(distinct_texts) - 1)[first]
        self._learn_order(list(numbers))
        found = self._analyse(list(numbers))
        ids = np.array(variants.ids, dtype=np.int64)
        hashes = np.concatenate(found.hashes)
        lengths = np.minimum(np.concatenate(found.lengths), blocks.LONGEST).astype(np.uint16)
        numbers_of_sets = np.array(variants.language_sets(self._sets), dtype=np.uint32)
        entries, own = gather(
            lengths[place], hashes[place], ids, numbers_of_sets, lambda number, some: _groups(number, some, self._sets)
        )
        self._sets.write_groups()
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
        words = bulk_keys.slots(np.concatenate(found.words))
        lists = Postings.of(words, of_text[np.concatenate(found.word_owners)])
        writer.postings(blocks.WORDS, lists.without(max(1000, count // COMMON)))

    def _analyse(self, texts: list[str]) -> _Found:
        found = _Found([], [], [], [], [], [], [])
        start = 0
        for part in _parts(texts):
            prepared = bulk_keys.prepare(part, self._characters)
            found.lengths.append(prepared.lengths)
            running = bulk_keys.sums(prepared.codes)
            found.hashes.append(bulk_keys.hash_spans(running, prepared.starts, prepared.ends))
            grams = self._rarest(bulk_keys.gram_pairs(prepared))
            grams += np.uint64(start << keys.GRAM_BITS)
            found.grams.append(grams)
            owners, masks = bulk_keys.masked_hashes(prepared)
            found.mask_owners.append(owners + start)
            found.masks.append(masks)
            words = bulk_keys.words(prepared, self._characters, running)
            self._vocabulary.add(prepared, words)
            found.word_owners.append(words.owners + start)
            found.words.append(words.hashes)
            start += len(part)
        self._vocabulary.flush()
        return found

    def _learn_order(self, texts: list[str]) -> None:
        """Count the grams of these texts too (of many, those of a part), and rank all grams anew for what comes."""
        step = -(-len(texts) // _LEARNT)
        for part in _parts(texts[::step]):
            pairs = sorted_set(bulk_keys.gram_pairs(bulk_keys.prepare(part, self._characters)))
            slots = (pairs & _SLOT_MASK).astype(np.int64)
            self._counts += step * np.bincount(slots, minlength=_SLOTS)
        self._note_early(len(texts))
        self._order = rank(self._counts)
        row = (blocks.block_id(0, blocks.ORDER, 0), self._order.tobytes())
        self._connection.execute(sql.BLOCK_PUT, row)

    def _note_early(self, texts: int) -> None:
        """Take note of how many texts were indexed while the grams of less than ``_MANY`` had been counted."""
        noted = [self._connection.execute(sql.META_GET, (key,)).fetchone() for key in ("counted", "indexed_early")]
        if None in noted and self._connection.execute(sql.SEGMENTS).fetchone() is not None:
            return  # begun by a version that did not
        counted, early = (int(row[0]) if row else 0 for row in noted)
        counted += texts
        early += texts if counted < _MANY else 0
        self._connection.executemany(sql.META_SET, [("counted", counted), ("indexed_early", early)])

    def _rarest(self, grams: Hashes) -> Hashes:
        """Of each text the grams that are rarest in the order, 20 to 34 by its length."""
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


def rank(counts: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The rank of each gram by the number of texts that have it: 12 steps for each doubling."""
    return np.minimum(255, np.round(_STEPS * np.log2(1 + counts))).astype(np.uint8)


def counts(order: NDArray[np.uint8]) -> NDArray[np.float64]:
    """How many texts have each gram, by its rank: within three per cent."""
    return np.exp2(order / _STEPS) - 1


def _parts(texts: list[str]) -> Iterator[list[str]]:
    """``texts`` in parts of about ``_PART`` characters."""
    lengths = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    marks = np.arange(0, int(lengths[-1]) + 1, _PART)[1:]
    bounds = sorted_set(np.concatenate([[0], np.searchsorted(lengths, marks), [len(texts)]])).tolist()
    for start, end in pairwise(bounds):
        yield texts[start:end]


def _groups(number: Ints, language_sets: Shorts, sets: LanguageSets) -> Shorts:
    """The group of each entry, from (entry, language set) pairs in the order of entries."""
    pairs = sorted_set((number << 32) | language_sets)
    owner, member = pairs >> 32, pairs & 0xFFFFFFFF
    firsts = np.flatnonzero(distinct(owner))
    sizes = np.diff(np.append(firsts, len(owner)))
    result = np.empty(len(firsts), dtype=np.uint32)
    lone = sizes == 1
    kinds, place = np.unique(member[firsts[lone]], return_inverse=True)
    result[lone] = np.array([sets.group_number((int(kind),)) for kind in kinds], dtype=np.uint32)[place]
    for entry, some in runs(member, sizes):
        result[entry] = sets.group_number(some)
    return result
