"""Results of the slow stages, kept by a hash of all that they depend on: an interrupted build goes on from them."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from termlode.errors import InputError
from termlode.files import forget, read_bytes, write_text
from termlode.model import Bead, Edit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Cache:
    """A folder of JSON files named by the hash of their inputs. A damaged one counts as absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def edits(self, key: str) -> list[Edit] | None:
        """The corrections kept under ``key``, or None."""
        found = self._load(key)
        return None if found is None else [Edit(**item) for item in found]

    def beads(self, key: str) -> list[Bead] | None:
        """The alignment kept under ``key``, or None."""
        found = self._load(key)
        if found is None:
            return None
        return [Bead(tuple(i["source"]), tuple(i["target"]), i["confidence"], tuple(i["reasons"])) for i in found]

    def keep(self, key: str, items: Iterable[Edit] | Iterable[Bead]) -> None:
        """Keep results under ``key``. A cache that cannot be written is no reason to stop."""
        self._used.add(key)
        with suppress(InputError):
            write_text(self._path(key), json.dumps([asdict(item) for item in items], ensure_ascii=False))

    def sweep(self) -> None:
        """Forget what this build did not use."""
        for path in self._folder.glob("*.json"):
            if path.stem not in self._used:
                forget(path)

    def _load(self, key: str) -> list[dict[str, Any]] | None:
        self._used.add(key)
        with suppress(InputError, ValueError, RecursionError):
            data = json.loads(read_bytes(self._path(key)))
            return data if isinstance(data, list) else None
        return None

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def key_of(*parts: str | Iterable[str]) -> str:
    """A short name for inputs: the same parts, the same name."""
    digest = hashlib.sha256()
    for part in parts:
        for text in (part,) if isinstance(part, str) else part:
            digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
        digest.update(b"\1")
    return digest.hexdigest()[:32]
