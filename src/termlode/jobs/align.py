"""Align documents: one pair, one bilingual document, or a list of pairs; where the results go.

Text is taken as it is; ``Options.fix`` corrects it first, as a build does. No document teaches another one how its
words are translated, unless ``Options.adapt`` asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termlode.errors import FormatError, InputError, NothingFound, UsageError
from termlode.jobs.events import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.alignment import Alignment
    from termlode.alignment.aligner import Resources
    from termlode.correction import Corrector
    from termlode.correction.documents import CorrectedDocument
    from termlode.jobs.events import Progress
    from termlode.jobs.stages.known import Knowledge
    from termlode.jobs.stages.texts import Texts, Unit
    from termlode.jobs.stages.vectors import KeptVectors
    from termlode.model import Document, TranslationUnit
    from termlode.workspace import Workspace

    type Known = dict[tuple[str, str], Resources]

MINIMUM = 0.6  # of a batch, where no other is given: less confident beads wait for a person


@dataclass(frozen=True, slots=True)
class Options:
    """How to align, and which beads to keep."""

    segments: Unit = "sentences"
    languages: tuple[str | None, str | None] = (None, None)  # as BCP 47; None: found out
    min_score: float | None = None  # beads of less confidence are left out
    least_score: float | None = None  # documents of a lower score are refused
    encoder: str | None = None
    fix: bool = False  # correct the text first
    adapt: bool = False  # a batch: what all documents of two languages teach, each of them is told

    @property
    def least(self) -> float:
        """The confidence of beads to keep."""
        return self.min_score or 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of a list; the target is None for a bilingual document. ``name`` is that of its results."""

    source: Path
    target: Path | None
    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a pair of a list: an alignment, or why there is none."""

    pair: Pair
    found: Alignment | None = None
    failure: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of the units of an alignment in the memory."""

    names: tuple[str, str]
    added: int
    updated: int
    unchanged: int
    removed: int


def align(
    source: Path | Document,
    target: Path | Document | None = None,
    options: Options = Options(),  # frozen
    *,
    workspace: Workspace | None = None,
    progress: Progress = silent,
) -> tuple[Alignment, tuple[str, ...]]:
    """Align two documents, or one that holds both languages; the alignment, and doubts about the languages.

    A document is a file, or what was read from one. The segments name their documents as the workspace does. Raises
    UnreadableError, UsageError, NotParallelError, MissingExtra, StoreError.
    """
    aligner = _Aligner(workspace, options)
    texts = aligner.texts(source, target)
    found = aligner.align(texts, _knowledge(workspace), progress=progress)
    return found, texts.doubts


def _knowledge(workspace: Workspace | None) -> Knowledge:
    """What the workspace knows; the lexicons that it makes of its terms and pairs are kept beside those of a build."""
    from termlode.jobs.stages.cache import Cache
    from termlode.jobs.stages.known import Knowledge

    return Knowledge(workspace, cache=Cache(workspace.private / "build") if workspace else None)


def _name(document: Path | Document) -> str:
    """What the user calls a document."""
    return str(getattr(document, "path", document))


