"""An import beside which others write: what it takes for granted, and what it takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from termlode.memory import unit_rows
from termlode.memory.connection import transaction
from termlode.memory.import_undo import ImportUndo
from termlode.memory.seen_sources import LongImport

if TYPE_CHECKING:
    from termlode.memory.engine import Connection


class TeamUndo(ImportUndo):
    """Knows the keys that were given to units of this import; index segments stay, and lead to nothing."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._spans: list[range] = []

    def added(self, first: int, beyond: int) -> None:
        """Units ``first`` to ``beyond`` were added."""
        self._spans.append(range(first, beyond))

    def run(self) -> None:
        """Take everything back."""
        from termlode.memory.writer import AddReport, Writer

        ours = {key for span in self._spans for key in span}
        with transaction(self._connection):
            unit_rows.delete_all(self._connection, ours)
            writer = Writer(self._connection, unit_rows.Languages(self._connection), "keep", AddReport())
            for key, unit in self._before.items():
                if key not in ours:
                    writer.replace(key, unit)


class ManyWriters(LongImport):
    """An import beside which others write: what is stored is asked of the database, each time anew."""

    def __enter__(self) -> Self:
        return self

    def sources_after(self, seen: int) -> None:  # noqa: ARG002
        """Nothing that is known stays true."""
        return
