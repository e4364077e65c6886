"""The JSON of a look-up: schema 1, documented in docs/termbase.md. Keys are never missing; new ones may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from termlode.jobs.lookup import Answer, Request
    from termlode.model import ConceptEntry, LanguageSection, TermSection
    from termlode.termbase.lookup import TermMatch

SCHEMA = 1


def record(one: Answer, request: Request) -> dict[str, Any]:
    """One query's answer."""
    memory = []
    if one.memory:
        from termlode.cli.matches_view import as_json

        memory = [as_json(match) for match in one.memory]
    return {
        "schema": SCHEMA,
        "line": one.line,
        "query": one.query,
        "from": request.source,
        "to": list(request.targets),
        "concepts": [concept(match, request.targets) for match in one.terms if match.is_sure],
        "memory": memory,
        "near": [concept(match, request.targets) for match in one.terms if not match.is_sure],
    }


def concept(match: TermMatch, targets: tuple[str, ...]) -> dict[str, Any]:
    """A match with its concept; with ``targets``, only their sections."""
    entry = match.entry
    sections = [entry.section(target) for target in targets] if targets else list(entry.languages)
    variant = match.variant
    return {
        "concept": entry.id,
        "kind": match.kind,
        "score": match.score,
        "language": match.language,
        "term": match.term.term,
        "status": match.term.status,
        "matched": match.matched,
        "via": match.via,
        "variant": variant.kind if variant else None,
        "start": match.start,
        "end": match.end,
        "homonyms": list(match.homonyms),
        **_said(entry),
        "languages": {section.language: _section(section) for section in sections if section},
    }


def _said(entry: ConceptEntry) -> dict[str, Any]:
    return {
        "subject_field": entry.subject_field,
        "definition": entry.definition,
        "note": entry.note,
        "source": entry.source,
        "related": [{"relation": relation, "concept": other} for relation, other in entry.related],
        "do_not_translate": entry.do_not_translate,
    }


def _section(section: LanguageSection) -> list[dict[str, Any]]:
    return [_term(term) for term in section.ranked]


def _term(term: TermSection) -> dict[str, Any]:
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
