"""``termlode terms``: every known term in a text, with its equivalents."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import Annotated

import typer

EPILOG = (
    "Examples: termlode terms bulletin.txt --to en · termlode terms bulletin.txt --lang fa --all --json · "
    "termlode terms bulletin.txt --to fa,zh --html terms.html · termlode terms - --to fa < sentence.txt"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("terms", epilog=EPILOG)(terms)


def terms(  # noqa: PLR0917  # typer calls it by keyword
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text, HTML, Word or PDF file; - is standard input.")],
    to: Annotated[str | None, typer.Option("--to", metavar="LANG,…", help="Languages of the equivalents.")] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", "--from", metavar="LANG", help="The text's language, where it is known.")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Nested and overlapping terms too, marked.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a hit.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Tab-separated rows, as when piped.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the text with its terms as a page.")
    ] = None,
    bidi: Annotated[
        str, typer.Option("--bidi", metavar="MODE", help="Right-to-left text: auto, isolate, visual or off.")
    ] = "auto",
) -> None:
    """Show every known term of a text with its equivalents."""
    from termlode.cli.terms_view import show

    show(file, to=to, lang=lang, every=all, json=json, tsv=tsv, html=html, bidi=bidi)
