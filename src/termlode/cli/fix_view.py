"""What ``termlode fix`` takes from its options and what it prints: a summary, diffs or JSON, and the exit status."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from termlode.cli import fix_groups, output, parse
from termlode.cli.exits import EXIT_NOTHING, of_batch
from termlode.errors import UsageError
from termlode.jobs import fix as job

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.jobs.fix import Mode, Outcome, Settings

_SHOWN = 15  # groups of a tier on a terminal


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be shown and written beside the documents."""

    check: bool
    diff: bool
    json: bool
    groups: bool
    reports: tuple[Path, ...]


def mode(
    files: Sequence[Path], out: Path | None, select: str | None, shown: Shown, *, in_place: bool, undo: bool = False
) -> Mode | Literal["undo"]:
    """What is to be done with the files. Raises UsageError for what contradicts itself."""
    if undo:
        if in_place or out or shown.check or shown.diff or shown.groups or shown.reports:
            raise UsageError("--undo takes back the last run and does nothing else: leave out the other options")
        return "undo"
    if not files:
        raise UsageError("which documents? name files or folders (or - for standard input)")
    if in_place and out:
        raise UsageError("--in-place and --out contradict each other: choose one")
    if shown.check and (in_place or out):
        raise UsageError("--check writes nothing: leave out --in-place and --out")
    if shown.diff and shown.json:
        raise UsageError("--diff and --json contradict each other: choose one (the JSON holds every edit)")
    if shown.groups and (shown.diff or shown.json):
        raise UsageError("--groups stands by itself: leave out --diff and --json (the JSON holds the groups)")
    if select is not None and not select.strip(" ,"):
        raise UsageError("--select names no class")
    if len(files) > 1 and Path("-") in files:
        raise UsageError("- is standard input and stands alone: leave out the other files")
    job.check_places((), shown.reports, None)
    return "in-place" if in_place else "folder" if out else "look"


def settings(select: str | None, minimum: float, language: str | None, *, record: bool) -> tuple[Settings, Path | None]:
    """Settings from the options and the workspace that the current folder lies in, if any; where to record."""
    from termlode.jobs.fix_undo import place
    from termlode.workspace import find

    classes = parse.parts(select) if select is not None else None
    tag = parse.tag_or_none(language, "--lang")
    workspace = find()
    runs = place(workspace, make=True) if record else None
    return job.settings_of(workspace, select=classes, minimum=minimum, language=tag), runs


def stream(settings: Settings, shown: Shown, mode: Mode) -> int:
    """Standard input corrected onto standard output; the exit status."""
    if mode != "look":
        raise UsageError("standard input is corrected onto standard output: leave out --out and --in-place")
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    found = job.fix_text(text, settings)
    outcome = job.Outcome("-", text, found.edits)
    if shown.json or shown.diff or shown.check or shown.groups:
        show([outcome], settings, shown, "stream")
        return status([outcome], check=shown.check)
    for path in shown.reports:
        job.write_report(path, [outcome], job.signature(settings))
    output.content(found.text)
    return 0


def show(outcomes: Sequence[Outcome], settings: Settings, shown: Shown, mode: str) -> None:
    """Errors, then JSON, diffs or the summary; then the reports are written."""
    signature = job.signature(settings) if shown.reports or shown.json or not shown.diff else ""
    for outcome in outcomes:
        if outcome.error:
            output.warn(outcome.error)
    if shown.json:
        output.out(job.as_json(outcomes, signature))
    elif shown.diff:
        for outcome in outcomes:
            _diff(job.diff(outcome))
    elif shown.groups and not output.is_drawing():
        output.rows(job.group_rows(outcomes))
    elif any(outcome.error is None for outcome in outcomes):
        _summary(outcomes, signature, every=shown.groups)
    for path in shown.reports:
        job.write_report(path, outcomes, signature)
    if not (shown.reports or shown.json or shown.groups) and any(len(one.edits) > len(one.made) for one in outcomes):
        output.warn("to decide on the suggestions: --report corrections.tsv, then review apply; --groups lists them")
    if mode == "look" and not (shown.check or shown.diff or shown.json) and any(one.made for one in outcomes):
        output.warn("the documents are unchanged: --out DIR or --in-place writes the corrections")


def _summary(outcomes: Sequence[Outcome], signature: str, *, every: bool) -> None:
    """A line a file; on a terminal the changes in groups, all or the most frequent; the totals, the signature."""
    files, totals = job.lines(outcomes)
    for line in files:
        output.out(line)
    if output.is_drawing():
        fix_groups.draw(job.groups(outcomes), None if every else _SHOWN)
        output.out()
    for line in (*totals, signature):
        output.out(line)


def undo(files: Sequence[Path], *, json: bool) -> int:
    """Take back the last run in place, say what was restored, and give the exit status."""
    from termlode.jobs import fix_undo
    from termlode.workspace import find

    done = fix_undo.undo(files, find())
    for one in done:
        if json:
            output.record({"file": one.path, "restored_from": one.backup, "error": one.error or None})
        elif one.error:
            output.warn(one.error)
        else:
            output.out(f"{one.path}: restored from {Path(one.backup).name}")
    failed = sum(bool(one.error) for one in done)
    return of_batch(len(done) - failed, failed)


def _diff(lines: Iterable[str]) -> None:
    """A diff; on a terminal in colours, right-to-left text in order."""
    if not output.is_drawing():
        for line in lines:
            output.out(line)
        return
    from rich.text import Text

    from termlode.cli.render import Screen
    from termlode.languages.identify import identify

    screen = Screen()
    for line in lines:
        sign, text = line[:1], line[1:]
        if sign not in "+-" or line.startswith(("---", "+++")):
            screen.print(Text(line, style="head"))
            continue
        drawn = "\n".join(sign + part for part in screen.lines(text, identify(text[:400]), screen.width - 1))
        screen.print(Text(drawn, style="preferred" if sign == "+" else "deprecated"))


def status(outcomes: Sequence[Outcome], *, check: bool) -> int:
    """The exit status: failures first, then whether anything would change."""
    failed = sum(outcome.error is not None for outcome in outcomes)
    if failed:
        return of_batch(len(outcomes) - failed, failed)
    return EXIT_NOTHING if check and any(outcome.made for outcome in outcomes) else 0
