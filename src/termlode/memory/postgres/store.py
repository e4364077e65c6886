"""The store of a team: the same as :class:`termlode.memory.store.Store`, in a PostgreSQL database."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from termlode.errors import StoreError, UsageError
from termlode.memory import unit_rows
from termlode.memory.connection import opening
from termlode.memory.former import Former
from termlode.memory.postgres.connection import TeamConnection
from termlode.memory.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.memory.postgres.importing import TeamUndo
    from termlode.memory.seen_sources import LongImport
    from termlode.memory.store import Progress
    from termlode.memory.unit_batches import UnitOrBatch
    from termlode.model import TranslationUnit

_SIZE = (
    "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class "
    "WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
)
_HISTORY = (
    "SELECT to_char(at AT TIME ZONE 'UTC', 'YYYYMMDD\"T\"HH24MISS\"Z\"'), who, program, variants::text FROM history "
    "WHERE unit = ? AND variants IS NOT NULL ORDER BY at DESC"
)


class TeamStore(Store):
    """An open memory on a server; reading methods see what was committed before the call."""

    def __init__(self, path: Path | str, *, write: bool = False, timeout: float = 30.0) -> None:
        self._connection: TeamConnection
        self._place = str(path)
        self.timeout, self.writable = timeout, write
        self._connection = TeamConnection(self._place, write=write, timeout=timeout)
        self.path = self._connection.address
        with opening(self.path, self._connection):
            self._read_tables()
        self._connection.on_change = self._others_wrote

    def _others_wrote(self) -> None:
        """What we knew of the tables may be old."""
        self._languages.reload()
        self._language_sets.prepare_writing()
        self._builder = None

    def _chunk(self, stream: Iterator[UnitOrBatch]) -> Iterable[UnitOrBatch]:
        """It is read before we stand in line: nobody waits for our input."""
        return list(super()._chunk(stream))

    def _long_import(self) -> LongImport:
        from termlode.memory.postgres.importing import ManyWriters

        return ManyWriters(self._connection, self._languages)

    def _undo(self) -> TeamUndo:
        from termlode.memory.postgres.importing import TeamUndo

        return TeamUndo(self._connection)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Nothing is held: each transaction waits in line for itself, so that others may write in between."""
        try:
            yield
        except BaseException:
            with suppress(StoreError):  # the connection may be lost
                self._languages.reload()
                self._language_sets.reload()
            raise
        finally:
            self._seen = -1
            self._builder = None

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One state of the memory throughout, whatever others write meanwhile."""
        if self._connection.in_transaction:
            self._refresh()
            yield
            return
        self._connection.begin_reading()
        try:
            self._refresh()
            yield
        finally:
            self._connection.end_reading()

    def _version(self) -> int:
        return self._connection.change

    def items(self, start: int = 0) -> Iterator[tuple[int, TranslationUnit]]:
        """All units with their keys, from key ``start``; read by a connection of their own."""
        with self._connection.snapshot() as connection:
            yield from unit_rows.scan(connection, unit_rows.Languages(connection), start)

    def scan(self) -> Iterator[tuple[list[unit_rows.VariantRow], dict[int, unit_rows.UnitRow]]]:
        """All units as rows: see :func:`unit_rows.scan_rows`."""
        with self._connection.snapshot() as connection:
            self._languages.reload()
            yield from unit_rows.scan_rows(connection)

    def backup(self, destination: Path, progress: Progress | None = None) -> None:  # noqa: ARG002
        """A server's memory is saved by the server's own means. Raises UsageError, which says how."""
        raise UsageError(
            f"{self.path}: is saved by PostgreSQL itself: pg_dump --format=custom --file={destination.name} DATABASE "
            "(docs/team.md); 'termlode memory migrate' copies it into a file"
        )

    def history(self, key: int) -> list[Former]:
        """What unit ``key`` said before it was replaced or deleted, the latest first."""
        import json

        rows = self._connection.execute(_HISTORY, (key,)).fetchall()
        return [
            Former(at, who, program, tuple((tag, text) for tag, text, _ in json.loads(texts)))
            for at, who, program, texts in rows
        ]

    def _damage(self) -> list[str]:
        return []  # the server watches over its files itself

    def _size(self) -> int:
        return int(self._connection.execute(_SIZE).fetchone()[0])
