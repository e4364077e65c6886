"""How much is read for a query, and which entries share the most with it. ``bulk_counting.py`` counts with numpy."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from termlode.memory.index import keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Effort(NamedTuple):
    """How much is read for a query.

    Lists at least and at most, postings; candidates that are compared; of the most that an entry shares with the
    query, what another must share to be among these.
    """

    least: int
    most: int
    postings: int
    candidates: int
    share: float

    @classmethod
    def of(cls, key: str, least: float) -> Effort:
        """More for a short text, which has few grams, and for a low threshold, where fewer of them are shared."""
        more = min(MORE, max(1.0, (USUAL / max(least, 0.1)) ** 6))
        base = SHORT_TEXT if len(key) <= keys.SHORT else LONG_TEXT
        lists = min(LISTS, more)
        return cls(
            int(base.least * lists),
            int(base.most * lists),
            int(base.postings * more),
            int(base.candidates * lists),
            base.share / more,
        )


USUAL = 0.68  # the least likeness that the efforts below are made for
MORE, LISTS = 3.0, 2.0
LONG_TEXT = Effort(8, 32, 48_000, 60, 0.3)
SHORT_TEXT = Effort(12, 40, 48_000, 80, 0.3)


def most_shared(lists: Sequence[memoryview], centre: int, effort: Effort) -> list[int]:
    """The entries that are on the most of ``lists``, two at least; at equal counts those nearest to ``centre``."""
    counts = Counter(chain.from_iterable(lists))
    floor = least_count(Counter(counts.values()), effort)
    ranked = sorted((-count, abs(entry - centre), entry) for entry, count in counts.items() if count >= floor)
    return [entry for _, _, entry in ranked]


def least_count(sizes: Mapping[int, int], effort: Effort) -> int:
    """On how many lists a candidate must be, from how many entries are on each number of lists."""
    shared = max(2, ceil(effort.share * (max(sizes) - 1)) + 1)
    taken = 0
    for count in sorted(sizes, reverse=True):
        taken += sizes[count]
        if taken >= 2 * effort.candidates:
            return max(count, shared)
    return shared
