"""Files that are sent: kept in a private folder beside the memory for as long as they are read."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from termlode.files import atomic_writer, forget, make_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request

    from termlode.server.desk import Desk

_DAY = 24 * 3600


def folder(desk: Desk) -> Path:
    """Where files are kept for as long as they are needed."""
    place = desk.workspace.private / "server"
    make_folder(place, private=True)
    return place


def new(desk: Desk, suffix: str) -> Path:
    """A name of no file in that folder; nothing of a request but a suffix is in it."""
    return folder(desk) / f"{token_hex(8)}{suffix}"


def sweep(desk: Desk) -> None:
    """Take away what a server that was killed left there a day ago or earlier."""
    place = desk.workspace.private / "server"
    for path in place.iterdir() if place.is_dir() else ():
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - _DAY:
                forget(path)


@asynccontextmanager
async def kept(request: Request, desk: Desk, suffix: str = "") -> AsyncIterator[Path]:
    """The body of ``request`` as a file, which is gone at the end."""
    place = new(desk, suffix)
    try:
        with atomic_writer(place) as handle:
            async for block in request.stream():
                handle.write(block)
        yield place
    finally:
        forget(place)
