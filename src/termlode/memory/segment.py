"""Reading the index: candidates for a text, without numpy. Lists of postings are views on blocks of the file."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from termlode.memory import blocks, keys, queries

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_PAGE_MASK = (1 << blocks.PAGE_BITS) - 1
_CACHED = 512  # blocks of postings kept in memory


class Segment:
    """One segment; what is read once is kept, but for postings."""

    def __init__(self, connection: sqlite3.Connection, number: int, entries: int, lists: int) -> None:
        self._connection = connection
        self.number, self.entries, self.lists = number, entries, lists
        self._pages: dict[tuple[int, int], memoryview] = {}
        self._lists: dict[tuple[int, int], memoryview] = {}
        self._lengths = self._page(blocks.LENGTHS, 0, "I")

    def _page(self, kind: int, number: int, form: str) -> memoryview:
        page = self._pages.get((kind, number))
        if page is None:
            data = blocks.read(self._connection, self.number, kind, number) or b""
            page = self._pages[kind, number] = memoryview(data).cast(form)  # type: ignore[call-overload]
        return page

    def within(self, shortest: int, longest: int) -> tuple[int, int]:
        """The range of the entries of these lengths."""
        most = blocks.LONGEST
        return self._lengths[min(shortest, most)], self._lengths[min(longest, most) + 1]

    def postings(self, kind: int, slot: int) -> memoryview:
        """The entries on a list, in order."""
        number, place = divmod(slot, self.lists)
        block = self._lists.get((kind, number))
        if block is None:
            data = blocks.read(self._connection, self.number, kind, number)
            block = memoryview(data or bytes(4 * self.lists + 4)).cast("I")
            if len(self._lists) >= _CACHED:
                del self._lists[next(iter(self._lists))]
            self._lists[kind, number] = block
        head = self.lists + 1
        return block[head + block[place] : head + block[place + 1]]

    # ── entries ──────────────────────────────────────────────────────────────────────────────────

    def role_set(self, entry: int) -> int:
        """The number of the entry's role set."""
        return self._page(blocks.ROLES, entry >> blocks.PAGE_BITS, "I")[entry & _PAGE_MASK]

    def first(self, entry: int) -> int:
        """The first variant of the entry."""
        return self._page(blocks.FIRSTS, entry >> blocks.PAGE_BITS, "Q")[entry & _PAGE_MASK]

    def variants(self, entry: int) -> list[int]:
        """All variants of the entry."""
        size = 1 << blocks.OTHERS_BITS
        data = blocks.read(self._connection, self.number, blocks.OTHERS, entry >> blocks.OTHERS_BITS)
        if data is None:
            return [self.first(entry)]
        head = 4 * (size + 1)
        start, end = memoryview(data)[:head].cast("I")[entry % size : entry % size + 2]
        others = memoryview(data[head + 8 * start : head + 8 * end]).cast("Q")
        return [self.first(entry), *others]

    def exact(self, key: str) -> int | None:
        """The entry whose rough key is ``key``."""
        wanted = keys.text_hash(key)
        low, high = self.within(len(key), len(key))
        while low < high:
            middle = (low + high) // 2
            found = self._page(blocks.HASHES, middle >> blocks.PAGE_BITS, "Q")[middle & _PAGE_MASK]
            if found == wanted:
                return middle
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return None

    def masked(self, key: str) -> Sequence[int]:
        """The entries whose key is ``key`` but for its numbers."""
        wanted = keys.text_hash(keys.mask(key))
        data = memoryview(blocks.read(self._connection, self.number, blocks.MASKS, wanted >> 56) or b"").cast("I")
        count = len(data) // 2
        short = wanted >> 24 & 0xFFFFFFFF
        place = bisect_left(data, short, 0, count)
        found = []
        while place < count and data[place] == short:
            found.append(data[count + place])
            place += 1
        return found

    # ── similar entries ──────────────────────────────────────────────────────────────────────────

    def similar(self, slots: Sequence[int], span: tuple[int, int], effort: Effort) -> Counter[int]:
        """How many of ``slots`` (rarest first) each entry in ``span`` is on, until the effort is spent."""
        counts: Counter[int] = Counter()
        used = read = 0
        for slot in slots:
            postings = self.postings(blocks.GRAMS, slot)
            if not len(postings):
                continue
            low = bisect_left(postings, span[0])
            high = bisect_left(postings, span[1], low)
            if used >= effort.least and read + high - low > effort.postings:
                break
            counts.update(postings[low:high])
            used, read = used + 1, read + high - low
            if used >= effort.most:
                break
        return counts


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is read for a query: lists at least and at most, postings, candidates that are compared."""

    postings: int
    least: int
    most: int
    candidates: int

    @classmethod
    def of(cls, key: str, least: float) -> Effort:
        """More for a short text, which has few grams, and for a low threshold, where fewer of them are shared."""
        more = min(8.0, max(1.0, (USUAL / max(least, 0.1)) ** 6))
        base = SHORT_TEXT if len(key) <= keys.SHORT else LONG_TEXT
        lists = min(4.0, more)
        return cls(
            int(base.postings * more), int(base.least * lists), int(base.most * lists), int(base.candidates * lists)
        )


USUAL = 0.68  # the least likeness that the efforts below are made for
LONG_TEXT = Effort(11_000, 8, 24, 26)
SHORT_TEXT = Effort(18_000, 12, 24, 44)


class Index:
    """All segments of a store, and the order of the grams that they share."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.segments: list[Segment] = []
        self._order = b""

    def reload(self) -> None:
        """Take note of segments that came and went."""
        old = {segment.number: segment for segment in self.segments}
        before = list(old)
        self.segments = [
            old.get(number) or Segment(self._connection, number, entries, lists)
            for number, entries, _, lists in self._connection.execute(queries.SEGMENTS).fetchall()
        ]
        if before != [segment.number for segment in self.segments]:
            self._order = blocks.read(self._connection, 0, blocks.ORDER, 0) or b""

    def exact(self, key: str) -> Iterator[tuple[Segment, int]]:
        """The entries whose rough key is ``key``."""
        for segment in self.segments:
            entry = segment.exact(key)
            if entry is not None:
                yield segment, entry

    def masked(self, key: str, allowed: bytes, limit: int) -> Iterator[tuple[Segment, int]]:
        """The entries whose rough key is ``key`` but for its numbers, at most ``limit`` of a segment."""
        if keys.mask(key) == key:
            return
        for segment in self.segments:
            good = (entry for entry in segment.masked(key) if allowed[segment.role_set(entry)])
            yield from ((segment, entry) for entry in islice(good, limit))

    def similar(self, key: str, least: float, allowed: bytes | None) -> Iterator[tuple[Segment, int]]:
        """Entries that may be at least ``least`` (0..1) similar to ``key``, most promising first in a segment."""
        if not self.segments:
            return
        effort = Effort.of(key, least)
        order = self._order
        slots = sorted(keys.grams(key), key=lambda slot: (order[slot], slot))
        shortest, longest = int(least * len(key)), int(len(key) / max(least, 0.1)) + 1
        for segment in self.segments:
            counts = segment.similar(slots, segment.within(shortest, longest), effort)
            yield from ((segment, entry) for entry in _best(counts, segment, allowed, effort.candidates))


def _best(counts: Counter[int], segment: Segment, allowed: bytes | None, limit: int) -> list[int]:
    """The entries with the highest counts that are allowed, about ``limit``."""
    floor = _floor(Counter(counts.values()), limit if allowed is None else 2 * limit)
    ranked = [(count, entry) for entry, count in counts.items() if count >= floor]
    ranked.sort(reverse=True)
    if allowed is None:
        return [entry for _, entry in ranked[:limit]]
    return list(islice((entry for _, entry in ranked if allowed[segment.role_set(entry)]), limit))


def _floor(sizes: Counter[int], wanted: int) -> int:
    """The count that ``wanted`` entries reach, from how many have each count."""
    taken = 0
    for count in sorted(sizes, reverse=True):
        taken += sizes[count]
        if taken >= wanted:
            return count
    return 1
