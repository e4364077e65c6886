"""Versions of the file: each step of ``STEPS`` leads from one to the next, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import StoreDamaged

if TYPE_CHECKING:
    import sqlite3

APPLICATION = 0x544C4D45  # "TLME": SQLite's application_id, by which the file is known
STEPS: dict[int, str] = {}  # version → the SQL that leads to it from the version before
VERSION = 1


def check(connection: sqlite3.Connection, path: object) -> int:
    """The version of the file, 0 where it is empty. Raises StoreDamaged where it is not ours or too new."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if application not in (0, APPLICATION) or (application == 0 and _has_tables(connection)):
        raise StoreDamaged(f"{path}: is a database of another program (name a termlode memory)")
    if version > VERSION:
        raise StoreDamaged(
            f"{path}: was written by a newer termlode (store version {version}, this one reads up to {VERSION}): "
            "upgrade with 'pip install -U termlode', or export it there as TMX and import that here"
        )
    return version


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file of ``version`` (0: empty) to ours, inside the caller's transaction."""
    if version == 0:
        from importlib.resources import files

        _run(connection, files("termlode.memory").joinpath("schema.sql").read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    for step in range(max(version, 1) + 1, VERSION + 1):
        _run(connection, STEPS[step])
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    import sqlite3

    statement = ""
    for line in script.splitlines(keepends=True):  # executescript() would commit the transaction
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
