"""``termlode extract``: the phrases of some files that may be terms, best first."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode extract bulletin.txt --top 20 · termlode extract sources/ --lang zh --tsv > candidates.tsv · "
    "termlode extract report.docx --new --json"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("extract", epilog=EPILOG)(extract)


def extract(
    files: options.Files,
    *,
    lang: options.ExtractLangs = None,
    top: options.ExtractTop = 50,
    minimum: options.ExtractMin = 1,
    new: options.New = False,
    json: options.Json = False,
    tsv: options.Tsv = False,
    bidi: options.Bidi = "auto",
) -> None:
    """Show the phrases that may be terms, best first in each language; known terms are marked."""
    from termlode.cli import extract_view, parse
    from termlode.cli.exits import of_batch
    from termlode.cli.output import warn_of
    from termlode.cli.progress import stages
    from termlode.cli.reading import sources
    from termlode.jobs import extract as jobs
    from termlode.workspace import find

    parse.only_one(json=json, tsv=tsv)
    wanted = parse.tags(lang, "--lang")
    with stages(["read", "extract"]) as progress:
        reading = jobs.segments_of(sources(files), progress=progress, met=warn_of)
        found = jobs.extract(
            reading.segments, find(), languages=wanted, top=top, minimum=minimum, new=new, progress=progress
        )
    extract_view.failures(reading)
    if reading.read:
        extract_view.show(found, reading, wanted, json=json, tsv=tsv, bidi=bidi)
    raise typer.Exit(of_batch(reading.read, len(reading.failures)))
