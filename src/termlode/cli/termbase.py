"""``termlode termbase``: the commands that check, show and change the concept entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from termlode.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

_COMMANDS = {
    "check": "termlode termbase check --ignore T103,T2",
    "stats": "termlode termbase stats",
    "show": "termlode termbase show rare-earth-elements lithium",
    "diff": "termlode termbase diff HEAD~1",
    "add": 'termlode termbase add energy en="heat pump" fa="پمپ حرارتی" zh=热泵',
    "edit": 'termlode termbase edit heat-pump --add ar="مضخة حرارية"',
    "accept": "termlode termbase accept drafts/critical-minerals.yaml 3-17",
    "merge": "termlode termbase merge ../colleague/termbase",
}


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Check, show and change the termbase.")
    commands: tuple[Callable[..., None], ...] = (check, stats, show, diff, add, edit, accept, merge)
    for command in commands:
        group.command(command.__name__, epilog=f"Example: {_COMMANDS[command.__name__]}")(command)
    app.add_typer(group, name="termbase")


def check(select: options.Select = "", ignore: options.Ignore = "", json: options.Json = False) -> None:
    """Check the concept entries; exit 1 where there are findings."""
    from termlode.cli.parse import parts
    from termlode.cli.termbase_view import findings
    from termlode.jobs import termbase
    from termlode.workspace import require

    found = termbase.check(require(), select=parts(select, blanks=True), ignore=parts(ignore, blanks=True))
    findings(found, as_json=json)
    if found:
        raise typer.Exit(1)


def stats(json: options.Json = False) -> None:
    """Count concepts, terms, statuses and verified terms by language and subject field."""
    from termlode.cli.termbase_view import counts
    from termlode.jobs import termbase
    from termlode.workspace import require

    counts(termbase.stats(require()), as_json=json)


def show(concepts: options.Ids, json: options.Json = False, bidi: options.Bidi = "auto") -> None:
    """Show concepts: cards on a terminal, YAML when piped."""
    from termlode.cli.termbase_view import concept_cards
    from termlode.jobs import termbase
    from termlode.workspace import require

    workspace = require()
    entries = [termbase.show(workspace, concept) for concept in concepts]
    concept_cards(entries, workspace, as_json=json, bidi=bidi)


def diff(
    old: options.OldState = "HEAD",
    new: options.NewState = None,
    json: options.Json = False,
    bidi: options.Bidi = "auto",
) -> None:
    """Show what has changed, in concepts and terms; exit 1 where nothing has."""
    from termlode.cli.termbase_view import differences
    from termlode.jobs import termbase
    from termlode.workspace import require

    found = termbase.diff(require(), old, new)
    differences(found, as_json=json, bidi=bidi)
    if not found:
        raise typer.Exit(1)


def add(
    field: options.Field,
    terms: options.NewTerms,
    *,
    id: options.NewId = None,
    definition: options.Definition = None,
    note: options.Note = None,
    source: options.ConceptSource = None,
) -> None:
    """Add a concept with its terms (unverified until a source is named)."""
    from termlode.cli.termbase_view import homonyms, written
    from termlode.jobs import termbase
    from termlode.workspace import require

    done = termbase.add(require(), field, terms, concept=id, definition=definition, note=note, source=source)
    written(done.written)
    homonyms(done.homonyms)


def edit(
    concept: options.Id,
    *,
    add: options.AddTerm = None,
    drop: options.DropTerm = None,
    prefer: options.PreferTerm = None,
    deprecate: options.DeprecateTerm = None,
    forbid: options.ForbidTerm = None,
    definition: options.Definition = None,
    note: options.Note = None,
    field: options.MoveTo = None,
) -> None:
    """Change a concept: by options, or without any in your editor ($VISUAL, $EDITOR)."""
    from termlode.cli.editor import open_editor
    from termlode.cli.termbase_view import written
    from termlode.jobs import termbase
    from termlode.workspace import require

    said = {"definition": definition, "note": note, "subject_field": field}
    given = {key: value for key, value in said.items() if value is not None}
    asked = {"add": add, "prefer": prefer, "deprecate": deprecate, "forbid": forbid, "drop": drop}
    terms = {action: texts for action, texts in asked.items() if texts}
    if given or terms:
        written(termbase.edit(require(), concept, terms, **given))
    else:
        written(termbase.edit_draft(require(), concept, open_editor))


def accept(
    drafts: options.Drafts,
    which: options.WhichDrafts = None,
    *,
    refuse: options.RefuseDrafts = None,
    source: options.VerifiedBy = None,
    preferred: options.MakePreferred = False,
    folder: options.DraftsIn = None,
) -> None:
    """Take drafts into the termbase or refuse them: by number, or as a review says; exit 1 where some are stale."""
    from termlode.cli.termbase_view import decided
    from termlode.jobs import drafts as jobs
    from termlode.workspace import require

    workspace = require()
    if drafts.suffix.lower() == ".tsv":
        done = jobs.accept_review(workspace, drafts, folder, source=source, preferred=preferred)
    else:
        done = jobs.accept(workspace, drafts, which or (), refuse=refuse or (), source=source, preferred=preferred)
    decided(done)
    if done.stale:
        raise typer.Exit(1)


def merge(
    other: options.Other,
    into: options.Into = None,
    base: options.Base = None,
    dry_run: options.DryRun = False,
) -> None:
    """Merge another termbase into this one, or one concept into another; contradictions are listed, ours stays."""
    from termlode.cli.termbase_view import merged
    from termlode.jobs import termbase
    from termlode.workspace import require

    result = termbase.merge(require(), other, into, base=base, dry=dry_run)
    merged(result, dry=dry_run)
    if result.conflicts:
        raise typer.Exit(1)
