"""Undoing an import: taking back what it did when its input turns out to be broken: nothing of it stays."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from termlode.errors import StoreError, TermlodeError
from termlode.memory import sql, unit_rows
from termlode.memory.connection import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.memory.engine import Connection
    from termlode.model import TranslationUnit


class ImportUndo:
    """What was there before: units from ``first_key`` and segments from ``first_segment`` are new."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.first_key = int((connection.execute(sql.META_GET, ("next_unit",)).fetchone() or (1,))[0])
        self.first_segment = int(connection.execute(sql.SEGMENT_NEXT).fetchone()[0])
        self._before: dict[int, TranslationUnit] = {}

    def remember(self, key: int, unit: TranslationUnit) -> None:
        """A stored unit is about to be replaced."""
        if key < self.first_key:
            self._before.setdefault(key, unit)

    def added(self, first: int, beyond: int) -> None:
        """Units ``first`` to ``beyond`` were added."""

    def run(self) -> None:
        """Take everything back."""
        from termlode.memory.compaction import renumbered
        from termlode.memory.index.blocks import bounds
        from termlode.memory.writer import AddReport, Writer

        first, beyond = self.first_key * unit_rows.MAX_VARIANTS, 1 << 62
        execute = self._connection.execute
        with transaction(self._connection):
            execute(sql.VARIANTS_DELETE, (first, beyond))
            execute(sql.TAIL_DELETE, (first, beyond))
            execute(sql.UNITS_DELETE_FROM, (self.first_key,))
            execute(sql.DOCUMENT_UNITS_DELETE_FROM, (self.first_key,))
            execute(sql.SEGMENTS_DELETE_FROM, (self.first_segment,))
            renumbered(self._connection)
            execute(sql.BLOCKS_DELETE, (bounds(self.first_segment)[0], beyond))
            writer = Writer(self._connection, unit_rows.Languages(self._connection), "keep", AddReport())
            for key, unit in self._before.items():
                writer.replace(key, unit)


@contextmanager
def undo_if_refused[Undo: ImportUndo](undo: Undo) -> Iterator[Undo]:
    """Take back what is done in the block where the input that it reads is refused."""
    try:
        yield undo
    except StoreError:
        raise  # it is not the input
    except TermlodeError:
        undo.run()
        raise
