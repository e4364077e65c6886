"""The whole flow: read → correct → segment → align → memory → term candidates → exports.

Each stage is idempotent. What is slow is kept by a hash of all it depends on, the memory takes each document pair's
units in one transaction: a build that was interrupted goes on where it stopped, and one that changes nothing is over
at once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from termlode import documents, extraction
from termlode.errors import InputError, NotParallelError
from termlode.files import write_text
from termlode.jobs.events import silent
from termlode.pipeline import exports, pairs, texts
from termlode.pipeline.cache import Cache, key_of
from termlode.pipeline.known import Knowledge
from termlode.pipeline.prepare import Preparer
from termlode.pipeline.results import BuildResult, Failure, Pair, Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.alignment import Alignment
    from termlode.alignment.aligner import Resources
    from termlode.jobs.events import Progress
    from termlode.memory import Store
    from termlode.memory.document_units import Documents
    from termlode.model import ConceptEntry
    from termlode.pipeline.texts import Texts
    from termlode.workspace import Workspace

__all__ = ["STAGES", "BuildResult", "Failure", "Pair", "Source", "build"]

STAGES = ("read", "align", "store", "extract", "export")
CANDIDATES = 100  # of each language, for the report


def build(workspace: Workspace, *, prune: bool = False, progress: Progress = silent) -> BuildResult:
    """Build ``workspace`` and write its exports.

    A source that cannot be used is named in the result and does not stop the others. Units of sources that are no
    longer there are counted; with ``prune`` those that a machine made are deleted. Raises InputError where the
    termbase is broken, StoreError where the memory cannot be used.
    """
    return _Build(workspace, progress, prune=prune).run()


class _Build:
    def __init__(self, workspace: Workspace, progress: Progress, *, prune: bool) -> None:
        self.workspace, self.progress, self.prune = workspace, progress, prune
        self.result = BuildResult(adapted=workspace.adapt)
        self.cache = Cache(workspace.private / "build")
        self.hashes: dict[str, str] = {}  # of the present documents, by name from the root
        self.attempted: dict[Documents, Alignment | None] = {}
        self.orphans = self.pruned = 0  # units of sources that are gone

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
        self._report()
        self.cache.sweep()
        return self.result

    def _report(self) -> None:
        from termlode.report import render

        path = self.workspace.output / "report.html"
        self.result.written.append(path)
        write_text(path, render(self.result, self.workspace))

    def _name(self, path: Path) -> str:
        """What the user calls a source: its path in the folder of sources."""
        return path.relative_to(self.workspace.sources).as_posix()

    def _read(self, concepts: list[ConceptEntry]) -> None:
        from termlode.jobs.identity import content_hash, document_name

        folder = self.workspace.sources
        if not folder.is_dir():
            return
        preparer = Preparer(concepts, self.workspace.own_words("fa"), self.cache)
        self.result.signature = preparer.signature
        paths = documents.discover([folder])
        for done, path in enumerate(paths):
            self.progress("read", done, len(paths))
            identity = document_name(path, self.workspace)
            try:
                self.result.sources.append(preparer.prepare(path, self._name(path), identity))
                self.hashes[identity] = content_hash(path)
            except InputError as error:
                self.result.failures.append(Failure(self._name(path), str(error)))
        self.result.unused += [
            Failure(self._name(path), "(not a kind of document that build reads)", fatal=False)
            for path in _others(folder, paths)
        ]
        self.progress("read", len(paths), len(paths))

    # ── alignment ────────────────────────────────────────────────────────────────────────────────

    def _align(self, concepts: list[ConceptEntry]) -> None:
        found = [*self._bilingual(), *self._named()]
        knowledge = Knowledge(self.workspace, concepts)
        taught = _taught(found, knowledge) if self.workspace.adapt else {}
        for done, some in enumerate(found):
            self.progress("align", done, len(found))
            pair = _documents(some)
            try:
                alignment = self._aligned(some, knowledge, taught.get(some.languages))
            except NotParallelError as error:
                self.attempted[pair] = None
                self._refused(some.names, error)
                continue
            self.attempted[pair] = alignment
            self.result.pairs.append(
                Pair(*some.names, tuple(alignment.source), tuple(alignment.target), alignment.beads)
            )
        self._lonely()
        self.progress("align", len(found), len(found))

    def _lonely(self) -> None:
        """Name the sources of which no stage makes anything: neither a translation of another, nor in our languages."""
        from termlode.languages.tags import primary

        paired = {name for pair in self.attempted for name in pair}
        ours = {primary(tag) for tag in self.workspace.languages}
        for source in self.result.sources:
            theirs = {primary(tag) for tag, letters in source.languages.items() if letters and tag != "und"}
            if source.original.path not in paired and ours.isdisjoint(theirs):
                reason = "(no translation beside it, and not in the languages of termlode.toml)"
                self.result.unused.append(Failure(source.name, reason, fatal=False))

    def _refused(self, names: tuple[str, str], error: NotParallelError) -> None:
        one, other = names
        name = one if one == other else f"{one} ↔ {other}"
        self.result.failures.append(Failure(name, str(error), fatal=False))

    def _bilingual(self) -> Iterable[Texts]:
        """Sources with two languages in one file."""
        for source in self.result.sources:
            try:
                yield texts.with_originals(texts.halves(source.corrected, source.name), (source.found, source.found))
            except NotParallelError:
                continue

    def _named(self) -> Iterable[Texts]:
        """Sources whose names say that they are versions of one document."""
        by_name = {source.name: source for source in self.result.sources}
        languages = self.workspace.languages
        for one, other in pairs.by_name(by_name, languages):
            left, right = by_name[one], by_name[other]
            try:
                found = texts.two((left.corrected, right.corrected), (one, other), known=languages)
            except NotParallelError as error:
                self.attempted[left.original.path, right.original.path] = None
                self._refused((one, other), error)
                continue
            yield texts.with_originals(found, (left.found, right.found))

    def _aligned(self, some: Texts, knowledge: Knowledge, told: Resources | None) -> Alignment:
        from termlode import alignment

        blocks = [[str(s.location.block if s.location else -1) for s in side] for side in (some.source, some.target)]
        known = (f"{a}\t{b}" for a, b in knowledge.pairs(some.languages))
        key = key_of("beads", self.result.signature, some.languages, *some.plain(), *blocks, known, str(bool(told)))
        beads = self.cache.beads(key, *map(len, some.plain())) if told is None else None
        if beads is None:
            found = texts.align(some, told or knowledge.resources(some.languages), least=0.0)
            beads = list(found.beads)
            if told is None:
                self.cache.keep(key, beads)
        score = alignment.require_parallel(beads, *some.plain(), *some.languages, names=some.names)
        return alignment.Alignment(tuple(beads), tuple(some.source), tuple(some.target), score, some.names)

    # ── memory ───────────────────────────────────────────────────────────────────────────────────

    def _store(self, store: Store) -> None:
        from termlode.jobs import decisions, identity

        workspace, units = self.workspace, store.documents
        identity.adopt(store, workspace)
        self.result.renamed = identity.follow(store, workspace, self.hashes)
        works = [
            (pair, decisions.left_to_the_machine(store, workspace, found, pair, made=self._date(pair)) if found else [])
            for pair, found in self.attempted.items()
        ]
        total = len(works)
        settled = units.settle(works, built=True, progress=lambda done: self.progress("store", done, total))
        removed = settled.removed + self._forget(store)
        self._deleted(store)
        removed += self.pruned
        units.record(self.hashes)
        self.progress("store", total, total)
        self.result.units = {
            "added": settled.added,
            "updated": settled.updated,
            "unchanged": settled.unchanged,
            "removed": removed,
            "deleted": self.orphans,
            "total": int(str(store.stats()["units"])),
        }

    def _forget(self, store: Store) -> int:
        """Delete what an earlier build made of documents that are there but are no longer a pair; how many units."""
        there = {source.original.path for source in self.result.sources}
        stale = [pair for pair in store.documents.built() if pair not in self.attempted and there.issuperset(pair)]
        return sum(store.documents.forget(pair) for pair in stale)

    def _deleted(self, store: Store) -> None:
        """Count what a machine made of sources that are gone, or delete it."""
        from termlode.jobs.identity import document_name, path_of

        folder = document_name(self.workspace.sources, self.workspace)
        gone = {
            name: count
            for name, count in store.documents.made().items()
            if name.startswith(f"{folder}/") and not path_of(name, self.workspace).exists()
        }
        keys = store.documents.machine_units(gone)
        if self.prune:
            self.pruned = store.documents.drop(keys)
            return
        self.result.deleted, self.orphans = gone, len(keys)

    def _date(self, pair: Documents) -> str:
        """The date of two documents, so that building them again changes nothing."""
        seconds = max((self.workspace.root / name).stat().st_mtime for name in pair)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%dT%H%M%SZ")

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


def _documents(some: Texts) -> Documents:
    """The documents that the segments stand in."""
    one, other = (next(s.location.document for s in side if s.location) for side in (some.source, some.target))
    return one, other


def _taught(found: Iterable[Texts], knowledge: Knowledge) -> dict[tuple[str, str], Resources]:
    """What all documents of two languages teach, by languages."""
    from termlode.alignment import batch

    groups: dict[tuple[str, str], list[Texts]] = {}
    for some in found:
        groups.setdefault(some.languages, []).append(some)
    return {
        languages: batch.taught(knowledge.resources(languages), (some.plain() for some in group))
        for languages, group in groups.items()
    }


def _others(folder: Path, used: Iterable[Path]) -> list[Path]:
    """Files in the folder of sources that are not read, but for hidden ones."""
    known = set(used)
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path not in known
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )


def _terms(concepts: Iterable[ConceptEntry], tag: str) -> list[str]:
    return [term.term for entry in concepts if (section := entry.section(tag)) for term in section.terms]
