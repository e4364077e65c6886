"""``termlode stats``: what the workspace holds."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = "Example: termlode stats --json"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("stats", epilog=EPILOG)(stats)


def stats(json: options.Json = False) -> None:
    """Count the workspace's sources, concepts and terms, and the units of its memory."""
    from termlode.cli.stats_view import show
    from termlode.jobs.stats import stats as job
    from termlode.workspace import require

    show(job(require()), json=json)
