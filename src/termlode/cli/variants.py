"""``termlode variants``: misreadings of terms found in a text, and their way into the termbase."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import Annotated

import typer

EPILOG = "Example: termlode variants propose bulletin.txt; termlode variants accept 3 7"


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Misreadings of terms: found in a text, accepted into the termbase.")
    group.command("propose", epilog=EPILOG)(propose)
    group.command("accept", epilog=EPILOG)(accept)
    app.add_typer(group, name="variants")


def propose(
    files: Annotated[
        list[Path], typer.Argument(help="Documents or folders in which terms may be misread; - is standard input.")
    ],
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the proposals here.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a proposal.")] = False,
) -> None:
    """List words that look like misreadings of terms, with counts and contexts, numbered for accept."""
    from termlode.cli import proposing

    raise typer.Exit(proposing.propose(files, output, json=json))


def accept(
    numbers: Annotated[list[int], typer.Argument(help="Numbers of the last proposals.")],
    *,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Proposals kept with propose -o.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Record as nonword or realword.")] = None,
) -> None:
    """Record proposals as variants of their terms in termbase/*.yaml; comments and order are kept."""
    from termlode.cli import proposing

    raise typer.Exit(proposing.accept(numbers, file, kind))
