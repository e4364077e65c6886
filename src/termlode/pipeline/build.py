"""The whole flow: read → correct → segment → align → memory → term candidates → exports.

Each stage is idempotent. Corrections and alignments are cached by content, the memory takes each
document's units in one transaction: a build that was interrupted goes on where it stopped.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from termlode import alignment, documents, extraction
from termlode.errors import InputError, NotParallelError
from termlode.pipeline import exports, pairs
from termlode.pipeline.cache import Cache, key_of
from termlode.pipeline.known import remembered, terms
from termlode.pipeline.prepare import Preparer
from termlode.pipeline.results import BuildResult, Failure, Pair, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termlode.alignment.aligner import Resources
    from termlode.memory import Store
    from termlode.model import Bead, ConceptEntry, Segment, TranslationUnit
    from termlode.workspace import Workspace

    type Progress = Callable[[str, int, int], None]

STAGES = ("read", "align", "store", "extract", "export")
CANDIDATES = 100  # of each language, for the report


def build(workspace: Workspace, progress: Progress | None = None) -> BuildResult:
    """Build ``workspace`` and write its exports.

    A source that cannot be used is named in the result and does not stop the others. Raises
    InputError where the termbase is broken, StoreError where the memory cannot be used.
    """
    return _Build(workspace, progress or (lambda _stage, _done, _total: None)).run()


class _Build:
    def __init__(self, workspace: Workspace, progress: Progress) -> None:
        self.workspace, self.progress = workspace, progress
        self.result = BuildResult()
        self.cache = Cache(workspace.private / "build")
        self._memories: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._resources: dict[tuple[str, str], Resources] = {}

    def run(self) -> BuildResult:
        """All stages."""
        concepts = self.workspace.concepts()
        self.result.concepts = len(concepts)
        self._read(concepts)
        self._align(concepts)
        workspace = self.workspace
        with workspace.memory(write=True) as store:
            self._store(store)
            self._extract(concepts)
            self.progress("export", 0, 2)
            self.result.written += exports.write_memory(store, workspace.output)
        self.progress("export", 1, 2)
        self.result.written += exports.write_terms(concepts, workspace.languages, workspace.output)
        self.progress("export", 2, 2)
        self.cache.sweep()
        return self.result

    def _read(self, concepts: list[ConceptEntry]) -> None:
        folder = self.workspace.sources
        if not folder.is_dir():
            return
        preparer = Preparer(concepts, self.workspace.own_words("fa"), self.cache)
        self.result.signature = preparer.signature
        paths = documents.discover([folder])
        for done, path in enumerate(paths):
            self.progress("read", done, len(paths))
            name = path.relative_to(folder).as_posix()
            try:
                self.result.sources.append(preparer.prepare(path, name))
            except InputError as error:
                self.result.failures.append(Failure(name, str(error)))
        self.progress("read", len(paths), len(paths))

    # ── alignment ────────────────────────────────────────────────────────────────────────────────

    def _align(self, concepts: list[ConceptEntry]) -> None:
        found = [*self._bilingual(), *self._named()]
        for done, (one, other, source, target) in enumerate(found):
            self.progress("align", done, len(found))
            try:
                beads = self._beads((one, other), source, target, concepts)
            except NotParallelError as error:
                self.result.failures.append(
                    Failure(one if one == other else f"{one} ↔ {other}", str(error), fatal=False)
                )
                continue
            self.result.pairs.append(Pair(one, other, tuple(source), tuple(target), tuple(beads)))
        self.progress("align", len(found), len(found))

    def _bilingual(self) -> Iterator[tuple[str, str, list[Segment], list[Segment]]]:
        """Sources with two languages in one file."""
        for source in self.result.sources:
            halves = alignment.split_bilingual(source.corrected)
            if halves is None:
                continue
            tags = [half.blocks[0].language for half in halves]
            one, other = ([s for s in source.segments if s.language == tag] for tag in tags)
            yield source.name, source.name, one, other

    def _named(self) -> Iterator[tuple[str, str, list[Segment], list[Segment]]]:
        """Sources whose names say that they are versions of one document."""
        by_name = {source.name: source for source in self.result.sources}
        for one, other in pairs.by_name(by_name):
            left, right = (_own(by_name[name]) for name in (one, other))
            if left and right:
                yield one, other, left, right

    def _beads(
        self, names: tuple[str, str], source: list[Segment], target: list[Segment], concepts: list[ConceptEntry]
    ) -> list[Bead]:
        one, other = ([segment.text for segment in side] for side in (source, target))
        tags = (source[0].language, target[0].language)
        known = [*terms(concepts, *tags), *self._remembered(*tags)]
        key = key_of("beads", self.result.signature, tags, one, other, (f"{a}\t{b}" for a, b in known))
        beads = self.cache.beads(key, len(one), len(other))
        if beads is None:
            if tags not in self._resources:
                self._resources[tags] = alignment.resources(*tags, pairs=known)
            beads = alignment.align_with(self._resources[tags], one, other)
            self.cache.keep(key, beads)
        alignment.require_parallel(beads, one, other, *tags, names=names)
        return beads

    def _remembered(self, source: str, target: str) -> list[tuple[str, str]]:
        """What people put into the memory; what a build aligned would change the next build."""
        if (source, target) not in self._memories:
            self._memories[source, target] = []
            if self.workspace.memory_file.is_file():
                with self.workspace.memory() as store:
                    self._memories[source, target] = remembered(store, source, target, aligned=False)
        return self._memories[source, target]

    # ── memory ───────────────────────────────────────────────────────────────────────────────────

    def _store(self, store: Store) -> None:
        counts = {"added": 0, "updated": 0, "unchanged": 0, "removed": 0}
        for done, pair in enumerate(self.result.pairs):
            self.progress("store", done, len(self.result.pairs))
            report = store.add(self._units(pair))
            counts["added"] += report.added
            counts["updated"] += report.updated
            counts["unchanged"] += report.unchanged
        if counts["added"]:
            counts["removed"] = store.delete(self._outdated(store))
        self.progress("store", len(self.result.pairs), len(self.result.pairs))
        self.result.units = counts | {"total": int(str(store.stats()["units"]))}

    def _outdated(self, store: Store) -> list[int]:
        """Units that an earlier build made of these documents, and that they no longer hold."""
        made: dict[str | None, set[tuple[str, ...]]] = {}
        for pair in self.result.pairs:
            for unit in self._units(pair):
                made.setdefault(unit.origin.document, set()).add(_texts(unit))
        return [
            key
            for key, unit in store.items()
            if unit.origin.kind == "aligned"
            and unit.origin.document in made
            and _texts(unit) not in made[unit.origin.document]
        ]

    def _units(self, pair: Pair) -> Iterable[TranslationUnit]:
        workspace = self.workspace
        files = [workspace.sources / name for name in (pair.source_name, pair.target_name)]
        return alignment.units(
            pair.beads,
            pair.source,
            pair.target,
            client=workspace.client,
            domain=workspace.domain,
            made=_date(max(path.stat().st_mtime for path in files)),
        )

    # ── candidates ───────────────────────────────────────────────────────────────────────────────

    def _extract(self, concepts: list[ConceptEntry]) -> None:
        languages = self.workspace.languages
        for done, tag in enumerate(languages):
            self.progress("extract", done, len(languages))
            segments = [s for source in self.result.sources for s in source.segments if s.language == tag]
            if segments:
                found = extraction.candidates(segments, tag, known=_terms(concepts, tag))
                self.result.candidates[tag] = found[:CANDIDATES]
        self.progress("extract", len(languages), len(languages))


def _texts(unit: TranslationUnit) -> tuple[str, ...]:
    return tuple(variant.text for variant in unit.variants)


def _date(seconds: float) -> str:
    """The date of a source, so that building it again changes nothing."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%dT%H%M%SZ")


def _own(source: Source) -> list[Segment]:
    """The segments in the language that most of a source is in."""
    main = next(iter(source.languages), "und")
    return [segment for segment in source.segments if segment.language == main]


def _terms(concepts: Iterable[ConceptEntry], tag: str) -> list[str]:
    return [term.term for entry in concepts if (section := entry.section(tag)) for term in section.terms]
