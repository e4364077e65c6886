"""Versions of the file: each step of ``STEPS`` leads from one to the next, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import StoreDamaged

if TYPE_CHECKING:
    import sqlite3

APPLICATION = 0x544C4D45  # "TLME": SQLite's application_id, by which the file is known
VERSION = 3


_TWO = """
ALTER TABLE unit ADD COLUMN rank INTEGER;  -- who made it (model.rank); NULL: imported

-- Documents by their path from the root of the workspace.
CREATE TABLE document (
    id   INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    hash TEXT                      -- of its content when it was last read; NULL: not known
);

-- In which documents a unit stands, of both sides.
CREATE TABLE document_unit (
    document INTEGER NOT NULL REFERENCES document (id),
    unit     INTEGER NOT NULL REFERENCES unit (id),
    PRIMARY KEY (document, unit)
) WITHOUT ROWID;
CREATE INDEX document_unit_by_unit ON document_unit (unit);

-- Pairs of texts that a person refused: no alignment of these documents brings them back.
CREATE TABLE refused (
    document INTEGER NOT NULL REFERENCES document (id),
    pair     INTEGER NOT NULL,     -- a hash of both texts and their languages
    PRIMARY KEY (document, pair)
) WITHOUT ROWID;

-- Documents that a build aligned with each other: it answers for their units.
CREATE TABLE built (
    source INTEGER NOT NULL REFERENCES document (id),
    target INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (source, target)
) WITHOUT ROWID;

-- An aligned unit has a date of change only where somebody typed: 'memory edit' kept its kind in version 1.
UPDATE unit SET origin = 'human'
    WHERE origin = 'aligned' AND json_extract(extra, '$.details.changed') IS NOT NULL;
UPDATE unit SET rank = CASE origin WHEN 'machine' THEN 0 WHEN 'aligned' THEN 1 WHEN 'human' THEN 3 END
    WHERE origin IS NOT NULL;
UPDATE unit SET rank = 3 WHERE extra LIKE '%["x-reviewed","yes"]%';
INSERT INTO document (path)
    SELECT DISTINCT json_extract(extra, '$.document') FROM unit WHERE extra LIKE '%"document":%'
        AND json_extract(extra, '$.document') IS NOT NULL
    UNION
    SELECT DISTINCT json_extract(place.value, '$[0]') FROM unit, json_each(unit.extra, '$.places') AS place
        WHERE unit.extra LIKE '%"places":%';
INSERT INTO document_unit (document, unit)
    SELECT document.id, unit.id FROM unit JOIN document ON document.path = json_extract(unit.extra, '$.document')
        WHERE unit.extra LIKE '%"document":%'
    UNION
    SELECT document.id, unit.id FROM unit, json_each(unit.extra, '$.places') AS place
        JOIN document ON document.path = json_extract(place.value, '$[0]') WHERE unit.extra LIKE '%"places":%';
"""
_THREE = """
ALTER TABLE unit ADD COLUMN content INTEGER;  -- content_hash.py; NULL: not known, written by version 2
"""
STEPS: dict[int, str] = {2: _TWO, 3: _THREE}  # version → the SQL that leads to it from the version before


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
