"""Correction of a document as it was read: its text, its blocks, and which of them changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from termlode.correction.engine import Correction, Corrector
from termlode.documents.kinds import KINDS
from termlode.documents.revise import revise
from termlode.edits import Origins, automatic

if TYPE_CHECKING:
    from termlode.model import Document, Edit


@dataclass(frozen=True)
class CorrectedDocument:
    """A document before and after: ``document`` holds the corrected text with its blocks moved along."""

    original: Document
    document: Document
    edits: tuple[Edit, ...]

    @property
    def made(self) -> list[Edit]:
        """The automatic edits: those that ``document`` holds."""
        return automatic(self.edits)

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self.made)

    @cached_property
    def originals(self) -> dict[int, str]:
        """For each block of ``document`` that correction changed: what stood there before."""
        found = {}
        for index, block in enumerate(self.document.blocks):
            start, end = self._origins.span(block.start, block.end)
            before = self.original.text[start:end].strip()
            if before != block.text:
                found[index] = before
        return found

    def before(self, start: int, end: int) -> str:
        """The original of ``document.text[start:end]`` (a segment, for instance); whole edits."""
        low, high = self._origins.span(start, end)
        return self.original.text[low:high]


def correct_document(
    document: Document, corrector: Corrector | None = None, language: str | None = None
) -> CorrectedDocument:
    """Correct ``document.text``, whose main language the reader found unless ``language`` says it.

    Where edits are written back into a file's markup no line breaks are joined: there they are paragraphs.
    """
    corrector = corrector or Corrector()
    kind = KINDS.get(document.kind)  # None: a text that was made, not read
    if kind is not None and kind.open:
        corrector = corrector.without("line")
    found: Correction = corrector.run(document.text, language or _language(document))
    return CorrectedDocument(document, revise(document, automatic(found.edits)), found.edits)


def _language(document: Document) -> str | None:
    """The language of most of a document, as its reader found it."""
    weight: dict[str, int] = {}
    for block in document.blocks:
        if block.language != "und":
            weight[block.language] = weight.get(block.language, 0) + len(block.text)
    return max(sorted(weight), key=weight.__getitem__) if weight else None
