"""Candidates for a text: the entries that share the most of its rarest grams.

Lists of postings are read from the rarest on, and how many of them each entry is on is counted (:mod:`counting`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.memory.index import keys
from termlode.memory.index.counting import Effort

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.memory.index.segments import Index, IndexSegment
    from termlode.memory.language_sets import AllowedGroups

    type Candidates = Iterator[tuple[IndexSegment, list[int]]]

_SLOT = (1 << keys.GRAM_BITS) - 1


def similar(index: Index, key: str, least: float, allowed: AllowedGroups | None) -> Candidates:
    """Entries that may be at least ``least`` (0..1) similar to ``key``, most promising first, by segment."""
    if not index.segments:
        return
    effort = Effort.of(key, least)
    order = index.order
    ranked = sorted([order[slot] << keys.GRAM_BITS | slot for slot in keys.grams(key)])
    slots = [one & _SLOT for one in ranked]
    shortest, longest = int(least * len(key)), int(len(key) / max(least, 0.1)) + 1
    for segment in index.segments:
        lists = _lists(segment, slots, segment.within(shortest, longest), effort)
        centre = sum(segment.within(len(key), len(key))) // 2
        entries = index.most_shared(lists, centre, effort) if lists else []
        if allowed is not None:
            entries = allowed.first(entries, segment.groups.take, effort.candidates)
        yield segment, entries[: effort.candidates]


def _lists(segment: IndexSegment, slots: Sequence[int], span: tuple[int, int], effort: Effort) -> list[memoryview]:
    """What the lists of ``slots`` (rarest first) hold of the entries in ``span``, until the effort is spent."""
    found: list[memoryview] = []
    read = 0
    half = effort.most // 2
    for start in range(0, len(slots), half):
        for postings in segment.grams(slots[start : start + half], *span):
            size = len(postings)
            if size:
                if len(found) == effort.most or (len(found) >= effort.least and read + size > effort.postings):
                    return found
                found.append(postings)
                read += size
    return found
