"""What each stage of a build leaves behind, for the report and the command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.correction.documents import CorrectedDocument
    from termlode.extraction import Candidate
    from termlode.model import Bead, Document, Edit, Segment
    from termlode.termbase.drafts.record import Block


_LABELS = {"aligned_pairs": "document pairs", "beads": "aligned pairs"}


def label(figure: str) -> str:
    """What people read for the name of a figure of :meth:`BuildResult.figures`; machines read the name."""
    return _LABELS.get(figure, figure.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Source:
    """A source document after reading, correction and segmentation."""

    name: str  # relative to the folder of sources
    original: Document
    corrected: Document
    edits: tuple[Edit, ...]  # all proposals; the auto ones are applied
    segments: tuple[Segment, ...]

    @property
    def found(self) -> CorrectedDocument:
        """The text before and after."""
        from termlode.correction.documents import CorrectedDocument

        return CorrectedDocument(self.original, self.corrected, self.edits)

    @property
    def applied(self) -> tuple[Edit, ...]:
        """The edits that changed the text."""
        return tuple(edit for edit in self.edits if edit.tier == "auto")

    @property
    def languages(self) -> dict[str, int]:
        """Letters and digits per language, most first."""
        counts: dict[str, int] = {}
        for block in self.corrected.blocks:
            counts[block.language] = counts.get(block.language, 0) + sum(map(str.isalnum, block.text))
        return dict(sorted(counts.items(), key=lambda item: -item[1]))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that translate each other, and their beads (indexes into the two lists of segments)."""

    source_name: str
    target_name: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    beads: tuple[Bead, ...]

    @property
    def languages(self) -> tuple[str, str]:
        """The language pair."""
        return self.source[0].language, self.target[0].language


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be used, and why."""

    name: str
    reason: str
    fatal: bool = True  # an input was lost; not so where two texts turned out not to be parallel


@dataclass(slots=True)
class BuildResult:
    """All that a build found and wrote.

    Where nothing has changed since the last build, nothing was read: ``summary`` then has the figures, and there are
    no sources, pairs and candidates.
    """

    sources: list[Source] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unused: list[Failure] = field(default_factory=list)  # files that no stage has a use for
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    drafts: list[Block] = field(default_factory=list)  # that wait for a person
    units: dict[str, int] = field(default_factory=dict)  # added, updated, unchanged, removed
    renamed: dict[str, str] = field(default_factory=dict)  # documents: old names by new ones
    deleted: dict[str, int] = field(default_factory=dict)  # units of documents that are no longer there
    adapted: bool = False  # whether documents taught each other
    concepts: int = 0
    signature: str = ""  # what corrected the texts: version, lexicon, rules
    written: list[Path] = field(default_factory=list)
    summary: dict[str, int] | None = None

    def figures(self) -> dict[str, int]:
        """The counts that sum up the build, for machines and for the eye."""
        if self.summary is not None:
            return self.summary
        applied = sum(len(source.applied) for source in self.sources)
        return {
            "sources": len(self.sources),
            "failures": len(self.failures),
            "unused": len(self.unused),
            "segments": sum(len(source.segments) for source in self.sources),
            "corrections": applied,
            "suggestions": sum(len(source.edits) for source in self.sources) - applied,
            "aligned_pairs": len(self.pairs),
            "beads": sum(len(pair.beads) for pair in self.pairs),
            "units_added": self.units.get("added", 0),
            "units_updated": self.units.get("updated", 0),
            "units_unchanged": self.units.get("unchanged", 0),
            "units_removed": self.units.get("removed", 0),
            "units_of_deleted": self.units.get("deleted", 0),
            "units_in_memory": self.units.get("total", 0),
            "concepts": self.concepts,
            "candidates": sum(map(len, self.candidates.values())),
            "drafts": len(self.drafts),
        }
