"""Many readers, one writer, crashes, full disks, newer files."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from termlode.errors import StoreDamaged, StoreError, StoreLocked, UnreadableError
from termlode.memory import Store, migrations, open_store
from termlode.memory.connection import translate
from termlode.memory.lock import lock_file, writing
from tests.memory.units import PAIRS, sentences, unit

ROOT = Path(__file__).resolve().parents[2]


def start(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """Another process that runs ``code``."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


HOLD = """
import sys, time, pathlib
from termlode.memory.lock import writing
with writing(pathlib.Path(sys.argv[1]), 5):
    print("held", flush=True)
    time.sleep(60)
"""

IMPORT = """
import sys, itertools
from termlode.memory import open_store, writer
from tests.memory.units import sentences
writer.CHUNK = 300
with open_store(sys.argv[1], write=True) as store:
    store.add(sentences(100_000, seed=3), progress=lambda done, _: print(done, flush=True))
"""

READ = """
import sys, time
from termlode.memory import open_store
with open_store(sys.argv[1]) as store:
    end = time.monotonic() + 3
    rounds = 0
    while time.monotonic() < end:
        assert store.lookup("Open the file", "en", "zh")[0].score == 100
        assert next(store.concordance("rare earth")).spans
        rounds += 1
print(rounds)
"""


def test_the_second_writer_says_who_holds_the_lock(path: Path) -> None:
    open_store(path, write=True).close()
    holder = start(HOLD, path)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with open_store(path, write=True, timeout=0.2) as store, pytest.raises(StoreLocked) as refusal:
            store.add([unit(en="x", fa="y")])
        assert f"process {holder.pid}" in str(refusal.value)
    finally:
        holder.kill()
        holder.communicate()
    with open_store(path, write=True, timeout=1) as store:
        assert store.add([unit(en="x", fa="y")]).added == 1  # the lock went with its holder


def test_a_second_writer_waits(path: Path) -> None:
    with writing(path, 1):
        started = time.monotonic()
        with pytest.raises(StoreLocked), writing(path, 0.3):
            pass
        assert time.monotonic() - started >= 0.3
    assert lock_file(path).exists()


def test_readers_during_an_import(path: Path) -> None:
    with open_store(path, write=True) as store:
        store.add([unit(**pair) for pair in PAIRS])
    writer = start(IMPORT, path)
    readers = [start(READ, path) for _ in range(3)]
    results = [reader.communicate(timeout=60) for reader in readers]
    writer.kill()
    writer.communicate()
    assert [reader.returncode for reader in readers] == [0, 0, 0], results
    assert all(int(out) > 0 for out, _ in results)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
@pytest.mark.parametrize("reports", [1, 4, 9])
def test_nothing_committed_is_lost_by_a_kill(path: Path, reports: int) -> None:
    process = start(IMPORT, path)
    assert process.stdout is not None
    committed = [int(process.stdout.readline()) for _ in range(reports)][-1]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with open_store(path, write=True) as store:
        stored = list(store.units())
        assert len(stored) >= committed
        assert stored == list(sentences(len(stored), seed=3))
        assert store.verify() == []
        assert store.add(sentences(len(stored) + 10, seed=3)).added == 10


def test_a_missing_store(path: Path) -> None:
    with pytest.raises(UnreadableError, match="termlode import"):
        open_store(path)


@pytest.mark.parametrize("change", ["DROP TABLE tail", "ALTER TABLE unit RENAME COLUMN source_key TO other"])
def test_other_tables_are_told_with_the_cure(path: Path, change: str) -> None:
    with open_store(path, write=True) as store:
        store.add([unit(en="one", fa="یک")])
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(change)
    with open_store(path, write=True) as store, pytest.raises(StoreDamaged, match="import again"):
        store.add([unit(en="two", fa="دو")] * 5000)


def test_a_newer_version_is_refused_with_the_cure(path: Path) -> None:
    open_store(path, write=True).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    raw.close()
    with pytest.raises(StoreDamaged, match="pip install -U termlode"):
        open_store(path)


def test_another_programs_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE other (x)")
    raw.close()
    with pytest.raises(StoreDamaged, match="another program"):
        open_store(path, write=True)


def test_no_database_at_all(path: Path) -> None:
    path.write_bytes(b"this is a text file and no database " * 100)
    with pytest.raises(StoreDamaged, match="is damaged"):
        open_store(path)


def test_a_damaged_page(path: Path) -> None:
    with open_store(path, write=True) as store:
        store.add(sentences(3000))
    data = bytearray(path.read_bytes())
    for start_ in range(8192 * 4, len(data) - 8192, 8192 * 3):
        data[start_ : start_ + 64] = b"\xff" * 64
    path.write_bytes(data)
    with open_store(path) as store:
        assert "SQLite" in "\n".join(store.verify())
        with pytest.raises(StoreDamaged, match="restore a backup"):
            list(store.units())


def test_a_full_disk(path: Path) -> None:
    with open_store(path, write=True) as store:
        store.add([unit(**pair) for pair in PAIRS])
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(StoreError, match="disk is full"):
            store.add(sentences(9000))
        assert list(store.units()) == [unit(**pair) for pair in PAIRS]
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert store.add(sentences(10)).added == 10


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_lock_that_cannot_be_noted_is_held_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termlode.memory.lock.open_lock", lambda _: open("/dev/full", "a+b", buffering=0))  # noqa: PTH123, SIM115
    with open_store(path, write=True) as store:
        assert store.add(sentences(3)).added == 3


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file(path: Path) -> None:
    with open_store(path, write=True) as store:
        store.add([unit(**pair) for pair in PAIRS])
    path.chmod(0o444)
    with open_store(path) as reader:
        assert reader.lookup("Open the file")
    with pytest.raises(StoreError, match="read-only"), open_store(path, write=True) as store:
        store.add([unit(en="new", fa="نو")])


def test_a_read_only_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says only that it cannot open the file that it makes beside ours."""
    open_store(path, write=True).close()
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    assert "cannot be opened" in str(translate(error, path))
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "is read-only" in str(translate(error, path))
    assert "cannot be opened" in str(translate(error, path / "absent"))

    def refuse(*_: object, **__: object) -> object:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("termlode.memory.lock.open_lock", refuse)
    with pytest.raises(StoreError, match="is read-only"), writing(path, 0):
        pass


def test_a_read_only_connection_cannot_write(path: Path) -> None:
    with open_store(path, write=True) as store:
        store.add([unit(**pair) for pair in PAIRS])
    with open_store(path) as reader, pytest.raises(StoreError, match="read-only"):
        reader.add([unit(en="new", fa="نو")])


def test_backup_while_in_use(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "sub" / "copy.db"
    store.backup(copy)
    with open_store(copy) as other:
        assert list(other.units()) == list(store.units())
        assert other.verify() == []
    assert [place.name for place in copy.parent.iterdir()] == ["copy.db"]


def test_backup_to_nowhere(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableError, match="another folder"):
        store.backup(tmp_path / "file" / "copy.db")
