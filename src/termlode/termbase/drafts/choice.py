"""Which drafts a person means, and what accepting them changes in the termbase."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.languages.tags import same
from termlode.model import LanguageSection
from termlode.termbase.save import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from termlode.model import ConceptEntry, TermSection
    from termlode.termbase.drafts.record import Block, Draft

_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?\Z", re.ASCII)
ALL = "all"


def chosen(blocks: Sequence[Block], which: Iterable[str], path: Path) -> list[Block]:
    """The drafts with these numbers (``3``, ``3-17``) or ids, or all of them. Raises UsageError for others."""
    found: dict[int, Block] = {}
    for said in (part for text in which for part in text.replace(",", " ").split()):
        some = [one for one in blocks if said == ALL or _is_meant(one.draft, said)]
        if not some:
            known = f"it has {_numbers(blocks)}" if blocks else "it has none"
            raise UsageError(f"{path} has no draft {said}: {known}")
        found |= {id(one): one for one in some}
    return [one for one in blocks if id(one) in found]


def _is_meant(draft: Draft, said: str) -> bool:
    match = _RANGE.match(said)
    if match is None:
        return draft.entry.id == said
    return int(match[1]) <= draft.number <= int(match[2] or match[1])


def _numbers(blocks: Sequence[Block]) -> str:
    numbers = sorted(one.draft.number for one in blocks)
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else str(numbers[0])


def changes(
    drafts: Iterable[Draft], entries: Mapping[str, ConceptEntry], *, source: str | None = None, preferred: bool = False
) -> list[Change]:
    """What takes these drafts in. Terms are admitted and unverified, but for what a person wrote into the draft.

    ``source``: the authority that has the terms, which makes them verified. ``preferred``: the first of a language that
    has no preferred term becomes it. Raises UsageError where a draft adds to a concept that is not there.
    """
    after: dict[str, tuple[ConceptEntry | None, ConceptEntry]] = {}
    for draft in drafts:
        entry = _told(draft.entry, source)
        if draft.adds_to is None:
            after[entry.id] = (None, _preferring(entry) if preferred else entry)
            continue
        if draft.adds_to not in entries:
            raise UsageError(f"{draft.entry.id} adds to {draft.adds_to}, which is no concept: edit its adds-to")
        before, now = after.get(draft.adds_to, (entries[draft.adds_to],) * 2)
        joined = _joined(now, entry)
        after[draft.adds_to] = (before, _preferring(joined) if preferred else joined)
    return [Change(before, now) for before, now in after.values()]


def _told(entry: ConceptEntry, source: str | None) -> ConceptEntry:
    if source is None:
        return entry

    def verified(term: TermSection) -> TermSection:
        return replace(term, reliability="verified", source=source)

    sections = (replace(one, terms=tuple(map(verified, one.terms))) for one in entry.languages)
    return replace(entry, languages=tuple(sections))


def _joined(entry: ConceptEntry, more: ConceptEntry) -> ConceptEntry:
    """``entry`` with the terms of ``more`` that it has not."""
    sections = list(entry.languages)
    for new in more.languages:
        place = next((k for k, one in enumerate(sections) if same(one.language, new.language)), None)
        if place is None:
            sections.append(LanguageSection(new.language, new.terms))
            continue
        have = {term.term for term in sections[place].terms}
        terms = (*sections[place].terms, *(term for term in new.terms if term.term not in have))
        sections[place] = replace(sections[place], terms=terms)
    return replace(entry, languages=tuple(sections))


def _preferring(entry: ConceptEntry) -> ConceptEntry:
    """``entry`` with the first admitted term of each language preferred, where none is."""
    sections = []
    for section in entry.languages:
        terms = list(section.terms)
        first = next((k for k, term in enumerate(terms) if term.status == "admitted"), None)
        if first is not None and all(term.status != "preferred" for term in terms):
            terms.insert(0, replace(terms.pop(first), status="preferred"))
        sections.append(replace(section, terms=tuple(terms)))
    return replace(entry, languages=tuple(sections))
