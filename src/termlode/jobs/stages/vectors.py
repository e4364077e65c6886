"""Sentence vectors kept by the text that they are of: encoding is slow, and most of a document stays as it was.

They stay in memory; in a workspace also in ``.termlode/vectors``, a file for each encoder.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from termlode.errors import InputError, UsageError
from termlode.files import atomic_writer, make_folder, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from termlode.alignment.encoders import Encoder
    from termlode.workspace import Workspace

    type Vectors = dict[bytes, NDArray[np.float16]]

LARGEST = 64 << 20  # bytes of a file; beyond, the oldest vectors are forgotten
_DIGEST = 16  # bytes
_HEAD = b"termlode vectors 1 "


class KeptVectors:
    """An encoder that encodes no text twice. What it returns has the precision of half floats, new or kept."""

    def __init__(self, encoder: Encoder, path: Path | None = None) -> None:
        self._encoder, self._path = encoder, path
        self._known = _read(path) if path else {}
        self._fresh = False

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """A matrix of shape (texts, dimensions). Raises UsageError where the encoder gives anything else."""
        keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            found = np.asarray(self._encoder.encode(list(missing.values())), np.float16)
            if found.ndim != 2 or len(found) != len(missing):
                raise UsageError(f"the encoder returned a matrix of shape {found.shape} for {len(missing)} texts")
            self._known |= zip(missing, found, strict=True)
            self._fresh = True
        return np.stack([self._known[key] for key in keys]).astype(np.float32)

    def keep(self) -> None:
        """Write what is new, beside what other processes have written; a file that cannot be written stays as it is."""
        if self._path is None or not self._fresh:
            return
        self._known = {**_read(self._path), **self._known}
        with suppress(InputError):
            make_folder(self._path.parent)
            with atomic_writer(self._path) as file:
                file.write(_bytes(self._known))
        self._fresh = False


def kept(name: str, languages: tuple[str, str], workspace: Workspace | None) -> KeptVectors:
    """The encoder called ``name`` with what the workspace keeps of it. Raises MissingExtra, UsageError."""
    from termlode.alignment import encoders

    encoder = encoders.load(name, languages)
    if workspace is None:
        return KeptVectors(encoder)
    file = hashlib.blake2b(encoders.identity(name).encode(), digest_size=8).hexdigest()
    return KeptVectors(encoder, workspace.private / "vectors" / file)


def _bytes(known: Vectors) -> bytes:
    dimensions = len(next(iter(known.values())))
    record = np.dtype([("key", f"V{_DIGEST}"), ("vector", "<f2", (dimensions,))])
    some = list(known.items())[-(LARGEST // record.itemsize) :]
    table = np.empty(len(some), record)
    table["key"] = [np.void(key) for key, _ in some]
    table["vector"] = np.stack([vector for _, vector in some])
    return _HEAD + b"%d\n" % dimensions + table.tobytes()


def _read(path: Path) -> Vectors:
    """What a file holds; nothing where it is absent or damaged."""
    with suppress(InputError, ValueError):
        head, _, data = read_bytes(path).partition(b"\n")
        if not head.startswith(_HEAD):
            return {}
        dimensions = int(head.removeprefix(_HEAD))
        record: Any = np.dtype([("key", f"V{_DIGEST}"), ("vector", "<f2", (dimensions,))])
        table = np.frombuffer(data, record)
        if np.isfinite(table["vector"]).all():
            return {key.tobytes(): vector for key, vector in zip(table["key"], table["vector"], strict=True)}
    return {}