class _Aligner:
    """Reads and aligns with one set of options; corrects with one corrector."""

    def __init__(self, workspace: Workspace | None, options: Options) -> None:
        self._workspace, self._options = workspace, options
        self._corrector: Corrector | None = None
        self._encoders: dict[tuple[str, tuple[str, str]], KeptVectors] = {}
        self._said = False  # that there is no encoder

    def texts(self, source: Path | Document, target: Path | Document | None) -> Texts:
        """Read documents. Raises UnreadableError, UsageError, NotParallelError where that is plain beforehand."""
        from termlode.jobs.stages import texts

        said, unit = self._options.languages, self._options.segments
        one = self._read(source)
        if target is None:
            found, both = texts.halves(one.document, _name(source), said, unit), (one, one)
        else:
            other = self._read(target)
            names = (_name(source), _name(target))
            known = self._workspace.languages if self._workspace else ()
            for document, name, tag, option in zip((one, other), names, said, ("--from", "--to"), strict=True):
                self._require_language(texts.language_of(document.document, name, tag, known), document, option)
            found, both = texts.two((one.document, other.document), names, said, unit, known), (one, other)
        return texts.with_originals(replace(found, doubts=(*found.doubts, *self._without(found.languages))), both)

    def _read(self, source: Path | Document) -> CorrectedDocument:
        from termlode import documents
        from termlode.correction.documents import CorrectedDocument, correct_document
        from termlode.jobs.identity import document_name
        from termlode.model import Document

        found = source if isinstance(source, Document) else documents.read(source)
        document = replace(found, path=document_name(_name(source), self._workspace))
        if not self._options.fix:
            return CorrectedDocument(document, document, ())
        if self._corrector is None:
            from termlode.jobs.fix import settings_of

            self._corrector = settings_of(self._workspace).corrector()
        return correct_document(document, self._corrector)

    def _require_language(self, language: str, document: CorrectedDocument, option: str) -> None:
        if language == "und" and any(block.text.strip() for block in document.document.blocks):
            raise UsageError(f"{document.document.path}: the language is not known: name it with {option}")

    def align(
        self, texts: Texts, known: Knowledge, told: Resources | None = None, progress: Progress = silent
    ) -> Alignment:
        """Align what was read; ``told``: with what others taught. Raises NotParallelError, UsageError, MissingExtra."""
        from termlode.alignment.parallel import LEAST
        from termlode.jobs.stages import texts as parallel

        encoder = self._encoder(texts.languages)
        resources = known.resources(texts.languages, encoder) if told is None else replace(told, encoder=encoder)
        least = LEAST if self._options.least_score is None else self._options.least_score
        try:
            return parallel.align(
                texts, resources, least=least, progress=lambda done, total: progress("align", done, total)
            )
        finally:
            if encoder is not None:
                encoder.keep()

    def _encoder(self, languages: tuple[str, str]) -> KeptVectors | None:
        """The encoder for texts in two languages. Raises MissingExtra, UsageError."""
        from termlode.alignment.encoders import chosen
        from termlode.jobs.stages.vectors import kept

        name = chosen(self._options.encoder, languages)
        if name is None:
            return None
        if (name, languages) not in self._encoders:
            self._encoders[name, languages] = kept(name, languages, self._workspace)
        return self._encoders[name, languages]

    def _without(self, languages: tuple[str, str]) -> Iterator[str]:
        """Says once that no encoder was found where any would do."""
        from termlode.alignment.encoders import AUTO, EXTRA, chosen
        from termlode.errors import install

        if self._options.encoder == AUTO and not self._said and chosen(AUTO, languages) is None:
            self._said = True
            yield f"no encoder is installed, so words alone are compared: {install(EXTRA)}"


# ── many pairs ───────────────────────────────────────────────────────────────────────────────────


