"""What ``termlode align`` does: one pair, one bilingual document, or a batch; where the results go."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from termlode.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from termlode.alignment import Alignment
    from termlode.alignment.aligner import Resources
    from termlode.model import Document, Segment, TranslationUnit
    from termlode.workspace import Workspace

MINIMUM = 0.6  # of a batch, where --min-score is not given: less confident beads wait for a person


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command line."""

    output: Path | None
    review: Path | None
    beads: Path | None
    segments: Literal["sentences", "lines"]
    languages: tuple[str | None, str | None]
    min_score: float | None
    least_score: float | None
    encoder: str | None
    jobs: int
    store: bool
    json: bool


def run(source: Path | None, target: Path | None, options: Options) -> int:
    """Align a pair; the exit status. Raises UsageError, UnreadableError, NotParallelError, StoreError."""
    if source is None:
        raise UsageError("nothing to align: name a document and its translation, or give --pairs FILE.tsv")
    from termlode.cli.progress import stages

    with stages(["align"]) as progress:
        found = aligned(source, target, options, progress=lambda done, total: progress("align", done, total))
    deliver(found, options)
    show(found, options)
    return 0


def language_tag(language: str | None, option: str) -> str | None:
    """A language option as BCP 47. Raises UsageError."""
    from termlode.errors import InputError
    from termlode.languages.tags import normalise

    try:
        return normalise(language) if language else None
    except InputError as error:
        raise UsageError(f"{option}: {error}") from error


@dataclass(frozen=True, slots=True)
class Texts:
    """What is to be aligned: segments, languages and document names of both sides."""

    source: Sequence[Segment]
    target: Sequence[Segment]
    languages: tuple[str, str]
    names: tuple[str, str]
    doubts: tuple[str, ...] = ()  # of the languages

    def warn(self) -> None:
        """Say where a document does not look like the language it was said to be in."""
        for doubt in self.doubts:
            print(f"termlode: {doubt}", file=sys.stderr)

    def plain(self) -> tuple[list[str], list[str]]:
        """The texts of the segments that have any."""
        one, other = ([s.text for s in side if s.text.strip()] for side in (self.source, self.target))
        return one, other


def aligned(
    source: Path, target: Path | None, options: Options, progress: Callable[[int, int | None], None] | None = None
) -> Alignment:
    """The alignment of two documents, or of one that holds both languages."""
    texts = texts_of(source, target, options)
    texts.warn()
    return align_texts(texts, options, known_to(texts.languages, options, texts.names), progress)


def texts_of(source: Path, target: Path | None, options: Options) -> Texts:
    """Read the documents. Raises UnreadableError, UsageError, NotParallelError where that is plain beforehand."""
    from termlode import documents
    from termlode.alignment import pairing
    from termlode.alignment.parallel import check_texts

    languages = (language_tag(options.languages[0], "--from"), language_tag(options.languages[1], "--to"))
    one = documents.read(source)
    if target is None:
        halves = pairing.halves_of(one, languages, options.segments)
        return Texts(*halves, (halves[0][0].language, halves[1][0].language), (one.path, one.path))
    other = documents.read(target)
    tags = (
        languages[0] or _known(one, pairing.main_language(one), "--from"),
        languages[1] or _known(other, pairing.main_language(other), "--to"),
    )
    left, right = (pairing.segments_of(d, tag, options.segments) for d, tag in zip((one, other), tags, strict=True))
    check_texts([s.text for s in left], [s.text for s in right], *tags, (one.path, other.path))
    return Texts(left, right, tags, (one.path, other.path), tuple(_doubts(languages, (one, other))))


def _doubts(languages: tuple[str | None, str | None], documents: tuple[Document, Document]) -> Iterator[str]:
    """Documents that do not look like the language they were said to be in: are they the wrong way round?"""
    from termlode.alignment.pairing import main_language
    from termlode.languages.tags import primary

    for tag, option, document in zip(languages, ("--from", "--to"), documents, strict=True):
        seen = main_language(document)
        if tag is not None and seen != "und" and primary(seen) != primary(tag):
            yield f"{document.path} looks like {seen}, but {option} says {tag}"


def align_texts(
    texts: Texts,
    options: Options,
    known: Resources,
    progress: Callable[[int, int | None], None] | None = None,
) -> Alignment:
    """Align what was read. Raises NotParallelError."""
    from termlode import alignment
    from termlode.alignment.parallel import LEAST

    least = LEAST if options.least_score is None else options.least_score
    return alignment.align_segments(
        texts.source, texts.target, texts.names, known=known, least=least, progress=progress
    )


