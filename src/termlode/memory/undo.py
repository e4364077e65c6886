"""Taking back what an import did when its input turns out to be broken: nothing of it stays."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from termlode.errors import TermlodeError
from termlode.memory import queries, rows
from termlode.memory.connection import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from termlode.model import TranslationUnit


class Undo:
    """What was there before: units from ``first_key`` and segments from ``first_segment`` are new."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.first_key = int((connection.execute(queries.META_GET, ("next_unit",)).fetchone() or (1,))[0])
        self.first_segment = int(connection.execute(queries.SEGMENT_NEXT).fetchone()[0])
        self._before: dict[int, TranslationUnit] = {}

    def remember(self, key: int, unit: TranslationUnit) -> None:
        """A stored unit is about to be replaced."""
        if key < self.first_key:
            self._before.setdefault(key, unit)

    def run(self) -> None:
        """Take everything back."""
        from termlode.memory.blocks import bounds
        from termlode.memory.compact import renumbered
        from termlode.memory.writer import AddReport, Writer

        first, beyond = self.first_key * rows.PLACES, 1 << 62
        execute = self._connection.execute
        with transaction(self._connection):
            execute(queries.VARIANTS_DELETE, (first, beyond))
            execute(queries.TAIL_DELETE, (first, beyond))
            execute(queries.UNITS_DELETE_FROM, (self.first_key,))
            execute(queries.SEGMENTS_DELETE_FROM, (self.first_segment,))
            renumbered(self._connection)
            execute(queries.BLOCKS_DELETE, (bounds(self.first_segment)[0], beyond))
            writer = Writer(self._connection, rows.Languages(self._connection), "keep", AddReport())
            for key, unit in self._before.items():
                writer.replace(key, unit)


@contextmanager
def undoing(connection: sqlite3.Connection) -> Iterator[Undo]:
    """Take back what is done in the block where the input that it reads is refused."""
    undo = Undo(connection)
    try:
        yield undo
    except TermlodeError:
        undo.run()
        raise
