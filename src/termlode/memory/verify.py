"""Proving that a store is whole: SQLite's own check, then ours, one function each; its docstring is the finding."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import batched
from typing import TYPE_CHECKING

from termlode.memory import sql
from termlode.memory.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.memory.engine import Connection
    from termlode.memory.index.contents import IndexContents
    from termlode.memory.index.segments import Index

_SHOWN = 5
_AT_ONCE = 4096  # texts
_COLUMNS = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"


def damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file."""
    try:
        rows = connection.execute("PRAGMA integrity_check(5)").fetchall()
    except sqlite3.DatabaseError as error:
        return [f"SQLite: {error}"]
    return [f"SQLite: {row[0]}" for row in rows if row[0] != "ok"] or _lacking(connection)


def _lacking(connection: sqlite3.Connection) -> list[str]:
    """The columns that a store has and this one has not."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh, 0)
        wanted, found = set(fresh.execute(_COLUMNS)), set(connection.execute(_COLUMNS))
    return [f"the table {table} lacks its column {column}" for table, column in sorted(wanted - found)][:_SHOWN]


def verify(connection: Connection, index: Index) -> list[str]:
    """The findings of our own checks, in words; none where the store is whole."""
    found: list[str] = []
    for check in (orphans, unknown_languages, unreadable, empty_units, next_key, coverage):
        found += [f"{check.__name__}: {check.__doc__} ({detail})" for detail in check(connection, index)]
    return found


def orphans(connection: Connection, _index: Index) -> Iterator[str]:
    """variants without a unit"""
    yield from _some(row[0] for row in connection.execute(sql.ORPHANS))


def unknown_languages(connection: Connection, _index: Index) -> Iterator[str]:
    """variants in a language that is not listed"""
    yield from _some(row[0] for row in connection.execute(sql.NO_LANGUAGE))


def unreadable(connection: Connection, _index: Index) -> Iterator[str]:
    """variants whose codes and notes cannot be read"""
    yield from _some(row[0] for row in connection.execute(sql.NOT_JSON))


def empty_units(connection: Connection, _index: Index) -> Iterator[str]:
    """units without variants"""
    yield from _some(row[0] for row in connection.execute(sql.EMPTY_UNITS))


def next_key(connection: Connection, _index: Index) -> Iterator[str]:
    """the next unit's key is taken"""
    row = connection.execute(sql.META_GET, ("next_unit",)).fetchone()
    highest = connection.execute(sql.UNIT_LAST).fetchone()[0] or 0
    if highest >= (int(row[0]) if row else 1):
        yield str(highest)


def coverage(connection: Connection, index: Index) -> Iterator[str]:
    """variants that the index does not find"""
    yield from _some(_missed(connection, index))


def _missed(connection: Connection, index: Index) -> Iterator[int]:
    tail = {row[0] for row in connection.execute(sql.TAIL_ALL)}
    rows = ((number, text) for number, text in connection.cursor().execute(sql.TEXTS) if number not in tail)
    contents: IndexContents | None = None
    for some in batched(rows, _AT_ONCE):
        if contents is None:
            from termlode.memory.index.contents import IndexContents

            contents = IndexContents(connection, [segment.number for segment in index.segments])
        yield from contents.missed(*zip(*some, strict=True))


def _some(found: Iterator[int]) -> Iterator[str]:
    """The first few as one line."""
    first = [number for number, _ in zip(found, range(_SHOWN + 1), strict=False)]
    if first:
        yield ", ".join(map(str, first[:_SHOWN])) + (" …" if len(first) > _SHOWN else "")
