"""Locks between processes: a lock file that is never a link, and a lock on a folder.

The operating system releases a lock when its holder ends, however it ends.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from termlode.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def take(handle: IO[bytes]) -> None:
        """Lock an open file. Raises OSError where another process holds it."""
        handle.seek(0x7FFFFFFF)  # a byte that nobody reads: what stands in the file stays readable
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take(handle: IO[bytes]) -> None:
        """Lock an open file. Raises OSError where another process holds it."""
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def open_lock(path: Path) -> IO[bytes]:
    """The lock file at ``path``, made where there is none; what it holds stays.

    Raises StoreError where a link or something else stands there (its target would be changed), OSError where it
    cannot be opened.
    """
    if path.is_symlink():  # for systems without O_NOFOLLOW, and for the message
        raise _not_ours(path)
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)
    number = os.open(path, flags, 0o666)
    state = os.fstat(number)
    if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1:
        os.close(number)
        raise _not_ours(path)
    return os.fdopen(number, "a+b", buffering=0)


def _not_ours(path: Path) -> StoreError:
    return StoreError(f"{path}: is a link or a special file, not a lock of ours (delete it)")


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """One writer at a time in a folder that exists: an advisory lock on the folder, where the system has one."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
