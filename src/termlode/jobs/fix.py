"""Correct texts, and many files with all cores; one that cannot be read does not stop the others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from termlode import documents
from termlode.correction.documents import correct_document
from termlode.correction.engine import Corrector
from termlode.correction.explain import visible
from termlode.correction.groups import Group, groups
from termlode.correction.outcome import Outcome, destinations
from termlode.errors import InputError, TermlodeError, UsageError
from termlode.files import atomic_writer, back_up, leads_out
from termlode.jobs.events import silent
from termlode.jobs.fix_undo import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termlode.correction.engine import Correction
    from termlode.jobs.events import Progress
    from termlode.model import ConceptEntry
    from termlode.workspace import Workspace

__all__ = [
    "GROUPED", "REPORTS", "Group", "Outcome", "Settings", "as_json", "check_places", "destinations", "diff", "fix",
    "fix_text", "group_rows", "groups", "lines", "settings_of", "signature", "summary", "visible", "write_report",
]  # fmt: skip

type Mode = Literal["look", "folder", "in-place"]

REPORTS = (".html", ".htm", ".tsv", ".json")
GROUPED = ".groups.tsv"  # ends the name of a report in groups


@dataclass(frozen=True, slots=True)
class Settings:
    """How to correct, in a form that other processes can be told."""

    termbase: Path | None = None
    cache: Path | None = None
    words: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    minimum: float = 0.0
    language: str | None = None
    style: tuple[tuple[str, str], ...] = ()  # house styles, by name

    def concepts(self) -> Iterable[ConceptEntry]:
        """The termbase's entries; none where there is no termbase."""
        if self.termbase is None or not self.termbase.is_dir():
            return ()
        from termlode.termbase.cache import read_entries

        return read_entries(self.termbase, self.cache or self.termbase / ".termbase.cache")

    def corrector(self) -> Corrector:
        """A corrector with these settings; the same one as before where nothing has changed.

        Raises UsageError for unknown classes or styles.
        """
        if self.termbase is None or not self.termbase.is_dir():
            return _made(self, "")
        from termlode.termbase.cache import stamp

        return _made(self, stamp(self.termbase))


@lru_cache(maxsize=1)
def _made(settings: Settings, _stamp: str) -> Corrector:
    """A new corrector. ``_stamp``: the state of the termbase."""
    style = dict(settings.style)
    return Corrector(settings.concepts(), settings.words, select=settings.select, minimum=settings.minimum, style=style)


def settings_of(
    workspace: Workspace | None,
    *,
    select: Sequence[str] | None = None,
    minimum: float = 0.0,
    language: str | None = None,
    style: Mapping[str, str] | None = None,
) -> Settings:
    """Settings with what the workspace knows: its termbase, own words and house styles. ``style`` goes before those.

    Raises InputError.
    """
    classes = None if select is None else tuple(select)
    if workspace is None:
        return Settings(select=classes, minimum=minimum, language=language, style=tuple((style or {}).items()))
    words = tuple(workspace.own_words("fa"))
    chosen = tuple(sorted({**workspace.style, **(style or {})}.items()))
    return Settings(workspace.termbase, workspace.termbase_cache, words, classes, minimum, language, chosen)


def fix_text(text: str, settings: Settings | None = None) -> Correction:
    """``text`` corrected: ``.text`` with what is sure, ``.edits`` with what is proposed as well."""
    settings = settings or Settings()
    return settings.corrector().run(text, settings.language)


def signature(settings: Settings) -> str:
    """What corrects: version, lexicon, rules. Raises UsageError for unknown classes."""
    return settings.corrector().signature()


def summary(outcomes: Sequence[Outcome], signature: str) -> Iterator[str]:
    """A line a file and the totals."""
    from termlode.correction import report

    yield from report.summary(outcomes, signature)


def lines(outcomes: Sequence[Outcome]) -> tuple[list[str], list[str]]:
    """The two parts of the summary: a line a file; the totals."""
    from termlode.correction import report

    return list(report.file_lines(outcomes)), list(report.total_lines(outcomes))


def group_rows(outcomes: Sequence[Outcome]) -> Iterator[Sequence[str]]:
    """The names of the columns, then a row for each group of edits."""
    from termlode.correction import report

    yield report.GROUP_COLUMNS
    yield from report.group_rows(outcomes)


def diff(outcome: Outcome) -> Iterator[str]:
    """The lines of a unified diff of one file."""
    from termlode.correction import report

    yield from report.diff(outcome)


def as_json(outcomes: Sequence[Outcome], signature: str) -> str:
    """Every edit of every file as one JSON object on a line."""
    from termlode.correction import report

    return report.as_json(outcomes, signature, indent=None)


def write_report(path: Path, outcomes: Sequence[Outcome], signature: str) -> None:
    """Write a report in the form that its name asks for: .html, .tsv (for review), .groups.tsv or .json."""
    with atomic_writer(path) as handle:
        for piece in _report(path.name.lower(), outcomes, signature):
            handle.write(piece.encode("utf-8", "surrogateescape"))


def _report(name: str, outcomes: Sequence[Outcome], signature: str) -> Iterable[str]:
    from termlode.correction import report, report_html

    if name.endswith(GROUPED):
        return report.grouped_tsv(outcomes, signature)
    if name.endswith(".tsv"):
        return report.tsv(outcomes, signature)
    if name.endswith(".json"):
        return (report.as_json(outcomes, signature) + "\n",)
    return report_html.page(outcomes, signature)


