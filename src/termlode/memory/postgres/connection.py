"""A connection to a team's memory, that understands the statements of :mod:`termlode.memory.sql`.

It has the few methods of ``sqlite3.Connection`` that the memory uses, so that index, search, writer and the rest work
on both. Errors come out as ours, in a line that names the memory. Transactions that write wait in line for a lock;
each sees all that was committed before it.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Self

from termlode.errors import MissingExtra, StoreError, StoreLocked
from termlode.memory.postgres import migrations
from termlode.memory.postgres.address import checked, shown
from termlode.memory.postgres.dialect import copied, spelt
from termlode.memory.postgres.errors import translate
from termlode.memory.postgres.values import adapt, all_safe, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import psycopg

CHANNEL = "termlode"  # NOTIFY tells it the schema whose memory has changed
_AT_ONCE = 4096  # rows of a scan
_FEW = 16  # rows that are not worth a COPY
_SECONDS = 10  # to connect
_SETTINGS = "SET jit = off; SET client_encoding = 'UTF8'; SET extra_float_digits = 1"
_BEGIN_READING = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT value FROM meta WHERE key = 'change'"
_BEGIN_WRITING = (
    "BEGIN; SET LOCAL lock_timeout = {}; LOCK TABLE writing IN EXCLUSIVE MODE; "
    "SELECT pg_notify('termlode', current_schema()); "
    "UPDATE meta SET value = value + 1 WHERE key = 'change' RETURNING value"
)
_HOLDER = (
    "SELECT usename, application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE relation = 'writing'::regclass AND mode = 'ExclusiveLock' AND granted AND pid <> pg_backend_pid()"
)


class TeamConnection:
    """One connection. It is made again at the next question where it was lost outside of a transaction."""

    def __init__(self, address: str, *, write: bool, timeout: float) -> None:
        self.address, self._full, self._timeout = shown(address), checked(address), timeout
        self.writable = write
        self.on_change: Callable[[], None] = lambda: None  # called first thing where others wrote since our last look
        self.change = -1  # of the memory, when the latest transaction began
        self._begun = False  # a transaction of ours, be the connection lost or not
        self._raw = self._connect()
        try:
            migrations.prepare(self, write=write)
        except BaseException:
            self.close()
            raise

    def _connect(self) -> psycopg.Connection[Any]:
        try:
            import psycopg
        except ImportError as error:
            raise MissingExtra("a memory on PostgreSQL", "postgres") from error

        try:
            raw = psycopg.connect(_complete(self._full), autocommit=True, cursor_factory=psycopg.RawCursor)
            raw.server_cursor_factory = psycopg.RawServerCursor
            adapt(raw)
            raw.execute(_SETTINGS.encode())
        except psycopg.Error as error:
            raise translate(error, self.address, connecting=True) from error
        return raw

    def close(self) -> None:
        """Close it; what was not committed is taken back."""
        self._raw.close()

    # ── statements ───────────────────────────────────────────────────────────────────────────────

    def execute(self, statement: str, arguments: Sequence[Any] | Mapping[str, Any] = ()) -> Rows:
        """Run a statement of :mod:`termlode.memory.sql`."""
        if statement in _TURNS:
            _TURNS[statement](self)
            return Rows(None)
        said = spelt(statement)
        given = [safe(one) for one in said.arguments(arguments)]

        def run() -> Rows:
            with self._guarded():
                return Rows(self._raw.cursor().execute(said.text.encode(), given, binary=True), self._guarded)

        return run() if self._begun else self._first(run)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run it for each of ``rows``; many new rows go by COPY."""
        coming = iter(rows)
        first = list(islice(coming, _FEW))
        copying = copied(statement) if len(first) == _FEW else None
        if copying is not None:
            self._copy(*copying, chain(first, coming))
        elif first:
            given = [[safe(one) for one in row] for row in chain(first, coming)]
            with self._guarded():
                self._raw.cursor().executemany(spelt(statement).text.encode(), given)

    def _copy(self, statement: str, types: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        texts = [place for place, kind in enumerate(types) if kind == "text"]
        with self._guarded(), self._raw.cursor().copy(statement.encode()) as copy:
            copy.set_types(types)
            write = copy.write_row
            for row in all_safe(rows, texts):
                write(row)

    def run(self, script: str) -> None:
        """Run statements that are PostgreSQL's own, without arguments."""
        with self._guarded():
            self._raw.cursor().execute(script.encode())

    def cursor(self) -> Scan:
        """What reads the rows of one statement little by little, while others run."""
        return Scan(self)

    def blobopen(self, table: str, column: str, row: int, *, readonly: bool) -> Part:
        """Reads a part of a value without the rest."""
        assert readonly
        return Part(self, f"SELECT substr({column}, ?::int, ?::int) FROM {table} WHERE id = ?::bigint", row)  # noqa: S608

    # ── transactions ─────────────────────────────────────────────────────────────────────────────

    @property
    def in_transaction(self) -> bool:
        """Whether one is under way."""
        return self._raw.info.transaction_status.name in ("ACTIVE", "INTRANS", "INERROR")

    def begin_reading(self) -> None:
        """From here on one state is read; ``change`` tells which."""
        self.change = self._first(lambda: self._script(_BEGIN_READING))
        self._begun = True

    def end_reading(self) -> None:
        """Let go of the state that was read."""
        self._begun = False
        if self.in_transaction:
            with suppress(StoreError), self._guarded():
                self._raw.cursor().execute(b"COMMIT")

    def begin_writing(self) -> None:
        """Wait in line; then nobody else writes until the transaction ends. Raises StoreLocked: who did not end."""
        if self.in_transaction:  # somebody reads on, one unit after the other: what is left of it comes as it is then
            self.rollback()
        script = _BEGIN_WRITING.format(int(1000 * self._timeout)).encode()
        try:
            found = self._first(lambda: self._script(script))
        except StoreLocked as error:
            self.rollback()
            raise StoreLocked(f"{self.address}: {self._holder()} is writing to it (wait until it is done)") from error
        self._begun = True
        before, self.change = self.change, found
        if found != before + 1:
            self.on_change()

    def commit(self) -> None:
        """End the transaction; what it wrote is safe when this returns."""
        self._begun = False
        with self._guarded():
            self._raw.cursor().execute(b"COMMIT")

    def rollback(self) -> None:
        """Take back what the transaction wrote; a lost connection has done so."""
        self.change, self._begun = -1, False
        with suppress(StoreError), self._guarded():
            self._raw.cursor().execute(b"ROLLBACK")

    @contextmanager
    def together(self) -> Iterator[None]:
        """A transaction of its own kind, without the writers' line: for making tables."""
        self.run("BEGIN")
        self._begun = True
        try:
            yield
            self.commit()
        except BaseException:
            self.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[TeamConnection]:
        """A second connection, that reads one state throughout."""
        other = TeamConnection(self._full, write=False, timeout=self._timeout)
        try:
            other.begin_reading()
            yield other
        finally:
            other.close()

    def _holder(self) -> str:
        try:
            found = self.execute(_HOLDER).fetchone()
        except StoreError:
            found = None
        return f"{found[0]} ({found[1]})" if found else "another process"

    def _first[T](self, run: Callable[[], T]) -> T:
        """What ``run`` gives, which begins something; on a new connection where the old one was lost meanwhile."""
        try:
            if not self._raw.closed:
                return run()
        except StoreError:
            if not self._raw.closed:
                raise
        self._raw = self._connect()
        self.change = -1
        return run()

    def _script(self, script: bytes) -> int:
        """Run statements; the number that the last of them gives."""
        with self._guarded():
            cursor = self._raw.cursor().execute(script)
            while cursor.nextset():
                pass
            row = cursor.fetchone()
            return int(row[0]) if row else 0

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise translate(error, self.address) from error


_TURNS: dict[str, Callable[[TeamConnection], None]] = {
    "BEGIN IMMEDIATE": TeamConnection.begin_writing,
    "BEGIN": TeamConnection.begin_reading,
    "COMMIT": TeamConnection.commit,
    "ROLLBACK": TeamConnection.rollback,
}


class Rows:
    """The rows of a statement, as ``sqlite3.Cursor`` gives them."""

    def __init__(self, cursor: Any, guarded: Any = None) -> None:
        self._cursor, self._guarded = cursor, guarded

    def fetchone(self) -> Any:
        """The next row, or None."""
        with self._guarded():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        with self._guarded():
            return list(self._cursor.fetchall())

    def fetchmany(self, size: int) -> list[Any]:
        """The next rows."""
        with self._guarded():
            return list(self._cursor.fetchmany(size))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)

    def __next__(self) -> Any:
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        return int(self._cursor.rowcount)


