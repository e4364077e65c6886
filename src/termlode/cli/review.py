"""``termlode review``: make what a person accepted in a review file."""

from __future__ import annotations

from pathlib import Path  # typer reads the annotations
from typing import Annotated

import typer

EPILOG = "Example: termlode fix bulletin.txt --report corrections.tsv; edit it; termlode review apply corrections.tsv"


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Make what a person accepted in a review file.")
    group.command("apply", epilog=EPILOG)(apply)
    app.add_typer(group, name="review")


def apply(
    file: Annotated[Path, typer.Argument(help="A review file (TSV) of corrections or of an alignment.")],
    documents: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DOC]…", help="Documents that the review may change though they lie elsewhere."),
    ] = None,
    *,
    root: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder that the names in the review start from.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write the documents here instead of in place.")
    ] = None,
    store: Annotated[bool, typer.Option("--store", help="Put an alignment's accepted pairs into the memory.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write an alignment's accepted pairs here.")
    ] = None,
) -> None:
    """Make the accepted rows of a review file, exactly; its first line says what it reviews."""
    from termlode.cli import reviewing

    raise typer.Exit(reviewing.apply(file, documents or [], root, out, store=store, output=output))
