"""``termlode align --pairs``: many pairs, some at a time; doubtful beads into review files, not the memory.

What all pairs of two languages teach, each of them is told.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from termlode.cli.aligning import (
    MINIMUM,
    align_texts,
    figures,
    keep,
    known_to,
    texts_of,
    write_review,
    write_tmx,
)
from termlode.cli.exits import EXIT_INPUT, EXIT_NOTHING, EXIT_PARTLY
from termlode.errors import FormatError, InputError, NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.alignment import Alignment
    from termlode.alignment.aligner import Resources
    from termlode.cli.aligning import Options, Texts

    type Known = dict[tuple[str, str], Resources]


@dataclass(frozen=True, slots=True)
class Job:
    """A pair of the list; the target is None for a bilingual document."""

    source: Path
    target: Path | None
    name: str  # of the results


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a pair."""

    job: Job
    found: Alignment | None = None
    failure: str = ""


def read_list(path: Path) -> list[Job]:
    """The pairs of a list; names are relative to its folder. Raises FormatError, UnreadableError."""
    from termlode.files import read_bytes

    try:
        lines = read_bytes(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise FormatError("is not valid UTF-8", path=path, cure="save it as UTF-8") from error
    jobs: list[Job] = []
    names: defaultdict[str, int] = defaultdict(int)
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or line.startswith("#"):
            continue
        if len(cells) > 2 or not cells[0]:
            raise FormatError("is no pair", path=path, line=number, cure="write two file names with a tab between")
        one = path.parent / cells[0]
        other = path.parent / cells[1] if len(cells) == 2 and cells[1] else None
        stem = one.stem if other is None or other.stem == one.stem else f"{one.stem}~{other.stem}"
        names[stem] += 1
        jobs.append(Job(one, other, stem if names[stem] == 1 else f"{stem}-{names[stem]}"))
    return jobs


def run(path: Path, options: Options, *, named: bool = False) -> int:
    """Align the pairs of a list; the exit status of the batch. ``named``: documents were named as well."""
    if named:
        raise UsageError("either name documents or give --pairs, not both")
    if options.review:
        raise UsageError("--review is for one pair; a batch writes its reviews into the folder of -o")
    if options.output is None and not options.store and options.beads is None:
        raise UsageError("where to? -o FOLDER, --store or --beads FOLDER, or several of them")
    _check_folders(options)
    options = replace(options, min_score=MINIMUM if options.min_score is None else options.min_score)
    jobs = read_list(path)
    if not jobs:
        raise NothingFound(f"{path}: lists no pairs")
    failed = wrote = 0
    for result in results(jobs, options):
        if result.found is None:
            failed += 1
            print(f"termlode: {result.failure}", file=sys.stderr)
            continue
        wrote += deliver(result.job, result.found, options)
        _say(result.found, options)
    if failed:
        return EXIT_INPUT if failed == len(jobs) else EXIT_PARTLY
    return 0 if wrote else EXIT_NOTHING


def _check_folders(options: Options) -> None:
    for option, path in (("-o", options.output), ("--beads", options.beads)):
        if path is not None and path.exists() and not path.is_dir():
            raise UsageError(f"{option} {path}: is a file; with --pairs name a folder")


def results(jobs: Sequence[Job], options: Options) -> Iterator[Result]:
    """The results as they come; one at a time without --jobs."""
    from termlode.cli.progress import stages

    with stages(["align"]) as progress:
        known = taught(jobs, options)
        if options.jobs == 1 or len(jobs) == 1:
            _start(known)
            for done, job in enumerate(jobs, 1):
                yield one(job, options)
                progress("align", done, len(jobs))
            return
        workers = min(options.jobs, len(jobs))
        context = get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(known,)) as pool:
            futures = [pool.submit(one, job, options) for job in jobs]
            for done, future in enumerate(as_completed(futures), 1):
                yield future.result()
                progress("align", done, len(jobs))


def taught(jobs: Sequence[Job], options: Options) -> Known:
    """What is known of each pair of languages: packaged, the workspace's, and what all its documents teach.

    Documents that cannot be read are left out here, and said when it is their turn.
    """
    from termlode.alignment import batch

    texts: defaultdict[tuple[str, str], list[Texts]] = defaultdict(list)
    for job in jobs:
        with suppress(InputError, UsageError):
            found = texts_of(job.source, job.target, options)
            texts[found.languages].append(found)
    known: Known = {}
    for languages, group in texts.items():
        names = tuple(name for some in group for name in some.names)
        before = known_to(languages, replace(options, encoder=None), names)
        known[languages] = batch.taught(before, (some.plain() for some in group))
    return known


_KNOWN: Known = {}  # of this process


def _start(known: Known) -> None:
    """What a process is told before its first pair."""
    _KNOWN.clear()
    _KNOWN.update(known)


def one(job: Job, options: Options) -> Result:
    """Align one pair; what goes wrong with it is part of the result."""
    from termlode.alignment.aligner import Resources
    from termlode.alignment.encoders import load

    try:
        texts = texts_of(job.source, job.target, options)
        texts.warn()
        encoder = load(options.encoder, texts.languages) if options.encoder else None
        known = _KNOWN.get(texts.languages) or Resources(texts.languages, ())
        return Result(job, align_texts(texts, options, replace(known, encoder=encoder)))
    except (InputError, UsageError) as error:
        return Result(job, failure=str(error))


def deliver(job: Job, found: Alignment, options: Options) -> bool:
    """Write the sure beads and, where there are doubtful ones, the review; whether there was a sure one."""
    from termlode.alignment import write_ladder

    sure = any(b.source and b.target and b.confidence >= (options.min_score or 0) for b in found.beads)
    if options.output is not None:
        if sure:
            write_tmx(found, options.output / f"{job.name}.tmx", options)
        if any(b.confidence < (options.min_score or 0) for b in found.beads):
            write_review(found, options.output / f"{job.name}.review", options)
    if options.beads is not None:
        write_ladder(found.beads, options.beads / f"{job.name}.ladder")
    if options.store and sure:
        keep([found], options)
    return sure


def _say(found: Alignment, options: Options) -> None:
    data = figures(found, options)
    if options.json:
        import json

        print(json.dumps(data, ensure_ascii=False))
    else:
        print("\t".join(str(data[key]) for key in ("source", "target", "score", "beads", "kept", "doubtful")))
