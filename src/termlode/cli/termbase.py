"""``termlode termbase``: the commands that check, show and change the concept entries."""

from __future__ import annotations

from typing import Annotated

import typer

from termlode.cli import termbase_edit
from termlode.cli.complete import complete_ids

_JSON = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
_BIDI = Annotated[str, typer.Option("--bidi", metavar="MODE", help="Right-to-left text: auto, isolate, visual, off.")]
_AGAINST = typer.Argument(metavar="FOLDER|FILE|REVISION", help="The other state; a git revision such as HEAD.")


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Check, show and change the termbase.")
    group.command("check", epilog="Example: termlode termbase check --ignore T103,T2")(check)
    group.command("stats", epilog="Example: termlode termbase stats")(stats)
    group.command("show", epilog="Example: termlode termbase show rare-earth-elements lithium")(show)
    group.command("diff", epilog="Example: termlode termbase diff HEAD~1")(diff)
    termbase_edit.register(group)
    app.add_typer(group, name="termbase")


def check(
    select: Annotated[
        str, typer.Option("--select", metavar="CODE,…", help="Only these checks (T1: all of T1..).")
    ] = "",
    ignore: Annotated[str, typer.Option("--ignore", metavar="CODE,…", help="All checks but these.")] = "",
    json: _JSON = False,
) -> None:
    """Check the concept entries; exit 1 where there are findings."""
    from termlode.cli.termbase_tables import findings
    from termlode.termbase import checks
    from termlode.termbase.load import load
    from termlode.workspace import require

    workspace = require()
    found = checks.run(
        load(workspace.termbase), languages=workspace.languages, select=codes(select), ignore=codes(ignore)
    )
    findings(found, as_json=json)
    if found:
        raise typer.Exit(1)


def codes(text: str) -> list[str]:
    """Codes with commas between them."""
    return [code for code in text.replace(",", " ").split() if code]


def stats(json: _JSON = False) -> None:
    """Count concepts, terms, statuses and verified terms by language and subject field."""
    from termlode.cli.termbase_tables import counts
    from termlode.termbase.stats import stats as count
    from termlode.workspace import require

    with require().terms() as compiled:
        counts(count(compiled.entries()), as_json=json)


def show(
    concepts: Annotated[list[str], typer.Argument(metavar="ID…", help="Concept ids.", autocompletion=complete_ids)],
    json: _JSON = False,
    bidi: _BIDI = "auto",
) -> None:
    """Show concepts by their ids: cards on a terminal, YAML when piped."""
    from termlode.cli.termbase_tables import concept_cards
    from termlode.workspace import require

    workspace = require()
    concept_cards([termbase_edit.entry(workspace, concept) for concept in concepts], workspace, as_json=json, bidi=bidi)


def diff(
    old: Annotated[str, _AGAINST] = "HEAD",
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="Default: the termbase as it is now.")] = None,
    json: _JSON = False,
    bidi: _BIDI = "auto",
) -> None:
    """Tell what has changed, in concepts and terms; exit 1 where nothing has."""
    from termlode.cli.termbase_tables import differences
    from termlode.termbase.diff import diff as compare
    from termlode.termbase.load import load
    from termlode.termbase.revisions import state
    from termlode.workspace import require

    folder = require().termbase
    after = state(new, folder) if new else load(folder)
    found = compare(state(old, folder).concepts, after.concepts)
    differences(found, as_json=json, bidi=bidi)
    if not found:
        raise typer.Exit(1)
