"""``termlode init``: a new workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EPILOG = "Example: termlode init my-project --samples && termlode -C my-project build"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("init", epilog=EPILOG)(init)


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it may exist.")] = Path(),
    samples: Annotated[bool, typer.Option("--samples", help="Put the sample documents and termbase in it.")] = False,
) -> None:
    """Make a workspace: termlode.toml, sources/, termbase/, glossaries/."""
    from shlex import quote

    from termlode import workspace

    made = workspace.create(folder, samples=samples)
    typer.echo(f"workspace {made.name} in {folder}/")
    documents = sum(1 for path in made.sources.iterdir() if path.is_file())
    typer.echo(f"sources/ {documents} documents · termbase/ {len(list(made.termbase.glob('*.yaml')))} files")
    typer.echo(
        f"next: termlode -C {quote(str(folder))} build" if documents else f"next: put documents into {folder}/sources"
    )
