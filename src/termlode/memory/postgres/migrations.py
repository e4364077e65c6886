"""Versions of the tables in PostgreSQL: each step of ``STEPS`` leads from one to the next, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from termlode.errors import StoreDamaged, StoreError, UnreadableError
from termlode.memory import sql

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from termlode.memory.engine import Rows


class Server(Protocol):
    """What is needed of the connection."""

    address: str

    def execute(self, statement: str, arguments: tuple[object, ...] = ..., /) -> Rows:
        """Run a statement."""

    def run(self, script: str, /) -> None:
        """Run statements that are PostgreSQL's own."""

    def together(self) -> AbstractContextManager[None]:
        """A transaction."""


VERSION = 1
STEPS: dict[int, str] = {}  # version → the SQL that leads to it from the version before
_THERE = """
SELECT count(*) FILTER (WHERE relname IN ('meta', 'writing')), count(*) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v')
"""
_VERSION = "SELECT value FROM meta WHERE key = 'version'"
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('termlode'), hashtext(current_schema()))"


def prepare(connection: Server, *, write: bool) -> None:
    """Make the tables where there are none, or bring them up to date (``write`` only).

    Raises UnreadableError where there is no memory, StoreDamaged where its version is newer than ours or the tables
    are another program's, StoreError where they must be changed and may not be.
    """
    version = _version(connection)
    if version == VERSION:
        return
    if version > VERSION:
        raise StoreDamaged(
            f"{connection.address}: was written by a newer termlode (version {version} of the tables, this one knows "
            f"up to {VERSION}): upgrade with 'pip install -U termlode'"
        )
    if not write:
        if version:
            raise StoreError(f"{connection.address}: has tables of an older termlode ('termlode import' by its owner)")
        cure = "'termlode import FILE' or 'termlode memory migrate' fills it"
        raise UnreadableError("no translation memory here yet", path=connection.address, cure=cure)
    _upgrade(connection)


def _version(connection: Server) -> int:
    ours, all_tables = connection.execute(_THERE).fetchone()
    if ours == len(("meta", "writing")):
        return int(connection.execute(_VERSION).fetchone()[0])
    if all_tables:
        raise StoreDamaged(f"{connection.address}: holds tables of another program (name a database of its own)")
    return 0


def _upgrade(connection: Server) -> None:
    """One process does it, others wait and find it done."""
    from importlib.resources import files

    with connection.together():
        connection.execute(_ONE_AT_A_TIME)
        version = _version(connection)
        if version == 0:
            connection.run(files("termlode.memory.postgres").joinpath("schema.sql").read_text("utf-8"))
        for step in range(max(version, 1) + 1, VERSION + 1):
            connection.run(STEPS[step])
            connection.execute(sql.META_SET, ("version", step))
