"""The units that stand before and after one in its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termlode.memory import sql, unit_rows

if TYPE_CHECKING:
    from termlode.memory.engine import Connection
    from termlode.model import TranslationUnit


class Around(NamedTuple):
    """Units in the order of the document, with nothing but one unit between ``before`` and ``after``."""

    before: tuple[TranslationUnit, ...] = ()
    after: tuple[TranslationUnit, ...] = ()


def around(
    connection: Connection, languages: unit_rows.Languages, key: int, unit: TranslationUnit, count: int
) -> Around:
    """Up to ``count`` units on each side of unit ``key`` in its (first) document, by their places in it."""
    path = unit.origin.document or next((place.document for place in unit.origin.locations), None)
    if path is None or count < 1:
        return Around()
    number = dict(connection.execute(sql.DOCUMENTS)).get(path)
    keys = [found for (found,) in connection.execute(sql.DOCUMENT_UNITS, (number,))]
    units = sorted(unit_rows.load(connection, languages, keys).items(), key=lambda item: _place(item[0], item[1], path))
    middle = next((place for place, (found, _) in enumerate(units) if found == key), None)
    if middle is None:
        return Around()
    before, after = units[max(0, middle - count) : middle], units[middle + 1 : middle + 1 + count]
    return Around(tuple(one for _, one in before), tuple(one for _, one in after))


def _place(key: int, unit: TranslationUnit, path: str) -> tuple[int, int, int]:
    """Where the unit stands in the document; those of which that is not known last, as they came."""
    places = [(place.block, place.start) for place in unit.origin.locations if place.document == path]
    return (*min(places, default=(1 << 60, 0)), key)
