"""A memory of 0.1 opens: migrated once, a copy kept, and who made its units is known."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from termlode.memory import open_store
from termlode.memory.migrations import VERSION
from termlode.model import ALIGNED, IMPORTED, PERSON, rank

DUMP = Path(__file__).parent / "data" / "memory-0.1.sql"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "memory.db"
    connection = sqlite3.connect(path)
    connection.executescript(DUMP.read_text(encoding="utf-8"))
    connection.close()
    return path


def versions(path: Path) -> tuple[int, int]:
    connection = sqlite3.connect(path)
    found = (
        connection.execute("PRAGMA user_version").fetchone()[0],
        connection.execute("SELECT count(*) FROM unit").fetchone()[0],
    )
    connection.close()
    return found


def test_it_is_migrated_when_it_is_read_and_a_copy_is_kept(old: Path) -> None:
    with open_store(old) as store:
        assert store.verify() == []
        assert [match.target.text for match in store.lookup("صباح الخير", "ar", "en") if match.target] == [
            "Good morning"
        ]
    assert versions(old) == (VERSION, 7)
    assert versions(old.with_name("memory.v1.db")) == (1, 7)


def test_a_second_time_nothing_is_migrated(old: Path) -> None:
    with open_store(old, write=True):
        pass
    copy = old.with_name("memory.v1.db")
    before = copy.stat().st_mtime_ns
    with open_store(old, write=True) as store:
        assert len(list(store.units())) == 7
    assert copy.stat().st_mtime_ns == before
    assert {path.name for path in old.parent.iterdir()} >= {"memory.db", "memory.v1.db"}
    assert not [path.name for path in old.parent.iterdir() if "tmp" in path.name]


def test_who_made_the_units_is_stored(old: Path) -> None:
    with open_store(old, write=True) as store:
        ranks = [rank(unit) for unit in store.units()]
    assert ranks == [ALIGNED, ALIGNED, ALIGNED, ALIGNED, PERSON, PERSON, IMPORTED]
    connection = sqlite3.connect(old)
    assert [row[0] for row in connection.execute("SELECT rank FROM unit ORDER BY id")] == [1, 1, 1, 1, 3, 3, None]
    paths = dict(
        connection.execute("SELECT path, count(*) FROM document JOIN document_unit ON document = id GROUP BY id")
    )
    connection.close()
    assert paths == {
        "gone.ar.txt": 1, "gone.en.txt": 1, "r.ar.txt": 2, "r.en.txt": 2, "sources/r.ar.txt": 3, "sources/r.en.txt": 3,
    }  # fmt: skip


def test_what_somebody_typed_into_an_aligned_unit_is_theirs(old: Path) -> None:
    connection = sqlite3.connect(old)
    changed = "json_set(extra, '$.details.changed', '20260101T000000Z')"
    connection.execute(f"UPDATE unit SET extra = {changed} WHERE id = 2")
    connection.commit()
    connection.close()
    with open_store(old) as store:
        unit = store.unit(2)
    assert unit is not None
    assert (unit.origin.kind, rank(unit)) == ("human", PERSON)
