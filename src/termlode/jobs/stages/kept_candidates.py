"""What is kept of the term candidates of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from termlode.extraction import Candidate, Label, Occurrence, Reason, Variant
from termlode.jobs.stages.kept_sources import as_number, as_span, as_text
from termlode.model import Location

if TYPE_CHECKING:
    from collections.abc import Iterable


def candidates_value(found: Iterable[Candidate]) -> list[object]:
    """Candidates as JSON has them."""
    return [
        [
            *(c.term, c.language, c.score, c.count, list(map(list, c.surfaces)), list(map(_context, c.contexts))),
            *(c.known, c.documents, c.label, c.expansion),
            [[v.text, v.count, v.evidence] for v in c.variants],
            [[r.feature, r.value, r.adds] for r in c.why],
        ]
        for c in found
    ]


def _context(found: Occurrence) -> list[object]:
    place = found.location
    where = None if place is None else [place.document, place.block, place.start, place.end]
    return [found.sentence, found.start, found.end, where]


def as_candidates(value: Any) -> list[Candidate]:
    """The inverse of :func:`candidates_value`. Raises ValueError or TypeError where it cannot be one."""
    return list(map(_candidate, value))


def _candidate(row: Any) -> Candidate:
    term, language, score, count, surfaces, contexts, known, documents, label, expansion, variants, why = row
    if not isinstance(score, float) or not isinstance(known, bool) or label not in get_args(Label.__value__):
        raise TypeError("not a candidate")
    return Candidate(
        as_text(term),
        as_text(language),
        score,
        as_number(count),
        tuple((as_text(text), as_number(times)) for text, times in surfaces),
        tuple(map(_occurrence, contexts)),
        known,
        as_number(documents),
        label,
        as_text(expansion),
        tuple(Variant(as_text(text), as_number(times), as_text(evidence)) for text, times, evidence in variants),
        tuple(Reason(as_text(name), float(value), float(adds)) for name, value, adds in why),
    )


def _occurrence(row: Any) -> Occurrence:
    sentence, start, end, where = row
    place = None
    if where is not None:
        document, block, first, last = where
        place = Location(as_text(document), as_number(block), as_number(first), as_number(last))
    return Occurrence(as_text(sentence), *as_span(start, end, len(sentence)), place)
