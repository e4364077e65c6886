"""``termlode export``: the memory and the termbase as files for other tools."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations at run time
from typing import Annotated, Literal

import typer

_EXAMPLES = """
Examples:

  termlode export out/ --format tmx --pair fa-en

  termlode export acme.tmx --for omegat --pair fa-en --client acme --since 20260101

  termlode export glossary.utf8 --format omegat-glossary --pair fa-en

  termlode export terms.tbx
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", epilog=_EXAMPLES)(export)


def export(  # noqa: PLR0917  # typer calls it by keyword
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="A file, or a folder for a file a pair.")],
    format: Annotated[str | None, typer.Option("--format", "-f", help="See 'termlode formats'; else by name.")] = None,
    as_: Annotated[Literal["terms", "memory"] | None, typer.Option("--as", help="What is written.")] = None,
    pair: Annotated[list[str] | None, typer.Option("--pair", "-p", metavar="fa-en", help="Again for more.")] = None,
    multilingual: Annotated[bool, typer.Option("--multilingual", help="One file with all languages.")] = False,
    profile: Annotated[str | None, typer.Option("--for", metavar="CLIENT", help="omegat, trados, memoq …")] = None,
    level: Annotated[int | None, typer.Option(min=1, max=2, help="TMX 1: plain text; 2: with codes.")] = None,
    version: Annotated[str | None, typer.Option("--version", help="Of the format: XLIFF 1.2 or 2.1.")] = None,
    origin: Annotated[list[str] | None, typer.Option(help="human, aligned, machine or import.")] = None,
    quality: Annotated[float | None, typer.Option(min=0, max=1, help="Least confidence of aligned units.")] = None,
    since: Annotated[str | None, typer.Option(metavar="YYYYMMDD", help="Changed on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYYMMDD", help="Changed on this day or before.")] = None,
    client: Annotated[list[str] | None, typer.Option(help="Only units of this client.")] = None,
    domain: Annotated[list[str] | None, typer.Option(help="Only units of this domain.")] = None,
    max_units: Annotated[int | None, typer.Option(min=1, help="A new TMX file after so many units.")] = None,
    max_mb: Annotated[float | None, typer.Option(min=0.01, help="A new TMX file before so many MB.")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Tables: a byte order mark, for Excel.")] = False,
    no_escape: Annotated[bool, typer.Option("--no-escape", help="Tables: leave =formulas as they are.")] = False,
    verified_only: Annotated[bool, typer.Option("--verified-only", help="Glossaries: no unverified term.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Write the memory or the termbase for other tools; the same content gives the same bytes."""
    from termlode.cli.exporting import chosen_format, report, run, selection, write_options

    form = chosen_format(format, destination)
    options = write_options(
        profile, level, version, bom=bom, escape=not no_escape, verified_only=verified_only,
        max_units=max_units, max_mb=max_mb,
    )  # fmt: skip
    wanted = selection(origin, quality, (since, until), client, domain)
    files = run(form, as_, destination, pair or [], options=options, keep=wanted, multilingual=multilingual)
    report(files, options, json=json)
