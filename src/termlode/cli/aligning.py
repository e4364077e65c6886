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
    from termlode.model import Document, TranslationUnit
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
    from termlode.cli.progress import single

    with single("align") as progress:
        found = aligned(source, target, options, progress=progress)
    deliver(found, options)
    show(found, options)
    return 0


def tag(language: str | None, option: str) -> str | None:
    """A language option as BCP 47. Raises UsageError."""
    from termlode.errors import InputError
    from termlode.languages.tags import normalise

    try:
        return normalise(language) if language else None
    except InputError as error:
        raise UsageError(f"{option}: {error}") from error


def aligned(
    source: Path, target: Path | None, options: Options, progress: Callable[[int, int | None], None] | None = None
) -> Alignment:
    """The alignment of two documents, or of one that holds both languages."""
    from termlode import alignment, documents
    from termlode.alignment.pairing import main_language
    from termlode.alignment.parallel import LEAST

    least = LEAST if options.least_score is None else options.least_score
    languages = (tag(options.languages[0], "--from"), tag(options.languages[1], "--to"))
    one = documents.read(source)
    if target is None:
        return alignment.align_halves(
            one, least=least, unit="sentences", encoder=options.encoder, pairs=known_pairs(None), progress=progress
        )
    other = documents.read(target)
    tags = (
        languages[0] or _known(one, main_language(one), "--from"),
        languages[1] or _known(other, main_language(other), "--to"),
    )
    return alignment.align_documents(
        one,
        other,
        languages=(tags[0], tags[1]),
        unit=options.segments,
        pairs=known_pairs((tags[0], tags[1])),
        encoder=options.encoder,
        least=least,
        progress=progress,
    )


def _known(document: Document, language: str, option: str) -> str:
    if language == "und" and any(block.text.strip() for block in document.blocks):
        raise UsageError(f"{document.path}: the language is not known: name it with {option}")
    return language


def known_pairs(languages: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    """Terms of the workspace that translate each other; nothing outside a workspace."""
    from termlode import workspace

    place = workspace.find()
    if place is None or languages is None or not place.termbase.is_dir():
        return
    from termlode.termbase.cache import open_compiled

    compiled = open_compiled(place.termbase, place.termbase_cache)
    try:
        for entry in compiled.entries():
            one, other = (entry.section(tag) for tag in languages)
            if one and other:
                yield from ((a.term, b.term) for a in one.terms for b in other.terms)
    finally:
        compiled.close()


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
    write_text(stem.with_name(stem.name + ".html"), review_html.render(found))


def write_tmx(found: Alignment, path: Path, options: Options) -> None:
    """The kept beads as TMX. Raises NothingFound where none is left."""
    from termlode.exchange.tmx.write import write

    units = list(units_of(found, options))
    if not units:
        raise NothingFound(f"no bead of {' and '.join(found.names)} is sure enough (--min-score)")
    write(units, path, source=found.languages[0], target=found.languages[1])


def keep(found: Sequence[Alignment], options: Options) -> None:
    """Put the kept beads into the workspace's memory."""
    from termlode import memory, workspace

    place = workspace.require()
    with memory.open_store(place.memory, write=True) as store:
        for one in found:
            report = store.add(units_of(one, options, place))
            names = " and ".join(dict.fromkeys(one.names))
            print(f"{names}: {report.added} added, {report.unchanged} unchanged → {place.memory}", file=sys.stderr)


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
        "source without counterpart": sum(len(b.source) for b in found.beads if not b.target),
        "target without counterpart": sum(len(b.target) for b in found.beads if not b.source),
    }


def show(found: Alignment, options: Options) -> None:
    """The figures; without any output file also the beads."""
    from termlode.cli.render import is_drawing, tsv

    data = figures(found, options)
    if options.json:
        import json

        print(json.dumps(data, ensure_ascii=False))
    elif options.output or options.review or options.beads or options.store:
        print(tsv((key, " ".join(value) if isinstance(value, list) else value) for key, value in data.items()), end="")
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