def check_places(paths: Sequence[Path], reports: Sequence[Path], out: Path | None) -> None:
    """Raises UsageError where a document, or one report, would be overwritten, or a report has no known form."""
    for path in reports:
        if path.suffix.lower() not in REPORTS:
            raise UsageError(f"--report {path}: the name must end in .html, .tsv or .json")
    if len({path.resolve() for path in reports}) < len(reports):
        raise UsageError("--report names one file twice")
    if out is not None and any(path.parent.resolve() == out.resolve() for path in paths):
        raise UsageError(f"--out {out} is where the documents are: choose another folder, or use --in-place")
    taken = {path.resolve() for path in paths}
    if out is not None:
        taken.update(path.resolve() for path in destinations(paths, out))
    for report_file in reports:
        if report_file.resolve() in taken:
            raise UsageError(f"--report {report_file} is a document's own file: choose another name")


def fix(
    paths: Sequence[Path],
    settings: Settings,
    *,
    mode: Mode = "look",
    folder: Path | None = None,
    jobs: int | None = None,
    progress: Progress = silent,
    runs: Path | None = None,
    roots: Sequence[Path] = (),
) -> list[Outcome]:
    """Correct the files, in the order of ``paths``.

    ``look`` writes nothing; ``folder`` writes each corrected file into ``folder`` (a PDF as text);
    ``in-place`` changes the file, keeps the old one as ``NAME.bak`` (none is ever overwritten), and records the run
    in the file ``runs`` (:func:`termlode.jobs.fix_undo.place`), by which it can be taken back; what was found in one
    of the folders ``roots`` as a link that leads out of it stays as it is. Raises UsageError for settings that cannot
    be; what is wrong with one file is said in its outcome.
    """
    tasks = _tasks(paths, mode, folder)
    done = {task[0]: _stray(task[1]) for task in tasks if task[3] and _is_stray(task[1], roots)}
    tasks = [task for task in tasks if task[0] not in done]
    workers = min(jobs or os.cpu_count() or 1, len(tasks))
    progress("fix", 0, len(tasks))
    try:
        for index, outcome in _outcomes(tasks, settings, workers):
            done[index] = outcome
            progress("fix", len(done), len(tasks))
    finally:  # what an interrupted run changed can be taken back too
        if mode == "in-place" and runs is not None:
            record(done.values(), runs)
    return [done[index] for index in range(len(paths))]


def _is_stray(path: Path, roots: Sequence[Path]) -> bool:
    """Whether a path was found in a folder, as a link that leads out of it, and not named."""
    holding = [root for root in roots if root in path.parents]
    return path.is_symlink() and path not in roots and bool(holding) and leads_out(path, holding[0])


def _stray(path: Path) -> Outcome:
    return Outcome(str(path), error=f"{path}: is a link that leads out of the folder (name the file itself)")


type _Task = tuple[int, Path, Path | None, bool]  # index, file, destination, keep a .bak


def _tasks(paths: Sequence[Path], mode: Mode, folder: Path | None) -> list[_Task]:
    if mode == "look":
        return [(index, path, None, False) for index, path in enumerate(paths)]
    if mode == "in-place":
        return [(index, path, path, True) for index, path in enumerate(paths)]
    if folder is None:
        raise UsageError("no folder to write to: name one with --out")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; --out names a folder")
    targets = destinations(paths, folder)
    return [(index, path, target, False) for index, (path, target) in enumerate(zip(paths, targets, strict=True))]


def _outcomes(tasks: list[_Task], settings: Settings, workers: int) -> Iterator[tuple[int, Outcome]]:
    if workers <= 1:
        corrector = settings.corrector()
        for task in tasks:
            yield task[0], _one(task, corrector, settings.language)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    settings.corrector()  # what is wrong with the settings is said once, here
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(settings,)
    ) as pool:
        waiting = {pool.submit(_work, task): task for task in tasks}
        for future in as_completed(waiting):
            index, path, *_ = waiting[future]
            try:
                yield index, future.result()
            except BrokenProcessPool:
                yield index, Outcome(str(path), error=f"{path}: the process that read it died (is it too large?)")


_settings = Settings()


def _start(settings: Settings) -> None:
    global _settings  # noqa: PLW0603  # a worker process has one corrector for its life
    _settings = settings


def _work(task: _Task) -> Outcome:
    return _one(task, _settings.corrector(), _settings.language)


def _one(task: _Task, corrector: Corrector, language: str | None) -> Outcome:
    """Correct one file; everything that can be wrong with it becomes the outcome's error."""
    _, path, destination, keep = task
    try:
        return _corrected(path, destination, keep, corrector, language)
    except TermlodeError as error:
        return Outcome(str(path), error=str(error))
    except MemoryError:
        return Outcome(str(path), error=f"{path}: does not fit into memory (split it)")


def _corrected(path: Path, destination: Path | None, keep: bool, corrector: Corrector, language: str | None) -> Outcome:
    document = documents.read(path)
    if destination is not None and documents.KINDS[document.kind].as_text:
        if keep:
            raise InputError(
                f"a .{document.kind} file cannot be corrected in place",
                path=path,
                cure="use --out; the text is written there",
            )
        destination = destination.with_suffix(".txt")
    corrected = correct_document(document, corrector, language)
    notices, written, backup = document.notices, None, None
    if destination is not None and (corrected.made or not keep):
        if keep:
            backup = str(back_up(path))
        notices += documents.write(document, corrected.made, destination)
        written = str(destination)
    return Outcome(str(path), document.text, corrected.edits, written, notices, backup=backup)