def read_list(path: Path) -> list[Pair]:
    """The pairs of a list, two files a line; names are relative to its folder. Raises FormatError, UnreadableError."""
    from termlode.files import read_bytes

    try:
        lines = read_bytes(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise FormatError("is not valid UTF-8", path=path, cure="save it as UTF-8") from error
    pairs: list[Pair] = []
    names: defaultdict[str, int] = defaultdict(int)
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or line.startswith("#"):
            continue
        if len(cells) > 2 or not cells[0]:
            raise FormatError("is not a pair", path=path, line=number, cure="write two file names with a tab between")
        one = path.parent / cells[0]
        other = path.parent / cells[1] if len(cells) == 2 and cells[1] else None
        stem = one.stem if other is None or other.stem == one.stem else f"{one.stem}~{other.stem}"
        names[stem] += 1
        pairs.append(Pair(one, other, stem if names[stem] == 1 else f"{stem}-{names[stem]}"))
    return pairs


def align_pairs(
    pairs: Sequence[Pair],
    options: Options = Options(),  # frozen
    *,
    workspace: Workspace | None = None,
    jobs: int = 1,
    progress: Progress = silent,
) -> Iterator[Result]:
    """Align pairs, ``jobs`` at a time; the results as they come. What is wrong with a pair is part of its result.

    Raises StoreError, TermbaseError where the workspace cannot be read.
    """
    root = workspace.root if workspace else None
    known = _taught(pairs, options, workspace) if options.adapt else {}
    if jobs == 1 or len(pairs) < 2:
        worker = Worker(root, options, known)
        for done, pair in enumerate(pairs, 1):
            yield worker.align(pair)
            progress("align", done, len(pairs))
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    context = get_context("spawn")
    arguments = (root, options, known)
    with ProcessPoolExecutor(min(jobs, len(pairs)), context, initializer=_start, initargs=arguments) as pool:
        futures = [pool.submit(_work, pair) for pair in pairs]
        for done, future in enumerate(as_completed(futures), 1):
            yield future.result()
            progress("align", done, len(pairs))


def _taught(pairs: Sequence[Pair], options: Options, workspace: Workspace | None) -> Known:
    """What is known of each pair of languages: packaged, the workspace's, and what all its documents teach.

    Documents that cannot be read are left out here, and said when it is their turn.
    """
    from termlode.alignment import batch

    aligner, knowledge = _Aligner(workspace, options), _knowledge(workspace)
    texts: defaultdict[tuple[str, str], list[Texts]] = defaultdict(list)
    for pair in pairs:
        with suppress(InputError, UsageError):
            found = aligner.texts(pair.source, pair.target)
            texts[found.languages].append(found)
    return {
        languages: batch.taught(knowledge.resources(languages), (some.plain() for some in group))
        for languages, group in texts.items()
    }


class Worker:
    """Aligns pairs of a list, in this process; ``told``: what all of them teach, by languages."""

    def __init__(self, root: Path | None, options: Options, told: Known) -> None:
        from termlode import workspace

        place = workspace.load(root) if root else None
        self._aligner, self._knowledge, self._told = _Aligner(place, options), _knowledge(place), told

    def align(self, pair: Pair) -> Result:
        """Align one; what goes wrong with it is part of the result."""
        try:
            return self.aligned(pair)
        except (InputError, UsageError) as error:
            return Result(pair, failure=str(error))

    def aligned(self, pair: Pair) -> Result:
        """Align one. Raises UnreadableError, UsageError, NotParallelError."""
        texts = self._aligner.texts(pair.source, pair.target)
        found = self._aligner.align(texts, self._knowledge, self._told.get(texts.languages))
        return Result(pair, found, doubts=texts.doubts)


_WORKERS: list[Worker] = []  # of this process, one


def _start(root: Path | None, options: Options, told: Known) -> None:
    """What a process is told before its first pair."""
    _WORKERS[:] = [Worker(root, options, told)]


def _work(pair: Pair) -> Result:
    return _WORKERS[0].align(pair)


# ── where the results go ─────────────────────────────────────────────────────────────────────────


def units(found: Alignment, options: Options, workspace: Workspace | None = None) -> list[TranslationUnit]:
    """The units to keep: of beads that are sure enough."""
    from termlode.jobs.decisions import units_of

    return [unit for _, unit in units_of(found, workspace, least=options.least)]


def write_tmx(found: Alignment, path: Path, options: Options) -> None:
    """The kept beads as TMX. Raises NothingFound where none is left."""
    from termlode.exchange.tmx.write import write

    kept = units(found, options)
    if not kept:
        raise NothingFound(f"no aligned pair of {' and '.join(found.names)} is sure enough (--min-score)")
    write(kept, path, source=found.languages[0], target=found.languages[1])


def write_review(found: Alignment, path: Path, options: Options) -> None:
    """The review as a table (.tsv) and as a page (.html), side by side."""
    from termlode.alignment import review, review_html
    from termlode.files import write_text

    least = review.DOUBTFUL if options.min_score is None else options.min_score
    stem = path.with_suffix("") if path.suffix.lower() in (".tsv", ".html") else path
    review.write(found, stem.with_name(stem.name + ".tsv"), least=least)
    write_text(stem.with_name(stem.name + ".html"), review_html.render(found, least=least))


def store(alignments: Sequence[Alignment], options: Options, workspace: Workspace) -> list[Stored]:
    """Put the kept beads into the memory, in the place of what a machine made of the same documents before.

    Segments about which a person decided are left as they are. Raises StoreError.
    """
    from termlode.alignment.translation import now
    from termlode.jobs import decisions, identity
    from termlode.jobs.stages.pairs import by_name

    done, made = [], now()
    with workspace.memory(write=True) as opened:
        identity.adopt(opened, workspace)
        for found in alignments:
            pair = documents_of(found)
            present = identity.hashes_of(pair, workspace)
            identity.follow(opened, workspace, present)
            left = decisions.left_to_the_machine(opened, workspace, found, pair, least=options.least, made=made)
            named = bool(by_name(pair, workspace.languages))  # a build will align these two as well
            settled = opened.documents.settle([(pair, left)], built=named)
            opened.documents.record(present)
            done.append(Stored(found.names, settled.added, settled.updated, settled.unchanged, settled.removed))
    return done


def documents_of(found: Alignment) -> tuple[str, str]:
    """The documents of an alignment, as its segments name them."""
    sides = (found.source, found.target)
    places = [next((s.location for s in side if s.location is not None), None) for side in sides]
    one, other = (name if place is None else place.document for place, name in zip(places, found.names, strict=True))
    return one, other


def figures(found: Alignment, options: Options) -> dict[str, object]:
    """What is said of an alignment."""
    pairs = [b for b in found.beads if b.source and b.target]
    kept = [b for b in pairs if b.confidence >= options.least]
    return {
        "source": found.names[0],
        "target": found.names[1],
        "languages": list(found.languages),
        "score": round(found.score, 4),
        "beads": len(pairs),
        "kept": len(kept),
        "doubtful": sum(1 for b in pairs if b.confidence < MINIMUM),
        "source_without_counterpart": sum(len(b.source) for b in found.beads if not b.target),
        "target_without_counterpart": sum(len(b.target) for b in found.beads if not b.source),
    }


def write_beads(found: Alignment, path: Path) -> None:
    """The beads as numbers of segments, a line each: ``[0, 1]:[0]:0.93``."""
    from termlode import alignment

    alignment.write_ladder(found.beads, path)


def rows(found: Alignment) -> list[tuple[str, str, str]]:
    """Confidence and both texts of each bead."""
    from termlode.alignment.translation import joined

    source, target = found.source, found.target
    return [
        (f"{b.confidence:.3f}", joined([source[i] for i in b.source]), joined([target[j] for j in b.target]))
        for b in found.beads
    ]
