"""``termlode lint``: why does the tool say "invalid file"?"""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations at run time
from typing import Annotated

import typer

_EXAMPLES = """
Examples:

  termlode lint export.tmx

  termlode lint *.tmx --for omegat

  termlode lint broken.tmx --fix -o mended.tmx
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lint", epilog=_EXAMPLES)(lint)


def lint(  # noqa: PLR0917  # typer calls it by keyword
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="TMX, TBX, XLIFF, PO, CSV.")] = None,
    client: Annotated[str | None, typer.Option("--for", metavar="CLIENT", help="What this one minds too.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write a mended copy (NAME.fixed.tmx).")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where the mended copy goes.")] = None,
    format: Annotated[str | None, typer.Option("--format", "-f", help="The format, if not as detected.")] = None,
    encoding: Annotated[str | None, typer.Option(help="The encoding, if not as declared.")] = None,
    select: Annotated[str | None, typer.Option(help="Only codes that begin so: T2,S1.")] = None,
    ignore: Annotated[str | None, typer.Option(help="No codes that begin so.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every finding, not the first ten of each code.")] = False,
    codes: Annotated[bool, typer.Option("--codes", help="List the codes and leave.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Check files for what their format or a client will not have: where, why, and what cures it."""
    from termlode.cli.linting import list_codes, mend, report

    if codes:
        list_codes(json=json)
        return
    if not files:
        raise typer.BadParameter("name at least one FILE", param_hint="FILE…")
    if fix:
        mend(files, client, output, format, encoding)
        return
    found = report(files, client, format, encoding, (select, ignore), limit=None if every else 10, json=json)
    raise typer.Exit(1 if found else 0)
