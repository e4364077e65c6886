"""The stages of a build that take long, for one document, pair or language at a time: in this process or in several.

What comes out does not depend on how many there are.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from termlode.errors import InputError, NotParallelError
from termlode.jobs.stages.cache import Cache, key_of
from termlode.jobs.stages.known import Knowledge
from termlode.jobs.stages.prepare import Preparer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.alignment import Alignment
    from termlode.alignment.aligner import Resources
    from termlode.extraction import Candidate
    from termlode.jobs.stages.texts import Texts
    from termlode.model import ConceptEntry, Segment
    from termlode.results import Source
    from termlode.workspace import Workspace

    type Told = dict[tuple[str, str], Resources]

CANDIDATES = 100  # of each language, for the report


class Prepared(NamedTuple):
    """A source that was read, corrected and segmented; its two languages where it holds two; or why there is none."""

    source: Source | None = None
    halves: Texts | None = None
    failure: str = ""


class Aligned(NamedTuple):
    """An alignment, or why there is none."""

    found: Alignment | None = None
    failure: str = ""


class Worker:
    """Does the work, with one corrector and one set of lexicons. ``words``: the workspace's own, for correction."""

    def __init__(
        self,
        workspace: Workspace,
        words: Sequence[str],
        concepts: Iterable[ConceptEntry] | None = None,
        told: Told | None = None,
    ) -> None:
        concepts = workspace.concepts() if concepts is None else list(concepts)
        self.cache = Cache(workspace.private / "build")
        self.preparer = Preparer(concepts, words, self.cache, workspace.style)
        self.knowledge = Knowledge(workspace, concepts)
        self.told = told or {}

    def prepare(self, path: Path, name: str, identity: str) -> Prepared:
        """Read, correct and segment a source."""
        try:
            source = self.preparer.prepare(path, name, identity)
        except InputError as error:
            return Prepared(failure=str(error))
        return Prepared(source, self._halves(source))

    def _halves(self, source: Source) -> Texts | None:
        """The texts of both languages of a source, where it holds two; that it does not is remembered."""
        from termlode.jobs.stages import texts

        blocks = [f"{b.start} {b.end} {b.language}" for b in source.corrected.blocks]
        key = key_of("one language", self.preparer.signature, source.corrected.text, blocks)
        if self.cache.beads(key, 0, 0) is not None:
            return None
        try:
            return texts.with_originals(texts.halves(source.corrected, source.name), (source.found, source.found))
        except NotParallelError:
            self.cache.keep(key, ())
            return None

    def align(self, some: Texts) -> Aligned:
        """Align two texts."""
        try:
            return Aligned(self._aligned(some))
        except NotParallelError as error:
            return Aligned(failure=str(error))

    def _aligned(self, some: Texts) -> Alignment:
        from termlode import alignment
        from termlode.jobs.stages import texts

        told = self.told.get(some.languages)
        blocks = [[str(s.location.block if s.location else -1) for s in side] for side in (some.source, some.target)]
        known = (f"{a}\t{b}" for a, b in self.knowledge.pairs(some.languages)) if told is None else ()
        key = key_of("beads", self.preparer.signature, some.languages, *some.plain(), *blocks, known)
        beads = self.cache.beads(key, len(some.source), len(some.target)) if told is None else None
        if beads is None:
            known_words = told or self.knowledge.resources(some.languages)
            beads = list(texts.align(some, known_words, least=0.0).beads)
            if told is None:
                self.cache.keep(key, beads)
        score = alignment.require_parallel(beads, *some.plain(), *some.languages, names=some.names)
        return alignment.Alignment(tuple(beads), tuple(some.source), tuple(some.target), score, some.names)

    def candidates(self, segments: Sequence[Segment], language: str, known: Sequence[str]) -> list[Candidate]:
        """The best term candidates of a language."""
        from termlode import extraction

        return extraction.candidates(segments, language, known=known)[:CANDIDATES]


class Crew:
    """One worker here, or ``jobs`` of them in processes of their own; a context manager. Results keep their order."""

    def __init__(self, workspace: Workspace, words: Sequence[str], concepts: Iterable[ConceptEntry], jobs: int) -> None:
        self._workspace, self._words, self._jobs = workspace, words, jobs
        self.here = Worker(workspace, words, concepts)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def tell(self, told: Told) -> None:
        """What all documents of two languages taught, before they are aligned."""
        self.here.told = told
        self._stop()

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def map(self, work: str, tasks: Sequence[tuple[Any, ...]], at_once: int = 1) -> Iterator[Any]:
        """What the method ``work`` of a :class:`Worker` makes of each of ``tasks``; ``at_once`` go to one process."""
        if self._jobs == 1 or len(tasks) < 2:
            yield from (getattr(self.here, work)(*task) for task in tasks)
            return
        if self._pool is None:
            arguments = (self._workspace.root, self._words, self.here.told)
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(self._jobs, context, initializer=_start, initargs=arguments)
        calls = [(work, task) for task in tasks]
        for result, used in self._pool.map(_work, calls, chunksize=at_once):
            self.here.cache.use(used)
            yield result


_WORKERS: list[Worker] = []  # of this process, one


def _start(root: Path, words: Sequence[str], told: Told) -> None:
    from termlode import workspace

    _WORKERS[:] = [Worker(workspace.load(root), words, told=told)]


def _work(call: tuple[str, tuple[Any, ...]]) -> tuple[Any, set[str]]:
    """The result of a call, and the keys of the cache that it used."""
    worker = _WORKERS[0]
    work, task = call
    return getattr(worker, work)(*task), worker.cache.taken()
