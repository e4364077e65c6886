"""What ``termlode fix`` does: settles the request, runs the batch, writes the reports, finds the exit code."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from termlode import workspace as workspaces
from termlode.correction import batch, report
from termlode.errors import InputError, NothingFound, UsageError
from termlode.files import atomic_writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.correction.batch import Mode, Outcome

NOTHING, UNREADABLE, PARTLY = 1, 3, 5
_REPORTS = (".html", ".htm", ".tsv", ".json")


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as it was given."""

    files: list[Path]
    out: Path | None
    in_place: bool
    check: bool
    diff: bool
    reports: tuple[Path, ...]
    select: str | None
    minimum: float
    language: str | None
    jobs: int | None
    json: bool


def run(request: Request) -> int:
    """Do what was asked and give the exit status. Raises UsageError for what contradicts itself."""
    mode = _mode(request)
    settings = settings_here(request.select, request.minimum, request.language)
    if request.files == [Path("-")]:
        return _stream(request, settings)
    paths = paths_of(request.files)
    _spare(request, paths)
    from termlode.cli.progress import single

    with single("fix") as progress:
        outcomes = batch.run(paths, settings, mode=mode, folder=request.out, jobs=request.jobs, progress=progress)
    signature = settings.corrector().signature() if request.reports or request.json or not request.diff else ""
    _show(request, outcomes, signature)
    write_reports(request.reports, outcomes, signature)
    if mode == "look" and not (request.check or request.diff or request.json) and any(one.made for one in outcomes):
        typer.echo("termlode: the documents are as they were: --out DIR or --in-place writes the corrections", err=True)
    return _status(request, outcomes)


def settings_here(select: str | None = None, minimum: float = 0.0, language: str | None = None) -> batch.Settings:
    """Settings from the command line and the workspace that the current folder lies in, if any."""
    from termlode.languages.tags import normalise

    classes = tuple(part.strip() for part in select.split(",") if part.strip()) if select is not None else None
    try:
        tag = normalise(language) if language else None
    except InputError as error:
        raise UsageError(f"--language: {error}") from error
    place = workspaces.find()
    if place is None:
        return batch.Settings(select=classes, minimum=minimum, language=tag)
    words = tuple(place.own_words("fa"))
    return batch.Settings(place.termbase, place.termbase_cache, words, classes, minimum, tag)


def _mode(request: Request) -> Mode:
    """What is to be done with the files. Raises UsageError for what contradicts itself."""
    if request.in_place and request.out:
        raise UsageError("--in-place and --out contradict each other: choose one")
    if request.check and (request.in_place or request.out):
        raise UsageError("--check writes nothing: leave out --in-place and --out")
    if request.diff and request.json:
        raise UsageError("--diff and --json contradict each other: choose one (the JSON holds every edit)")
    if request.select is not None and not request.select.strip(" ,"):
        raise UsageError("--select names no class")
    if len(request.files) > 1 and Path("-") in request.files:
        raise UsageError("- is standard input and stands alone: leave out the other files")
    for path in request.reports:
        if path.suffix.lower() not in _REPORTS:
            raise UsageError(f"--report {path}: the name ends in .html, .tsv or .json")
    if len({path.resolve() for path in request.reports}) < len(request.reports):
        raise UsageError("--report names one file twice")
    return "in-place" if request.in_place else "folder" if request.out else "look"


def _spare(request: Request, paths: Sequence[Path]) -> None:
    """Raises UsageError where a document would be overwritten."""
    if request.out is not None and any(path.parent.resolve() == request.out.resolve() for path in paths):
        raise UsageError(f"--out {request.out} is where the documents are: choose another folder, or say --in-place")
    taken = {path.resolve() for path in paths}
    if request.out is not None:
        taken.update(path.resolve() for path in batch.destinations(paths, request.out))
    for report_file in request.reports:
        if report_file.resolve() in taken:
            raise UsageError(f"--report {report_file} is a document's own file: choose another name")


def paths_of(files: Sequence[Path]) -> list[Path]:
    """The documents named and those in the folders named, each once. Raises NothingFound where there is none."""
    from termlode.documents import discover

    paths: dict[Path, Path] = {}
    for path in files:
        for one in discover([path]) if path.is_dir() else [path]:
            paths.setdefault(one.resolve(), one)
    if not paths:
        raise NothingFound("no documents in there: name files, or a folder that holds .txt, .html, .docx or .pdf")
    return list(paths.values())


def _stream(request: Request, settings: batch.Settings) -> int:
    """Standard input corrected onto standard output."""
    if request.out or request.in_place:
        raise UsageError("standard input is corrected onto standard output: leave out --out and --in-place")
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    corrector = settings.corrector()
    found = corrector.run(text, settings.language)
    outcome = batch.Outcome("-", text, found.edits)
    write_reports(request.reports, [outcome], corrector.signature())
    if request.json or request.diff or request.check:
        _show(request, [outcome], corrector.signature())
        return _status(request, [outcome])
    sys.stdout.buffer.write(found.text.encode("utf-8", "surrogateescape"))
    return 0


def _show(request: Request, outcomes: Sequence[Outcome], signature: str) -> None:
    for outcome in outcomes:
        if outcome.error:
            typer.echo(f"termlode: {outcome.error}", err=True)
    if request.json:
        typer.echo(report.as_json(outcomes, signature, indent=None))
        return
    if request.diff:
        for outcome in outcomes:
            _diff(report.diff(outcome))
        return
    if any(outcome.error is None for outcome in outcomes):
        for line in report.summary(outcomes, signature):
            typer.echo(line)


def _diff(lines: Iterable[str]) -> None:
    """A diff; on a terminal in colours, right-to-left text in order."""
    from termlode.cli.render import Screen, is_drawing

    if not is_drawing():
        for line in lines:
            typer.echo(line)
        return
    from rich.text import Text

    from termlode.languages.identify import identify

    screen = Screen()
    for line in lines:
        sign, text = line[:1], line[1:]
        if sign not in "+-" or line.startswith(("---", "+++")):
            screen.print(Text(line, style="head"))
            continue
        drawn = "\n".join(sign + part for part in screen.lines(text, identify(text[:400]), screen.width - 1))
        screen.print(Text(drawn, style="preferred" if sign == "+" else "deprecated"))


def write_reports(paths: Sequence[Path], outcomes: Sequence[Outcome], signature: str) -> None:
    """Write each report in the form that its name asks for."""
    for path in paths:
        with atomic_writer(path) as handle:
            for piece in _report(path.suffix.lower(), outcomes, signature):
                handle.write(piece.encode("utf-8", "surrogateescape"))


def _report(suffix: str, outcomes: Sequence[Outcome], signature: str) -> Iterable[str]:
    if suffix == ".tsv":
        return report.tsv(outcomes, signature)
    if suffix == ".json":
        return (report.as_json(outcomes, signature) + "\n",)
    from termlode.correction.report_html import page

    return page(outcomes, signature)


def _status(request: Request, outcomes: Sequence[Outcome]) -> int:
    failed = sum(outcome.error is not None for outcome in outcomes)
    if failed:
        return UNREADABLE if failed == len(outcomes) else PARTLY
    return NOTHING if request.check and any(outcome.made for outcome in outcomes) else 0
