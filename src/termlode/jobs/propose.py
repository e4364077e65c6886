"""A concept that somebody proposes: a draft that waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.termbase.drafts.record import Draft
    from termlode.workspace import Workspace


def propose(
    workspace: Workspace,
    subject_field: str,
    terms: Sequence[tuple[str, str]],
    *,
    definition: str | None = None,
    note: str | None = None,
    by: str = "somebody",
) -> Draft:
    """Write a draft that somebody proposes, of terms with their languages, for a person to accept or refuse.

    Raises UsageError where a term is one of a concept already, or was refused; TermbaseError, UnreadableError.
    """
    from termlode.jobs.lookup import must_know
    from termlode.termbase.drafts import folder, refused
    from termlode.termbase.drafts.record import Draft
    from termlode.termbase.edit import must_be_new, new_entry

    must_know(workspace, [language for language, _ in terms])
    entries = workspace.concepts()
    must_be_new(terms, entries)
    names = frozenset(refused.name(*one) for one in terms)
    if any(pair <= names for pair in refused.pairs(workspace.termbase)):
        raise UsageError(f"{' = '.join(term for _, term in terms)}: a person has refused this before")
    taken = {entry.id for entry in entries}
    entry = new_entry(subject_field, terms, definition=definition, note=note, taken=taken)
    return folder.add(workspace.drafts, Draft(entry, 0.5, (f"proposed by {by}",)))
