"""``termlode init``: a new workspace."""

from __future__ import annotations

from pathlib import Path

import typer

from termlode.cli import options

EPILOG = "Examples: termlode init my-project --samples && termlode -C my-project build · termlode init mine --termbase"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("init", epilog=EPILOG)(init)


def init(
    folder: options.NewFolder = Path(),
    *,
    samples: options.Samples = False,
    termbase: options.WithTermbase = False,
) -> None:
    """Make a workspace: termlode.toml, .gitignore, sources/, termbase/, glossaries/."""
    from shlex import quote

    from termlode.cli.output import out
    from termlode.jobs.init import init as job

    made = job(folder, samples=samples, termbase=termbase)
    out(f"workspace {made.workspace.name} in {folder}/")
    out(f"sources/ {made.documents} documents · termbase/ {made.termbase} files")
    go_on = f"termlode -C {quote(str(folder))} build"
    out(f"next: {go_on}" if made.documents else f"next: put documents into {folder}/sources, then {go_on}")
