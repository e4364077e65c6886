"""Backups, copies, folders, and taking away what is ours."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from termlode.errors import UnreadableError
from termlode.files.reading import open_file
from termlode.files.writing import atomic_writer, temporary, unwritable

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 1 << 20


def back_up(path: Path) -> Path:
    """A copy of ``path`` as ``NAME.bak``, ``NAME.bak.1`` …: no backup is ever overwritten, none is a half one.

    Where the last backup holds the same bytes, it serves. Raises UnreadableError.
    """
    for number in count():
        place = path.with_name(f"{path.name}.bak" + (f".{number}" if number else ""))
        try:
            state = os.lstat(place)
        except FileNotFoundError:
            if _copied(path, place):
                return place
            continue  # another process was faster
        except OSError as error:
            raise unwritable(place, error, "a shorter name leaves room for .bak") from error
        if stat.S_ISREG(state.st_mode) and _same(path, place):
            return place
    raise AssertionError


def _copied(path: Path, place: Path) -> bool:
    """Copy as a whole, where nothing stands yet: whether that was so."""
    try:
        with open_file(path) as source, temporary(place) as (handle, name):
            while block := source.read(_BLOCK):
                handle.write(block)
            handle.flush()
            os.fsync(handle.fileno())
            state = os.fstat(source.fileno())
            os.chmod(name, stat.S_IMODE(state.st_mode))  # noqa: PTH101
            os.utime(name, ns=(state.st_atime_ns, state.st_mtime_ns))
            _place(name, place)
    except FileExistsError:
        return False
    except OSError as error:
        raise unwritable(place, error, "is the disk full?") from error
    return True


def _place(name: str, place: Path) -> None:
    """Give a finished file its name, unless something has it. Raises FileExistsError."""
    try:
        os.link(name, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(place):
            raise FileExistsError from None
        os.replace(name, place)  # noqa: PTH105


def _same(one: Path, other: Path) -> bool:
    with open_file(one) as first, open_file(other) as second:
        if os.fstat(first.fileno()).st_size != os.fstat(second.fileno()).st_size:
            return False
        while block := first.read(_BLOCK):
            if second.read(_BLOCK) != block:
                return False
    return True


def copy(source: Path, destination: Path) -> None:
    """The bytes of ``source`` at ``destination``, whole or not at all. Raises UnreadableError."""
    with open_file(source) as given, atomic_writer(destination) as handle:
        while block := given.read(_BLOCK):
            handle.write(block)


def make_folder(folder: Path, *, private: bool = False) -> None:
    """A folder and those above it; ``private``: only its owner may look into it. Raises UnreadableError."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)
    except OSError as error:
        raise UnreadableError(f"cannot be made: {error.strerror}", path=folder, cure="choose another folder") from error


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path of ``folder`` lies elsewhere once links are followed."""
    root = os.path.realpath(folder)
    return not os.path.realpath(path).startswith(os.path.join(root, ""))  # noqa: PTH118  # as strings, with the slash


def within(path: Path, folder: Path) -> Path:
    """``path``, a name of ours beneath ``folder``. Raises UnreadableError where a link would lead a write elsewhere."""
    if leads_out(path, folder):
        raise UnreadableError("is a link that leads elsewhere", path=path, cure="delete it")
    return path


_NO_NAME = re.compile('[\x00-\x1f\x7f-\x9f/\\\\:*?"<>|\u202a-\u202e\u2066-\u2069]')


def file_name(text: str, most: int = 150) -> str:
    """A text as part of a file name: nothing in it leads into another folder, hides the file, or is too long.

    At most ``most`` bytes; ``_`` stands for what cannot be in a name.
    """
    name = _NO_NAME.sub("_", text).strip(" .") or "_"
    while len(name.encode("utf-8", "replace")) > most:
        name = name[:-1]
    return name


def forget(path: Path) -> None:
    """Take away a file of our own (a result that nobody needs any more), where that is possible."""
    with suppress(OSError):
        path.unlink()
