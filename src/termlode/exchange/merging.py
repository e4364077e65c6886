"""Which concept of the termbase an imported one is: by terms, never by an id alone.

An imported concept is taken for one of ours where

1. the ids are the same and they share a term of some language; else
2. they share terms of at least two languages (of its only language, where it has one only): the
   concept of ours that shares most terms, the first by id among equals.

Terms are compared folded. Concepts whose definitions differ are never joined by their terms: they are homonyms.
Nor are two concepts of one file that have ids of their own there; rows without ids are one concept where they
share their terms. Otherwise the concept is new: it keeps its id where that can be an id and is free, else gets
one made of its English term. Relations follow the concepts they name. What is joined, and what is kept apart
though it shares its terms, is said. Importing the same file again changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.languages.folding import fold
from termlode.languages.tags import primary
from termlode.termbase.merge import merge
from termlode.termbase.save import Change
from termlode.termbase.slugs import is_slug, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from termlode.model import ConceptEntry, LanguageSection

type _Key = tuple[str, str]  # language and folded term

NEW_FILE = "imported"  # the subject field of concepts that name none
_REMARKS = 50
_EDITED = 0.6  # definitions of the same id that are alike to this degree are one that was edited
_LONG = 400  # characters of a definition that are compared


class TermPlan:
    """Takes imported concepts one by one and knows what has to change."""

    def __init__(self, current: Mapping[str, ConceptEntry], subject_field: str | None = None) -> None:
        self._before, self._now = dict(current), dict(current)
        self._field = subject_field
        self._claimed: set[str] = set()  # concepts of ours that an entry of the file, with an id there, is
        self._elsewhere: list[tuple[str, str]] = []  # ids in the file and with us of what was unchanged
        self._unsaid = 0
        self._index: dict[_Key, set[str]] = {}
        self._ids: dict[str, str] = {}  # id in the file → id with us
        self._relations: list[tuple[str, tuple[tuple[str, str], ...], bool]] = []  # with: was it unchanged?
        self.added = self.merged = self.unchanged = 0
        self.remarks: list[str] = []
        for entry in current.values():
            self._note(entry.id, _keys(entry))

    def take(self, entry: ConceptEntry, *, named: bool = True) -> None:
        """Merge one imported concept; its relations follow in :meth:`relate`, when all ids are known.

        ``named``: the file gives it an id of its own, so that it is no other concept of the file.
        """
        before = self.unchanged
        here = self._take(replace(entry, related=()) if entry.related else entry, named=named)
        self._ids[entry.id] = here
        if entry.related:
            self._relations.append((here, entry.related, self.unchanged > before))

    def relate(self) -> None:
        """Add the relations of the concepts taken so far, to the ids that their concepts have with us."""
        taken, self._relations = self._relations, []
        for concept, related, unchanged in taken:
            ours = self._now[concept]
            pairs = [(relation, self._ids.get(target, target)) for relation, target in related]
            for relation, target in pairs:
                if target not in self._now:
                    self._remark(f"{concept}: {relation} {target} is neither in the file nor in the termbase: left out")
            new = dict.fromkeys(p for p in pairs if p[1] in self._now and p[1] != concept and p not in ours.related)
            if new:
                self._now[concept] = replace(ours, related=(*ours.related, *new))
                self.merged += unchanged
                self.unchanged -= unchanged

    def _take(self, entry: ConceptEntry, *, named: bool) -> str:
        """Merge one concept without relations; the id it has with us."""
        keys = list(dict.fromkeys(_keys(entry)))
        twin = self._twin(entry, keys, named=named)
        if twin is None:
            made = self._placed(replace(entry, id=self._new_id(entry)))
            self._now[made.id] = made
            self._note(made.id, keys)
            self.added += 1
            if named:
                self._claimed.add(made.id)
            if made.id != entry.id:
                self._remark(f"{entry.id} is added as {made.id}")
            return made.id
        if named:
            self._claimed.add(twin)
        ours = self._now[twin]
        joined = self._joined(entry, ours)
        if joined is None:
            self.unchanged += 1
            if named and entry.id != twin:
                self._elsewhere.append((entry.id, twin))
            return twin
        if entry.id != twin:
            self._remark(f"{entry.id} is joined with {twin}, which has its terms")
        self._now[twin] = joined
        self._note(twin, _keys(joined))
        self.merged += 1
        return twin

    def _joined(self, entry: ConceptEntry, ours: ConceptEntry) -> ConceptEntry | None:
        """Ours with what the imported concept adds, or None where that is nothing."""
        entry = replace(
            entry,
            id=ours.id,
            subject_field=ours.subject_field,
            languages=tuple(_as_ours(section, entry, ours) for section in entry.languages),
        )
        joined = merge({ours.id: ours}, {ours.id: entry})
        for conflict in joined.conflicts:
            self._remark(f"{ours.id}, {conflict.what}: kept {conflict.ours!r}, not {conflict.theirs!r}")
        after = next((change.after for change in joined.changes if change.after is not None), None)
        return None if after == ours else after

    def report(self) -> list[str]:
        """What was joined, kept apart or renamed; a part of it where it is much, and how much there is more."""
        said = list(self.remarks)
        if self._unsaid:
            said.append(f"and {self._unsaid} more remarks of this kind")
        if self._elsewhere:
            theirs, ours = self._elsewhere[0]
            number = len(self._elsewhere)
            said.append(f"concepts that are here already under other ids: {number}, such as {theirs} as {ours}")
        return said

    def changes(self) -> list[Change]:
        """From what the termbase says to what it shall say, a change a concept."""
        self.relate()
        pairs = ((self._before.get(concept), entry) for concept, entry in self._now.items())
        return [Change(before, after) for before, after in pairs if before != after]

    def _twin(self, entry: ConceptEntry, keys: list[_Key], *, named: bool) -> str | None:
        """The concept of ours that an imported one is, or None."""
        shared: dict[str, set[_Key]] = {}
        for key in keys:
            for concept in self._index.get(key, ()):
                shared.setdefault(concept, set()).add(key)
        if not shared:
            return None
        if named:
            shared = {concept: found for concept, found in shared.items() if concept not in self._claimed}
        if entry.id in shared and not _other_meaning(entry, self._now[entry.id], edited=True):
            return entry.id
        needed = min(2, len({language for language, _ in keys}))
        fit = {c: found for c, found in shared.items() if len({language for language, _ in found}) >= needed}
        apart = [concept for concept in fit if _other_meaning(entry, self._now[concept])]
        for concept in apart:
            del fit[concept]
        if apart and not fit:
            self._remark(f"{entry.id} has the terms of {min(apart)} and another definition: kept apart")
        return min(fit, key=lambda concept: (-len(fit[concept]), concept), default=None)

    def _new_id(self, entry: ConceptEntry) -> str:
        if is_slug(entry.id) and entry.id not in self._now:
            return entry.id
        english = entry.section("en")
        names = [term.term for term in english.terms] if english else []
        for name in (*names, entry.id, "concept"):
            try:
                return slug(name, self._now)
            except UsageError:
                continue
        raise AssertionError("'concept' makes an id")

    def _placed(self, entry: ConceptEntry) -> ConceptEntry:
        """A new concept with the file it goes to; a subject field that cannot name one is kept as a note."""
        if self._field is not None:
            return replace(entry, subject_field=self._field)
        try:
            return replace(entry, subject_field=slug(entry.subject_field))
        except UsageError:
            note = f"Subject field: {entry.subject_field}"
            return replace(entry, subject_field=NEW_FILE, note=f"{entry.note}\n{note}" if entry.note else note)

    def _note(self, concept: str, keys: Iterable[_Key]) -> None:
        for key in keys:
            self._index.setdefault(key, set()).add(concept)

    def _remark(self, text: str) -> None:
        if len(self.remarks) < _REMARKS:
            self.remarks.append(text)
        else:
            self._unsaid += 1


def _as_ours(section: LanguageSection, entry: ConceptEntry, ours: ConceptEntry) -> LanguageSection:
    """The section under our tag where ours (``zh``) has all its terms and theirs (``zh-CN``) only says more."""
    found = ours.section(section.language)
    tags = [other.language for other in (*entry.languages, *ours.languages)]
    if found is None or tags.count(section.language) > 1 or found.language in [s.language for s in entry.languages]:
        return section
    known = {fold(term.term, found.language).strip() for term in found.terms}
    if all(fold(term.term, found.language).strip() in known for term in section.terms):
        return replace(section, language=found.language)
    return section


def _other_meaning(one: ConceptEntry, other: ConceptEntry, *, edited: bool = False) -> bool:
    """Whether two concepts define themselves differently; ``edited``: more than an edit of one text would."""
    texts = [(one.definition, other.definition)]
    texts += [
        (section.definition, found.definition)
        for section in one.languages
        if section.definition and (found := other.section(section.language)) and found.language == section.language
    ]
    return any(_differ(*pair, edited=edited) for pair in texts)


def _differ(one: str | None, other: str | None, *, edited: bool) -> bool:
    left, right = (" ".join((text or "").split()).casefold() for text in (one, other))
    if not left or not right or left == right:
        return False
    return not edited or SequenceMatcher(None, left[:_LONG], right[:_LONG], autojunk=False).ratio() < _EDITED


def _keys(entry: ConceptEntry) -> Iterator[_Key]:
    for section in entry.languages:
        for term in section.terms:
            yield primary(section.language), fold(term.term, section.language).strip()
