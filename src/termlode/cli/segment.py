"""``termlode segment``: the sentences of a file, one a line."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import Annotated

import typer

EPILOG = (
    "Examples: termlode segment bulletin.txt · termlode segment report.docx --json · "
    "termlode segment notes.txt --srx mine.srx · termlode segment --export termlode.srx · "
    "echo 'Dr. Lee left. He is gone.' | termlode segment - --lang en"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("segment", epilog=EPILOG)(segment)


def segment(  # noqa: PLR0917  # typer calls it by keyword
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A text, HTML, Word or PDF file; - is standard input.")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="LANG", help="The language, where it is known.")] = None,
    srx: Annotated[Path | None, typer.Option("--srx", metavar="FILE", help="Use the rules of this SRX file.")] = None,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE.srx", help="Write the rules, for OmegaT, Okapi and others.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a sentence, with its place.")] = False,
    bidi: Annotated[
        str, typer.Option("--bidi", metavar="MODE", help="Right-to-left text: auto, isolate, visual or off.")
    ] = "auto",
) -> None:
    """Cut a file into sentences, one a line."""
    from termlode.cli.segmenting import run

    run(file, language=lang, srx=srx, export=export, json=json, bidi=bidi)
