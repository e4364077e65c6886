"""A memory of 0.1 opens: migrated once, a copy kept, and who made its units is known."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from termlode.memory import AddReport, content_hash, open_store
from termlode.memory.migrations import VERSION
from termlode.model import ALIGNED, IMPORTED, PERSON, rank
from tests.memory.units import PAIRS, sentences, unit

DATA = Path(__file__).parent / "data"
KILLED = """
import os, signal, sqlite3, sys
from termlode.memory import migrations, open_store
step = migrations._run
def run(connection, script):
    step(connection, script)
    os.kill(os.getpid(), signal.SIGKILL)
migrations._run = run
open_store(sys.argv[1], write=True)
"""


def restored(path: Path, dump: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / dump).read_text(encoding="utf-8"))
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return restored(tmp_path / "memory.db", "memory-0.1.sql")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return restored(tmp_path / "memory.db", "memory-version-2.sql")


def lacking(path: Path) -> int:
    """How many units have no content hash."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM unit WHERE content IS NULL").fetchone()[0])


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


def test_a_second_version_opens_without_its_units_being_read(second: Path) -> None:
    with open_store(second) as store, mock.patch("termlode.memory.content_hash.of_row", side_effect=AssertionError):
        assert store.verify() == []
        assert len(list(store.units())) == len(PAIRS) + 2
    assert versions(second) == (VERSION, len(PAIRS) + 2)
    assert versions(second.with_name("memory.v2.db")) == (2, len(PAIRS) + 2)
    assert lacking(second) == len(PAIRS) + 2


def test_units_without_a_content_hash_are_known_again(second: Path) -> None:
    with open_store(second, write=True) as store:
        whole = list(store.units())
        assert store.add(whole) == AddReport(unchanged=len(whole))
        assert store.verify() == []


@pytest.mark.parametrize("how", ["import", "compact"])
def test_a_long_import_and_compact_give_units_their_hashes(second: Path, how: str) -> None:
    with open_store(second, write=True) as store:
        if how == "compact":
            store.compact()
        else:
            with mock.patch("termlode.memory.seen_sources.LONG", 0):
                store.add([unit(en="new", fa="نو")])
        stored = store._connection.execute("SELECT content FROM unit ORDER BY id").fetchall()
        assert [content for (content,) in stored] == [content_hash.of_unit(one) for one in store.units()]


@pytest.mark.parametrize("dump", ["memory-0.1.sql", "memory-version-2.sql"])
def test_a_migration_that_was_killed_is_done_by_the_next(tmp_path: Path, dump: str) -> None:
    path = restored(tmp_path / "memory.db", dump)
    before = versions(path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert versions(path) == before
    with closing(sqlite3.connect(path)) as connection:
        assert "content" not in {row[1] for row in connection.execute("PRAGMA table_info(unit)")}
    with open_store(path, write=True) as store:
        assert store.verify() == []
        assert store.add(list(sentences(3))).added == 3
    assert versions(path) == (VERSION, before[1] + 3)
