"""``termlode segment``: the sentences of a file, one a line."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode segment bulletin.txt · termlode segment report.docx --json · "
    "termlode segment notes.txt --srx mine.srx · termlode segment --export termlode.srx · "
    "echo 'Dr. Lee left. He is gone.' | termlode segment - --lang en"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("segment", epilog=EPILOG)(segment)


def segment(
    file: options.OptionalFile = None,
    *,
    lang: options.Lang = None,
    srx: options.Srx = None,
    export: options.SrxExport = None,
    json: options.Json = False,
    bidi: options.Bidi = "auto",
) -> None:
    """Cut a file into sentences, one a line."""
    from termlode.cli import segment_view
    from termlode.cli.output import remark
    from termlode.cli.parse import tag_or_none
    from termlode.cli.reading import open_text
    from termlode.errors import UsageError
    from termlode.jobs import segment as jobs

    if file is None and export is None:
        raise UsageError("no file: name one, or - for standard input (or --export FILE.srx for the rules alone)")
    if export is not None:
        jobs.write_rules(export, srx)
        remark(f"wrote {export}")
    if file is not None:
        document = open_text(file, tag_or_none(lang, "--lang"))
        segment_view.show(jobs.segment(document, srx), json=json, bidi=bidi)
