"""What is to be aligned: the segments of two documents, or of one that holds both languages.

``align``, ``align --pairs`` and ``build`` all cut their texts here, so that the same text has the same segments.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from termlode.alignment import pairing
from termlode.alignment.parallel import LEAST, check_texts
from termlode.jobs.stages.originals import with_original
from termlode.jobs.stages.pairs import name_parts
from termlode.languages.tags import SUPPORTED, primary, same
from termlode.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from termlode.alignment import Alignment
    from termlode.alignment.aligner import Resources
    from termlode.correction.documents import CorrectedDocument
    from termlode.model import Document, Segment

    type Languages = tuple[str | None, str | None]

type Unit = Literal["sentences", "lines"]


@dataclass(frozen=True, slots=True)
class Texts:
    """The segments of both sides, whose locations name the documents; ``names`` are what the user calls these."""

    source: Sequence[Segment]
    target: Sequence[Segment]
    languages: tuple[str, str]
    names: tuple[str, str]
    doubts: tuple[str, ...] = ()  # of the languages

    def plain(self) -> tuple[list[str], list[str]]:
        """The texts of the segments that have any."""
        one, other = ([s.text for s in side if s.text.strip()] for side in (self.source, self.target))
        return one, other


def language_of(document: Document, name: str, said: str | None = None, known: Sequence[str] = ()) -> str:
    """The language that a document is aligned as: what was ``said``, else what its text looks like.

    Where the text does not tell (a language that is not recognised), the file's name may: ``report.de.docx``.
    """
    if said is not None:
        return said
    seen = pairing.main_language(document)
    parts = name_parts(name, known)
    if parts is not None and (seen == "und" or primary(parts[1]) not in SUPPORTED):
        return parts[1]
    return seen


def two(
    documents: tuple[Document, Document],
    names: tuple[str, str],
    said: Languages = (None, None),
    unit: Unit = "sentences",
    known: Sequence[str] = (),
) -> Texts:
    """The texts of two documents. Raises NotParallelError where they cannot be translations of each other."""
    tags = [language_of(d, n, tag, known) for d, n, tag in zip(documents, names, said, strict=True)]
    sides = [
        pairing.segments_of(document, tag, unit, everything=tag != pairing.main_language(document))
        for document, tag in zip(documents, tags, strict=True)
    ]
    check_texts([s.text for s in sides[0]], [s.text for s in sides[1]], tags[0], tags[1], names)
    return Texts(sides[0], sides[1], (tags[0], tags[1]), names, tuple(_doubts(said, documents, names)))


def halves(document: Document, name: str, said: Languages = (None, None), unit: Unit = "sentences") -> Texts:
    """The texts of a document that holds both languages. Raises NotParallelError where it holds one."""
    one, other = pairing.halves_of(document, said, unit)
    return Texts(one, other, (one[0].language, other[0].language), (name, name))


def _doubts(said: Languages, documents: tuple[Document, Document], names: tuple[str, str]) -> Iterator[str]:
    """Documents that do not look like the language they were said to be in: are they the wrong way round?"""
    for tag, option, document, name in zip(said, ("--from", "--to"), documents, names, strict=True):
        seen = pairing.main_language(document)
        if tag is not None and seen != "und" and not same(seen, tag):
            yield f"{name} looks like {seen}, but {option} says {tag}"


def with_originals(texts: Texts, found: tuple[CorrectedDocument, CorrectedDocument]) -> Texts:
    """The same texts of corrected documents; each segment knows what it was before."""
    source = [with_original(segment, found[0]) for segment in texts.source]
    target = [with_original(segment, found[1]) for segment in texts.target]
    return replace(texts, source=source, target=target)


def align(
    texts: Texts,
    known: Resources,
    *,
    least: float = LEAST,
    progress: Callable[[int, int | None], None] | None = None,
) -> Alignment:
    """Align them. Raises NotParallelError where the score is below ``least``."""
    return pairing.align_segments(known, texts.source, texts.target, texts.names, least=least, progress=progress)
