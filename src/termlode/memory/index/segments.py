"""Reading the index, without numpy. Lists of postings are views on blocks of the file."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from termlode.memory import sql
from termlode.memory.index import blocks, keys
from termlode.memory.index.counting import most_shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.memory.engine import Connection
    from termlode.memory.language_sets import AllowedGroups

_CACHED = 192 << 20  # bytes of blocks of postings kept in memory: all those of a million units
_PART_BITS = 9  # entries of a part of a page: 2 ** _PART_BITS
_PARTS = 256  # of a column that are read one by one; then all of it is read
_WIDTHS = {"I": 4, "Q": 8}
_EMPTY = memoryview(b"").cast("I")


class NumberColumn:
    """One number for each entry: read in small parts first, and whole by those who come often."""

    def __init__(self, connection: Connection, segment: int, kind: int, form: str) -> None:
        self._connection, self._segment, self._kind, self._form = connection, segment, kind, form
        self._parts: dict[int, memoryview] = {}
        self._whole: memoryview | None = None

    def __getitem__(self, entry: int) -> int:
        if self._whole is None:
            part = self._parts.get(entry >> _PART_BITS)
            if part is not None:
                return part[entry & (1 << _PART_BITS) - 1]
            self._read(entry)
            return self[entry]
        return self._whole[entry]

    def take(self, entries: Iterable[int]) -> list[int]:
        """The numbers of some entries."""
        column = self if self._whole is None else self._whole
        return [column[entry] for entry in entries]

    def find(self, value: int, low: int, high: int) -> int | None:
        """The entry from ``low`` to ``high`` that has ``value``; they are in order."""
        column = self if self._whole is None else self._whole
        place = bisect_left(column, value, low, high)
        return place if place < high and self[place] == value else None

    def _read(self, entry: int) -> None:
        if len(self._parts) == _PARTS:
            rows = self._connection.execute(sql.BLOCKS_IN, blocks.bounds(self._segment, self._kind))
            self._whole = _view(b"".join(data for _, data in rows), self._form)
            self._parts.clear()
            return
        number, part = entry >> blocks.PAGE_BITS, entry >> _PART_BITS
        size = _WIDTHS[self._form] << _PART_BITS
        start = (part & (1 << blocks.PAGE_BITS - _PART_BITS) - 1) * size
        data = blocks.read_part(self._connection, blocks.block_id(self._segment, self._kind, number), start, size)
        self._parts[part] = _view(data, self._form)


def _view(data: bytes, form: str) -> memoryview:
    return memoryview(data).cast(form)  # type: ignore[call-overload,no-any-return]


class IndexSegment:
    """One segment of the index: its entries and its lists of postings."""

    def __init__(self, connection: Connection, number: int, entries: int, lists: int) -> None:
        self._connection = connection
        self.number, self.entries, self.lists = number, entries, lists
        self._hashes = NumberColumn(connection, number, blocks.HASHES, "Q")
        self.firsts = NumberColumn(connection, number, blocks.FIRSTS, "Q")  # the first variant of each entry
        self.groups = NumberColumn(connection, number, blocks.GROUPS, "I")  # the groups of their language sets
        self._blocks: dict[int, memoryview] = {}
        self._held = 0  # bytes in these
        self._lengths = memoryview(blocks.read(connection, number, blocks.LENGTHS, 0) or b"").cast("I")

    def within(self, shortest: int, longest: int) -> tuple[int, int]:
        """The range of the entries of these lengths."""
        most = blocks.LONGEST
        return self._lengths[min(shortest, most)], self._lengths[min(longest, most) + 1]

    def postings(self, kind: int, slot: int) -> memoryview:
        """The entries on a list, in order."""
        number, place = divmod(slot, self.lists)
        row = blocks.block_id(self.number, kind, number)
        block = self._blocks.get(row)
        if block is None:
            self._make_room()
            self._fetch([row])
            block = self._blocks[row]
        if not len(block):
            return block
        head = self.lists + 1
        return block[head + block[place] : head + block[place + 1]]

    def grams(self, slots: Sequence[int], low: int, high: int) -> Iterator[memoryview]:
        """The entries from ``low`` to before ``high`` on each of some lists of grams, in order."""
        self.prepare(blocks.GRAMS, slots)
        first, lists, read = blocks.block_id(self.number, blocks.GRAMS, 0), self.lists, self._blocks
        head = lists + 1
        for slot in slots:
            block = read[first + slot // lists]
            if len(block):
                place = slot % lists
                end = head + block[place + 1]
                start = bisect_left(block, low, head + block[place], end)
                yield block[start : bisect_left(block, high, start, end)]

    def prepare(self, kind: int, slots: Iterable[int]) -> None:
        """Read the blocks of several lists at once: one statement costs less than many."""
        first, lists = blocks.block_id(self.number, kind, 0), self.lists
        self._make_room()  # before what is missing is known: no block of these lists may go now
        wanted = {first + slot // lists for slot in slots}.difference(self._blocks)
        if wanted:
            self._fetch(list(wanted))

    def _make_room(self) -> None:
        """Let the blocks go that were read first, while too much is kept."""
        while self._held > _CACHED:
            self._held -= self._blocks.pop(next(iter(self._blocks))).nbytes

    def _fetch(self, rows: list[int]) -> None:
        cache = self._blocks
        cache.update(dict.fromkeys(rows, _EMPTY))
        for row, data in self._connection.execute(sql.BLOCKS_GET, (str(sorted(rows)),)):
            cache[row] = memoryview(data).cast("I")
            self._held += len(data)

    # ── entries ──────────────────────────────────────────────────────────────────────────────────

    def others(self, entry: int) -> Sequence[int]:
        """The variants of the entry but for the first."""
        size = 1 << blocks.OTHERS_BITS
        data = blocks.read(self._connection, self.number, blocks.OTHERS, entry >> blocks.OTHERS_BITS)
        if data is None:
            return ()
        head = 4 * (size + 1)
        start, end = memoryview(data)[:head].cast("I")[entry % size : entry % size + 2]
        return memoryview(data[head + 8 * start : head + 8 * end]).cast("Q").tolist()

    def variants(self, entry: int) -> list[int]:
        """All variants of the entry."""
        return [self.firsts[entry], *self.others(entry)]

    def exact(self, key: str) -> int | None:
        """The entry whose rough key is ``key``."""
        return self._hashes.find(keys.text_hash(key), *self.within(len(key), len(key)))

    def masked(self, key: str) -> Sequence[int]:
        """The entries whose key is ``key`` but for its numbers; ``key`` is masked itself."""
        wanted = keys.text_hash(key)
        data = memoryview(blocks.read(self._connection, self.number, blocks.MASKS, wanted >> 56) or b"").cast("I")
        count = len(data) // 2
        short = wanted >> 24 & 0xFFFFFFFF
        place = bisect_left(data, short, 0, count)
        found = []
        while place < count and data[place] == short:
            found.append(data[count + place])
            place += 1
        return found


class Index:
    """All segments of a store, and the order of the grams that they share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.segments: list[IndexSegment] = []
        self.order = b""  # the rank of each gram
        self.most_shared = most_shared  # numpy's once it is loaded
        self._rows: list[tuple[int, ...]] = []
        self._numbering: object = None  # changes when numbers of segments are given anew

    def reload(self) -> None:
        """Take note of segments that came and went."""
        rows = self._connection.execute(sql.SEGMENTS).fetchall()
        numbering = self._connection.execute(sql.META_GET, ("numbering",)).fetchone()
        if rows == self._rows and numbering == self._numbering:
            return
        if numbering != self._numbering:
            self._rows, self.segments, self._numbering = [], [], numbering
        old = dict(zip(self._rows, self.segments, strict=True))
        self.segments = [old.get(row) or IndexSegment(self._connection, row[0], row[1], row[3]) for row in rows]
        self._rows = rows
        self.order = blocks.read(self._connection, 0, blocks.ORDER, 0) or b""

    def exact(self, key: str) -> Iterator[tuple[IndexSegment, int]]:
        """The entries whose rough key is ``key``."""
        for segment in self.segments:
            entry = segment.exact(key)
            if entry is not None:
                yield segment, entry

    def masked(self, key: str, allowed: AllowedGroups | None, limit: int) -> Iterator[tuple[IndexSegment, int]]:
        """The entries whose rough key is ``key`` but for its numbers, at most ``limit`` of a segment."""
        wanted = keys.mask(key)
        if wanted == key:
            return
        for segment in self.segments:
            found = segment.masked(wanted)
            good = (entry for entry in found if allowed is None or allowed[segment.groups[entry]])
            yield from ((segment, entry) for entry in islice(good, limit))
