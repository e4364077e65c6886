"""``termlode fix``: correct documents; what is sure is made, what is doubtful is listed."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import Annotated

import typer

EPILOG = (
    "Examples: termlode fix inbox/*.docx --out fixed/ --report report.html · "
    "termlode fix bulletin.txt --check --diff · "
    "termlode fix bulletin.txt --select zwnj,char --min-confidence 0.9 --json"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("fix", epilog=EPILOG)(fix)


def fix(
    files: Annotated[
        list[Path], typer.Argument(help="Documents or folders: .txt, .html, .docx, .pdf; - is standard input.")
    ],
    *,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write the corrected files here.")] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Change the files; the old one stays as .bak.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if anything would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what changes.")] = False,
    report: Annotated[
        list[Path] | None,
        typer.Option("--report", metavar="FILE", help="Write a report: .html, .tsv (for review), .json."),
    ] = None,
    select: Annotated[
        str | None,
        typer.Option(
            "--select", metavar="CLASS,…", help="Only zwnj, char, arabic, space, line, digit, markup, variant."
        ),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Less sure edits are only suggested.")
    ] = 0.0,
    language: Annotated[
        str | None, typer.Option("--lang", "--language", metavar="LANG", help="The documents' language.")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Processes (default: one a core).")] = None,
    json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
) -> None:
    """Correct OCR and PDF text: what is surely wrong is fixed, what is doubtful is listed with a suggestion."""
    from termlode.cli import fixing

    wanted = fixing.Request(
        files, out, in_place, check, diff, tuple(report or ()), select, min_confidence, language, jobs, json
    )
    raise typer.Exit(fixing.run(wanted))
