"""Reading and writing files so that a failure never leaves half a file behind."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from termlode.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_bytes(path: Path | str, limit: int | None = None) -> bytes:
    """The bytes of a file (at most ``limit``). Raises UnreadableError with the reason and the cure."""
    try:
        with Path(path).open("rb") as handle:
            return handle.read() if limit is None else handle.read(limit)
    except FileNotFoundError as error:
        raise UnreadableError("no such file", path=path, cure="check the name") from error
    except IsADirectoryError as error:
        raise UnreadableError("is a folder, not a file", path=path, cure="name the files in it") from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", path=path, cure="check its permissions") from error


@contextmanager
def atomic_writer(path: Path | str) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of ``path`` only when the block ends without an error.

    Raises UnreadableError where the folder cannot be written.
    """
    import tempfile  # slow to load, and look-ups write nothing

    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = tempfile.NamedTemporaryFile(  # noqa: SIM115  # renamed, not deleted, on success
            dir=target.parent, prefix=f".{target.name}.", suffix=".tmp", delete=False
        )
    except OSError as error:
        raise UnreadableError(
            f"cannot be written: {error.strerror}", path=path, cure="choose another folder"
        ) from error
    try:
        with handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        Path(handle.name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(handle.name).replace(target)
    except OSError as error:
        _remove(handle.name)
        raise _unwritable(path, error, "is the disk full?") from error
    except BaseException:
        _remove(handle.name)
        raise


def write_text(path: Path | str, text: str, encoding: str = "utf-8") -> None:
    """Write ``text`` atomically; newlines stay as they are."""
    with atomic_writer(path) as handle:
        handle.write(text.encode(encoding))


def _unwritable(path: Path | str, error: OSError, cure: str) -> UnreadableError:
    return UnreadableError(f"cannot be written: {error.strerror}", path=path, cure=cure)


def _remove(name: str) -> None:
    with suppress(OSError):
        Path(name).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
