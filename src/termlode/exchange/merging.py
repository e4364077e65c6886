"""Which concept of the termbase an imported one is: by terms, never by an id alone.

An imported concept is taken for one of ours where

1. the ids are the same and they share a term of some language; else
2. they share terms of at least two languages (of its only language, where it has one only): the
   concept of ours that shares most terms, the first by id among equals.

Terms are compared folded. Otherwise the concept is new: it keeps its id where that can be an id and is
free, else gets one made of its English term. Relations follow the concepts they name. Importing the same
file again changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.languages.folding import fold
from termlode.languages.tags import primary
from termlode.termbase.merge import merge
from termlode.termbase.save import Change
from termlode.termbase.slugs import is_slug, slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from termlode.model import ConceptEntry, LanguageSection

NEW_FILE = "imported"  # the subject field of concepts that name none
_REMARKS = 50


class TermPlan:
    """Takes imported concepts one by one and knows what has to change."""

    def __init__(self, current: Mapping[str, ConceptEntry], subject_field: str | None = None) -> None:
        self._before, self._now = dict(current), dict(current)
        self._field = subject_field
        self._index: dict[tuple[str, str], set[str]] = {}
        self._ids: dict[str, str] = {}  # id in the file → id with us
        self._relations: list[tuple[str, tuple[tuple[str, str], ...], bool]] = []  # with: was it unchanged?
        self.added = self.merged = self.unchanged = 0
        self.remarks: list[str] = []
        for entry in current.values():
            self._note(entry)

    def take(self, entry: ConceptEntry) -> None:
        """Merge one imported concept; its relations follow in :meth:`relate`, when all ids are known."""
        before = self.unchanged
        here = self._take(replace(entry, related=()))
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
                    self._remark(f"{concept}: {relation} {target} is no concept of the file or the termbase: left out")
            new = dict.fromkeys(p for p in pairs if p[1] in self._now and p[1] != concept and p not in ours.related)
            if new:
                self._now[concept] = replace(ours, related=(*ours.related, *new))
                self.merged += unchanged
                self.unchanged -= unchanged

    def _take(self, entry: ConceptEntry) -> str:
        """Merge one concept without relations; the id it has with us."""
        twin = self._twin(entry)
        if twin is None:
            made = self._placed(replace(entry, id=self._new_id(entry)))
            self._now[made.id] = made
            self._note(made)
            self.added += 1
            if made.id != entry.id:
                self._remark(f"{entry.id} is added as {made.id}")
            return made.id
        ours = self._now[twin]
        entry = replace(entry, languages=tuple(_as_ours(section, entry, ours) for section in entry.languages))
        joined = merge({twin: ours}, {twin: replace(entry, id=twin, subject_field=ours.subject_field)})
        for conflict in joined.conflicts:
            self._remark(f"{twin}, {conflict.what}: kept {conflict.ours!r}, not {conflict.theirs!r}")
        after = next((change.after for change in joined.changes if change.after is not None), None)
        if after is None or after == ours:
            self.unchanged += 1
            return twin
        self._now[twin] = after
        self._note(after)
        self.merged += 1
        return twin

    def changes(self) -> list[Change]:
        """From what the termbase says to what it shall say, a change a concept."""
        self.relate()
        pairs = ((self._before.get(concept), entry) for concept, entry in self._now.items())
        return [Change(before, after) for before, after in pairs if before != after]

    def _twin(self, entry: ConceptEntry) -> str | None:
        shared: dict[str, set[tuple[str, str]]] = {}
        for key in _keys(entry):
            for concept in self._index.get(key, ()):
                shared.setdefault(concept, set()).add(key)
        if entry.id in shared:
            return entry.id
        needed = min(2, len({language for language, _ in _keys(entry)}))
        fit = {c: keys for c, keys in shared.items() if len({language for language, _ in keys}) >= needed}
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

    def _note(self, entry: ConceptEntry) -> None:
        for key in _keys(entry):
            self._index.setdefault(key, set()).add(entry.id)

    def _remark(self, text: str) -> None:
        if len(self.remarks) < _REMARKS:
            self.remarks.append(text)


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


def _keys(entry: ConceptEntry) -> Iterator[tuple[str, str]]:
    for section in entry.languages:
        for term in section.terms:
            yield primary(section.language), fold(term.term, section.language).strip()
