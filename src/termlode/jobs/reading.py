"""Documents as jobs read them: from a file, or from what came on standard input."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import InputError, NothingFound, UsageError
from termlode.jobs.events import Failure, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.jobs.events import Progress
    from termlode.model import Document


def read(source: Path | str | bytes, language: str | None = None) -> Document:
    """The document in a file, or in ``bytes`` that came on standard input; all of it in ``language``, where given.

    ``notices`` of the document say what its reader had to guess. Raises UnreadableError.
    """
    from termlode import documents
    from termlode.documents.packed import Blocks
    from termlode.documents.plain import read_plain

    document = read_plain(source, "-") if isinstance(source, bytes) else documents.read(source)
    if language is None:
        return document
    blocks = (replace(block, language=language) for block in document.blocks)
    return replace(document, blocks=Blocks(document.text, blocks))


def as_document(text: str | Document, language: str | None = None) -> Document:
    """A plain text as a document; a document as it is."""
    return read(text.encode("utf-8", "surrogatepass"), language) if isinstance(text, str) else text


def paths_of(files: Iterable[Path]) -> list[Path]:
    """The documents named and those in the folders named, each once. Raises NothingFound where there are none."""
    from termlode.documents import discover

    paths: dict[Path, Path] = {}
    for path in files:
        for one in discover([path]) if path.is_dir() else [path]:
            paths.setdefault(one.resolve(), one)
    if not paths:
        raise NothingFound("no documents found: name files, or a folder that holds .txt, .html, .docx or .pdf")
    return list(paths.values())


def read_each(
    sources: Sequence[Path | bytes], failures: list[Failure], progress: Progress = silent
) -> Iterator[Document]:
    """The documents of several sources, one at a time; what cannot be read is added to ``failures``.

    Raises UsageError where none is named, InputError for a single document that cannot be read.
    """
    if not sources:
        raise UsageError("name the files, or a folder with them")
    for number, source in enumerate(sources):
        progress("read", number, len(sources))
        try:
            yield read(source)
        except InputError as error:
            if len(sources) == 1:
                raise
            failures.append(Failure(str(source), error))
