"""Links between the term candidates of several languages, by all that a workspace knows of them.

What is linked comes from documents, some of which may be translations of each other, from one translated document, or
from the memory.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from termlode.errors import NothingFound, NotParallelError, UsageError
from termlode.extraction.links import ALIGNED_POOL, LIKELY, POOL, Known
from termlode.extraction.links.parallel import Bitext
from termlode.jobs.events import Failure, silent
from termlode.jobs.named import Named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction import Candidate
    from termlode.extraction.links import Link
    from termlode.jobs.events import Progress
    from termlode.jobs.stages.known import Knowledge
    from termlode.model import Bead, ConceptEntry, Document, Segment, TranslationUnit
    from termlode.workspace import Workspace

    type Way = Literal["documents", "parallel", "memory"]
    type Beads = dict[tuple[str, str], list[Bitext]]

_ALL = 1 << 30  # contexts of a candidate
_PAIRS = 10_000  # terms, and texts of the memory, that words are learned from
_LEAST = 0.3  # confidence of a bead; less sure ones say nothing
HINT = 0.2  # links less sure than this are not kept; between this and LIKELY they tell which terms belong together
MEMORY = 50_000  # units of the memory, the newest


@dataclass(frozen=True, slots=True)
class Material:
    """What candidates are looked for in. ``only_aligned``: all of it stands in the ``beads``."""

    segments: tuple[Segment, ...]
    beads: Beads = field(default_factory=dict)
    only_aligned: bool = False
    read: int = 1  # documents
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """The candidates of each language, best first, and the links between them, surest first, unlikely ones too.

    Phrases that are likely to translate a candidate are among them.
    """

    candidates: Mapping[str, Sequence[Candidate]]
    links: tuple[Link, ...]

    def best(self, top: int) -> dict[str, Sequence[Candidate]]:
        """The ``top`` candidates of each language."""
        return {tag: some[:top] for tag, some in self.candidates.items()}

    @property
    def likely(self) -> list[Link]:
        """The links that are more likely right than not."""
        return [one for one in self.links if one.probability >= LIKELY]


def way(*, parallel: bool, memory: bool) -> Way:
    """Where candidates to link come from. Raises UsageError where two places are asked for."""
    if parallel and memory:
        raise UsageError("--parallel and --memory: choose one")
    return "parallel" if parallel else "memory" if memory else "documents"


def material(
    sources: Sequence[Path | bytes],
    workspace: Workspace | None = None,
    way: Way = "documents",
    *,
    languages: Sequence[str] = (),
    progress: Progress = silent,
) -> Material:
    """What is asked for: documents, one translated document (*parallel*), or the workspace's *memory*.

    Raises UsageError for what contradicts itself, InputError, NothingFound, StoreError.
    """
    if way == "memory":
        if sources or workspace is None:
            raise UsageError("--memory reads the memory of a workspace: name no files")
        return remembered(workspace, languages)
    if way == "documents":
        return gathered(sources, workspace, progress=progress)
    paths = [one for one in sources if not isinstance(one, bytes)]
    if not 1 <= len(paths) <= 2 or len(paths) < len(sources):
        raise UsageError("--parallel takes the two files of one document, or one file that holds both languages")
    return translated(paths[0], paths[1] if len(paths) == 2 else None, workspace, progress=progress)


# ── what is linked ───────────────────────────────────────────────────────────────────────────────


def gathered(
    sources: Sequence[Path | bytes],
    workspace: Workspace | None = None,
    *,
    progress: Progress = silent,
) -> Material:
    """Documents; those that hold two languages, or are versions of one by their names, are aligned.

    Raises InputError for a single document that cannot be read; among several it is a failure.
    """
    from termlode import segmentation
    from termlode.jobs.identity import document_name
    from termlode.jobs.reading import read_each

    failures: list[Failure] = []
    read = read_each(sources, failures, progress)
    found = [replace(document, path=document_name(document.path, workspace)) for document in read]
    beads, aligned = _aligned(found, workspace)
    segments = [s for one in found for s in aligned.get(one.path) or segmentation.segment(one)]
    return Material(tuple(segments), beads, read=len(found), failures=tuple(failures))


def _aligned(documents: Sequence[Document], workspace: Workspace | None) -> tuple[Beads, dict[str, list[Segment]]]:
    """The beads of documents that translate each other, and the segments of these documents as they were aligned."""
    from termlode.jobs.align import align
    from termlode.jobs.stages.pairs import by_name

    by_path = {one.path: one for one in documents}
    pairs = by_name(by_path, workspace.languages if workspace else ())
    tasks: list[tuple[Document, Document | None]] = [(by_path[one], by_path[other]) for one, other in pairs]
    tasks += [(one, None) for one in documents if one.path not in {name for pair in pairs for name in pair}]
    beads: Beads = {}
    segments: dict[str, list[Segment]] = {}
    for one, other in tasks:
        with suppress(NotParallelError, UsageError):
            alignment, _doubts = align(one, other, workspace=workspace)
            add_beads(beads, alignment.languages, (alignment.source, alignment.target), alignment.beads)
            sides = [alignment.source, alignment.target]
            names = [one.path, (other or one).path]
            for name, side in zip(names, sides, strict=True):
                segments[name] = [*segments.get(name, ()), *side] if other is None else list(side)
    return beads, segments


def add_beads(
    beads: Beads,
    languages: tuple[str, str],
    sides: tuple[Sequence[Segment], Sequence[Segment]],
    found: Iterable[Bead],
) -> None:
    """Add the beads of an alignment that have both sides and are not quite unsure."""
    from termlode.languages.tags import primary

    one, other = sides
    tags = (primary(languages[0]), primary(languages[1]))
    for bead in found:
        if bead.source and bead.target and bead.confidence >= _LEAST:
            texts = (tuple(one[k].text for k in bead.source), tuple(other[k].text for k in bead.target))
            beads.setdefault(tags, []).append(Bitext(*texts, bead.confidence))


def translated(
    source: Path, target: Path | None, workspace: Workspace | None = None, *, progress: Progress = silent
) -> Material:
    """One translated document: two files, or one that holds both languages.

    Raises UnreadableError, UsageError, NotParallelError, StoreError.
    """
    from termlode.jobs.align import align

    alignment, _doubts = align(source, target, workspace=workspace, progress=progress)
    beads: Beads = {}
    add_beads(beads, alignment.languages, (alignment.source, alignment.target), alignment.beads)
    return Material((*alignment.source, *alignment.target), beads, only_aligned=True, read=1 + (target is not None))


def remembered(workspace: Workspace, languages: Sequence[str] = ()) -> Material:
    """The newest units of the memory. Raises NothingFound, StoreError."""
    from termlode.languages.tags import primary

    wanted = {primary(tag) for tag in languages}
    with workspace.memory() as store:
        units = list(store.newest(MEMORY))
    segments: dict[tuple[str, str], Segment] = {}
    beads: Beads = {}
    for number, unit in enumerate(units):
        sides = [one for one in _sides(unit, number) if not wanted or one.language in wanted]
        segments |= {(one.language, one.text): one for one in sides}
        for one, other in combinations(sides, 2):
            bead = Bitext((one.text,), (other.text,), unit.origin.confidence or 1.0)
            beads.setdefault((one.language, other.language), []).append(bead)
    if not beads:
        raise NothingFound("the memory holds no unit in two languages")
    return Material(tuple(segments.values()), beads, only_aligned=True)


def _sides(unit: TranslationUnit, number: int) -> list[Segment]:
    from termlode.languages.tags import primary
    from termlode.model import Location, Segment

    name = unit.origin.document or "memory"
    return [
        Segment(one.text, primary(one.language), location=Location(name, number, 0, len(one.text)))
        for one in unit.variants
        if one.text.strip()
    ]


# ── linking ──────────────────────────────────────────────────────────────────────────────────────


def linked(
    material: Material,
    workspace: Workspace | None = None,
    *,
    languages: Sequence[str] = (),
    minimum: int = 1,
    least: float = HINT,
    best: int = 3,
    progress: Progress = silent,
) -> Linked:
    """The candidates of all languages (default: those of the segments) and their links.

    At most ``best`` links of a candidate and another language, none less sure than ``least``. Raises TermbaseError,
    StoreError, UnreadableError.
    """
    from termlode import extraction
    from termlode.extraction.links import link
    from termlode.languages.tags import primary

    present = [tag for tag, _ in Counter(primary(one.language) for one in material.segments).most_common()]
    chosen = [primary(tag) for tag in languages] or [tag for tag in present if tag != "und"]
    entries = workspace.concepts() if workspace else []
    candidates: dict[str, list[Candidate]] = {}
    for done, tag in enumerate(dict.fromkeys(chosen)):
        progress("extract", done, len(chosen))
        candidates[tag] = extraction.candidates(
            material.segments,
            tag,
            terms_of(entries, tag),
            minimum=minimum,
            contexts=_ALL,
            top=ALIGNED_POOL if material.only_aligned else POOL,
        )
    known = known_of(_knowledge(workspace, entries), Named(entries).concepts, material)
    found = tuple(link(candidates, known, least=least, best=best, progress=partial(progress, "link")))
    return Linked({tag: with_translations(some, tag, found) for tag, some in candidates.items()}, found)


def with_translations(candidates: Sequence[Candidate], tag: str, links: Iterable[Link]) -> list[Candidate]:
    """The candidates of a language and the phrases that are likely to translate one of another, best first."""
    there = {id(one) for one in candidates}
    likely = (side for one in links if one.probability >= LIKELY for side in (one.source, one.target))
    new = {id(one): one for one in likely if one.language == tag and id(one) not in there}
    return sorted((*candidates, *new.values()), key=lambda one: -one.score)


def known_of(knowledge: Knowledge, concepts: Callable[[Candidate], frozenset[str]], material: Material) -> Known:
    """What linking goes by: lexicons packaged and made of what the workspace knows, beads, concepts."""
    from termlode.alignment.lexicon import packaged
    from termlode.extraction.links.parallel import of_terms

    def lexicons(one: str, other: str) -> Sequence[Lexicon]:
        pairs = knowledge.pairs((one, other))[:_PAIRS]  # terms stand first
        return [packaged(one, other), of_terms(pairs, (one, other))]

    return Known(lexicons, both_ways(material.beads), concepts, material.only_aligned)


def both_ways(beads: Beads) -> Beads:
    """The beads by both orders of their languages."""
    found: Beads = {}
    for (one, other), some in beads.items():
        found.setdefault((one, other), []).extend(some)
        found.setdefault((other, one), []).extend(Bitext(b.target, b.source, b.confidence) for b in some)
    return found


def _knowledge(workspace: Workspace | None, entries: Iterable[ConceptEntry]) -> Knowledge:
    from termlode.jobs.stages.cache import Cache
    from termlode.jobs.stages.known import Knowledge

    return Knowledge(workspace, entries, Cache(workspace.private / "build") if workspace else None)


def terms_of(entries: Iterable[ConceptEntry], tag: str) -> list[str]:
    """The terms of a language."""
    return [term.term for entry in entries if (section := entry.section(tag)) for term in section.terms]
