"""What only a process shows: it starts, shares its port, imports while it answers, and ends at Ctrl-C."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import quote

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from termlode.errors import UsageError
from termlode.server.arrival import LONGEST, Arrival
from termlode.server.desk import Desk
from termlode.server.labour import Labourer
from termlode.server.problems import Problem
from termlode.server.settings import Limits, Settings


@contextmanager
def live(place, *options):
    """A server of its own, and a function that asks it; it has left with 0 at the end."""
    command = [sys.executable, "-m", "termlode", "-C", str(place.root), "serve", "--port", "0", *options]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
    assert server.stderr is not None
    try:
        port = int(re.findall(r":(\d+)/", server.stderr.readline())[0])

        def ask(method, path, body=None, headers=()):
            line = HTTPConnection("127.0.0.1", port, timeout=60)
            line.request(method, path, body, dict(headers))
            answer = line.getresponse()
            data = answer.read()
            line.close()
            return answer.status, data

        yield ask
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0, server.stderr.read()
    finally:
        server.kill()
        server.stderr.close()
        server.wait()


def test_two_processes_share_the_port_and_the_work(place):
    text = quote("The heat pump warms the house.")
    with live(place, "--workers", "2", "--write", "memory") as ask:
        for _ in range(8):
            status, data = ask("GET", f"/tmserver/en/fa/unit/{text}")
            assert (status, json.loads(data)[0]["quality"]) == (200, 100.0)
        unit = json.dumps({"source": "Written by one.", "target": "یکی نوشت."})
        assert ask("PUT", "/tmserver/en/fa/unit/Written%20by%20one.", unit)[0] == 200
        for _ in range(8):  # whichever process answers
            assert b"Written by one." in ask("GET", "/tmserver/en/fa/unit/Written%20by%20one.")[1]


def fail(kind):
    """What a labourer may meet."""
    if kind == "usage":
        raise UsageError("say it otherwise")
    if kind == "fault":
        raise ValueError("a secret text")
    if kind == "death":
        os._exit(1)
    return os.getpid()


def test_a_labourer_tells_what_went_wrong_and_goes_on():
    async def work() -> None:
        one = Labourer()
        first = await one.do(fail, "", seconds=60)
        with pytest.raises(Problem, match="say it otherwise") as told:
            await one.do(fail, "usage", seconds=60)
        assert told.value.status == 400
        with pytest.raises(Problem, match="ValueError") as told:
            await one.do(fail, "fault", seconds=60)
        assert told.value.status == 500
        assert "secret" not in str(told.value)
        assert await one.do(fail, "", seconds=60) == first
        with pytest.raises(Problem, match="died"):
            await one.do(fail, "death", seconds=60)
        assert await one.do(fail, "", seconds=60) != first
        one.close()

    asyncio.run(work())


def test_a_missing_extra_is_named(termlode, place, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    run = termlode("serve", cwd=place.root)
    assert run.returncode == 2
    assert "termlode serve needs" in run.stderr
    assert "[server]" in run.stderr


def test_tokens_are_made_on_the_command_line(termlode, tmp_path):
    run = termlode("serve", "--tokens", "t.toml", "--new-token", "weblate", "--scopes", "read,memory")
    token = run.stdout.strip()
    assert len(token) == 43
    kept = (tmp_path / "t.toml").read_text(encoding="utf-8")
    assert token not in kept
    assert 'scopes = ["memory", "read"]' in kept
    assert termlode("serve", "--tokens", "t.toml", "--new-token", "weblate").returncode == 2
    assert termlode("serve", "--new-token", "x").returncode == 2
    assert termlode("serve", "--tokens", "t.toml", "--new-token", "y", "--scopes", "all").returncode == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0"), "--tokens"),
        (("--write", "everything"), "review, terms, memory"),
        (("--tokens", "none.toml"), "none.toml"),
    ],
)
def test_settings_that_cannot_be_are_told(termlode, place, options, said):
    run = termlode("serve", *options, cwd=place.root)
    assert run.returncode in (2, 3)
    assert said in run.stderr


def test_a_taken_port_is_told(termlode, place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = termlode("serve", "--port", str(taken.getsockname()[1]), cwd=place.root)
    assert run.returncode == 2
    assert "--port" in run.stderr


def test_a_write_that_has_begun_is_waited_for_and_one_that_has_not_is_not_done(place):
    written: list[object] = []

    async def work() -> None:
        desk = Desk(place, Settings(limits=Limits(seconds=0.2)))
        go = threading.Event()
        first = asyncio.create_task(desk.write(lambda: written.append(go.wait(30))))
        await asyncio.sleep(0.1)
        with pytest.raises(Problem, match="nothing is written") as told:
            await desk.write(lambda: written.append("later"))
        assert told.value.status == 503
        assert not first.done()
        go.set()
        await first
        await desk.close()

    asyncio.run(work())
    assert written == [True]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"GET / HTTP/1.1\r\nHost: loc", b"408"),  # never comes to its end
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 100_000, b"431"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT", b"408"),  # the second of a connection
        (b"", b""),
    ],
)
def test_a_head_that_is_endless_or_does_not_come_ends_the_connection(sent, told):
    async def plain(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})

    async def answered() -> bytes:
        config = Config(plain, lifespan="off", log_config=None)
        config.load()
        state = ServerState()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Arrival(config, state, {}, seconds=0.3), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(sent)
        try:
            return await asyncio.wait_for(reader.read(), 30)
        except ConnectionError:  # who is still sending may not read the answer
            return b"HTTP/1.1 431" if len(sent) > LONGEST else b"?"
        finally:
            writer.close()
            server.close()
            await server.wait_closed()

    assert asyncio.run(answered()).rpartition(b"HTTP/1.1 ")[2][:3] == told
