"""``termlode termbase add|edit|merge``: the commands that write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from termlode.cli.complete import complete_ids
from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.model import ConceptEntry
    from termlode.termbase.merge import Merge
    from termlode.termbase.save import Change
    from termlode.workspace import Workspace

_TERMS = typer.Argument(metavar="LANG=TERM…", help="Terms; the first of each language is preferred.")
_DEFINITION = Annotated[str | None, typer.Option("--definition", help="What it is, in English.")]
_NOTE = Annotated[str | None, typer.Option("--note", help="A remark for translators.")]


def register(group: typer.Typer) -> None:
    """Add the commands to the group ``termbase``."""
    group.command("add", epilog='Example: termlode termbase add energy en="heat pump" fa="پمپ حرارتی" zh=热泵')(add)
    group.command("edit", epilog='Example: termlode termbase edit heat-pump --add ar="مضخة حرارية"')(edit)
    group.command("merge", epilog="Example: termlode termbase merge ../colleague/termbase")(merge)


def add(
    field: Annotated[str, typer.Argument(help="Subject field: the file that it goes into.")],
    terms: Annotated[list[str], _TERMS],
    *,
    id: Annotated[str | None, typer.Option("--id", help="Concept id; made from the English term without it.")] = None,
    definition: _DEFINITION = None,
    note: _NOTE = None,
    source: Annotated[str | None, typer.Option("--source", help="Where the concept is from.")] = None,
) -> None:
    """Add a concept with its terms (unverified until a source is named)."""
    from termlode.termbase.edit import must_be_new, new_entry, pair
    from termlode.termbase.save import Change
    from termlode.workspace import require

    workspace = require()
    said = {"definition": definition, "note": note, "source": source}
    with workspace.terms() as compiled:
        taken = {one.id: one for one in compiled.entries()}
    pairs = [pair(term) for term in terms]
    if id is None:
        must_be_new(pairs, taken.values())
    entry = new_entry(field, pairs, concept=id, taken=taken, **said)
    _save(workspace, [Change(None, entry)])
    _warn_of_homonyms(taken, entry)


def edit(
    concept: Annotated[str, typer.Argument(metavar="ID", help="The concept.", autocompletion=complete_ids)],
    *,
    add: Annotated[list[str] | None, typer.Option("--add", metavar="LANG=TERM", help="Add a term.")] = None,
    drop: Annotated[list[str] | None, typer.Option("--drop", metavar="LANG=TERM", help="Remove a term.")] = None,
    prefer: Annotated[list[str] | None, typer.Option("--prefer", metavar="LANG=TERM", help="Prefer a term.")] = None,
    deprecate: Annotated[
        list[str] | None, typer.Option("--deprecate", metavar="LANG=TERM", help="Advise against.")
    ] = None,
    forbid: Annotated[list[str] | None, typer.Option("--forbid", metavar="LANG=TERM", help="Forbid a term.")] = None,
    definition: _DEFINITION = None,
    note: _NOTE = None,
    field: Annotated[str | None, typer.Option("--field", help="Move it to this subject field.")] = None,
) -> None:
    """Change a concept: by options, or without any in your editor ($VISUAL, $EDITOR)."""
    from termlode.workspace import require

    workspace = require()
    before = entry(workspace, concept)
    said = {"definition": definition, "note": note, "subject_field": field}
    given = {key: value for key, value in said.items() if value is not None}
    terms = {"add": add, "prefer": prefer, "deprecate": deprecate, "forbid": forbid, "drop": drop}
    asked = given or any(terms.values())
    _save(workspace, [_by_options(before, terms, given) if asked else _in_editor(workspace, before)])


def _by_options(before: ConceptEntry, terms: dict[str, list[str] | None], given: dict[str, str]) -> Change:
    from dataclasses import replace

    from termlode.termbase import edit as edits
    from termlode.termbase.save import Change

    after = before
    for action, texts in terms.items():
        after = edits.ACTIONS[action](after, [edits.pair(text) for text in texts or ()])
    return Change(before, replace(after, **given))  # type: ignore[arg-type]  # keys of said: all are texts


def _in_editor(workspace: Workspace, before: ConceptEntry) -> Change:
    """Open the concept's YAML in the user's editor. The draft stays where it cannot be taken."""
    from termlode.cli.editor import open_editor
    from termlode.files import read_bytes, write_text
    from termlode.termbase.edit import draft, edited
    from termlode.termbase.load import SUFFIX, decode

    path = workspace.private / "drafts" / f"{before.id}{SUFFIX}"
    write_text(path, draft(before, workspace.termbase / f"{before.subject_field}{SUFFIX}"))
    open_editor(path)
    return edited(before, decode(read_bytes(path), path), path)


def merge(
    other: Annotated[str, typer.Argument(metavar="FOLDER|FILE|REVISION|ID", help="What to take in.")],
    into: Annotated[str | None, typer.Argument(metavar="[ID]", help="Join concept ID into this one.")] = None,
    base: Annotated[str | None, typer.Option("--base", metavar="STATE", help="The common ancestor, if any.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only tell what would change.")] = False,
) -> None:
    """Take in another termbase, or join one concept into another; contradictions are listed, ours stays."""
    from termlode.termbase.load import load
    from termlode.termbase.merge import merge as join
    from termlode.termbase.merge import merge_concepts
    from termlode.termbase.revisions import state
    from termlode.workspace import require

    workspace = require()
    ours = load(workspace.termbase).concepts
    if into is not None:
        result = merge_concepts(ours, other, into)
    else:
        root = state(base, workspace.termbase).concepts if base else None
        result = join(ours, state(other, workspace.termbase).concepts, root)
    _tell(result)
    if not dry_run:
        _save(workspace, result.changes)
    elif not (result.changes or result.conflicts):
        typer.echo("nothing to change")
    if result.conflicts:
        raise typer.Exit(1)


def _tell(result: Merge) -> None:
    from termlode.cli.termbase_tables import differences
    from termlode.termbase.diff import diff

    before = {change.concept: change.before for change in result.changes if change.before}
    after = {change.concept: change.after for change in result.changes if change.after}
    differences(diff(before, after))
    for conflict in result.conflicts:
        typer.echo(
            f"conflict: {conflict.concept}, {conflict.what}: kept {conflict.ours}; theirs: {conflict.theirs}", err=True
        )


def entry(workspace: Workspace, concept: str) -> ConceptEntry:
    """A concept of the workspace. Raises UsageError, with the likeliest ids, where there is none."""
    with workspace.terms() as compiled:
        try:
            return compiled.entry(concept)
        except KeyError:
            from difflib import get_close_matches

            ids = compiled.ids()
        begun = sorted((one for one in ids if concept.lower() in one), key=len)
        near = begun[:3] or get_close_matches(concept, ids, 3)
        hint = f": did you mean {', '.join(near)}?" if near else ": 'termlode lookup TERM' shows ids"
        raise UsageError(f"there is no concept {concept}{hint}") from None


def _save(workspace: Workspace, changes: Sequence[Change]) -> None:
    from termlode.termbase.save import save

    paths = save(workspace.termbase, changes)
    for path in paths:
        names = [change.concept for change in changes if change.after and change.after.subject_field == path.stem]
        typer.echo(f"{_short(path)}: {', '.join(names) or 'changed'}")
    if not paths:
        typer.echo("nothing to change")


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _warn_of_homonyms(entries: dict[str, ConceptEntry], entry: ConceptEntry) -> None:
    """Tell at once where a new term is a term of another concept already."""
    from termlode.termbase import checks
    from termlode.termbase.load import Termbase

    for finding in checks.run(Termbase({**entries, entry.id: entry}), languages=(), select=["T2"]):
        if entry.id in (finding.concept, finding.detail.rsplit(" ", 1)[-1]):
            typer.echo(f"note: {finding.message}: {finding.detail}", err=True)
