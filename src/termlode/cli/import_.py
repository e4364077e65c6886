"""``termlode import``: files of other tools into the memory or the termbase."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations at run time
from typing import Annotated, Literal

import typer

_EXAMPLES = """
Examples:

  termlode import *.tmx --client acme --domain mining

  termlode import glossary.tbx --subject-field energy

  termlode import pairs.csv --from en --to fa --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", epilog=_EXAMPLES)(import_)


def import_(  # noqa: PLR0917  # typer calls it by keyword
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="TMX, TBX, XLIFF, PO, tables … also .gz, .zip.")],
    as_: Annotated[Literal["terms", "memory"] | None, typer.Option("--as", help="Where it goes.")] = None,
    format: Annotated[str | None, typer.Option("--format", "-f", help="The format, if not as detected.")] = None,
    source: Annotated[str | None, typer.Option("--from", metavar="LANG", help="Source language.")] = None,
    target: Annotated[str | None, typer.Option("--to", metavar="LANG", help="Target language.")] = None,
    client: Annotated[str | None, typer.Option(help="Whom the units belong to.")] = None,
    domain: Annotated[str | None, typer.Option(help="What they are about.")] = None,
    project: Annotated[str | None, typer.Option(help="The project they come from.")] = None,
    subject_field: Annotated[str | None, typer.Option(help="The YAML file of new concepts.")] = None,
    columns: Annotated[str | None, typer.Option(help="Columns of a table: source,target,note or en,fa,-.")] = None,
    encoding: Annotated[str | None, typer.Option(help="The encoding, if not as declared.")] = None,
    recover: Annotated[bool, typer.Option("--recover", help="Drop illegal characters; keep what is whole.")] = False,
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="Take unapproved translations too.")] = False,
    obsolete: Annotated[bool, typer.Option("--obsolete", help="Take obsolete PO entries too.")] = False,
    on_conflict: Annotated[Literal["keep", "newest", "replace"], typer.Option(help="A stored unit differs.")] = "keep",
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Read and report; write nothing.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Read files of other tools into the memory or the termbase, and say what became of each unit."""
    from termlode.cli.importing import Destination, read_options, run

    options = read_options(
        source, target, encoding, columns, recover=recover, fuzzy=fuzzy, obsolete=obsolete,
        subject_field=subject_field, client=client, domain=domain, project=project,
    )  # fmt: skip
    with Destination(dry=dry_run, on_conflict=on_conflict) as place:
        run(files, lambda path: place.take(path, options, format, as_), json=json)
