"""``termlode merge`` and ``termlode deliver``: a translated bilingual file back into its document."""

from __future__ import annotations

import typer

from termlode.cli import options

_EPILOG = "Examples: termlode {0} bulletin.xlf · termlode {0} bulletin.xlf -o bulletin.fa.docx"


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("merge", epilog=_EPILOG.format("merge"))(merge)
    app.command("deliver", epilog=_EPILOG.format("deliver"))(deliver)


def merge(file: options.Translated, *, out: options.OutFile = None, json: options.Json = False) -> None:
    """Write the document that an XLIFF file was made of with its translations, formatting kept."""
    from termlode.cli import merge_view
    from termlode.jobs import merge as jobs

    merge_view.show(jobs.merge(file, out), None, json=json)


def deliver(file: options.Translated, *, out: options.OutFile = None, json: options.Json = False) -> None:
    """Write the document and put the confirmed segments into the memory."""
    from termlode.cli import merge_view
    from termlode.jobs import merge as jobs
    from termlode.workspace import require

    merge_view.show(*jobs.deliver(require(), file, out), json=json)
