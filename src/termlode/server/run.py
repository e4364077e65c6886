"""Running the server: one process, or several that share a port."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET
from socket import socket as Socket  # noqa: N812  # it is a class
from typing import TYPE_CHECKING

import uvicorn

from termlode.errors import UsageError
from termlode.server.app import make_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from termlode.server.settings import Settings
    from termlode.workspace import Workspace


_WAITING = 2048  # connections


def run(workspace: Workspace, settings: Settings, ready: Callable[[int], None], workers: int = 1) -> None:
    """Serve a workspace until interrupted; ``ready`` is told the port once it is ours.

    Raises UsageError where the port is taken.
    """
    run_app(partial(make_app, workspace, settings), settings, ready, workers)


def run_app(make: Callable[[], FastAPI], settings: Settings, ready: Callable[[int], None], workers: int = 1) -> None:
    """The same for the application that ``make`` makes in each process."""
    config = uvicorn.Config(
        make, settings.host, settings.port, factory=True, backlog=_WAITING, workers=workers,
        log_config=None, access_log=False, server_header=False, proxy_headers=False, ws="none",
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    socket = _listen(settings)
    with socket, suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        ready(socket.getsockname()[1])
        if workers > 1:
            from uvicorn.supervisors import Multiprocess

            Multiprocess(config, [socket]).run()
        else:
            uvicorn.Server(config).run([socket])


def _listen(settings: Settings) -> Socket:
    kind = AF_INET6 if ":" in settings.host else AF_INET
    socket = Socket(kind)
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
