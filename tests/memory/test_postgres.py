"""What only a team's memory does: writers in line, history, lost connections, kills, roles, dumps, addresses."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from termlode.errors import InputError, ReplayError, StoreDamaged, StoreError, StoreLocked, UnreadableError, UsageError
from termlode.memory import open_store, sql
from termlode.memory.postgres.dialect import OTHERS, UNSAID, spelt
from termlode.memory.postgres.store import TeamStore
from tests.memory.units import FULL, PAIRS, sentences, unit
from tests.postgres_server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.postgres

ROOT = Path(__file__).resolve().parents[2]
IMPORT = """
import sys
from termlode.memory import open_store, writer
from tests.memory.units import sentences
writer.CHUNK = 200
with open_store(sys.argv[1], write=True) as store:
    store.add(sentences(100_000, seed=int(sys.argv[2])), progress=lambda done, _: print(done, flush=True))
"""


@pytest.fixture
def address(postgres_server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a new memory goes."""
    schema = f"p{abs(hash(request.node.name))}"
    yield postgres_server.make(schema)
    postgres_server.sql(f"DROP SCHEMA {schema} CASCADE")


def opened(address: str, *, write: bool = False, timeout: float = 30.0) -> TeamStore:
    store = open_store(address, write=write, timeout=timeout)
    assert isinstance(store, TeamStore)
    return store


def filled(address: str) -> TeamStore:
    store = opened(address, write=True)
    store.add([unit(**pair) for pair in PAIRS])
    return store


# ── statements and versions ──────────────────────────────────────────────────────────────────────


def test_the_server_understands_every_statement(address: str) -> None:
    statements = {
        name: value for name, value in vars(sql).items() if name[0] != "_" and isinstance(value, str) and name.isupper()
    }
    statements |= {f"OWNERS {kind}": value for kind, value in sql.OWNERS.items()}
    assert set(OTHERS) | UNSAID <= set(statements)
    with opened(address, write=True) as store:
        for name, statement in statements.items():
            if name not in UNSAID:
                store._connection.run(f"PREPARE p{abs(hash(name))} AS {spelt(statement).text}")


def test_no_memory_yet_and_other_tables(postgres_server: Server, address: str) -> None:
    with pytest.raises(UnreadableError, match="no translation memory here yet"):
        opened(address)
    postgres_server.sql("CREATE SCHEMA others; CREATE TABLE others.meta (id int)")
    with pytest.raises(StoreDamaged, match="another program"):
        opened(postgres_server.address("others"), write=True)
    postgres_server.sql("DROP SCHEMA others CASCADE")


def test_a_newer_version_is_refused(address: str) -> None:
    with filled(address) as store:
        store._connection.run("UPDATE meta SET value = 99 WHERE key = 'version'")
    with pytest.raises(StoreDamaged, match="newer termlode"):
        opened(address)


