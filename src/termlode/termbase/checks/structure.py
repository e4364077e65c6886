"""Checks of what a concept must have, and of concepts that stand twice (codes T1, T2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from termlode.model import LanguageSection
from termlode.termbase.checks.registry import Context, Hit, Placed, at, check
from termlode.termbase.surfaces import key, right_spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import ConceptEntry


@check("T101")
def no_preferred(context: Context) -> Iterator[Hit]:
    """A language has terms, but none is preferred."""
    for entry in context.termbase.concepts.values():
        for section in entry.languages:
            if section.terms and not any(term.status == "preferred" for term in section.terms):
                yield Hit(entry.id, section.language, section.language, 0)


@check("T102")
def two_preferred(context: Context) -> Iterator[Hit]:
    """A language has more than one preferred term."""
    for entry in context.termbase.concepts.values():
        for section in entry.languages:
            places = [index for index, term in enumerate(section.terms) if term.status == "preferred"]
            for index in places[1:]:
                first, other = section.terms[places[0]].term, section.terms[index].term
                yield Hit(entry.id, f"{section.language}: {first} and {other}", section.language, index)


@check("T103")
def language_missing(context: Context) -> Iterator[Hit]:
    """A concept has no term in a language of the workspace, and no note there says why."""
    for entry in context.termbase.concepts.values():
        for language in context.languages:
            section = entry.section(language)
            if section is None or not (section.terms or section.note):
                yield Hit(entry.id, language)


@check("T104")
def term_twice(context: Context) -> Iterator[Hit]:
    """A concept has the same term twice in a language."""
    for entry in context.termbase.concepts.values():
        for section in entry.languages:
            texts = [term.term for term in section.terms]
            for index, text in enumerate(texts):
                if text in texts[:index]:
                    yield Hit(entry.id, f"{section.language}: {text}", section.language, index)


@check("T105")
def not_first(context: Context) -> Iterator[Hit]:
    """The preferred term does not stand first in its language."""
    for placed in context.terms():
        if placed.number and placed.term.status == "preferred":
            section = placed.entry.section(placed.language)
            if section and section.terms[0].status != "preferred":
                yield at(placed, f"{placed.language}: {placed.term.term}")


@check("T201")
def unmarked_homonym(context: Context) -> Iterator[Hit]:
    """A term stands in two concepts that are not marked as homonyms of each other."""
    for (language, _), terms in context.by_key().items():
        for one, other in combinations(_one_a_concept(terms), 2):
            if not (_marks(one, other) or _marks(other, one)):
                yield at(other, f"{language}: {other.term.term}, also in {one.entry.id}")


def _one_a_concept(terms: list[Placed]) -> list[Placed]:
    return list({placed.entry.id: placed for placed in reversed(terms)}.values())[::-1]


def _marked(one: ConceptEntry, other: ConceptEntry) -> bool:
    return ("homonym", other.id) in one.related


def _known(one: Placed, other: Placed) -> bool:
    """Whether both terms say that the other concept has the same one."""
    return other.entry.id in one.term.homonyms and one.entry.id in other.term.homonyms


def _marks(one: Placed, other: Placed) -> bool:
    """Whether a term, or its concept for all languages, names the other concept as a homonym."""
    return other.entry.id in one.term.homonyms or _marked(one.entry, other.entry)


@check("T202")
def same_concept(context: Context) -> Iterator[Hit]:
    """Two concepts have the same preferred terms in several languages: are they one?"""
    shared: Counter[tuple[str, str]] = Counter()
    for terms in context.by_key().values():
        preferred = {placed.entry.id: placed for placed in terms if placed.term.status == "preferred"}
        pairs = combinations(sorted(preferred), 2)
        shared.update(pair for pair in pairs if not _known(preferred[pair[0]], preferred[pair[1]]))
    for (one, other), count in shared.items():
        if count >= 3:
            yield Hit(other, f"{one} and {other}, in {count} languages")


@check("T203")
def one_sided_homonym(context: Context) -> Iterator[Hit]:
    """A homonym is marked in one of its two concepts only."""
    concepts = context.termbase.concepts
    for entry in concepts.values():
        for relation, other in entry.related:
            if relation == "homonym" and other in concepts and not _marked(concepts[other], entry):
                yield Hit(other, f"{entry.id} names it, it does not name {entry.id}")


@check("T205")
def same_english(context: Context) -> Iterator[Hit]:
    """Two concepts prefer the same English term: a reader cannot tell them apart."""
    for (language, _), terms in context.by_key().items():
        preferred = [placed for placed in _one_a_concept(terms) if placed.term.status == "preferred"]
        if language == "en":
            for other in preferred[1:]:
                yield at(other, f"{other.term.term}, also in {preferred[0].entry.id}")


@check("T204")
def false_homonym(context: Context) -> Iterator[Hit]:
    """Two concepts are marked as homonyms, but no term or attested surface is common to them."""
    for placed in context.terms():
        for other in placed.term.homonyms:
            entry = context.termbase.concepts.get(other)
            if entry is not None and not _spellings(replace(placed.entry, languages=_only(placed))) & _spellings(entry):
                yield at(placed, f"{placed.term.term}: {other}")
    concepts = context.termbase.concepts
    for entry in concepts.values():
        for relation, other in entry.related:
            if relation == "homonym" and other in concepts and not _spellings(entry) & _spellings(concepts[other]):
                yield Hit(entry.id, other)


def _only(placed: Placed) -> tuple[LanguageSection, ...]:
    return (LanguageSection(placed.language, (placed.term,)),)


def _spellings(entry: ConceptEntry) -> set[str]:
    """All spellings of a concept, folded alike in every language: homonyms may be of two languages."""
    return {
        key(text, "und") for section in entry.languages for term in section.terms for _, text in right_spellings(term)
    }
