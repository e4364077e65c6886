"""The same on Dask: bytes, deaths of workers, a scheduler's address, addresses of a store."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from termlode.errors import UsageError
from tests.corpus.conftest import lay
from tests.corpus.test_corpus import built, content, rows

pytestmark = [pytest.mark.corpus, pytest.mark.timeout(300), pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def two():
    from termlode.corpus.engines import engine

    with engine("dask", workers=2) as found:
        yield found


def test_the_same_bytes_whatever_the_number_of_workers(tmp_path: Path, two):
    lay(tmp_path / "docs", 6)
    built(tmp_path / "docs", tmp_path / "one")
    built(tmp_path / "docs", tmp_path / "two", two)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, two):
    lay(tmp_path / "docs", 12)
    built(tmp_path / "docs", tmp_path / "one")
    killed: list[int] = []

    def kill(stage: str, done: int, total: int | None) -> None:
        if stage == "align" and done in (2, 6):
            pids = sorted(two._client.run(os.getpid).values())
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])

    done = built(tmp_path / "docs", tmp_path / "two", two, progress=kill)
    assert len(killed) == 2
    assert done.failures == []
    assert content(tmp_path / "one") == content(tmp_path / "two")


def dies(task: int) -> int:
    """What a document does that makes a library crash."""
    if task == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def test_a_task_that_kills_its_workers_is_given_up(two):
    from termlode.corpus.engines import Lost

    found: dict[int, Any] = dict(two.run(dies, [0, 1, 2]))
    assert (found[0], found[2]) == (0, 2)
    assert isinstance(found[1], Lost)


def test_a_scheduler_that_runs_already(tmp_path: Path, two):
    from termlode.corpus.engines import engine

    lay(tmp_path / "docs", 2)
    with engine("dask", scheduler=two._client.scheduler.address) as other:
        assert built(tmp_path / "docs", tmp_path / "c", other).rows == 12


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """A scheduler or a worker in a process of its own."""
    return subprocess.Popen([sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_scheduler_that_is_killed_is_told_and_what_is_done_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from termlode.corpus import engines

    lay(tmp_path / "docs", 6)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    scheduler = started("distributed.cli.dask_scheduler", "--host", f"tcp://{address}", "--no-dashboard")
    worker = started(
        "distributed.cli.dask_worker", f"tcp://{address}", "--nthreads", "1", "--no-dashboard", "--no-nanny"
    )

    def kill(stage: str, done: int, total: int | None) -> None:
        if stage == "align" and done == 2:
            monkeypatch.setattr(some._client, "_timeout", 1)  # type: ignore[attr-defined]
            scheduler.kill()

    try:
        lost = pytest.raises(engines.Lost, match="what is done is kept")
        with engines.engine("dask", scheduler=f"tcp://{address}") as some, lost:
            built(tmp_path / "docs", tmp_path / "c", some, progress=kill)
    finally:
        worker.kill()
        scheduler.kill()
        worker.wait()
        scheduler.wait()
    done = built(tmp_path / "docs", tmp_path / "c")
    assert done.kept >= 2
    assert done.rows == 36


def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch):
    import distributed

    from termlode.corpus.engines import engine

    original = distributed.Client
    monkeypatch.setattr(distributed, "Client", lambda address, timeout: original(address, timeout=1))
    with pytest.raises(UsageError, match="does not answer"), engine("dask", scheduler="tcp://127.0.0.1:9"):
        pass


def test_documents_and_corpus_in_an_object_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import boto3
    from moto.server import ThreadedMotoServer

    from termlode.corpus import export
    from termlode.corpus.build import build
    from termlode.corpus.engines import Local
    from termlode.corpus.place import Place

    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "test")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        lay(tmp_path / "docs", 3)
        store = boto3.client("s3")
        store.create_bucket(Bucket="bulletins")
        for path in (tmp_path / "docs").iterdir():
            store.put_object(Bucket="bulletins", Key=f"docs/{path.name}", Body=path.read_bytes())
        done = build(["s3://bulletins/docs/*.txt"], "s3://bulletins/corpus", Local())
        assert (done.made, done.rows) == (3, 18)
        again = build(["s3://bulletins/docs"], "s3://bulletins/corpus", Local())
        assert (again.made, again.kept) == (0, 3)
        assert {one["document"] for one in rows("s3://bulletins/corpus")} == {f"b{n}.fa.txt" for n in range(3)}
        assert export.tmx(Place.at("s3://bulletins/corpus"), tmp_path / "c.tmx") == 18
    finally:
        server.stop()
