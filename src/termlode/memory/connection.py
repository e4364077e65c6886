"""Opening the store's file, and SQLite's errors in words that name the file and the cure."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import StoreDamaged, StoreError, StoreLocked, UnreadableError
from termlode.files import make_folder
from termlode.memory import migrations
from termlode.memory.lock import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.memory.engine import Connection

# What reading bytes that make no sense raises.
UNREADABLE = (ValueError, TypeError, LookupError, OverflowError, MemoryError)
_PAGE = 8192  # bytes: the index keeps its lists in rows of a few thousand bytes
_READER_CACHE = -8 * 1024  # KiB
_WRITER_CACHE = -40 * 1024
_FREE = 1024  # pages
_BUSY = 30  # seconds that SQLite waits for a lock of its own; our writer's lock comes before it


def connect(path: Path, *, write: bool, timeout: float) -> sqlite3.Connection:
    """A connection to the store at ``path``, created (``write`` only) and migrated where needed.

    Raises UnreadableError where there is none, StoreDamaged where it cannot be understood,
    StoreLocked and StoreError where it must be written to and cannot.
    """
    for beside in ("-wal", "-shm", "-journal"):
        if path.with_name(path.name + beside).is_symlink():
            raise StoreDamaged(f"{path}{beside}: is a link, which SQLite would follow (delete it)")
    if path.exists() and not path.is_file():
        raise StoreDamaged(f"{path}: is not a regular file (delete it)")
    if not path.exists():
        if not write:
            raise UnreadableError("no translation memory here yet", path=path, cure="'termlode import FILE' makes one")
        make_folder(path.parent)
    with guard(path):
        connection, version = _open(path, write)
        if version < migrations.VERSION:
            connection.close()
            if version == 0 and not write:
                raise UnreadableError("an empty translation memory", path=path, cure="'termlode import FILE' fills it")
            _upgrade(path, timeout)
            connection, _ = _open(path, write)
        return connection


def _open(path: Path, write: bool) -> tuple[sqlite3.Connection, int]:
    """A connection, and the version of the tables it shows; closed again where they cannot be understood."""
    connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None) if write else _connect_for_reading(path)
    try:
        if write:
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = {_WRITER_CACHE if write else _READER_CACHE}")
        return connection, migrations.check(connection, path)
    except BaseException:
        connection.close()
        raise


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    address = path.absolute().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=_BUSY, isolation_level=None)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        if not isinstance(error, sqlite3.OperationalError) or path.with_name(path.name + "-wal").exists():
            raise
        # a folder where SQLite cannot make its shared-memory file
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None)
    return connection


def _upgrade(path: Path, timeout: float) -> None:
    """Create the tables, or bring those of an older version up to date."""
    connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None)
    try:
        with writing(path, timeout):
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # merging frees pages: shrink() gives them back
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            version = migrations.check(connection, path)
            if 0 < version < migrations.VERSION:
                _keep_old(connection, path, version)
            with transaction(connection):
                migrations.migrate(connection, migrations.check(connection, path))
    finally:
        connection.close()


def _keep_old(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy a store of an older version to ``memory.v1.db`` beside it, before it is migrated."""
    copy = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    if copy.exists():
        return
    from termlode.files import atomic_path

    with atomic_path(copy) as place, closing(sqlite3.connect(place)) as target:
        connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, that can be moved about


def shrink(connection: Connection) -> None:
    """Give free pages of a file back to the file system where they are many; a server does so by itself."""
    if not isinstance(connection, sqlite3.Connection):
        return
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    if free > _FREE and free * 20 > pages:
        connection.execute("PRAGMA incremental_vacuum").fetchall()


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing; begins at once, so that it cannot fail half-way for want of a lock."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def guard(path: Path | str) -> Iterator[None]:
    """SQLite's errors inside the block as ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise translate(error, path) from error


@contextmanager
def opening(path: Path | str, connection: Connection) -> Iterator[None]:
    """Reading what every store has: where it is not there or makes no sense, the file is closed and called damaged."""
    try:
        with guard(path):
            yield
    except UNREADABLE as error:
        connection.close()
        raise StoreDamaged(f"{path}: is damaged: {error} (restore a backup, or delete it and import again)") from error
    except BaseException:
        connection.close()
        raise


def translate(error: sqlite3.DatabaseError, path: Path | str) -> StoreError:
    """SQLite's error as one of ours: what is wrong with ``path`` and what cures it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code of an extended one
    file = Path(path)
    if code == sqlite3.SQLITE_CANTOPEN and file.is_file() and not os.access(file.parent, os.W_OK):
        code = sqlite3.SQLITE_READONLY  # it is the file beside it that SQLite could not make
    kind, text = _WORDS.get(code, (StoreError, "{error}"))
    return kind(f"{path}: {text.format(error=error)}")


_BUSY_ERROR = (StoreLocked, "another process is using it (wait until it is done)")
_DAMAGED = (StoreDamaged, "is damaged: {error} (restore a backup, or delete it and import again)")
_READ_ONLY = (StoreError, "is read-only (check the permissions of the file and its folder)")
_OTHER_TABLES = "has other tables than this termlode: {error} (restore a backup, or delete it and import again)"
_WORDS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_ERROR: (StoreDamaged, _OTHER_TABLES),
    sqlite3.SQLITE_FULL: (StoreError, "the disk is full (free some space and repeat; what was committed is safe)"),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY_ERROR,
    sqlite3.SQLITE_LOCKED: _BUSY_ERROR,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: (StoreError, "cannot be opened (check that it is a file, and its permissions)"),
    sqlite3.SQLITE_IOERR: (StoreError, "reading or writing failed: {error} (is the disk full or failing?)"),
}