def test_tables_are_made_once_however_many_begin(address: str) -> None:
    code = "import sys\nfrom termlode.memory import open_store\nopen_store(sys.argv[1], write=True).add([])"
    run = [sys.executable, "-c", code, address]
    started = [subprocess.Popen(run, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    assert [one.communicate()[1] for one in started] == [b""] * 3
    assert opened(address).stats()["units"] == 0


# ── many writers ─────────────────────────────────────────────────────────────────────────────────


def test_writers_take_turns_and_see_each_other(address: str) -> None:
    with opened(address, write=True) as one, opened(address, write=True) as other, opened(address) as reader:
        for number in range(6):
            writer = (one, other)[number % 2]
            assert writer.add(sentences(30, seed=number)).added == 30
            assert writer.add(sentences(30, seed=max(0, number - 1))).unchanged == 30
            assert reader.lookup(next(sentences(1, seed=number)).variants[0].text)[0].score == 100
        assert (one.verify(), reader.stats()["units"]) == ([], 180)


def test_who_listens_is_told(postgres_server: Server, address: str) -> None:
    import psycopg

    with filled(address) as store, psycopg.connect(postgres_server.address(), autocommit=True) as listener:
        listener.execute("LISTEN termlode")
        store.add([unit(en="News", fa="خبر")])
        schema = store._connection.execute("SELECT current_schema()").fetchone()[0]
        assert {note.payload for note in listener.notifies(timeout=20, stop_after=1)} == {schema}


def test_who_waits_too_long_is_told_for_whom(address: str) -> None:
    with opened(address, write=True) as one, opened(address, write=True, timeout=0.2) as other:
        one._connection.begin_writing()
        with pytest.raises(StoreLocked, match=r"tm \(.*, since .*\) is writing to it"):
            other.add([unit(en="late", fa="دیر")])
        one._connection.rollback()
        assert other.add([unit(en="late", fa="دیر")]).added == 1


def test_imports_at_the_same_time(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termlode.memory.writer.CHUNK", 40)
    opened(address, write=True).close()
    reports: list[Any] = []

    def fill(seed: int) -> None:
        with opened(address, write=True) as store:
            reports.append(store.add([*sentences(200, seed=seed), *sentences(100, seed=9)]))

    threads = [threading.Thread(target=fill, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report.seen for report in reports] == [300] * 3
    with opened(address) as store:
        assert store.stats()["units"] == 700  # what all three brought is there once
        assert store.verify() == []


def test_an_edit_of_what_another_changed_is_refused_or_wins_and_is_remembered(address: str) -> None:
    with filled(address) as ann, opened(address, write=True) as bob:
        read = ann.unit(5)
        bob.replace(5, unit(en="Open the file", fa="پرونده را باز کن"))
        with pytest.raises(ReplayError, match="changed by someone else"):
            ann.replace(5, unit(en="Open the file", fa="باز کردن"), read)
        ann.replace(5, unit(en="Open the file", fa="باز کردن"))
        ann.delete([5])
        assert ann.unit(5) is None
        said = [dict(former.texts) for former in ann.history(5)]
        assert [texts.get("fa") for texts in said] == ["باز کردن", "پرونده را باز کن", None]
        assert ann.history(5)[0].who == "tm"
        assert ann.history(1) == []


def test_what_a_broken_input_brought_goes_and_what_others_brought_stays(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("termlode.memory.writer.CHUNK", 10)
    with filled(address) as store, opened(address, write=True) as other:

        def broken() -> Iterator[Any]:
            for number, one in enumerate(sentences(40)):
                if number == 25:
                    other.add([unit(en="In between", fa="در میان")])
                yield one
            raise InputError("is cut off")

        with pytest.raises(InputError):
            store.add(broken())
        assert list(store.units()) == [*(unit(**pair) for pair in PAIRS), unit(en="In between", fa="در میان")]
        assert store.verify() == []


# ── lost connections and kills ───────────────────────────────────────────────────────────────────


def test_a_connection_that_was_cut_is_told_and_made_again(postgres_server: Server, address: str) -> None:
    with filled(address) as store, opened(address) as reader:
        assert reader.lookup("Open the file", "en", "zh")
        hits = reader.concordance("the")
        next(hits)
        postgres_server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                            " AND backend_type = 'client backend'")  # fmt: skip
        with pytest.raises(StoreError, match=r"the connection was lost: .*safe; repeat") as told:
            list(reader.occurrences(_wanted("rare earth")))
        assert "\n" not in str(told.value)
        assert reader.lookup("Open the file", "en", "zh")[0].score == 100
        assert store.add([unit(en="After the cut", fa="پس از قطع")]).added == 1


def _wanted(text: str) -> Any:
    from termlode.memory.concordance import Wanted

    return Wanted(text)


def test_nobody_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be reached") as told:
        opened(f"postgresql://tm@/none?host={tmp_path}")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("server", [False, True])
def test_nothing_acknowledged_is_lost_by_a_kill(server: bool) -> None:
    own = Server(settings="-c fsync=off")  # the machine stays, so the kernel keeps what was written
    try:
        address = own.make("killed")
        for seed in range(2):
            process = subprocess.Popen(
                [sys.executable, "-c", IMPORT, address, str(seed)], cwd=ROOT, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
            assert process.stdout is not None
            said = [int(process.stdout.readline()) for _ in range(4)]
            if server:
                own.kill()
                rest, errors = process.communicate()
                assert "StoreError" in errors
                own.start()
            else:
                process.send_signal(signal.SIGKILL)
                rest, _ = process.communicate()
            done = max(said + [int(line) for line in rest.split()])
            with opened(address, write=True) as store:
                assert store.verify() == []
                assert store.add(sentences(done, seed=seed)).unchanged == done
    finally:
        own.stop()


# ── roles and dumps ──────────────────────────────────────────────────────────────────────────────


def test_roles(postgres_server: Server, address: str) -> None:
    from importlib.resources import files

    with filled(address) as store:
        schema = store._connection.execute("SELECT current_schema()").fetchone()[0]
        store._connection.run(files("termlode.memory.postgres").joinpath("roles.sql").read_text("utf-8"))
    for name in ("read", "write"):
        postgres_server.sql(f"CREATE ROLE test_{name} LOGIN; GRANT termlode_{name} TO test_{name}")
    try:
        with opened(postgres_server.address(schema, user="test_read"), write=True) as store:
            assert store.lookup("Open the file", "en", "zh")[0].score == 100
            with pytest.raises(StoreError, match=r"does not allow it: .*docs/team.md"):
                store.add([unit(en="not mine", fa="نه")])
        with opened(postgres_server.address(schema, user="test_write"), write=True) as store:
            assert store.add(sentences(3000)).added == 3000
            store.delete([1])
            assert store.history(1)[0].who == "test_write"
            with pytest.raises(StoreError, match="does not allow it"):
                store._connection.run("DELETE FROM history")
    finally:
        for name in ("read", "write"):
            postgres_server.sql(f"REVOKE termlode_{name} FROM test_{name}; DROP ROLE test_{name}")


def test_a_dump_brings_everything_back(postgres_server: Server, address: str) -> None:
    with filled(address) as store:
        store.add([*sentences(2500), FULL])
        before = list(store.items())
        schema = store._connection.execute("SELECT current_schema()").fetchone()[0]
        with pytest.raises(UsageError, match="pg_dump --format=custom"):
            store.backup(Path("x.dump"))
    dump = postgres_server.folder / "dump"
    postgres_server.tool("pg_dump", "--format=custom", f"--schema={schema}", f"--file={dump}", "postgres")
    postgres_server.sql(f"DROP SCHEMA {schema} CASCADE")
    postgres_server.tool("pg_restore", "--dbname=postgres", dump)
    with opened(address, write=True) as store:
        assert list(store.items()) == before
        assert store.verify() == []
        assert store.lookup("Open the file", "en", "zh")[0].score == 100
        assert store.add([unit(en="After the restore", fa="پس از بازگشت")]).added == 1


# ── copies ───────────────────────────────────────────────────────────────────────────────────────


def test_there_and_back(address: str, tmp_path: Path) -> None:
    here, back = tmp_path / "here.db", tmp_path / "back.db"
    with open_store(here, write=True) as one, opened(address, write=True) as team, open_store(back, write=True) as two:
        one.add([*sentences(3000), FULL, unit(en="nul \0 and \ufdd0 0 \ufdd01", fa="x")])
        one.delete([7])
        assert team.copy_from(one) == (3001, 0)
        two.copy_from(team)
        assert list(two.items()) == list(team.items()) == list(one.items())
        assert team.lookup("Press OK now", "en", "fa")[0].unit == FULL
        with pytest.raises(UsageError, match="holds 3001 units already"):
            team.copy_from(one)


def test_a_copy_that_was_cut_off_goes_on(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termlode.memory.copying._AT_ONCE", 100)
    with open_store(tmp_path / "m.db", write=True) as one, opened(address, write=True) as team:
        one.add(sentences(450))

        def stop(done: int, _total: int | None) -> None:
            if done == 200:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            team.copy_from(one, stop)
        assert team.copy_from(one) == (450, 200)
        assert list(team.items()) == list(one.items())
        team._connection.run("UPDATE variant SET text = 'else' WHERE id = 4096 * 3")
        with pytest.raises(StoreDamaged, match="in table variant"):
            _compare(one, team)


def _compare(one: Any, other: Any) -> None:
    from termlode.memory.copying import compare

    compare(one._connection, other._connection)
