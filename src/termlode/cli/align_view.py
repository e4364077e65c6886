"""Where ``termlode align`` puts what was aligned, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termlode.cli import output
from termlode.cli.exits import EXIT_INPUT, EXIT_NOTHING, EXIT_PARTLY
from termlode.errors import NothingFound, UsageError
from termlode.jobs import align as job

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.alignment import Alignment
    from termlode.jobs.align import Options, Result


@dataclass(frozen=True, slots=True)
class Places:
    """Where the results go."""

    output: Path | None
    review: Path | None
    beads: Path | None
    store: bool
    json: bool

    @property
    def any(self) -> bool:
        """Whether anything is written."""
        return bool(self.output or self.review or self.beads or self.store)


def single(source: Path | None, target: Path | None, options: Options, places: Places) -> int:
    """Align a pair; the exit status. Raises UsageError, UnreadableError, NotParallelError, StoreError."""
    from termlode.cli.progress import stages
    from termlode.workspace import find

    if source is None:
        raise UsageError("nothing to align: name a document and its translation, or give --pairs FILE.tsv")
    if options.adapt:
        raise UsageError("--adapt is for --pairs: one pair has no others to learn from")
    with stages(["align"]) as progress:
        found, doubts = job.align(source, target, options, workspace=find(), progress=progress)
    _warn(doubts)
    if places.review is not None:  # first, so that it is there when a store is locked
        job.write_review(found, places.review, options)
    if places.beads is not None:
        job.write_beads(found, places.beads)
    if places.output is not None:
        job.write_tmx(found, places.output, options)
    if places.store:
        _store([found], options)
    _show(found, options, places)
    return 0


def _warn(doubts: Sequence[str]) -> None:
    """Say where a document does not look like the language it was said to be in."""
    for doubt in doubts:
        output.warn(doubt)


def _store(found: Sequence[Alignment], options: Options) -> None:
    from termlode.workspace import require

    place = require()
    for one in job.store(found, options, place):
        names = " and ".join(dict.fromkeys(one.names))
        counts = f"{one.added} added, {one.updated} updated, {one.unchanged} unchanged"
        removed = f", {one.removed} removed" if one.removed else ""
        output.remark(f"{names}: {counts}{removed} → {place.memory_name}")


# ── many pairs ───────────────────────────────────────────────────────────────────────────────────


def batch(path: Path, options: Options, places: Places, jobs: int, *, named: bool = False) -> int:
    """Align the pairs of a list; the exit status of the batch. ``named``: documents were named as well."""
    from termlode.cli.progress import stages
    from termlode.workspace import find

    _check(places, named=named)
    options = replace(options, min_score=job.MINIMUM if options.min_score is None else options.min_score)
    pairs = job.read_list(path)
    if not pairs:
        raise NothingFound(f"{path}: lists no pairs")
    if options.adapt:
        output.warn("the documents of two languages teach each other (--adapt)")
    failed = wrote = 0
    with stages(["align"]) as progress:
        for result in job.align_pairs(pairs, options, workspace=find(), jobs=jobs, progress=progress):
            _warn(result.doubts)
            if result.found is None:
                failed += 1
                output.warn(result.failure)
                continue
            wrote += _deliver(result, result.found, options, places)
            _say(result.found, options, places)
    if failed:
        return EXIT_INPUT if failed == len(pairs) else EXIT_PARTLY
    return 0 if wrote else EXIT_NOTHING


def _check(places: Places, *, named: bool) -> None:
    if named:
        raise UsageError("either name documents or give --pairs, not both")
    if places.review:
        raise UsageError("--review is for one pair; a batch writes its reviews into the folder of -o")
    if not places.any:
        raise UsageError("nowhere to write to: give -o FOLDER, --store or --beads FOLDER, or several of them")
    for option, path in (("-o", places.output), ("--beads", places.beads)):
        if path is not None and path.exists() and not path.is_dir():
            raise UsageError(f"{option} {path}: is a file; with --pairs name a folder")


def _deliver(result: Result, found: Alignment, options: Options, places: Places) -> bool:
    """Write the sure beads and, where there are doubtful ones, the review; whether there was a sure one."""
    name, least = result.pair.name, options.least
    sure = any(b.source and b.target and b.confidence >= least for b in found.beads)
    if places.output is not None:
        if sure:
            job.write_tmx(found, places.output / f"{name}.tmx", options)
        if any(b.confidence < least for b in found.beads):
            job.write_review(found, places.output / f"{name}.review", options)
    if places.beads is not None:
        job.write_beads(found, places.beads / f"{name}.ladder")
    if places.store and sure:
        _store([found], options)
    return sure


def _say(found: Alignment, options: Options, places: Places) -> None:
    data = job.figures(found, options)
    if places.json:
        import json

        output.out(json.dumps(data, ensure_ascii=False))
    else:
        output.rows([[data[key] for key in ("source", "target", "score", "beads", "kept", "doubtful")]])


# ── what is shown ────────────────────────────────────────────────────────────────────────────────


def _show(found: Alignment, options: Options, places: Places) -> None:
    """The figures; without any output file also the beads."""
    data = job.figures(found, options)
    if places.json:
        import json

        output.out(json.dumps(data, ensure_ascii=False))
    elif places.any:
        shown = {key: " ".join(value) if isinstance(value, list) else value for key, value in data.items()}
        output.rows((key.replace("_", " "), value) for key, value in shown.items())
    elif output.is_drawing():
        _draw(found)
    else:
        output.rows(job.rows(found))


def _draw(found: Alignment) -> None:
    from termlode.cli.render import Screen

    screen = Screen()
    width = max(20, (screen.width - 10) // 2)
    table = screen.grid(5, width, width)
    for bead, (trust, left, right) in zip(found.beads, job.rows(found), strict=True):
        style = "warning" if bead.source and bead.target and bead.confidence < job.MINIMUM else ""
        one, other = found.languages
        table.add_row(trust, screen.text(left, one, style, width), screen.text(right, other, style, width))
    screen.print(table)
