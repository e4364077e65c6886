"""The register of documents and corpora that terms are attested in: ``documents.tsv`` in the termbase's folder.

Tab-separated with a head line: ``id``, ``kind``, ``language``, ``title``, ``publisher``, ``date``, ``place``
(an address, or what else leads to it). Kinds: *original*, *translation*, *machine-translation*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termlode.errors import TermbaseError, UnreadableError
from termlode.files import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

NAME = "documents.tsv"
KINDS = ("original", "translation", "machine-translation")
_HEAD = ("id", "kind", "language", "title", "publisher", "date", "place")


class SourceDocument(NamedTuple):
    """A line of the register."""

    id: str
    kind: str
    language: str
    title: str
    publisher: str = ""
    date: str = ""
    place: str = ""


def documents(folder: Path) -> dict[str, SourceDocument]:
    """Id → document; empty where the folder has no register. Raises TermbaseError, UnreadableError with the line."""
    path = folder / NAME
    if not path.exists():
        return {}
    try:
        lines = read_bytes(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8", path=path, cure="save the file as UTF-8") from error
    found: dict[str, SourceDocument] = {}
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if number == 1 and tuple(cells[:4]) == _HEAD[:4]:
            continue
        if not line.strip() or line.startswith("#"):
            continue
        if not 4 <= len(cells) <= len(_HEAD) or not cells[0]:
            raise TermbaseError("a document without id, kind, language and title", path=path, line=number)
        if cells[1] not in KINDS:
            cure = f"one of {', '.join(KINDS)}"
            raise TermbaseError(f"the kind {cells[1]!r} is unknown", path=path, line=number, cure=cure)
        if cells[0] in found:
            raise TermbaseError(f"the document {cells[0]} is listed twice", path=path, line=number, cure="drop one")
        found[cells[0]] = SourceDocument(*cells)
    return found
