"""The whole flow: read → correct → segment → align → memory → exports → term candidates → drafts.

Each stage is idempotent. What is slow is kept by a hash of all it depends on, the memory takes each document pair's
units in one transaction: a build that was interrupted goes on where it stopped. Where neither sources, termbase,
settings, memory nor exports have changed since the last build, there is nothing to do.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from termlode import documents
from termlode.files import within, write_text
from termlode.jobs.events import silent
from termlode.jobs.stages import exports, pairs
from termlode.jobs.stages.cache import key_of
from termlode.jobs.stages.drafting import Drafting
from termlode.jobs.stages.state import State
from termlode.jobs.stages.workers import CANDIDATES, SHOWN, Crew
from termlode.languages.tags import matches
from termlode.results import BuildResult, Failure, Pair, Source, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.alignment import Alignment
    from termlode.alignment.aligner import Resources
    from termlode.extraction import Candidate
    from termlode.jobs.events import Progress
    from termlode.jobs.stages.known import Knowledge
    from termlode.jobs.stages.texts import Texts
    from termlode.memory import Store
    from termlode.memory.document_units import Documents
    from termlode.model import ConceptEntry, Segment
    from termlode.termbase.drafts.record import Draft
    from termlode.workspace import Workspace

    type _CandidateTask = tuple[list[tuple[str, list[Segment]]], str, list[str]]  # by source; the language; its terms

__all__ = ["STAGES", "BuildResult", "Failure", "Pair", "Source", "build", "label"]

STAGES = ("read", "align", "store", "export", "extract", "link")


def build(workspace: Workspace, *, prune: bool = False, jobs: int = 1, progress: Progress = silent) -> BuildResult:
    """Build ``workspace`` with ``jobs`` processes and write its exports.

    A source that cannot be used is named in the result and does not stop the others. Units of sources that are no
    longer there are counted; with ``prune`` those that a machine made are deleted. Raises InputError where the
    termbase is broken, StoreError where the memory cannot be used.
    """
    state = State(workspace)
    last = None if prune else state.last()
    if last is not None:
        return last
    before = state.inputs()
    with Crew(workspace, workspace.own_words("fa"), workspace.concepts(), jobs) as crew:
        result = _Build(workspace, crew, progress, prune=prune, lately=state.documents()).run()
    state.record(result, before)
    return result


class _Build:
    def __init__(
        self, workspace: Workspace, crew: Crew, progress: Progress, *, prune: bool, lately: frozenset[str]
    ) -> None:
        self.workspace, self.crew, self.progress, self.prune = workspace, crew, progress, prune
        self.lately = lately  # the documents of the last build
        self.result = BuildResult(adapted=workspace.adapt)
        self.concepts: list[ConceptEntry] = workspace.concepts()
        self.hashes: dict[str, str] = {}  # of the present documents, by name from the root
        self.digests: dict[str, str] = {}  # of what came of them, by the name that the user knows
        self.halves: list[Texts] = []  # of sources that hold two languages
        self.attempted: dict[Documents, Alignment | None] = {}
        self.orphans = self.pruned = 0  # units of sources that are gone

    def run(self) -> BuildResult:
        """All stages."""
        self.result.concepts = len(self.concepts)
        self._read()
        self._align()
        workspace = self.workspace
        tasks = self._candidate_tasks()
        drafting = Drafting(workspace, self.concepts, self.digests, self.result.pairs, self.crew.here.cache)
        drafts = drafting.kept()
        work = "candidates" if drafts is not None else "pool"
        candidates = self.crew.map(work, tasks)  # other processes look for them while this one stores
        with workspace.memory(write=True) as store:
            self._store(store)
            self.progress("export", 0, 2)
            self.result.written += exports.write_memory(store, workspace.output)
        self.progress("export", 1, 2)
        self.result.written += exports.write_terms(self.concepts, workspace.languages, workspace.output)
        self.progress("export", 2, 2)
        pool = self._extract(tasks, candidates)
        self.progress("link", 0, 1)
        self._draft(drafting.made(pool) if drafts is None else drafts)
        self.progress("link", 1, 1)
        self._report()
        self.crew.here.cache.sweep()
        return self.result

    def _report(self) -> None:
        from termlode.report import render

        path = within(self.workspace.output / "report.html", self.workspace.output)
        self.result.written.append(path)
        write_text(path, render(self.result, self.workspace))

    def _name(self, path: Path) -> str:
        """What the user calls a source: its path in the folder of sources."""
        return path.relative_to(self.workspace.sources).as_posix()

    def _read(self) -> None:
        from termlode.jobs.identity import document_name

        folder = self.workspace.sources
        if not folder.is_dir():
            return
        self.result.signature = self.crew.here.preparer.signature
        paths = documents.discover([folder])
        tasks = [(path, self._name(path), document_name(path, self.workspace)) for path in paths]
        self.progress("read", 0, len(paths))
        for done, (task, found) in enumerate(zip(tasks, self.crew.map("prepare", tasks, 4), strict=True), 1):
            _, name, identity = task
            if found.source is None:
                self.result.failures.append(Failure(name, found.failure))
            else:
                self.hashes[identity] = found.content
                self.digests[name] = found.digest
                self.result.sources.append(found.source)
                self.halves += [found.halves] if found.halves is not None else []
            self.progress("read", done, len(paths))
        self.result.unused += [
            Failure(self._name(path), "(not a kind of document that build reads)", fatal=False)
            for path in _others(folder, paths)
        ]

    # ── alignment ────────────────────────────────────────────────────────────────────────────────

    def _align(self) -> None:
        found = [*self.halves, *self._named()]
        if self.workspace.adapt:
            self.crew.tell(_taught(found, self.crew.here.knowledge))
        self.progress("align", 0, len(found))
        results = self.crew.map("align", [(some,) for some in found], 2)
        for done, (some, aligned) in enumerate(zip(found, results, strict=True), 1):
            self.attempted[_documents(some)] = aligned.found
            if aligned.found is None:
                self._refused(some.names, aligned.failure)
            else:
                sides = (tuple(some.source), tuple(some.target))
                self.result.pairs.append(Pair(*some.names, *sides, aligned.found.beads))
            self.progress("align", done, len(found))
        self._lonely()

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

    def _refused(self, names: tuple[str, str], reason: str) -> None:
        one, other = names
        name = one if one == other else f"{one} ↔ {other}"
        self.result.failures.append(Failure(name, reason, fatal=False))

    def _named(self) -> Iterator[Texts]:
        """Sources whose names say that they are versions of one document."""
        by_name = {source.name: source for source in self.result.sources}
        names = pairs.by_name(by_name, self.workspace.languages)
        tasks = [((by_name[one], by_name[other]), (self.digests[one], self.digests[other])) for one, other in names]
        for (one, other), found in zip(names, self.crew.map("cut", tasks, 2), strict=True):
            if found.texts is not None:
                yield found.texts
            else:
                self.attempted[by_name[one].original.path, by_name[other].original.path] = None
                self._refused((one, other), found.failure)

    # ── memory ───────────────────────────────────────────────────────────────────────────────────

    def _store(self, store: Store) -> None:
        from termlode.jobs import decisions, identity

        workspace, units = self.workspace, store.documents
        identity.adopt(store, workspace)
        self.result.renamed = identity.follow(store, workspace, self.hashes, self.lately)
        works = [
            (pair, decisions.left_to_the_machine(store, workspace, found, pair, made=self._date(pair)) if found else [])
            for pair, found in self.attempted.items()
        ]
        total = len(works)
        forgotten = self._forget(store)  # first: a unit of its documents would else take in the same one of others
        settled = units.settle(works, built=True, progress=lambda done: self.progress("store", done, total))
        removed = settled.removed + forgotten
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

    def _candidate_tasks(self) -> list[_CandidateTask]:
        """What candidates are looked for in, a language each: the largest first."""
        tasks = []
        for tag in self.workspace.languages:
            found = [
                (key_of(source.original.path, self.digests[source.name]), segments)
                for source in self.result.sources
                if (segments := [s for s in source.segments if matches(s.language, tag)])
            ]
            if found:
                tasks.append((found, tag, _terms(self.concepts, tag)))
        return sorted(tasks, key=lambda task: -sum(len(segments) for _, segments in task[0]))

    def _extract(
        self, tasks: list[_CandidateTask], candidates: Iterable[list[Candidate]]
    ) -> dict[str, list[Candidate]]:
        """The best candidates of each language go into the result; all that were found are given back."""
        self.progress("extract", 0, len(tasks))
        found = {}
        for done, (task, best) in enumerate(zip(tasks, candidates, strict=True), 1):
            found[task[1]] = best
            self.progress("extract", done, len(tasks))
        ordered = {tag: found[tag] for tag in self.workspace.languages if tag in found}
        self.result.candidates |= {
            tag: [replace(one, contexts=one.contexts[:SHOWN]) for one in some[:CANDIDATES]]
            for tag, some in ordered.items()
        }
        return ordered

    def _draft(self, drafts: list[Draft]) -> None:
        from termlode.termbase.drafts.folder import files, update

        folder = self.workspace.drafts
        if not drafts and not folder.is_dir():
            return
        update(folder, drafts)
        self.result.drafts = [one for file in files(folder).values() for one in file.blocks]


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
