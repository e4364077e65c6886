"""The table of formats: which module reads and which writes each kind of document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.documents.detect import detect
from termlode.documents.encoding import encode
from termlode.documents.gather import written
from termlode.documents.kinds import KINDS
from termlode.documents.sourcemap import Atom, Opened
from termlode.documents.sourcemap import apply as patched
from termlode.edits import apply, ordered
from termlode.errors import ReplayError, UnreadableError
from termlode.files import read_bytes
from termlode.model import Notice

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.documents.sourcemap import Patch
    from termlode.model import Document, Edit


def load(path: Path | str, limit: int) -> bytes:
    """The bytes of a file of at most ``limit`` bytes."""
    data = read_bytes(path, limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"is larger than {limit >> 20} MB", path=path, cure="split it")
    return data


def parse(data: bytes, path: Path | str) -> Document:
    """The document in ``data``."""
    return KINDS[detect(data, path)].reader()(data, path)


def rendered(document: Document, edits: tuple[Edit, ...], limit: int) -> tuple[bytes, tuple[Notice, ...]]:
    """The bytes of the corrected document, and what has to be said."""
    found = ordered(document.text, edits, document.path)
    if not KINDS[document.kind].open:
        text = apply(document.text, found, suggestions=True)
        return _encoded(text, "utf-8" if KINDS[document.kind].as_text else document.encoding)
    return written(opened(document, load(document.path, limit)), document, found)


def opened(document: Document, data: bytes) -> Opened:
    """The file of a document, whose bytes are ``data``, opened for writing. Raises ReplayError where it has changed."""
    opener = KINDS[document.kind].opener()
    found = as_text(document) if opener is None else opener(data, document)
    if found is None:
        raise ReplayError("has changed since it was read", path=document.path, cure="read it again")
    return found


def as_text(document: Document) -> Opened:
    """A document that is all text, opened for writing."""
    encoding = "utf-8" if KINDS[document.kind].as_text else document.encoding
    atoms = [Atom(0, len(document.text), 0, len(document.text))]

    def finish(patches: list[Patch]) -> bytes:
        return _encoded(patched(document.text, patches), encoding)[0]

    return Opened(document.text, atoms, lambda patch: patch.text, finish)


def _encoded(text: str, encoding: str) -> tuple[bytes, tuple[Notice, ...]]:
    try:
        return encode(text, encoding), ()
    except UnicodeEncodeError as error:
        lacking = text[error.start]
        said = f"{encoding} has no {lacking!r} (U+{ord(lacking):04X}): written as UTF-8 with a byte order mark"
        return encode(text, "utf-8-sig"), (Notice("encoding-changed", said),)
