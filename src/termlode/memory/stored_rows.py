"""Stored units that new ones may be the same as, as their rows: most are told without making units of them.

A new unit whose rows are those of the first stored unit with its texts says nothing new, whatever the policy. All
others are left to :func:`termlode.memory.writer.decide`, which compares units.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from termlode.memory import sql, unit_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termlode.memory.unit_batches import PlainBatch
    from termlode.memory.unit_rows import UnitRow
    from termlode.model import TranslationUnit

type _Said = Sequence[tuple[int | None, str, str | None]]  # language, text and extra of each variant
type _Columns = Sequence[object]  # of a unit's row, behind its keys


class StoredRows:
    """The rows of stored units by their source keys; ``pairs`` are a source key and a unit's key each."""

    def __init__(self, connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> None:
        self._keys: dict[int, list[int]] = {}
        for source, key in pairs:
            self._keys.setdefault(source, []).append(key)
        wanted = json.dumps(sorted({key for keys in self._keys.values() for key in keys}))
        self._units: dict[int, UnitRow] = {}
        self._variants: dict[int, list[tuple[int, str, str | None]]] = {}
        if self._keys:
            self._units = {row[0]: row for row in connection.execute(sql.UNITS_BY_ID, (wanted,))}
            for key, rows in groupby(connection.execute(sql.VARIANTS_OF_UNITS, (wanted,)), lambda row: row[0] >> 12):
                self._variants[key] = [row[1:] for row in rows]

    def __contains__(self, source: object) -> bool:
        return source in self._keys

    def units(self, source: int, languages: unit_rows.Languages) -> dict[int, TranslationUnit]:
        """The units of a source key, by their keys."""
        made = {}
        for key in self._keys[source]:
            first = key * unit_rows.MAX_VARIANTS
            rows = [(first + place, *variant) for place, variant in enumerate(self._variants.get(key, ()))]
            made[key] = unit_rows.make_unit(self._units[key], rows, languages)
        return made

    def hold(self, source: int, columns: _Columns, said: _Said) -> bool:
        """Whether the first unit with these texts has these very rows; where not, they are to be compared as units."""
        for key in self._keys[source]:
            theirs = self._variants.get(key)
            if theirs == said:
                return self._units[key][2:] == columns
            if theirs and len(self._keys[source]) > 1 and {one[:2] for one in theirs} == {one[:2] for one in said}:
                return False
        return False


def unchanged(stored: StoredRows, rows: Iterable[tuple[int, _Columns, _Said]]) -> set[int]:
    """The source keys of which all ``rows`` (with their source keys) are stored as they are."""
    settled: set[int] = set()
    doubtful: set[int] = set()
    for source, columns, said in rows:
        if source in stored:
            (settled if stored.hold(source, columns, said) else doubtful).add(source)
    return settled - doubtful


def rows_of_units(
    units: Iterable[tuple[int, TranslationUnit]], ids: Mapping[str, int]
) -> Iterator[tuple[int, _Columns, _Said]]:
    """The rows of units with their source keys; ``ids``: of the languages that are stored."""
    for source, unit in units:
        said = [(ids.get(one.language), one.text, unit_rows.variant_extra(one)) for one in unit.variants]
        yield source, unit_rows.unit_row(0, source, unit)[2:], said


def rows_of_batch(
    batch: PlainBatch, sources: Sequence[int], places: Iterable[int], ids: Mapping[str, int]
) -> Iterator[tuple[int, _Columns, _Said]]:
    """The same of plain units, those at ``places``."""
    columns = unit_rows.unit_row(0, 0, batch.like)[2:]
    tags, texts = batch.languages, batch.texts
    for place in places:
        first, second = 2 * place, 2 * place + 1
        one = (ids.get(tags[first]), texts[first], None)
        yield sources[place], columns, [one, (ids.get(tags[second]), texts[second], None)]