class Scan(Rows):
    """The rows of a long statement, some thousand at a time, from one state of the memory.

    Outside of a transaction it has a connection of its own, until it ends.
    """

    def __init__(self, connection: TeamConnection) -> None:
        super().__init__(None, connection._guarded)  # of this module
        self._connection = connection
        self._own: TeamConnection | None = None
        self._read: Iterator[Any] = iter(())

    def execute(self, statement: str, arguments: Sequence[Any] = ()) -> Self:
        """Begin."""
        connection = self._connection
        if not connection.in_transaction:
            connection = self._own = TeamConnection(connection._full, write=False, timeout=0)
            connection.begin_reading()
        said = spelt(statement)
        with self._guarded():
            raw = connection._raw
            self._cursor = raw.cursor(f"scan_{id(self)}", scrollable=False)
            self._cursor.itersize = _AT_ONCE
            self._cursor.execute(said.text.encode(), said.arguments(arguments), binary=True)
        return self

    def __iter__(self) -> Iterator[Any]:
        while rows := self.fetchmany(_AT_ONCE):
            yield from rows
        self.close()

    def __next__(self) -> Any:
        row = next(self._read, None)
        if row is None:
            self._read = iter(self.fetchmany(_AT_ONCE))
            row = next(self._read)
        return row

    def close(self) -> None:
        """End it."""
        import psycopg

        cursor, self._cursor = self._cursor, None
        if cursor is not None:
            with suppress(psycopg.Error):
                cursor.close()
        if self._own is not None:
            self._own.close()

    def __del__(self) -> None:
        self.close()


class Part:
    """A place in a value; a context manager like ``sqlite3.Blob``."""

    def __init__(self, connection: TeamConnection, statement: str, row: int) -> None:
        self._connection, self._statement, self._row, self._start = connection, statement, row, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def seek(self, start: int) -> None:
        """Where reading begins."""
        self._start = start

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes."""
        row = self._connection.execute(self._statement, (self._start + 1, size, self._row)).fetchone()
        return b"" if row is None else bytes(row[0])


def _program() -> str:
    """Who we are, for those who wait for us: the command, and since when it runs."""
    words = [os.path.basename(sys.argv[0]) or "python", *sys.argv[1:3]]  # noqa: PTH119  # a name, not a path
    return f"{' '.join(words)[:44]}, since {time.strftime('%H:%M:%S')}"


def _complete(address: str) -> str:
    """The address, and what it leaves to us: who connects, and how long that may take."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    ours: dict[str, Any] = {"application_name": _program(), "connect_timeout": _SECONDS}
    said = conninfo_to_dict(address)
    return make_conninfo(address, **{name: value for name, value in ours.items() if name not in said})
