"""Opening a memory, be it a file or on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.memory.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def open_store(path: Path | str, *, write: bool = False, timeout: float = 30.0) -> Store:
    """The store at ``path``, a file or ``postgresql://…``; ``write`` creates it where there is none.

    A writer waits up to ``timeout`` seconds for another to end. Raises UnreadableError where there is no
    store, StoreDamaged where it is damaged or of a newer version, StoreLocked, StoreError; for an address also
    InputError, where it holds a password, and MissingExtra.
    """
    if isinstance(path, str) and "://" in path:
        from termlode.memory.postgres.store import TeamStore

        return TeamStore(path, write=write, timeout=timeout)
    return Store(path, write=write, timeout=timeout)
