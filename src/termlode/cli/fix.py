"""``termlode fix``: correct documents; what is sure is made, what is doubtful is listed."""

from __future__ import annotations

from pathlib import Path

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode fix inbox/*.docx --out fixed/ --report report.html · "
    "termlode fix bulletin.txt --check --diff · termlode fix inbox/*.txt --in-place; termlode fix --undo · "
    "termlode fix bulletin.txt --select zwnj,char --min-confidence 0.9 --json"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("fix", epilog=EPILOG)(fix)


def fix(
    files: options.FixFiles = None,
    *,
    out: options.OutFolder = None,
    in_place: options.InPlace = False,
    undo: options.Undo = False,
    check: options.Check = False,
    diff: options.Diff = False,
    groups: options.Groups = False,
    report: options.Reports = None,
    select: options.Classes = None,
    min_confidence: options.MinConfidence = 0.0,
    language: options.Lang = None,
    jobs: options.Jobs = None,
    json: options.Json = False,
) -> None:
    """Correct OCR and PDF text: what is surely wrong is fixed, what is doubtful is listed with a suggestion."""
    from termlode.cli import fix_view
    from termlode.cli.progress import stages
    from termlode.jobs import fix as job
    from termlode.jobs.reading import paths_of

    shown = fix_view.Shown(check=check, diff=diff, json=json, groups=groups, reports=tuple(report or ()))
    named = files or []
    mode = fix_view.mode(named, out, select, shown, in_place=in_place, undo=undo)
    if mode == "undo":
        raise typer.Exit(fix_view.undo(named, json=json))
    settings, runs = fix_view.settings(select, min_confidence, language, record=mode == "in-place")
    if named == [Path("-")]:
        raise typer.Exit(fix_view.stream(settings, shown, mode))
    paths = paths_of(named)
    job.check_places(paths, shown.reports, out)
    with stages(["fix"]) as progress:
        outcomes = job.fix(paths, settings, mode=mode, folder=out, jobs=jobs, progress=progress, runs=runs, roots=named)
    fix_view.show(outcomes, settings, shown, mode)
    raise typer.Exit(fix_view.status(outcomes, check=check))
