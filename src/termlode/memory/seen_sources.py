"""What a long import has seen before, contents and source texts: most units are told without a question to the store.

While a memory is filled, its index of source keys would take a third of the time that the units do. A long
import drops it, knows the keys itself, and makes it again at the end; one that was killed leaves that to
the next.
"""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from termlode.memory import content_hash, sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from termlode.memory.engine import Connection
    from termlode.memory.unit_rows import Languages

_MASK = (1 << 24) - 1  # a byte for each of so many: with a million sources, one new one in 17 looks like a known one
LONG = 32_768  # units: shorter imports, of one unit above all, ask the index rather than read all keys
FEW = 262_144  # units in the store up to which the index of source keys is dropped meanwhile


class SeenSources:
    """The source keys of all units, those that were added in the meantime among them; see :meth:`remember`.

    Also the content hashes of those that were stored at the beginning.
    """

    def __init__(self, connection: Connection, languages: Languages) -> None:
        self._connection = connection
        content_hash.fill(connection, languages)
        self._contents = _numbers(connection.execute(sql.CONTENTS))
        self._replaced: list[int] = []  # contents that are perhaps not stored any longer
        self._marks = bytearray(_MASK + 1)  # a filter (Bloom 1970, with one hash)
        self._recent: dict[int, int] = {}
        self._more: list[tuple[int, int]] = []  # units whose key a recent one has already
        self._runs: list[tuple[NDArray[Any], NDArray[Any]]] = []  # keys in order, and their units
        self.replaces_index = connection.execute(sql.UNIT_COUNT).fetchone()[0] <= FEW
        if self.replaces_index:
            connection.execute(sql.SOURCE_INDEX_DROP)
        for key, unit in connection.execute(sql.SOURCE_KEYS):
            self._marks[key & _MASK] = 1
            if self.replaces_index:
                self._add(key, unit)
        self.pack()

    def stored(self, contents: array[int]) -> list[bool]:
        """Of each content whether it was stored at the beginning, and surely is."""
        import numpy as np

        sought = np.frombuffer(contents, dtype=np.int64)
        if not len(self._contents) or not len(sought):
            return [False] * len(sought)
        places = np.minimum(self._contents.searchsorted(sought), len(self._contents) - 1)
        known = self._contents[places] == sought
        if self._replaced:
            known &= ~np.isin(sought, self._replaced)
        found: list[bool] = known.tolist()
        return found

    def replaced(self, content: int) -> None:
        """A unit of this content is about to be replaced."""
        self._replaced.append(content)

    def perhaps_seen(self, keys: Sequence[int]) -> list[int]:
        """The places in ``keys`` of those that may have been seen before, there or here; now all have been."""
        marks, places = self._marks, []
        for place, key in enumerate(keys):
            if marks[key & _MASK]:
                places.append(place)
            else:
                marks[key & _MASK] = 1
        return places

    def remember(self, keys: Iterable[int], units: Iterable[int]) -> None:
        """Take note of new units."""
        if self.replaces_index:
            for key, unit in zip(keys, units, strict=True):
                self._add(key, unit)

    def _add(self, key: int, unit: int) -> None:
        if self._recent.setdefault(key, unit) != unit:
            self._more.append((key, unit))

    def pack(self) -> None:
        """Pack what was remembered."""
        import numpy as np

        keys = np.array([*self._recent, *(key for key, _ in self._more)], dtype=np.uint32)
        units = np.array([*self._recent.values(), *(unit for _, unit in self._more)], dtype=np.int64)
        while self._runs and len(self._runs[-1][0]) <= 2 * len(keys):
            before = self._runs.pop()
            keys, units = np.concatenate([before[0], keys]), np.concatenate([before[1], units])
        order = np.argsort(keys, kind="stable")
        self._runs.append((keys[order], units[order]))
        self._recent.clear()
        self._more.clear()

    def find(self, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Those of ``keys`` that units have, each with a unit."""
        import numpy as np

        for key in keys:
            if key in self._recent:
                yield key, self._recent[key]
        wanted = set(keys)
        yield from (pair for pair in self._more if pair[0] in wanted)
        sought = np.array(keys, dtype=np.uint32)  # of the same type: else all of a run would be converted
        for known, units in self._runs:
            starts, ends = known.searchsorted(sought), known.searchsorted(sought, side="right")
            for place in (ends > starts).nonzero()[0].tolist():
                yield from ((keys[place], unit) for unit in units[starts[place] : ends[place]].tolist())


def _numbers(rows: Iterable[tuple[int]]) -> NDArray[Any]:
    """The numbers of rows of one, in order."""
    import numpy as np

    found = np.frombuffer(array("q", (number for (number,) in rows)), dtype=np.int64)
    return np.sort(found)


class LongImport:
    """An import that may turn out to be long, and then keeps :class:`SeenSources`; a context manager."""

    def __init__(self, connection: Connection, languages: Languages) -> None:
        self._connection, self._languages = connection, languages
        self._seen_sources: SeenSources | None = None

    def __enter__(self) -> Self:
        self._connection.execute(sql.SOURCE_INDEX)
        return self

    def __exit__(self, *_: object) -> None:
        if self._seen_sources is not None and self._seen_sources.replaces_index:
            with suppress(sqlite3.Error):  # the disk may be full: then the next import makes the index
                self._connection.execute(sql.SOURCE_INDEX)

    def sources_after(self, seen: int) -> SeenSources | None:
        """The sources seen, after ``seen`` units of the import; None while it may be a short one."""
        if seen >= LONG and self._seen_sources is None:
            self._seen_sources = SeenSources(self._connection, self._languages)
        return self._seen_sources
