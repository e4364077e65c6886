"""What two states of a termbase differ in, told in concepts and terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from termlode.termbase.records import Record, term_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from termlode.model import ConceptEntry, LanguageSection, TermSection

type DifferenceKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Detail:
    """One particular: where (a language and term, or a key of the concept), what it was, what it is."""

    what: str
    before: str | None
    after: str | None
    language: str | None = None
    term: str | None = None

    def __str__(self) -> str:
        where = " ".join(part for part in (self.language, self.term, self.what) if part)
        if self.before is None:
            return f"{where}: + {self.after}"
        return f"{where}: - {self.before}" if self.after is None else f"{where}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A concept that was added, removed or changed."""

    concept: str
    kind: DifferenceKind
    details: tuple[Detail, ...] = ()


def diff(old: Mapping[str, ConceptEntry], new: Mapping[str, ConceptEntry]) -> list[Difference]:
    """The differences from ``old`` to ``new``, by concept id; the order of terms counts, that of files does not."""
    found = []
    for concept in sorted(old.keys() | new.keys()):
        before, after = old.get(concept), new.get(concept)
        if before is None and after is not None:
            found.append(Difference(concept, "added", (Detail("terms", None, _summary(after)),)))
        elif after is None and before is not None:
            found.append(Difference(concept, "removed", (Detail("terms", _summary(before), None),)))
        elif before is not None and after is not None and before != after:
            found.append(Difference(concept, "changed", tuple(_details(before, after))))
    return found


def _summary(entry: ConceptEntry) -> str:
    return " · ".join(f"{section.language} {section.terms[0].term}" for section in entry.languages if section.terms)


def _details(before: ConceptEntry, after: ConceptEntry) -> Iterator[Detail]:
    for key in ("subject_field", "definition", "note", "source"):
        yield from _changed(key.replace("_", " "), getattr(before, key), getattr(after, key))
    if before.do_not_translate != after.do_not_translate:
        yield Detail("do not translate", str(before.do_not_translate), str(after.do_not_translate))
    for relation, other in before.related:
        if (relation, other) not in after.related:
            yield Detail(relation, other, None)
    for relation, other in after.related:
        if (relation, other) not in before.related:
            yield Detail(relation, None, other)
    mine = {section.language: section for section in before.languages}
    theirs = {section.language: section for section in after.languages}
    for language in dict.fromkeys([*mine, *theirs]):
        yield from _section(language, mine.get(language), theirs.get(language))


def _section(language: str, before: LanguageSection | None, after: LanguageSection | None) -> Iterator[Detail]:
    old = {term.term: term for term in before.terms} if before else {}
    new = {term.term: term for term in after.terms} if after else {}
    for text in dict.fromkeys([*old, *new]):
        if text not in new:
            yield Detail("term", f"{text} ({old[text].status})", None, language)
        elif text not in old:
            yield Detail("term", None, f"{text} ({new[text].status})", language)
        else:
            yield from _term(language, old[text], new[text])
    both = [text for text in old if text in new]
    if both != [text for text in new if text in old]:
        yield Detail("order", " · ".join(old), " · ".join(new), language)
    for key in ("definition", "note"):
        yield from _changed(key, getattr(before, key, None), getattr(after, key, None), language)


def _term(language: str, before: TermSection, after: TermSection) -> Iterator[Detail]:
    old, new = term_record(before), term_record(after)
    for key in dict.fromkeys([*old, *new]):
        yield from _changed(key, _shown(old, key), _shown(new, key), language, before.term)


def _shown(record: Record, key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, dict):
        return " · ".join(f"{document} {count}" for document, count in value.items())
    if isinstance(value, list):
        return " · ".join(item if isinstance(item, str) else f"{item['text']} ({item['kind']})" for item in value)
    return value


def _changed(
    what: str, before: str | None, after: str | None, language: str | None = None, term: str | None = None
) -> Iterator[Detail]:
    if before != after:
        yield Detail(what, before, after, language, term)
