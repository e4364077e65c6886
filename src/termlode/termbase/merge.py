"""Bringing two termbases, or two concepts, together: terms are joined, contradictions are named.

With a common ancestor (three-way), what only one side changed is taken; without one, what only one side
says is taken. Where both sides say different things, ours stays and a Conflict tells of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from termlode.errors import UsageError
from termlode.termbase.records import Record, from_record, to_record
from termlode.termbase.save import Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termlode.model import ConceptEntry

_MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides say differently; ours was kept."""

    concept: str
    what: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The changes to make to ours, and what could not be decided."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def merge(
    ours: Mapping[str, ConceptEntry],
    theirs: Mapping[str, ConceptEntry],
    base: Mapping[str, ConceptEntry] | None = None,
) -> Merge:
    """What must change in ``ours`` to take in ``theirs``; ``base`` is their common ancestor, if there is one."""
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for concept in dict.fromkeys([*ours, *theirs, *(base or {})]):
        one, other, root = ours.get(concept), theirs.get(concept), (base or {}).get(concept)
        if one == other or (base is not None and other == root):
            continue
        if (one is None and root is None) or (one is not None and one == root):
            changes.append(Change(one, other))  # only they have it, or only they have changed or removed it
        elif one is not None and other is not None:
            changes.append(Change(one, _entry(one, other, root, conflicts)))
        elif root is not None:
            said = ("removed", "changed") if one is None else ("changed", "removed")
            conflicts.append(Conflict(concept, "concept", *said))
    return Merge(tuple(change for change in changes if change.before != change.after), tuple(conflicts))


def merge_concepts(concepts: Mapping[str, ConceptEntry], gone: str, into: str) -> Merge:
    """Join the concept ``gone`` into the concept ``into``; relations to it are turned to the other.

    Raises UsageError where one of them does not exist.
    """
    for concept in (gone, into):
        if concept not in concepts:
            raise UsageError(f"there is no concept {concept}")
    if gone == into:
        raise UsageError(f"{gone} cannot be merged into itself")
    conflicts: list[Conflict] = []
    joined = _entry(concepts[into], replace(concepts[gone], id=into), None, conflicts)
    changes = [Change(concepts[gone], None), Change(concepts[into], _redirected(joined, gone, into))]
    changes.extend(
        Change(entry, _redirected(entry, gone, into))
        for entry in concepts.values()
        if entry.id not in (gone, into) and any(other == gone for _, other in entry.related)
    )
    return Merge(tuple(changes), tuple(conflicts))


def _redirected(entry: ConceptEntry, gone: str, into: str) -> ConceptEntry:
    related = dict.fromkeys((relation, into if other == gone else other) for relation, other in entry.related)
    return replace(entry, related=tuple(pair for pair in related if pair[1] != entry.id))


def _entry(ours: ConceptEntry, theirs: ConceptEntry, base: ConceptEntry | None, out: list[Conflict]) -> ConceptEntry:
    """One concept of two; a second preferred term of a language becomes admitted."""
    joined = _Join(ours.id, out)
    record = joined.mapping(to_record(ours), to_record(theirs), to_record(base) if base else {}, "")
    for language, terms in record["terms"].items():
        _one_preferred(terms if isinstance(terms, list) else terms["terms"], ours, language)
    field = theirs.subject_field if base and base.subject_field == ours.subject_field else ours.subject_field
    return from_record(ours.id, field, record)


def _one_preferred(terms: Sequence[Record], ours: ConceptEntry, language: str) -> None:
    section = ours.section(language)
    kept = {term.term for term in section.terms if term.status == "preferred"} if section else set()
    preferred = [term for term in terms if term["status"] == "preferred"]
    for term in preferred[1:]:
        if kept and term["term"] not in kept:
            term["status"] = "admitted"


class _Join:
    """Joins records; what contradicts goes to ``out``."""

    def __init__(self, concept: str, out: list[Conflict]) -> None:
        self.concept, self.out = concept, out

    def mapping(self, ours: Record, theirs: Record, base: Record, where: str) -> Record:
        """Key by key, in our order, theirs after."""
        joined: Record = {}
        for key in dict.fromkeys([*ours, *theirs]):
            one, other, root = ours.get(key, _MISSING), theirs.get(key, _MISSING), base.get(key, _MISSING)
            value = self.value(one, other, root, f"{where} {key}".strip())
            if value is not _MISSING:
                joined[key] = value
        return joined

    def value(self, ours: Any, theirs: Any, base: Any, where: str) -> Any:
        """One value of two, each of which may be missing."""
        if ours == theirs or theirs is _MISSING:
            return _MISSING if theirs is _MISSING and ours == base and base is not _MISSING else ours
        if ours is _MISSING:
            return _MISSING if theirs == base else theirs
        if isinstance(ours, dict) != isinstance(theirs, dict):  # a language with a definition, and one without
            ours, theirs, base = _section(ours), _section(theirs), _section(base)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self.mapping(ours, theirs, base if isinstance(base, dict) else {}, where)
        if isinstance(ours, list) and isinstance(theirs, list):
            return self.items(ours, theirs, base if isinstance(base, list) else [], where)
        return self.scalar(ours, theirs, base, where)

    def scalar(self, ours: Any, theirs: Any, base: Any, where: str) -> Any:
        """One text or flag of two that differ."""
        if ours == base:
            return theirs
        if base is _MISSING and {ours, theirs} == {"verified", "unverified"}:
            return "verified"
        if theirs != base:
            self.out.append(Conflict(self.concept, where, _shown(ours), _shown(theirs)))
        return ours

    def items(self, ours: list[Any], theirs: list[Any], base: list[Any], where: str) -> list[Any]:
        """Lists of terms, variants, relations or texts, item by item, known by their names."""
        mine, other, root = _named(ours), _named(theirs), _named(base)
        joined = self.mapping(mine, other, root, where)
        return list(joined.values())


def _section(said: Any) -> Any:
    """A language's record in its long form, whichever it is in."""
    return {"terms": said} if isinstance(said, list) else said


def _named(items: list[Any]) -> Record:
    return {_name(item): item for item in items}


def _name(item: Any) -> str:
    if isinstance(item, dict):
        return str(item.get("term") or item.get("text") or item)
    return str(item)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)
