"""Source documents: read them into blocks, and write corrected text back into them; ``kinds`` lists the kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.documents.discover import discover
from termlode.documents.kinds import KINDS, NAMED, by_suffix
from termlode.documents.revise import revise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.model import Document, Edit, Notice

__all__ = ["KINDS", "LIMIT", "NAMED", "becomes_text", "discover", "read", "revise", "write"]

LIMIT = 256 * 1024 * 1024  # bytes: a source text beyond this is a mistake


def becomes_text(path: Path) -> bool:
    """Whether what is corrected of a file with this name is written as a text file (PDF, RTF)."""
    kind = by_suffix(path.suffix)
    return kind is not None and KINDS[kind].as_text


def read(path: Path | str) -> Document:
    """The document in a file; its kind is found from the content, then from the name.

    Raises UnreadableError: missing, binary, wrongly encoded, encrypted, damaged, too large.
    """
    from termlode.documents import readers

    return readers.parse(readers.load(path, LIMIT), path)


def write(document: Document, edits: Iterable[Edit], destination: Path | str) -> tuple[Notice, ...]:
    """``document`` with ``edits`` applied, in the file's own form (a PDF or RTF file becomes text), atomically.

    Formatting, markup and everything outside the changed text stay byte for byte. The notices say which
    edits could not be made (a paragraph mark cannot be edited away in .docx or .html, say) and whether the
    encoding had to change. Raises ReplayError where an edit does not fit, or the file has changed since.
    """
    from termlode.documents import readers
    from termlode.files import atomic_writer

    data, notices = readers.rendered(document, tuple(edits), LIMIT)
    with atomic_writer(destination) as handle:
        handle.write(data)
    return notices
