"""The files that a list of files, folders and patterns stands for."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.documents.kinds import SUFFIXES
from termlode.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def discover(paths: Iterable[Path | str], suffixes: tuple[str, ...] = SUFFIXES) -> list[Path]:
    """Source files, each once, in the order given; folders and patterns are expanded in name order.

    Folders give the files with a known suffix, at any depth, without hidden ones; a file named
    outright is taken whatever it is called. Raises UnreadableError where a path does not exist.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _expand(Path(path), suffixes):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _expand(path: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    if path.is_dir():
        yield from _walk(path, suffixes)
    elif path.exists() or path.is_symlink():
        yield path
    elif matches := sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207  # Path.glob takes no absolute pattern
        for match in matches:
            yield from _expand(Path(match), suffixes)
    else:
        raise UnreadableError("no such file or folder", path=path, cure="check the name")


def _walk(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry, suffixes)
        elif entry.suffix.lower() in suffixes and entry.is_file():
            yield entry
