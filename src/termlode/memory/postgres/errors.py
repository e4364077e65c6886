"""PostgreSQL's errors in words that name the memory and the cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import StoreDamaged, StoreError, StoreLocked

if TYPE_CHECKING:
    import psycopg

_BUSY = (StoreLocked, "another process is using it (wait until it is done)")
_FULL = "the server's disk is full (make room there and repeat; what was committed is safe)"
_RIGHTS = "the server does not allow it: {error} (ask its administrator for the role: docs/team.md)"
_STRANGE = "has other tables than this termlode: {error} (termlode memory migrate brings a memory into an empty one)"
_LOST = "the connection was lost: {error} (what was reported as done is safe; repeat what was not)"
# By the first characters of SQLSTATE, the longest first.
_WORDS: tuple[tuple[str, type[StoreError], str], ...] = (
    ("55P03", *_BUSY),
    ("40P01", *_BUSY),
    ("40001", *_BUSY),
    ("57014", StoreError, "the server stopped it: {error} (repeat, or ask for less)"),
    ("42501", StoreError, _RIGHTS),
    ("25006", StoreError, "is read-only (ask for a server that takes changes)"),
    ("53100", StoreError, _FULL),
    ("53300", StoreError, "the server has no connection left (try again, or ask for more: max_connections)"),
    ("57P", StoreError, _LOST),
    ("28", StoreError, "the server lets nobody of that name in: {error} (check user, ~/.pgpass and pg_hba.conf)"),
    ("3D", StoreError, "there is no such database: {error} (createdb makes one: docs/team.md)"),
    ("42", StoreDamaged, _STRANGE),
    ("XX", StoreDamaged, "is damaged: {error} (restore a backup: docs/team.md)"),
)


def translate(error: psycopg.Error, address: str, *, connecting: bool = False) -> StoreError:
    """PostgreSQL's error as one of ours, in one line."""
    import psycopg

    said = " ".join(str(error).split())
    state = error.sqlstate or ""
    for beginning, kind, text in _WORDS:
        if state.startswith(beginning):
            return kind(f"{address}: {text.format(error=said)}")
    if connecting:
        return StoreError(f"{address}: cannot be reached: {said} (check the address, and that the server runs)")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return StoreError(f"{address}: {_LOST.format(error=said)}")
    return StoreError(f"{address}: {said}")
