"""Replacing files: one, or several together, as a whole or not at all.

What is written goes into a temporary file in the same folder, which takes the place of the old one at the end. The
temporary file is locked while its writer lives, so that the next writer can sweep away what a killed one left.
Where the target is a link, what it points to is replaced, and the link stays.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from termlode.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = ".termlode-"  # short: names up to the system's limit can be written
_SUFFIX, _OLD = ".tmp", ".old"
_RECORD = ".termlode-undo.json"
_PRIVATE = ".termlode"  # the folder of caches and of the memory
_swept: set[str] = set()


@contextmanager
def atomic_writer(path: Path | str, within: Transaction | None = None) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of ``path`` when the block (or the transaction) ends without an error.

    Raises UnreadableError where the place cannot be written.
    """
    with ExitStack() as stack:
        change = _Change(Path(path))
        holder = within.stack if within else stack
        holder.enter_context(change)
        with _told(path):
            assert change.handle is not None, "entered above"
            yield change.handle
            change.finish()
        if within:
            within.changes.append(change)
        else:
            with _told(path):
                change.replace()


def write_text(path: Path | str, text: str, within: Transaction | None = None) -> None:
    """Write ``text`` as UTF-8, atomically; newlines stay as they are. Raises UnreadableError."""
    with atomic_writer(path, within) as handle:
        handle.write(text.encode("utf-8"))


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """The name of an empty file for a foreign writer (SQLite), which takes the place of ``path`` at the end."""
    with ExitStack() as stack:
        change = stack.enter_context(_Change(path))
        with _told(path):
            yield Path(change.name)
            change.finish()
            change.replace()


class Transaction:
    """Several files of one folder, replaced together when the block ends without an error.

    All are written in full before the first is replaced. What they held is kept until the last one is; a record
    says so, by which :func:`recover` undoes what a killed process left half done.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changes: list[_Change] = []
        self.stack = ExitStack()

    def __enter__(self) -> Transaction:
        if not recover(self.folder):
            _sweep_old(self.folder)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self.stack:
            if kind is None:
                self._commit()

    def _commit(self) -> None:
        if len(self.changes) < 2:
            for change in self.changes:
                with _told(change.path):
                    change.replace()
            return
        record = self.folder / _RECORD
        with _told(record):
            for change in self.changes:
                change.keep_old()
            write_text(record, json.dumps({"undo": [change.note() for change in self.changes]}))
        try:
            for change in self.changes:
                with _told(change.path):
                    change.replace()
        except BaseException:
            recover(self.folder)
            raise
        _remove(record)  # from here on it is done
        for change in self.changes:
            _remove(change.old)


def heal(folder: Path) -> None:
    """:func:`recover` for a reader: nothing but a look where no transaction was cut short."""
    if os.path.lexists(folder / _RECORD):
        from termlode.files.locks import folder_lock

        with suppress(OSError), folder_lock(folder):
            recover(folder)


def recover(folder: Path) -> bool:
    """Undo what a killed :class:`Transaction` left half done in ``folder``; whether there was something.

    The caller holds the folder's lock. Only files of the folder itself are named by a record; a damaged record, or
    one that names others, undoes nothing.
    """
    record = folder / _RECORD
    if not os.path.lexists(record):
        return False
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        if record.is_file() and not record.is_symlink():
            notes = json.loads(record.read_bytes()[: 1 << 20])["undo"]
            for note in reversed(notes):
                _undo(folder, str(note["name"]), note["old"])
    _remove(record)
    _sweep_old(folder)
    return True


def _sweep_old(folder: Path) -> None:
    with suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if item.name.startswith(_PREFIX) and item.name.endswith(_OLD) and not item.is_dir(follow_symlinks=False):
                _remove(item.path)


def _undo(folder: Path, name: str, old: str | None) -> None:
    if name != os.path.basename(name) or name in ("", ".", ".."):  # noqa: PTH119  # a name, not a path
        return
    if old is None:
        _remove(folder / name)  # it was new; a link is taken away, never what it points to
        return
    target = _target(folder / name)
    kept = target.with_name(os.path.basename(str(old)))  # noqa: PTH119
    if kept.name.startswith(_PREFIX) and kept.is_file() and not kept.is_symlink():
        kept.replace(target)


class _Change:
    """One file to be replaced: its temporary file, open and locked while this is entered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.target = path
        self.name = self.old = ""
        self.handle: IO[bytes] | None = None

    def __enter__(self) -> _Change:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.target = _target(self.path)
            _must_be_a_file(self.target)
            self.handle, self.name = _new_temporary(self.target.parent)
        except OSError as error:
            raise unwritable(self.path, error, "choose another folder") from error
        except ValueError as error:  # a NUL in the name
            raise UnreadableError("is not a file name", path=self.path, cure="choose another name") from error
        return self

    def __exit__(self, *_: object) -> None:
        _remove(self.name)  # nothing is there when it was replaced
        if self.handle is not None:
            with suppress(OSError):  # a full disk was told already
                self.handle.close()

    def finish(self) -> None:
        """All is written: make sure that it is on the disk, with the permissions of the old file."""
        assert self.handle is not None, "not entered"
        self.handle.flush()
        os.fsync(self.handle.fileno())
        mode = self.target.stat().st_mode & 0o777 if self.target.exists() else 0o666 & ~_umask()
        os.chmod(self.name, mode)  # noqa: PTH101
        if os.name == "nt":  # an open file cannot be renamed there
            self.handle.close()

    def replace(self) -> None:
        """Take the place of the target."""
        os.replace(self.name, self.target)  # noqa: PTH105

    def keep_old(self) -> None:
        """Keep what the target holds under another name; nothing where it is new."""
        if self.target.exists():
            old = f"{self.name.removesuffix(_SUFFIX)}{_OLD}"
            try:
                os.link(self.target, old)
            except OSError:  # a file system without links
                _copy(self.target, old)
            self.old = old

    def note(self) -> dict[str, str | None]:
        """The line of the undo record."""
        return {"name": self.path.name, "old": os.path.basename(self.old) or None}  # noqa: PTH119


