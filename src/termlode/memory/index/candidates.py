"""Candidates for a text: the entries that share the most of its rarest grams.

Lists of postings are read from the rarest on. What is met a second time is counted, in C: a set tells what
has been met, and most entries are met once only and never looked at again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from termlode.memory.index import blocks, keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.memory.index.segments import Index, IndexSegment
    from termlode.memory.language_sets import AllowedGroups

_SLOT = (1 << keys.GRAM_BITS) - 1
_SHORT_LIST = 32  # a list of so few entries is counted whole: finding its part of the right length costs more


class Effort(NamedTuple):
    """How much is read for a query.

    Lists at least and at most, postings; the entries that are met first among so many postings are counted
    (later lists only add to these); candidates that are compared; of the most that an entry shares with the
    query, what another must share to be among these.
    """

    least: int
    most: int
    postings: int
    noticed: int
    candidates: int
    share: float

    @classmethod
    def of(cls, key: str, least: float) -> Effort:
        """More for a short text, which has few grams, and for a low threshold, where fewer of them are shared."""
        more = min(8.0, max(1.0, (USUAL / max(least, 0.1)) ** 6))
        base = SHORT_TEXT if len(key) <= keys.SHORT else LONG_TEXT
        lists = min(4.0, more)
        return cls(
            int(base.least * lists),
            int(base.most * lists),
            int(base.postings * more),
            int(base.noticed * more * more),  # what is little alike shares none of the rarest
            int(base.candidates * lists),
            base.share / more,
        )


USUAL = 0.68  # the least likeness that the efforts below are made for
LONG_TEXT = Effort(8, 24, 16_000, 3_000, 40, 0.3)
SHORT_TEXT = Effort(12, 24, 16_000, 4_000, 60, 0.3)


def similar(index: Index, key: str, least: float, allowed: AllowedGroups | None) -> Iterator[tuple[IndexSegment, int]]:
    """Entries that may be at least ``least`` (0..1) similar to ``key``, most promising first in a segment."""
    if not index.segments:
        return
    effort = Effort.of(key, least)
    order = index.order
    ranked = sorted([order[slot] << keys.GRAM_BITS | slot for slot in keys.grams(key)])
    slots = [one & _SLOT for one in ranked]
    shortest, longest = int(least * len(key)), int(len(key) / max(least, 0.1)) + 1
    for segment in index.segments:
        span = segment.within(shortest, longest)
        counts = _count(segment, slots, span, effort)
        ranked_entries = _ranked(counts, span, segment.within(len(key), len(key)), effort)
        if allowed is not None:
            ranked_entries = allowed.first(ranked_entries, segment.group_of, effort.candidates)
        yield from ((segment, entry) for entry in ranked_entries[: effort.candidates])


def _count(segment: IndexSegment, slots: Sequence[int], span: tuple[int, int], effort: Effort) -> Counter[int]:
    """How many of ``slots`` (rarest first) each entry is on beyond the first, until the effort is spent.

    Entries outside ``span`` may be among them.
    """
    seen: set[int] = set()
    again: list[int] = []
    used = read = 0
    half = effort.most // 2
    for start in range(0, len(slots), half):
        some = slots[start : start + half]
        segment.prepare(blocks.GRAMS, some)
        for slot in some:
            postings = segment.postings(blocks.GRAMS, slot)
            size = len(postings)
            if not size:
                continue
            if size > _SHORT_LIST:
                low = bisect_left(postings, span[0])
                postings = postings[low : bisect_left(postings, span[1], low)]
                size = len(postings)
            if used == effort.most or (used >= effort.least and read + size > effort.postings):
                return Counter(again)
            entries = postings.tolist()
            again += seen.intersection(entries)
            if len(seen) < effort.noticed:
                seen.update(entries)
            used, read = used + 1, read + size
    return Counter(again)


def _ranked(counts: Counter[int], span: tuple[int, int], same: tuple[int, int], effort: Effort) -> list[int]:
    """The entries in ``span`` with the highest counts, at equal counts those nearest in length (``same``)."""
    if not counts:
        return []
    low, high = span
    centre = sum(same) // 2
    floor = max(_floor(Counter(counts.values()), 2 * effort.candidates), ceil(effort.share * max(counts.values())))
    ranked = [
        (-count, abs(entry - centre), entry)
        for entry, count in counts.items()
        if count >= floor and low <= entry < high
    ]
    ranked.sort()
    return [entry for _, _, entry in ranked]


def _floor(sizes: Counter[int], wanted: int) -> int:
    """The count that ``wanted`` entries reach, from how many have each count."""
    taken = 0
    for count in sorted(sizes, reverse=True):
        taken += sizes[count]
        if taken >= wanted:
            return count
    return 1
