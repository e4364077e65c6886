"""Running the server: one process, or several that share a port."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import wait
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET
from socket import socket as Socket  # noqa: N812  # it is a class
from typing import TYPE_CHECKING

import uvicorn

from termlode.errors import UsageError
from termlode.server.app import make_app
from termlode.server.arrival import Arrival

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from termlode.server.settings import Settings
    from termlode.workspace import Workspace


_WAITING = 2048  # connections
_SWITCH = 0.0005  # seconds that a look-up may keep the thread that takes requests waiting; Python's own is ten times it
_REST = 1.0


def run(workspace: Workspace, settings: Settings, ready: Callable[[int], None], workers: int = 1) -> None:
    """Serve a workspace until interrupted; ``ready`` is told the port once it is ours.

    Raises UsageError where the port is taken.
    """
    run_app(partial(make_app, workspace, settings), settings, ready, workers)


def run_app(make: Callable[[], FastAPI], settings: Settings, ready: Callable[[int], None], workers: int = 1) -> None:
    """The same for the application that ``make`` makes in each process."""
    socket = _listen(settings)
    with socket, suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        ready(socket.getsockname()[1])
        if workers > 1:
            _several(partial(_serve, make, socket, settings.limits.arrival), workers)
        else:
            _serve(make, socket, settings.limits.arrival)


def _serve(make: Callable[[], FastAPI], socket: Socket, seconds: float) -> None:
    """Answer what comes to ``socket`` until interrupted; the head of a request has ``seconds`` to come."""
    sys.setswitchinterval(_SWITCH)
    config = uvicorn.Config(
        make, factory=True, http=partial(Arrival, seconds=seconds),  # type: ignore[arg-type]  # it is called like a class
        backlog=1, loop="asyncio", ws="none", log_config=None, access_log=False,
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=5,
    )  # fmt: skip
    _Server(config).run([socket])


class _Server(uvicorn.Server):
    """Takes one connection at a time, so that processes that share a port share those that come together."""

    async def startup(self, sockets: list[Socket] | None = None) -> None:
        """Listen; what is taken at a time (asyncio's ``backlog``) is not how many may wait."""
        await super().startup(sockets)
        for socket in sockets or ():
            socket.listen(_WAITING)


def _several(serve: Callable[[], None], workers: int) -> None:
    """Have several processes do ``serve``, and others in the place of those that die, until interrupted or ended."""
    context = get_context("spawn")
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    running = [context.Process(target=serve) for _ in range(workers)]
    try:
        for process in running:
            process.start()
        while True:
            wait([process.sentinel for process in running])
            time.sleep(_REST)  # what fails at once must not fail too often
            for number, process in enumerate(running):
                if not process.is_alive():
                    running[number] = context.Process(target=serve)
                    running[number].start()
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.join()


def _listen(settings: Settings) -> Socket:
    kind = AF_INET6 if ":" in settings.host else AF_INET
    socket = Socket(kind, SOCK_STREAM, IPPROTO_TCP)  # named, or asyncio leaves small answers waiting for 40 ms
    socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        socket.bind((settings.host.strip("[]"), settings.port))
        socket.listen(_WAITING)  # who comes before we are ready waits
    except OSError as error:
        socket.close()
        cure = "name another with --port; 0 takes any that is free"
        raise UsageError(f"port {settings.port} of {settings.host}: {error.strerror} ({cure})") from error
    socket.set_inheritable(True)
    return socket
