"""One writer at a time, across processes: an advisory lock beside the store that says who holds it.

The operating system releases the lock when its holder ends, however it ends; the note in the file is only
what the next one tells its user.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from termlode.errors import StoreError, StoreLocked
from termlode.files.locks import open_lock, take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def lock_file(path: Path) -> Path:
    """The file that is locked while ``path`` is written to."""
    return path.with_name(path.name + ".lock")


@contextmanager
def writing(path: Path, timeout: float) -> Iterator[None]:
    """Hold the writer's lock of the store at ``path``; wait ``timeout`` seconds for another writer.

    Raises StoreLocked, which names the holder, and StoreError where the folder cannot be written or the lock file is
    a link.
    """
    place = lock_file(path)
    try:
        handle = open_lock(place)
    except OSError as error:
        if path.is_file() and not os.access(path.parent, os.W_OK):
            raise StoreError(f"{path}: is read-only (check the permissions of the file and its folder)") from error
        raise StoreError(f"{path}: cannot be written: {error.strerror} (check the folder's permissions)") from error
    with handle:
        _wait(handle, path, timeout)
        note = {"pid": os.getpid(), "command": _command(), "since": time.strftime("%H:%M:%S")}
        with suppress(OSError):  # SQLite says better what is full
            handle.truncate(0)
            handle.write(json.dumps(note).encode())
        try:
            yield
        finally:
            with suppress(OSError):
                handle.truncate(0)


def _wait(handle: IO[bytes], path: Path, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            return take(handle)
        except OSError:
            if time.monotonic() >= deadline:
                raise StoreLocked(f"{path}: {_holder(handle)} is writing to it (wait until it is done)") from None
            time.sleep(0.05)


def _holder(handle: IO[bytes]) -> str:
    handle.seek(0)
    try:
        note = json.load(handle)
        return f"process {note['pid']} ({note['command']}, since {note['since']})"
    except (ValueError, KeyError, TypeError):
        return "another process"


def _command() -> str:
    words = [os.path.basename(sys.argv[0]) or "python", *sys.argv[1:3]]  # noqa: PTH119  # a name, not a path
    return " ".join(words)[:80]
