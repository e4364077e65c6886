"""The first stages for one source: read, correct, segment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode import documents, segmentation
from termlode.correction import Corrector, correct_document
from termlode.correction.documents import CorrectedDocument
from termlode.jobs.stages.cache import key_of
from termlode.results import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from termlode.jobs.stages.cache import Cache
    from termlode.model import ConceptEntry, Document, Segment


class Preparer:
    """Reads, corrects and segments sources with one corrector for all of them."""

    def __init__(
        self, concepts: Iterable[ConceptEntry], words: Iterable[str], cache: Cache, style: Mapping[str, str]
    ) -> None:
        concepts, words = tuple(concepts), tuple(words)
        self._corrector = Corrector(concepts, words, style=style)
        self._cache = cache
        self._settings = key_of(self.signature, (repr(concept) for concept in concepts), words)

    @property
    def signature(self) -> str:
        """What corrects the texts: version, lexicon, rules."""
        return self._corrector.signature()

    def prepare(self, path: Path, name: str, identity: str) -> Source:
        """The source in ``path``, called ``name``; its segments name it ``identity``. Raises UnreadableError."""
        original = replace(documents.read(path), path=identity)
        found = self._corrected(original)
        segments = [with_original(segment, found) for segment in segmentation.segment(found.document)]
        return Source(name, original, found.document, found.edits, tuple(segments))

    def _corrected(self, document: Document) -> CorrectedDocument:
        key = key_of("edits", self._settings, document.kind, document.text)
        kept = self._cache.edits(key, document.text)
        if kept is None:
            found = correct_document(document, self._corrector)
            self._cache.keep(key, found.edits)
            return found
        automatic = [edit for edit in kept if edit.tier == "auto"]
        return CorrectedDocument(document, documents.revise(document, automatic), tuple(kept))


def with_original(segment: Segment, found: CorrectedDocument) -> Segment:
    """The segment with its text before correction, where that was another."""
    if segment.location is None or not found.edits:
        return segment
    before = found.before(segment.location.start, segment.location.end)
    return segment if before == segment.text else replace(segment, original=before)
