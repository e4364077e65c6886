"""Reading a termbase: a folder of YAML files, one a subject field, into concept entries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from termlode.errors import TermbaseError, UnreadableError
from termlode.files import heal, read_bytes
from termlode.termbase.documents import documents
from termlode.termbase.records import from_record
from termlode.termbase.schema import Reader
from termlode.termbase.slugs import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from termlode.model import ConceptEntry
    from termlode.termbase.documents import SourceDocument

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file and a line of it, from 1."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Termbase:
    """All concepts of a folder, in the order of its files.

    ``documents`` are those that terms are attested in, by id.
    ``places`` is keyed by ``(concept,)`` and ``(concept, language, index of the term)``.
    """

    concepts: dict[str, ConceptEntry]
    files: tuple[Path, ...] = ()
    places: dict[tuple[str, ...], Place] = field(default_factory=dict)
    documents: dict[str, SourceDocument] = field(default_factory=dict)


def files(folder: Path) -> list[Path]:
    """The termbase's files in the order of their names. Raises UnreadableError where the folder is missing."""
    heal(folder)
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith("."))
    except OSError as error:
        raise UnreadableError(
            f"cannot be read as a folder: {error.strerror}", path=folder, cure="termlode init makes one"
        ) from error
    for path in found:
        if not is_slug(path.stem):
            raise TermbaseError(
                "the name is not a subject field", path=path, cure="use a-z, 0-9 and hyphens, such as energy.yaml"
            )
    return found


type Contents = tuple[Sequence[ConceptEntry], Mapping[tuple[str, ...], Place]]


def read(path: Path) -> Contents:
    """The concepts of one file, and where they stand. Raises TermbaseError, UnreadableError."""
    return parse(decode(read_bytes(path), path), path)


@lru_cache(maxsize=64)
def parse(text: str, path: Path) -> Contents:
    """The concepts in the text of a file; ``path`` gives the subject field and stands in errors.

    What was read last is kept: an edit reads its files before and after it takes their lock.
    """
    reader = Reader(path)
    records = reader.concepts(text)
    entries = tuple([from_record(concept, path.stem, record) for concept, record in records.items()])
    return entries, MappingProxyType({key: Place(path, line) for key, line in reader.lines.items()})


def decode(data: bytes, path: Path) -> str:
    """The text of a termbase file, UTF-8 with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError("is not UTF-8", path=path, line=line, cure="save the file as UTF-8") from error


def load(folder: Path) -> Termbase:
    """All concepts of a folder. Raises TermbaseError with file and line, UnreadableError."""
    paths = files(folder)
    return replace(gather((path, *read(path)) for path in paths), documents=documents(folder))


def gather(
    parts: Iterable[tuple[Path, Sequence[ConceptEntry], Mapping[tuple[str, ...], Place]]],
) -> Termbase:
    """One termbase from its files' parts. Raises TermbaseError where two files hold the same id."""
    concepts: dict[str, ConceptEntry] = {}
    places: dict[tuple[str, ...], Place] = {}
    paths = []
    for path, entries, found in parts:
        paths.append(path)
        for entry in entries:
            if entry.id in concepts:
                raise TermbaseError(
                    f"concept {entry.id} stands twice, first in {places[entry.id,]}",
                    path=path,
                    line=found[entry.id,].line,
                    cure="rename or merge one of the two",
                )
            concepts[entry.id] = entry
        places |= found
    return Termbase(concepts, tuple(paths), places)
