"""Where a corpus lies: a folder here, or one of a store that fsspec knows (s3://, gs://, memory:// …)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from termlode.errors import MissingExtra, UnreadableError, UsageError
from termlode.files import atomic_writer, forget, make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Place:
    """A folder by its address; names in it have ``/`` between their parts. It can be sent to other processes."""

    url: str

    @classmethod
    def at(cls, where: str | Path) -> Self:
        """The place of a path (absolute, for workers elsewhere, and without links: one for a folder) or an address."""
        text = str(where)
        return cls(text.rstrip("/") if "://" in text else Path(os.path.realpath(text)).as_posix())

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of this machine."""
        return "://" not in self.url

    def read(self, name: str) -> bytes:
        """The content of a file. Raises UnreadableError."""
        system, root = self._system()
        try:
            return bytes(system.cat_file(f"{root}/{name}"))
        except FileNotFoundError as error:
            raise UnreadableError("no such file", path=f"{self.url}/{name}") from error
        except OSError as error:
            raise UnreadableError(f"cannot be read: {error}", path=f"{self.url}/{name}") from error

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, whole or not at all. Raises UnreadableError."""
        if self.is_local:
            path = Path(self.url) / name
            make_folder(path.parent)
            with atomic_writer(path) as handle:
                handle.write(data)
            return
        system, root = self._system()
        try:
            system.pipe_file(f"{root}/{name}", data)  # an object store shows it when it is there
        except OSError as error:
            raise UnreadableError(f"cannot be written: {error}", path=f"{self.url}/{name}") from error

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        system, root = self._system()
        return bool(system.exists(f"{root}/{name}"))

    def names(self, suffix: str = "") -> Iterator[str]:
        """The files at any depth, in order."""
        system, root = self._system()
        if not system.exists(root):
            return
        system.invalidate_cache()
        for path in sorted(system.find(root)):
            name = str(path)[len(root) + 1 :]
            if name.endswith(suffix):
                yield name

    def remove(self, name: str) -> None:
        """Take a file of ours away, where it is there."""
        if self.is_local:
            forget(Path(self.url) / name)
            return
        system, root = self._system()
        if system.exists(f"{root}/{name}"):
            system.rm_file(f"{root}/{name}")

    def _system(self) -> tuple[Any, str]:
        return filesystem(self.url)


def filesystem(url: str) -> tuple[Any, str]:
    """fsspec's file system of an address, and the path in it. Raises MissingExtra, UsageError."""
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtra("termlode corpus", "corpus") from error
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise MissingExtra(url, "s3" if url.startswith("s3") else "corpus") from error
    except ValueError as error:
        raise UsageError(f"{url}: {error}") from error
    return system, str(path).rstrip("/")
