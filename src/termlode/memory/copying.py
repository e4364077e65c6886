"""A whole memory into an empty one, between a file and a server or two of a kind: the same keys, the same rows.

It goes chunk by chunk, each committed with its part of the index; where it was cut off, the next one goes on behind the
last unit that arrived. At the end all rows of both are compared.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, Protocol

from termlode.errors import StoreDamaged, UsageError
from termlode.memory import sql
from termlode.memory.connection import transaction
from termlode.memory.index.new_variants import NewVariants
from termlode.memory.unit_rows import MAX_VARIANTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from termlode.memory.engine import Connection

    type Progress = Callable[[int, int | None], None]

_AT_ONCE = 65_536  # units
# Small tables, by the statements that read and fill them; rows that are there already stay.
_SMALL = (
    (sql.LANGUAGE_ROWS, sql.LANGUAGE_TAKE),
    (sql.DOCUMENT_ROWS, sql.DOCUMENT_TAKE),
    (sql.REFUSED_ROWS, sql.REFUSED_ADD),
    (sql.BUILT_ROWS, sql.BUILT_ADD),
)
_COMPARED = (
    sql.UNIT_ROWS, sql.VARIANTS_TO_COPY, sql.DOCUMENT_UNIT_ROWS, sql.LANGUAGE_ROWS, sql.DOCUMENT_ROWS,
    sql.REFUSED_ROWS, sql.BUILT_ROWS,
)  # fmt: skip


class Copied(NamedTuple):
    """How many units are there now, and how many of them an earlier attempt had brought."""

    units: int
    before: int


class Target(Protocol):
    """What is needed of the store that takes them."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writer's lock."""

    def index_new(self, new: NewVariants) -> None:
        """Put new variants into the index."""

    def tidy(self) -> None:
        """Keep the index in few pieces."""


def copy(source: Connection, name: str, target: Connection, store: Target, progress: Progress) -> Copied:
    """Copy all of ``source``, called ``name``, into ``target``, the connection of ``store``.

    Raises UsageError where there are units of another origin in ``target``, StoreError.
    """
    total = _count(source)
    with store.writing():
        before = _begin(source, name, target)
        done = before
        while True:
            progress(done, total)
            with transaction(target):
                new = _next(source, target)
                if new is None:
                    target.execute(sql.META_SET, ("copying", 0))
                    break
                store.index_new(new)
            done = _count(target)
        store.tidy()
    return Copied(done, before)


def _count(connection: Connection) -> int:
    return int(connection.execute(sql.UNIT_COUNT).fetchone()[0])


def _begin(source: Connection, name: str, target: Connection) -> int:
    """Copy the small tables; how many units are there from an earlier attempt."""
    mark = int.from_bytes(blake2b(name.encode(), digest_size=7).digest())
    with transaction(target):
        there = _count(target)
        known = target.execute(sql.META_GET, ("copying",)).fetchone()
        if there and (known is None or known[0] != mark):
            cure = "name an empty one; 'termlode memory merge' or 'import' adds units to those that are there"
            raise UsageError(f"the memory to copy into holds {there} units already: {cure}")
        target.execute(sql.META_SET, ("copying", mark))
        for read, take in _SMALL:
            target.executemany(take, source.execute(read).fetchall())
        target.execute(sql.META_SET, ("next_unit", source.execute(sql.META_GET, ("next_unit",)).fetchone()[0]))
    return there


def _next(source: Connection, target: Connection) -> NewVariants | None:
    """Copy the next units; their variants for the index, None where there are no more."""
    last = target.execute(sql.UNIT_LAST).fetchone()[0] or 0
    units = source.execute(sql.UNIT_ROWS_AFTER, (last, _AT_ONCE)).fetchall()
    if not units:
        return None
    first, beyond = units[0][0], units[-1][0] + 1
    variants = source.execute(sql.VARIANTS_OF, (first * MAX_VARIANTS, beyond * MAX_VARIANTS - 1)).fetchall()
    target.executemany(sql.UNIT_ADD, units)
    target.executemany(sql.VARIANT_ADD, variants)
    target.executemany(sql.DOCUMENT_UNIT_ADD, source.execute(sql.DOCUMENT_UNITS_OF, (first, beyond - 1)).fetchall())
    return NewVariants(variants)


def compare(source: Connection, target: Connection) -> None:
    """Raises StoreDamaged where a row of one is not in the other."""
    for statement in _COMPARED:
        ours, theirs = target.cursor().execute(statement), source.cursor().execute(statement)
        for one, other in zip_longest(ours, theirs):
            if one != other:
                table = statement.partition(" FROM ")[2].split()[0]
                raise StoreDamaged(f"the copy differs from what was copied, in table {table}: {one} is not {other}")
