"""Opening memories in the tests of every store: a file, or for each path a schema of the tests' own server."""

from __future__ import annotations

from hashlib import md5
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.memory import open_store as open_any

if TYPE_CHECKING:
    from termlode.memory import Store
    from tests.postgres_server import Server


class _Engine:
    server: Server | None = None  # None: files


engine = _Engine()


def open_store(path: Path | str, *, write: bool = False, timeout: float = 30.0) -> Store:
    """The memory of ``path``, in the engine that is being tested."""
    return open_any(place(path), write=write, timeout=timeout)


def place(path: Path | str) -> Path | str:
    """What stands for ``path`` in the engine that is being tested."""
    if engine.server is None or str(path).startswith("postgresql:"):
        return path
    return engine.server.make(f"t{md5(str(path).encode(), usedforsecurity=False).hexdigest()}")


def copied(path: Path | str, copy: Path) -> None:
    """A copy of a memory, in the same engine."""
    with open_store(path) as store, open_store(copy, write=True) as other:
        other.copy_from(store)
