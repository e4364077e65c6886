"""Checks of statuses, sources and the values of closed lists (codes T4)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from termlode.termbase.checks.registry import Context, Hit, at, check
from termlode.termbase.records import PARTS_OF_SPEECH, TERM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

_USED = frozenset({"preferred", "admitted"})
_GENDERS = frozenset({"masculine", "feminine", "neuter", "other"})


@check("T401")
def status_conflict(context: Context) -> Iterator[Hit]:
    """A spelling is used by one term and deprecated or forbidden by another of the same concept."""
    for (language, _), terms in context.by_key().items():
        for one, other in combinations(terms, 2):
            if one.entry.id == other.entry.id and (one.term.status in _USED) != (other.term.status in _USED):
                yield at(other, f"{language}: {one.term.term} {one.term.status}, {other.term.term} {other.term.status}")


@check("T402")
def forbidden_elsewhere(context: Context) -> Iterator[Hit]:
    """A term is forbidden in one concept and preferred in another, which the first does not name as its homonym."""
    for (language, _), terms in context.by_key().items():
        for one in terms:
            for other in terms:
                clash = one.term.status == "forbidden" and other.term.status == "preferred"
                named = other.entry.id in one.term.homonyms or ("homonym", other.entry.id) in one.entry.related
                if clash and not named and one.entry.id != other.entry.id:
                    yield at(one, f"{language}: {one.term.term}, preferred in {other.entry.id}")


@check("T403")
def verified_without_source(context: Context) -> Iterator[Hit]:
    """A term is verified, but no source says by what."""
    for placed in context.terms():
        originals = sum(one.document in context.termbase.documents for one in placed.term.attestations)
        if placed.term.reliability == "verified" and not placed.term.source and originals < 2:
            yield at(placed, f"{placed.language}: {placed.term.term}")


@check("T404")
def unknown_value(context: Context) -> Iterator[Hit]:
    """A type, part of speech or gender is not of the known list."""
    for placed in context.terms():
        term = placed.term
        for value, known in ((term.type, TERM_TYPES), (term.part_of_speech, PARTS_OF_SPEECH), (term.gender, _GENDERS)):
            if value is not None and value not in known:
                yield at(placed, f"{placed.language}: {value!r}, known: {', '.join(sorted(known))}")


@check("T405")
def acronym_preferred(context: Context) -> Iterator[Hit]:
    """An acronym is preferred although the language has a full form that is in use."""
    for placed in context.terms():
        section = placed.entry.section(placed.language)
        if placed.term.type != "acronym" or placed.term.status != "preferred" or section is None:
            continue
        full = [term.term for term in section.terms if term.type == "full-form" and term.status == "admitted"]
        if full:
            yield at(placed, f"{placed.language}: {placed.term.term} before {full[0]}")
