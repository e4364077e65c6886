"""One draft of a concept, as a person decides on it in a page: accept, join to a concept, refuse, edit.

``state`` is what the person saw (``Block.written``): a draft that is another by now is left alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import NothingFound, ReplayError, UsageError
from termlode.jobs.drafts import decide
from termlode.jobs.lookup import must_know

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.jobs.drafts import Decided
    from termlode.model import ConceptEntry, TermSection
    from termlode.termbase.drafts.record import Block, Draft
    from termlode.workspace import Workspace


def every(workspace: Workspace) -> list[tuple[str, Block]]:
    """All drafts of the workspace with the name of their file, new concepts first, surest first.

    Raises TermbaseError, UnreadableError.
    """
    from termlode.termbase.drafts.folder import files

    found = [(name, one) for name, file in files(workspace.drafts).items() for one in file.blocks]
    return sorted(found, key=lambda item: (item[1].draft.adds_to is not None, -item[1].draft.probability, item[0]))


def find(workspace: Workspace, name: str, draft: str, state: str) -> Block:
    """The draft of a file, as it was seen. Raises NothingFound, ReplayError where it has changed, TermbaseError."""
    block = next((one for file, one in every(workspace) if (file, one.draft.entry.id) == (name, draft)), None)
    if block is None:
        raise NothingFound(f"there is no draft {draft} in {name} any more")
    if block.written != state:
        raise ReplayError(f"the draft {draft} has changed since", cure="load the page again")
    return block


def accept(
    workspace: Workspace, name: str, draft: str, state: str, *, into: str | None = None, preferred: bool = False
) -> Decided:
    """Take a draft into the termbase, as a concept of its own or joined to the concept ``into``.

    Raises UsageError where there is no such concept, and as :func:`find` does.
    """
    block = find(workspace, name, draft, state)
    if into is not None:
        block = replace(block, draft=replace(block.draft, adds_to=into))
    return decide(workspace, workspace.drafts, [(name, block)], [], source=None, preferred=preferred)


def refuse(workspace: Workspace, name: str, draft: str, state: str) -> Decided:
    """Refuse a draft: it is not proposed again. Raises as :func:`find` does."""
    block = find(workspace, name, draft, state)
    return decide(workspace, workspace.drafts, [], [(name, block)], source=None, preferred=False)


def edit(
    workspace: Workspace, name: str, draft: str, state: str, *, terms: Sequence[tuple[str, str]], definition: str = ""
) -> None:
    """Write a draft with other ``terms`` (language and term) and another definition; it is the person's from then on.

    Raises UsageError where no term is left, and as :func:`find` does.
    """
    from termlode.termbase.drafts.folder import rewrite

    block = find(workspace, name, draft, state)
    if not terms:
        raise UsageError("a draft without terms says nothing: refuse it")
    must_know(workspace, [language for language, _ in terms])
    entry = replace(_with(block.draft.entry, terms), definition=definition or None)
    rewrite(workspace.drafts, name, block, _told(block.draft, entry))


def _with(entry: ConceptEntry, terms: Iterable[tuple[str, str]]) -> ConceptEntry:
    """The entry with these terms; what is said of those that it had stays."""
    from termlode.model import LanguageSection, TermSection

    had = {(section.language, term.term): term for section in entry.languages for term in section.terms}
    found: dict[str, dict[str, TermSection]] = {}
    for language, text in terms:
        found.setdefault(language, {})[text] = had.get((language, text)) or TermSection(text, "admitted")
    sections = (LanguageSection(language, tuple(some.values())) for language, some in found.items())
    return replace(entry, languages=tuple(sections))


def _told(draft: Draft, entry: ConceptEntry) -> Draft:
    """The draft with another entry; counts and contexts of terms that are gone go with them."""
    here = {(section.language, term.term) for section in entry.languages for term in section.terms}
    contexts = {at: places for at, places in draft.contexts.items() if at in here}
    counts = {at: count for at, count in draft.counts.items() if at in here}
    return replace(draft, entry=entry, contexts=contexts, counts=counts)
