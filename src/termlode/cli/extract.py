"""``termlode extract``: the phrases of some files that may be terms, best first."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import Annotated

import typer

EPILOG = (
    "Examples: termlode extract bulletin.txt --top 20 · termlode extract sources/ --lang zh --tsv > candidates.tsv · "
    "termlode extract report.docx --new --json"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("extract", epilog=EPILOG)(extract)


def extract(  # noqa: PLR0917  # typer calls it by keyword
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Text, HTML, Word or PDF files, folders; - is standard input.")
    ],
    lang: Annotated[str | None, typer.Option("--lang", metavar="LANG,…", help="These languages only.")] = None,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many of each language.")] = 50,
    minimum: Annotated[int, typer.Option("--min", metavar="N", min=1, help="Least number of occurrences.")] = 1,
    new: Annotated[bool, typer.Option("--new", help="Leave out what the termbase has.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a candidate, with its first places.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Tab-separated rows, as when piped.")] = False,
    bidi: Annotated[
        str, typer.Option("--bidi", metavar="MODE", help="Right-to-left text: auto, isolate, visual or off.")
    ] = "auto",
) -> None:
    """Show the phrases that may be terms, best first in each language; known terms are marked."""
    from termlode.cli.extracting import Request, run

    code = run(Request(files, lang, top, minimum, new, json, tsv, bidi))
    if code:
        raise typer.Exit(code)
