"""Opening files to read: regular ones only, with clear errors and a cap on what is read into memory."""

from __future__ import annotations

import os
import stat
from typing import IO, TYPE_CHECKING

from termlode.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

CAP_VARIABLE = "TERMLODE_MAX_MB"  # what a user sets to read larger files
_CAP = 256  # MB that are read into memory at once, unless a reader says less


def open_file(path: Path | str) -> IO[bytes]:
    """A regular file, open for reading bytes. A pipe, device or socket is refused, and never waited for.

    Raises UnreadableError with the reason and the cure.
    """
    try:
        return open(path, "rb", opener=_opener)  # closed by the caller
    except FileNotFoundError as error:
        raise UnreadableError("no such file", path=path, cure="check the name") from error
    except IsADirectoryError as error:
        raise UnreadableError("is a folder, not a file", path=path, cure="name the files in it") from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", path=path, cure="check its permissions") from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableError("is not a file name", path=path, cure="check the name") from error


def _opener(path: str, flags: int) -> int:
    """Opens without waiting for whoever should write into a pipe; refuses what is not a file."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    kind = os.fstat(handle).st_mode
    if stat.S_ISREG(kind):
        return handle
    os.close(handle)
    if stat.S_ISDIR(kind):
        raise IsADirectoryError
    raise UnreadableError("is not a regular file", path=path, cure="save its content into a file, or give it as -")


def cap(default: int = _CAP) -> int:
    """How many bytes a reader may take into memory at once: TERMLODE_MAX_MB where that is set, else ``default`` MB.

    Raises UsageError where the variable is not a number.
    """
    said = os.environ.get(CAP_VARIABLE, "")
    if said and not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise UsageError(f"{CAP_VARIABLE}={said} is not a number of megabytes")
    return (int(said) if said else default) << 20


def read_bytes(path: Path | str, limit: int | None = None, *, largest: int = _CAP) -> bytes:
    """The bytes of a file: the first ``limit``, or all of them where they are no more than ``largest`` MB.

    Raises UnreadableError with the reason and the cure.
    """
    with open_file(path) as handle:
        try:
            if limit is not None:
                return handle.read(limit)
            most = cap(largest)
            size = os.fstat(handle.fileno()).st_size
            data = handle.read(most + 1) if size <= most else b""
        except OSError as error:
            raise UnreadableError(
                f"cannot be read: {error.strerror}", path=path, cure="is the disk failing?"
            ) from error
    if size > most or len(data) > most:
        raise too_large(path, most)
    return data


def too_large(path: Path | str, most: int) -> UnreadableError:
    """The error for a file of more than ``most`` bytes."""
    return UnreadableError(
        f"is larger than {most >> 20} MB", path=path, cure=f"split it, or set {CAP_VARIABLE} to allow more"
    )
