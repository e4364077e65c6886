"""The termbase: check it, count it, show, compare, change and merge its concept entries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from termlode.errors import UsageError
from termlode.jobs.lookup import must_know

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from termlode.model import ConceptEntry
    from termlode.termbase.checks import Finding
    from termlode.termbase.diff import Difference
    from termlode.termbase.merge import Conflict
    from termlode.termbase.save import Change
    from termlode.termbase.stats import Stats
    from termlode.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the termbase that was changed, and the concepts that it holds now because of that."""

    path: Path
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """A new concept, where it was written, and which other concepts have one of its terms (homonyms)."""

    entry: ConceptEntry
    written: tuple[Written, ...]
    homonyms: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge changes (or would change), what contradicted, and what was written."""

    differences: tuple[Difference, ...]
    conflicts: tuple[Conflict, ...]
    changes: tuple[Change, ...]
    written: tuple[Written, ...] = ()


def check(workspace: Workspace, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Finding]:
    """The findings of all checks; ``select`` and ``ignore`` are beginnings of codes.

    Raises TermbaseError, UnreadableError, UsageError for a code that no check has.
    """
    from termlode.termbase import checks
    from termlode.termbase.load import load

    found = load(workspace.termbase)
    return list(checks.run(found, languages=workspace.languages, select=select, ignore=ignore))


def stats(workspace: Workspace) -> Stats:
    """Concepts, terms, statuses and verified terms by language and subject field. Raises TermbaseError."""
    from termlode.termbase.stats import stats as count

    with workspace.terms() as compiled:
        return count(compiled.entries())


def show(workspace: Workspace, concept: str) -> ConceptEntry:
    """A concept of the workspace. Raises UsageError, with the likeliest ids, where there is none."""
    with workspace.terms() as compiled:
        try:
            return compiled.entry(concept)
        except KeyError:
            ids = compiled.ids()
    from difflib import get_close_matches

    begun = sorted((one for one in ids if concept.lower() in one), key=len)
    near = begun[:3] or get_close_matches(concept, ids, 3)
    hint = f": did you mean {', '.join(near)}?" if near else ": 'termlode lookup TERM' shows ids"
    raise UsageError(f"there is no concept {concept}{hint}")


def as_record(entry: ConceptEntry) -> dict[str, Any]:
    """A concept as plain values: what its YAML says."""
    from termlode.termbase.records import to_record

    return dict(to_record(entry))


def as_yaml(entry: ConceptEntry) -> str:
    """A concept as it stands in its file."""
    from termlode.termbase.plain_yaml import dump

    return dump({entry.id: as_record(entry)})


def diff(workspace: Workspace, old: str = "HEAD", new: str | None = None) -> list[Difference]:
    """What differs between two states: a folder, a file, a git revision; ``new`` None: the termbase as it is now.

    Raises TermbaseError, UnreadableError, UsageError for a state that is none of these.
    """
    from termlode.termbase.diff import diff as compare
    from termlode.termbase.load import load
    from termlode.termbase.revisions import state

    folder = workspace.termbase
    after = state(new, folder) if new else load(folder)
    return compare(state(old, folder).concepts, after.concepts)


def add(
    workspace: Workspace,
    field: str,
    terms: Sequence[str],
    *,
    concept: str | None = None,
    definition: str | None = None,
    note: str | None = None,
    source: str | None = None,
) -> Added:
    """Add a concept with ``terms`` (``"fa=پمپ حرارتی"``) to a subject field; unverified until a source is named.

    The first term of each language is preferred. Raises UsageError for what is not a term, and, where no id is
    named, for a concept that is there already.
    """
    from termlode.termbase.edit import must_be_new, new_entry, pair
    from termlode.termbase.save import Change

    with workspace.terms() as compiled:
        taken = {one.id: one for one in compiled.entries()}
    pairs = [pair(term) for term in terms]
    must_know(workspace, [language for language, _ in pairs])
    if concept is None:
        must_be_new(pairs, taken.values())
    said = {"definition": definition, "note": note, "source": source}
    entry = new_entry(field, pairs, concept=concept, taken=taken, **said)
    written = _save(workspace, [Change(None, entry)])
    return Added(entry, written, tuple(_homonyms(taken, entry)))


def _homonyms(entries: Mapping[str, ConceptEntry], entry: ConceptEntry) -> list[Finding]:
    """Where a new term is a term of another concept already."""
    from termlode.termbase import checks
    from termlode.termbase.load import Termbase

    found = checks.run(Termbase({**entries, entry.id: entry}), languages=(), select=["T2"])
    return [one for one in found if entry.id in (one.concept, one.detail.rsplit(" ", 1)[-1])]


def edit(
    workspace: Workspace,
    concept: str,
    terms: Mapping[str, Sequence[str]] | None = None,
    **said: str,
) -> tuple[Written, ...]:
    """Change a concept. ``terms``: action (add, prefer, deprecate, forbid, drop) → terms (``"fa=…"``).

    ``said`` are ``definition``, ``note`` and ``subject_field``. Raises UsageError.
    """
    from termlode.termbase import edit as edits
    from termlode.termbase.save import Change

    before = after = show(workspace, concept)
    for action in ("add", "prefer", "deprecate", "forbid", "drop"):
        pairs = [edits.pair(text) for text in (terms or {}).get(action, ())]
        if action != "drop":
            must_know(workspace, [language for language, _ in pairs])
        after = edits.ACTIONS[action](after, pairs)
    return _save(workspace, [Change(before, replace(after, **said))])  # type: ignore[arg-type]  # all are texts


def edit_draft(workspace: Workspace, concept: str, editor: Callable[[Path], object]) -> tuple[Written, ...]:
    """Change a concept by its YAML, on which ``editor`` is opened. The draft stays where it cannot be taken.

    Raises UsageError, TermbaseError.
    """
    from termlode.files import read_bytes, write_text
    from termlode.termbase.edit import draft, edited
    from termlode.termbase.load import SUFFIX, decode

    before = show(workspace, concept)
    path = workspace.private / "drafts" / f"{before.id}{SUFFIX}"
    write_text(path, draft(before, workspace.termbase / f"{before.subject_field}{SUFFIX}"))
    editor(path)
    return _save(workspace, [edited(before, decode(read_bytes(path), path), path)])


def merge(
    workspace: Workspace, other: str, into: str | None = None, *, base: str | None = None, dry: bool = False
) -> Merged:
    """Take in another termbase (a folder, a file, a revision), or join concept ``other`` into concept ``into``.

    Where both sides say something else, ours stays and a conflict is listed. ``base`` is their common ancestor.
    Raises TermbaseError, UnreadableError, UsageError.
    """
    from termlode.termbase.diff import diff as compare
    from termlode.termbase.load import load
    from termlode.termbase.merge import merge as join
    from termlode.termbase.merge import merge_concepts
    from termlode.termbase.revisions import state

    ours = load(workspace.termbase).concepts
    if into is not None:
        result = merge_concepts(ours, other, into)
    else:
        root = state(base, workspace.termbase).concepts if base else None
        result = join(ours, state(other, workspace.termbase).concepts, root)
    before = {change.concept: change.before for change in result.changes if change.before}
    after = {change.concept: change.after for change in result.changes if change.after}
    written = () if dry else _save(workspace, result.changes)
    return Merged(tuple(compare(before, after)), tuple(result.conflicts), tuple(result.changes), written)


def _save(workspace: Workspace, changes: Sequence[Change]) -> tuple[Written, ...]:
    """Write the changes into their YAML files."""
    from termlode.termbase.save import save

    def names(path: Path) -> tuple[str, ...]:
        return tuple(change.concept for change in changes if change.after and change.after.subject_field == path.stem)

    return tuple(Written(path, names(path)) for path in save(workspace.termbase, changes))