def _known(document: Document, language: str, option: str) -> str:
    if language == "und" and any(block.text.strip() for block in document.blocks):
        raise UsageError(f"{document.path}: the language is not known: name it with {option}")
    return language


def known_to(languages: tuple[str, str], options: Options, names: tuple[str, ...] = ()) -> Resources:
    """Packaged lexicon, the workspace's terms and memory, the encoder. Raises UsageError, MissingExtra."""
    from termlode import alignment, workspace
    from termlode.alignment.encoders import load
    from termlode.pipeline import known

    encoder = load(options.encoder, languages) if options.encoder else None
    pairs = known.of_workspace(workspace.find(), *languages, without=names)
    return alignment.resources(*languages, pairs=pairs, encoder=encoder)


def units_of(found: Alignment, options: Options, place: Workspace | None = None) -> Iterator[TranslationUnit]:
    """The units to keep."""
    from termlode import alignment

    return alignment.units(
        found.beads,
        found.source,
        found.target,
        least=options.min_score or 0.0,
        client=place.client if place else None,
        domain=place.domain if place else None,
    )


def deliver(found: Alignment, options: Options) -> None:
    """Write what was asked for; the review first, so that it is there when a store is locked."""
    from termlode import alignment

    if options.review is not None:
        write_review(found, options.review, options)
    if options.beads is not None:
        alignment.write_ladder(found.beads, options.beads)
    if options.output is not None:
        write_tmx(found, options.output, options)
    if options.store:
        keep([found], options)


def write_review(found: Alignment, path: Path, options: Options) -> None:
    """The review as a table and as a page, side by side."""
    from termlode.alignment import review, review_html
    from termlode.files import write_text

    least = review.DOUBTFUL if options.min_score is None else options.min_score
    stem = path.with_suffix("") if path.suffix.lower() in (".tsv", ".html") else path
    review.write(found, stem.with_name(stem.name + ".tsv"), least=least)
    write_text(stem.with_name(stem.name + ".html"), review_html.render(found, least=least))


def write_tmx(found: Alignment, path: Path, options: Options) -> None:
    """The kept beads as TMX. Raises NothingFound where none is left."""
    from termlode.exchange.tmx.write import write

    units = list(units_of(found, options))
    if not units:
        raise NothingFound(f"no bead of {' and '.join(found.names)} is sure enough (--min-score)")
    write(units, path, source=found.languages[0], target=found.languages[1])


def keep(found: Sequence[Alignment], options: Options) -> None:
    """Put the kept beads into the workspace's memory."""
    from termlode import workspace

    place = workspace.require()
    with place.memory(write=True) as store:
        for one in found:
            report = store.add(units_of(one, options, place))
            names = " and ".join(dict.fromkeys(one.names))
            counts = f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged"
            print(f"{names}: {counts} → {place.memory_file}", file=sys.stderr)


def figures(found: Alignment, options: Options) -> dict[str, object]:
    """What is said of an alignment."""
    pairs = [b for b in found.beads if b.source and b.target]
    kept = [b for b in pairs if b.confidence >= (options.min_score or 0.0)]
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


def show(found: Alignment, options: Options) -> None:
    """The figures; without any output file also the beads."""
    from termlode.cli.output import is_drawing, tsv

    data = figures(found, options)
    if options.json:
        import json

        print(json.dumps(data, ensure_ascii=False))
    elif options.output or options.review or options.beads or options.store:
        print(
            tsv(
                (key.replace("_", " "), " ".join(value) if isinstance(value, list) else value)
                for key, value in data.items()
            ),
            end="",
        )
    elif is_drawing():
        _draw(found)
    else:
        print(tsv(_row(found, k) for k in range(len(found.beads))), end="")


def _row(found: Alignment, k: int) -> tuple[str, str, str]:
    from termlode.alignment.translation import joined

    bead = found.beads[k]
    sides = (joined([found.source[i] for i in bead.source]), joined([found.target[j] for j in bead.target]))
    return f"{bead.confidence:.3f}", *sides


def _draw(found: Alignment) -> None:
    from termlode.cli.render import Screen

    screen = Screen()
    width = max(20, (screen.width - 10) // 2)
    table = screen.grid(5, width, width)
    for k, bead in enumerate(found.beads):
        trust, left, right = _row(found, k)
        style = "warning" if bead.source and bead.target and bead.confidence < MINIMUM else ""
        one, other = found.languages
        table.add_row(trust, screen.text(left, one, style, width), screen.text(right, other, style, width))
    screen.print(table)
