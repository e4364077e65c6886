"""Stored units that new ones may be the same as: most are told by their content hashes, without being read.

A new unit whose content is stored says nothing new, whatever the policy. All others are left to
:func:`termlode.memory.writer.decide`, which compares units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from termlode.memory import sql, unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.memory.engine import Connection
    from termlode.model import TranslationUnit


class StoredTwins:
    """Keys and content hashes of stored units, by their source keys."""

    def __init__(self, connection: Connection, rows: Iterable[tuple[int, int, int | None]]) -> None:
        self._connection = connection
        self._found: dict[int, list[tuple[int, int | None]]] = {}
        for source, key, content in rows:
            self._found.setdefault(source, []).append((key, content))

    @classmethod
    def of(cls, connection: Connection, sources: Iterable[int]) -> Self:
        """Those with these source keys."""
        wanted = str(sorted(sources))  # in order, as the index is
        return cls(connection, connection.execute(sql.CONTENTS_BY_SOURCE, (wanted,)))

    @classmethod
    def of_pairs(cls, connection: Connection, pairs: Iterable[tuple[int, int]]) -> Self:
        """Those of pairs of a source key and the key of a unit, in their order."""
        keys = list(dict.fromkeys(key for _, key in pairs))
        found = {row[1]: row for row in connection.execute(sql.CONTENTS_BY_ID, (str(sorted(keys)),))}
        return cls(connection, map(found.__getitem__, keys))

    def __contains__(self, source: object) -> bool:
        return source in self._found

    def hold(self, source: int, content: int) -> bool:
        """Whether a unit of this source key has this content."""
        return any(content == stored for _, stored in self._found.get(source, ()))

    def units(self, sources: Iterable[int], languages: unit_rows.Languages) -> dict[int, dict[int, TranslationUnit]]:
        """The units of those of ``sources`` that are stored, by source key and key."""
        keys = {source: [key for key, _ in self._found[source]] for source in sources if source in self._found}
        every = [key for some in keys.values() for key in some]
        made = unit_rows.load(self._connection, languages, every) if every else {}
        return {source: {key: made[key] for key in some} for source, some in keys.items()}


def unsettled(keys: Sequence[int], known: Sequence[bool]) -> list[int]:
    """The places of the units (with their source keys) that are to be compared: of a source one is not ``known``."""
    doubtful = {key for key, stored in zip(keys, known, strict=True) if not stored}
    return [place for place, key in enumerate(keys) if key in doubtful] if doubtful else []
