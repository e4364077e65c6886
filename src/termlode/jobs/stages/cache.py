"""Results of the slow stages, kept by a hash of all that they depend on: an interrupted build goes on from them."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, get_args

from termlode.errors import InputError
from termlode.files import atomic_writer, forget, read_bytes, write_text
from termlode.model import Bead, Edit, EditClass
from termlode.sheets import parse_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


LARGEST = 64 << 20  # bytes of one file; with what the present sources need, that bounds the folder


class Cache:
    """A folder of JSON files named by the hash of their inputs. A damaged one counts as absent.

    It holds what the last build used and nothing else: for each source its text and segments, for each pair its
    segments and beads; about ten times the size of the sources' text.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def data(self, key: str) -> bytes | None:
        """The bytes kept under ``key``, or None."""
        self._used.add(key)
        with suppress(InputError):
            return read_bytes(self._path(key))
        return None

    def keep_data(self, key: str, data: bytes) -> None:
        """Keep bytes under ``key``, unless they are very many: then the work is done again."""
        self._used.add(key)
        if len(data) > LARGEST:
            return
        with suppress(InputError), atomic_writer(self._path(key)) as file:
            file.write(data)

    def beads(self, key: str, source: int, target: int) -> list[Bead] | None:
        """The alignment of so many segments kept under ``key``, or None."""
        found = self._load(key, _bead)
        if found is None or any(
            max(b.source, default=-1) >= source or max(b.target, default=-1) >= target for b in found
        ):
            return None
        return found

    def keep(self, key: str, items: Iterable[Bead]) -> None:
        """Keep results under ``key``. A cache that cannot be written is no reason to stop."""
        self._used.add(key)
        with suppress(InputError):
            write_text(self._path(key), json.dumps([asdict(item) for item in items], ensure_ascii=False))

    def use(self, keys: Iterable[str]) -> None:
        """Others used these keys."""
        self._used.update(keys)

    def taken(self) -> set[str]:
        """The keys that were used since this was asked last."""
        taken, self._used = self._used, set()
        return taken

    def sweep(self) -> None:
        """Forget what this build did not use."""
        for path in self._folder.glob("*.json"):
            if path.stem not in self._used:
                forget(path)

    def _load[Item](self, key: str, made: Callable[[Any], Item]) -> list[Item] | None:
        self._used.add(key)
        with suppress(InputError, ValueError, TypeError, KeyError):
            data = parse_json(read_bytes(self._path(key)))
            return [made(item) for item in data] if isinstance(data, list) else None
        return None

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def as_edit(item: dict[str, Any]) -> Edit:
    """An edit of the cache, which may come from someone else. Raises ValueError, TypeError, KeyError."""
    edit = Edit(**item)
    numbers, texts = (edit.start, edit.end), (edit.rule, edit.before, edit.after, edit.evidence)
    if not all(type(number) is int for number in numbers) or not all(isinstance(text, str) for text in texts):
        raise ValueError("not an edit")
    if edit.kind not in get_args(EditClass.__value__) or edit.tier not in ("auto", "suggest"):
        raise ValueError("not an edit")
    return replace(edit, confidence=_share(edit.confidence))


def _bead(item: dict[str, Any]) -> Bead:
    """A bead of the cache. Raises ValueError, TypeError, KeyError."""
    source, target, reasons = (tuple(item[name]) for name in ("source", "target", "reasons"))
    if not all(type(index) is int and index >= 0 for index in (*source, *target)):
        raise ValueError("not a bead")
    return Bead(source, target, _share(item["confidence"]), tuple(map(str, reasons)))


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("not a confidence")
    return float(value)


def key_of(*parts: str | Iterable[str]) -> str:
    """A short name for inputs: the same parts, the same name."""
    digest = hashlib.sha256()
    for part in parts:
        for text in (part,) if isinstance(part, str) else part:
            digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
        digest.update(b"\1")
    return digest.hexdigest()[:32]
