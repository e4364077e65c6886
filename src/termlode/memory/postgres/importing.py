"""An import beside which others write: what it takes for granted, and what it takes back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Self

from termlode.errors import StoreError
from termlode.memory import unit_rows
from termlode.memory.connection import transaction
from termlode.memory.import_undo import ImportUndo
from termlode.memory.seen_sources import LONG, LongImport

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

    _long = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Have the server look at what there is now, or it would read whole tables for some look-ups until it does."""
        if self._long:
            with suppress(StoreError):  # the connection may be lost; the server does so by itself, sooner or later
                self._connection.execute("ANALYZE")

    def sources_after(self, seen: int) -> None:
        """Nothing that is known stays true."""
        self._long = seen >= LONG
