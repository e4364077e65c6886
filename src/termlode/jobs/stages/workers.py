"""The stages of a build that take long, for one document, pair or language at a time: in this process or in several.

What comes out does not depend on how many there are.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from termlode.errors import NotParallelError
from termlode.jobs.stages import own_lexicon
from termlode.jobs.stages.cache import Cache, key_of
from termlode.jobs.stages.kept_candidates import as_candidates, candidates_value
from termlode.jobs.stages.kept_sources import as_text, as_texts, opened, sealed, texts_value
from termlode.jobs.stages.known import Knowledge
from termlode.jobs.stages.prepare import Preparer
from termlode.jobs.stages.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.alignment import Alignment
    from termlode.alignment.aligner import Resources
    from termlode.extraction import Candidate
    from termlode.jobs.stages.own_lexicon import Vocabulary
    from termlode.jobs.stages.prepare import Prepared
    from termlode.jobs.stages.texts import Texts
    from termlode.model import Bead, ConceptEntry, Segment
    from termlode.results import Source
    from termlode.workspace import Workspace

    type Told = dict[tuple[str, str], Resources]

CANDIDATES = 100  # of each language, for the report
SHOWN = 3  # contexts of each


class Cut(NamedTuple):
    """The texts of two sources that belong together, or why they cannot be aligned."""

    texts: Texts | None = None
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
        self.preparer = Preparer(concepts, words, self.cache, workspace.style, code=stamp())
        self.knowledge = Knowledge(workspace, concepts, self.cache)
        self.told = told or {}
        self._languages = workspace.languages

    # ── sources ──────────────────────────────────────────────────────────────────────────────────

    def prepare(self, path: Path, name: str, identity: str) -> Prepared:
        """Read, correct and segment a source."""
        return self.preparer.prepare(path, name, identity)

    def kept_prepare(self, path: Path, name: str, identity: str) -> Prepared | None:
        """The same from the cache."""
        return self.preparer.kept(path, name, identity)

    # ── pairs ────────────────────────────────────────────────────────────────────────────────────

    def cut(self, sources: tuple[Source, Source], digests: tuple[str, str]) -> Cut:
        """Cut two sources that belong together into segments of their languages."""
        from termlode.jobs.stages import texts

        left, right = sources
        key = self._cut_key(sources, digests)
        try:
            found = texts.two((left.corrected, right.corrected), (left.name, right.name), known=self._languages)
        except NotParallelError as error:
            self.cache.keep_data(key, sealed({"failure": str(error)})[1])
            return Cut(failure=str(error))
        found = texts.with_originals(found, (left.found, right.found))
        with suppress(ValueError):
            self.cache.keep_data(key, sealed({"texts": texts_value(found)})[1])
        return Cut(found)

    def kept_cut(self, sources: tuple[Source, Source], digests: tuple[str, str]) -> Cut | None:
        """The same from the cache."""
        corrected = [source.corrected for source in sources]
        names = (corrected[0].path, corrected[1].path)

        def made(_: str, value: Any) -> Cut:
            if "failure" in value:
                return Cut(failure=as_text(value["failure"]))
            return Cut(as_texts(value["texts"], corrected, names))

        return opened(self.cache.data(self._cut_key(sources, digests)), made)

    def _cut_key(self, sources: tuple[Source, Source], digests: tuple[str, str]) -> str:
        names = [name for source in sources for name in (source.name, source.original.path)]
        return key_of("cut", stamp(), digests, names, self._languages)

    def align(self, some: Texts) -> Aligned:
        """Align two texts."""
        try:
            return Aligned(self._aligned(some))
        except NotParallelError as error:
            return Aligned(failure=str(error))

    def kept_align(self, some: Texts) -> Aligned | None:
        """The same from the cache."""
        if some.languages in self.told or self._vocabulary(some) is None:
            return None
        beads = self.cache.beads(self._beads_key(some), len(some.source), len(some.target))
        try:
            return None if beads is None else Aligned(_judged(some, beads))
        except NotParallelError as error:
            return Aligned(failure=str(error))

    def _aligned(self, some: Texts) -> Alignment:
        from termlode.jobs.stages import texts

        told = self.told.get(some.languages)
        beads = list(texts.align(some, told or self.knowledge.resources(some.languages), least=0.0).beads)
        if told is None:
            known = own_lexicon.vocabulary(some.plain(), some.languages)
            data = sealed(own_lexicon.vocabulary_value(known))[1]
            self.cache.keep_data(key_of("words", stamp(), some.languages, *some.plain()), data)
            self.cache.keep(self._beads_key(some), beads)
        return _judged(some, beads)

    def _vocabulary(self, some: Texts) -> Vocabulary | None:
        """The words of both texts, where they were aligned before."""
        data = self.cache.data(key_of("words", stamp(), some.languages, *some.plain()))
        return opened(data, lambda _, value: own_lexicon.as_vocabulary(value))

    def _beads_key(self, some: Texts) -> str:
        known = self._vocabulary(some) or own_lexicon.vocabulary(some.plain(), some.languages)
        blocks = [[str(s.location.block if s.location else -1) for s in side] for side in (some.source, some.target)]
        met = own_lexicon.met(self.knowledge.own(some.languages), known)
        return key_of("beads", stamp(), some.languages, *some.plain(), *blocks, met)

    # ── candidates ───────────────────────────────────────────────────────────────────────────────

    def candidates(
        self, sources: Sequence[tuple[str, Sequence[Segment]]], language: str, known: Sequence[str]
    ) -> list[Candidate]:
        """The best term candidates of a language, in the segments of sources; each of them with its hash."""
        from termlode import extraction

        segments = (segment for _, some in sources for segment in some)
        found = extraction.candidates(segments, language, known=known, top=CANDIDATES)
        self.cache.keep_data(_candidates_key(sources, language, known), sealed(candidates_value(found))[1])
        return found

    def pool(
        self, sources: Sequence[tuple[str, Sequence[Segment]]], language: str, known: Sequence[str]
    ) -> list[Candidate]:
        """The same and many more of them, with all their contexts, to be linked."""
        from dataclasses import replace

        from termlode import extraction
        from termlode.extraction.links import POOL
        from termlode.jobs.stages.drafting import CONTEXTS

        segments = (segment for _, some in sources for segment in some)
        found = extraction.candidates(segments, language, known=known, top=POOL, contexts=CONTEXTS)
        best = [replace(one, contexts=one.contexts[:SHOWN]) for one in found[:CANDIDATES]]
        self.cache.keep_data(_candidates_key(sources, language, known), sealed(candidates_value(best))[1])
        return found

    def kept_pool(self, *_: object) -> None:
        """Pools are not kept: what is made of them is."""

    def kept_candidates(
        self, sources: Sequence[tuple[str, Sequence[Segment]]], language: str, known: Sequence[str]
    ) -> list[Candidate] | None:
        """The same from the cache."""
        key = _candidates_key(sources, language, known)
        return opened(self.cache.data(key), lambda _, value: as_candidates(value))


def _judged(some: Texts, beads: Sequence[Bead]) -> Alignment:
    """The alignment that beads make of texts. Raises NotParallelError where they do not say enough."""
    from termlode import alignment

    score = alignment.require_parallel(beads, *some.plain(), *some.languages, names=some.names)
    return alignment.Alignment(tuple(beads), tuple(some.source), tuple(some.target), score, some.names)


def _candidates_key(sources: Sequence[tuple[str, Sequence[Segment]]], language: str, known: Sequence[str]) -> str:
    return key_of("candidates", stamp(), language, known, (digest for digest, _ in sources))


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
        """What the method ``work`` of a :class:`Worker` makes of each of ``tasks``; ``at_once`` go to one process.

        What was kept is taken from the cache here; only the rest is work, which other processes begin at once.
        """
        kept = [getattr(self.here, f"kept_{work}")(*task) for task in tasks]
        made = self._made(work, [task for task, found in zip(tasks, kept, strict=True) if found is None], at_once)
        return (next(made) if found is None else found for found in kept)

    def _made(self, work: str, tasks: Sequence[tuple[Any, ...]], at_once: int) -> Iterator[Any]:
        if self._jobs == 1 or len(tasks) < 2:
            return (getattr(self.here, work)(*task) for task in tasks)
        if self._pool is None:
            arguments = (self._workspace.root, self._words, self.here.told)
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(self._jobs, context, initializer=_start, initargs=arguments)
        return self._results(self._pool.map(_work, [(work, task) for task in tasks], chunksize=at_once))

    def _results(self, done: Iterable[tuple[Any, set[str]]]) -> Iterator[Any]:
        for result, used in done:
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