@contextmanager
def temporary(place: Path) -> Iterator[tuple[IO[bytes], str]]:
    """A temporary file beside ``place``, open for writing, and its name; it is gone at the end. Raises OSError."""
    handle, name = _new_temporary(place.parent)
    try:
        with handle:
            yield handle, name
    finally:
        _remove(name)


def _new_temporary(folder: Path) -> tuple[IO[bytes], str]:
    """An open, locked file of a new name in ``folder``. Raises OSError."""
    _sweep(folder)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    while True:
        name = str(folder / f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}")
        try:
            number = os.open(name, flags, 0o600)
        except FileExistsError:
            continue
        handle = os.fdopen(number, "w+b")
        if _lock(number) and os.fstat(number).st_nlink:  # else a sweeper was faster
            return handle, name
        handle.close()


def _sweep(folder: Path) -> None:
    """Take away temporary files that no living process holds; once a folder and process."""
    place = str(folder)
    if place in _swept:
        return
    _swept.add(place)
    with suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if item.name.startswith(_PREFIX) and item.name.endswith(_SUFFIX) and item.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_unheld(item.path)


def _remove_unheld(name: str) -> None:
    handle = os.open(name, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        held = not _lock(handle)
    finally:
        if os.name == "nt":
            os.close(handle)
    try:
        if not held:
            os.unlink(name)  # noqa: PTH108
    finally:
        if os.name != "nt":
            os.close(handle)


def _lock(handle: int) -> bool:
    """Take the lock of an open file, where nobody holds it and the system has locks."""
    if sys.platform == "win32":  # there, an open file cannot be deleted
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _target(path: Path) -> Path:
    """Where a path leads: what a link points to, be it there or not. Raises OSError for a circle of links.

    What we keep for ourselves is no link of ours: it is replaced, and what it points to left alone.
    """
    if _PRIVATE in path.parts:
        return path
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _must_be_a_file(path: Path) -> None:
    with suppress(FileNotFoundError):
        kind = os.stat(path).st_mode  # noqa: PTH116
        if stat.S_ISDIR(kind):
            raise UnreadableError("is a folder, not a file", path=path, cure="name a file")
        if not stat.S_ISREG(kind):
            raise UnreadableError("is not a regular file", path=path, cure="name a file")


def _copy(source: Path, name: str) -> None:
    with open(source, "rb") as given, open(name, "xb") as kept:  # noqa: PTH123
        while block := given.read(1 << 20):
            kept.write(block)
        kept.flush()
        os.fsync(kept.fileno())


def unwritable(path: Path | str, error: OSError, cure: str) -> UnreadableError:
    """The error for a place that cannot be written."""
    return UnreadableError(f"cannot be written: {error.strerror or error}", path=path, cure=cure)


@contextmanager
def _told(path: Path | str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(path, error, "is the disk full?") from error


def _remove(name: str | Path) -> None:
    if name:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
