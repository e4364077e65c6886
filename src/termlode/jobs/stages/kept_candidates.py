"""What is kept of the term candidates of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.extraction import Candidate, Occurrence
from termlode.jobs.stages.kept_sources import as_number, as_span, as_text
from termlode.model import Location

if TYPE_CHECKING:
    from collections.abc import Iterable


def candidates_value(found: Iterable[Candidate]) -> list[object]:
    """Candidates as JSON has them."""
    return [
        [c.term, c.language, c.score, c.count, list(map(list, c.surfaces)), list(map(_context, c.contexts)), c.known]
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
    term, language, score, count, surfaces, contexts, known = row
    if not isinstance(score, float) or not isinstance(known, bool):
        raise TypeError("not a candidate")
    return Candidate(
        as_text(term),
        as_text(language),
        score,
        as_number(count),
        tuple((as_text(text), as_number(times)) for text, times in surfaces),
        tuple(map(_occurrence, contexts)),
        known,
    )


def _occurrence(row: Any) -> Occurrence:
    sentence, start, end, where = row
    place = None
    if where is not None:
        document, block, first, last = where
        place = Location(as_text(document), as_number(block), as_number(first), as_number(last))
    return Occurrence(as_text(sentence), *as_span(start, end, len(sentence)), place)
