"""Stored units that new ones may be the same as, as their rows: most are told without making units of them.

A new unit whose rows are those of the first stored unit with its texts says nothing new, whatever the policy. All
others are left to :func:`termlode.memory.writer.decide`, which compares units.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, Self

from termlode.memory import sql, unit_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termlode.memory.unit_batches import PlainBatch
    from termlode.model import TranslationUnit

type _Variant = tuple[int | None, str, str | None]  # language, text and extra
type _Row = tuple[int, Sequence[object], Sequence[_Variant]]  # source key, the unit's columns behind its keys, variants


class StoredRows:
    """The rows of stored units by their source keys."""

    def __init__(self, connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows: dict[int, list[tuple[Any, ...]]] = {}  # sql.UNITS_AND_TEXTS_BY_SOURCE says of what
        many: list[int] = []
        for row in rows:
            self._rows.setdefault(row[0], []).append(row)
            if row[15] is not None:
                many.append(row[1])
        self._variants: dict[int, list[_Variant]] = {}  # of those units that have more than two
        if many:
            found = connection.execute(sql.VARIANTS_OF_UNITS, (json.dumps(many),))
            for key, variants in groupby(found, lambda row: row[0] // unit_rows.MAX_VARIANTS):
                self._variants[key] = [row[1:] for row in variants]

    @classmethod
    def of(cls, connection: sqlite3.Connection, sources: Iterable[int]) -> Self:
        """Those with these source keys."""
        wanted = json.dumps(sorted(sources))  # in order, as the index is
        return cls(connection, connection.execute(sql.UNITS_AND_TEXTS_BY_SOURCE, (wanted,)))

    @classmethod
    def of_pairs(cls, connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> Self:
        """Those of pairs of a source key and the key of a unit, in their order."""
        keys = list(dict.fromkeys(key for _, key in pairs))
        found = {row[1]: row for row in connection.execute(sql.UNITS_AND_TEXTS_BY_ID, (json.dumps(sorted(keys)),))}
        return cls(connection, map(found.__getitem__, keys))

    def __contains__(self, source: object) -> bool:
        return source in self._rows

    def _said(self, row: tuple[Any, ...]) -> list[_Variant]:
        """The variants of a unit."""
        if row[15] is not None:
            return self._variants[row[1]]
        both: list[_Variant] = [row[9:12], row[12:15]]
        return both if row[12] is not None else both[: row[9] is not None]

    def units(self, source: int, languages: unit_rows.Languages) -> dict[int, TranslationUnit]:
        """The units of a source key, by their keys."""
        made = {}
        for row in self._rows[source]:
            variants = [(0, language or 0, text, extra) for language, text, extra in self._said(row)]
            made[row[1]] = unit_rows.make_unit(row, variants, languages)
        return made

    def hold(self, source: int, columns: Sequence[object], said: Sequence[_Variant]) -> bool:
        """Whether the first unit with these texts has these very rows; where not, they are to be compared as units."""
        rows = self._rows[source]
        for row in rows:
            theirs = self._said(row)
            if theirs == said:
                return row[2:9] == columns
            if len(rows) > 1 and {one[:2] for one in theirs} == {one[:2] for one in said}:
                return False
        return False


def unchanged(stored: StoredRows, rows: Iterable[_Row]) -> set[int]:
    """The source keys of which all ``rows`` (with their source keys) are stored as they are."""
    settled: set[int] = set()
    doubtful: set[int] = set()
    for source, columns, said in rows:
        if source in stored:
            (settled if stored.hold(source, columns, said) else doubtful).add(source)
    return settled - doubtful


def rows_of_units(units: Iterable[tuple[int, TranslationUnit]], ids: Mapping[str, int]) -> Iterator[_Row]:
    """The rows of units with their source keys; ``ids``: of the languages that are stored."""
    for source, unit in units:
        said = [(ids.get(one.language), one.text, unit_rows.variant_extra(one)) for one in unit.variants]
        yield source, unit_rows.unit_row(0, source, unit)[2:], said


def rows_of_batch(
    batch: PlainBatch, sources: Sequence[int], places: Iterable[int], ids: Mapping[str, int]
) -> Iterator[_Row]:
    """The same of plain units, those at ``places``."""
    columns = unit_rows.unit_row(0, 0, batch.like)[2:]
    tags, texts = batch.languages, batch.texts
    for place in places:
        first, second = 2 * place, 2 * place + 1
        one = (ids.get(tags[first]), texts[first], None)
        yield sources[place], columns, [one, (ids.get(tags[second]), texts[second], None)]
