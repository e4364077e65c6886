"""Look-ups as plain values: schema 1, documented in docs/termbase.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from termlode.jobs.answers.matches import MatchAnswer, match
from termlode.model import Reliability, Status, VariantKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.jobs.lookup import Answer, Request
    from termlode.model import ConceptEntry, LanguageSection, TermSection
    from termlode.termbase.lookup import TermMatch

SCHEMA = 1


class Misreading(TypedDict):
    """An OCR variant of a term."""

    text: str
    kind: VariantKind
    note: str | None


class Term(TypedDict):
    """One term of a concept."""

    term: str
    status: Status
    type: str
    part_of_speech: str | None
    gender: str | None
    reliability: Reliability
    source: str | None
    note: str | None
    forms: list[str]
    attested: list[str]
    region: list[str]
    homonyms: list[str]
    attested_in: dict[str, int]
    variants: list[Misreading]


class Related(TypedDict):
    """Another concept, and what it is to this one."""

    relation: str
    concept: str


class Concept(TypedDict):
    """A concept with its terms by language, preferred ones first."""

    concept: str
    subject_field: str
    definition: str | None
    note: str | None
    source: str | None
    related: list[Related]
    do_not_translate: bool
    languages: dict[str, list[Term]]


class TermMatchAnswer(Concept):
    """A concept of which a term matches the query, the term, and how it matches."""

    kind: str
    score: int
    language: str
    term: str
    status: Status
    matched: str
    via: str | None
    variant: VariantKind | None
    start: int
    end: int
    homonyms: list[str]


LookupAnswer = TypedDict(
    "LookupAnswer",
    {
        "schema": int, "line": int, "query": str, "from": "str | None", "to": "list[str]",
        "concepts": "list[TermMatchAnswer]", "memory": "list[MatchAnswer]", "near": "list[TermMatchAnswer]",
    },
)  # fmt: skip
LookupAnswer.__doc__ = "What termbase and memory know of a query; ``near``: terms that are only like it."


def lookup(one: Answer, request: Request) -> LookupAnswer:
    """One query's answer."""
    return {
        "schema": SCHEMA,
        "line": one.line,
        "query": one.query,
        "from": request.source,
        "to": list(request.targets),
        "concepts": [term_match(found, request.targets) for found in one.terms if found.is_sure],
        "memory": [match(found) for found in one.memory],
        "near": [term_match(found, request.targets) for found in one.terms if not found.is_sure],
    }


def term_match(found: TermMatch, targets: Sequence[str]) -> TermMatchAnswer:
    """A match with its concept; with ``targets``, only their sections."""
    variant = found.variant
    return {
        "kind": found.kind,
        "score": found.score,
        "language": found.language,
        "term": found.term.term,
        "status": found.term.status,
        "matched": found.matched,
        "via": found.via,
        "variant": variant.kind if variant else None,
        "start": found.start,
        "end": found.end,
        "homonyms": list(found.homonyms),
        **concept(found.entry, targets),
    }


def concept(entry: ConceptEntry, targets: Sequence[str] = ()) -> Concept:
    """A concept; with ``targets``, only their sections."""
    sections = [entry.section(target) for target in targets] if targets else list(entry.languages)
    return {
        "concept": entry.id,
        "subject_field": entry.subject_field,
        "definition": entry.definition,
        "note": entry.note,
        "source": entry.source,
        "related": [{"relation": relation, "concept": other} for relation, other in entry.related],
        "do_not_translate": entry.do_not_translate,
        "languages": {section.language: _section(section) for section in sections if section},
    }


def _section(section: LanguageSection) -> list[Term]:
    return [_term(term) for term in section.ranked]


def _term(term: TermSection) -> Term:
    return {
        "term": term.term,
        "status": term.status,
        "type": term.type,
        "part_of_speech": term.part_of_speech,
        "gender": term.gender,
        "reliability": term.reliability,
        "source": term.source,
        "note": term.note,
        "forms": list(term.forms),
        "attested": list(term.attested),
        "region": list(term.region),
        "homonyms": list(term.homonyms),
        "attested_in": {one.document: one.count for one in term.attestations},
        "variants": [{"text": v.text, "kind": v.kind, "note": v.note} for v in term.variants],
    }
