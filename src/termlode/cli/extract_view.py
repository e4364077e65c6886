"""Term candidates as rows, as JSON, and as a table.

Rows: language, term, count, score, known (yes or empty), document, start, end, sentence of the first
occurrence. JSON: the same with all surfaces, what the ranking makes of it and the first three occurrences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.cli import output
from termlode.errors import NothingFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.extraction import Candidate, Occurrence
    from termlode.jobs.extract import Reading

HEADS = ("language", "term", "count", "score", "known", "document", "start", "end", "sentence")


def failures(reading: Reading) -> None:
    """The documents that could not be read, and why."""
    for failure in reading.failures:
        output.warn(failure.error)


def show(
    found: Sequence[Candidate], reading: Reading, wanted: Sequence[str], report: Path | None = None,
    *, json: bool, tsv: bool, bidi: str,
) -> None:  # fmt: skip
    """The candidates, in a report too. Raises NothingFound where all documents could be read and there is none."""
    if not found and not reading.failures:
        raise NothingFound("no term candidates found" + (f" in {', '.join(wanted)}" if wanted else ""))
    if report:
        from termlode.jobs import reports

        reports.candidates(reports.by_language(found), report)
    if json:
        for one in found:
            output.record(_record(one))
    elif found and (tsv or not output.is_drawing()):
        output.rows([HEADS, *map(_row, found)])
    elif found:
        _draw(found, bidi)


def _row(one: Candidate) -> list[object]:
    first = one.contexts[0]
    place = first.location
    where = (place.document, place.start, place.end) if place else ("", first.start, first.end)
    known = "yes" if one.known else ""
    return [one.language, one.term, one.count, f"{one.score:.2f}", known, *where, first.sentence]


def _record(one: Candidate) -> dict[str, Any]:
    return {
        "language": one.language,
        "term": one.term,
        "count": one.count,
        "score": one.score,
        "known": one.known,
        "surfaces": dict(one.surfaces),
        "documents": one.documents,
        "label": one.label,
        "expansion": one.expansion,
        "variants": [{"text": v.text, "count": v.count, "evidence": v.evidence} for v in one.variants],
        "why": {reason.feature: round(reason.adds, 3) for reason in one.why},
        "contexts": [_context(context) for context in one.contexts],
    }


def _context(one: Occurrence) -> dict[str, object]:
    place = one.location
    return {
        "document": place.document if place else None,
        "start": place.start if place else one.start,
        "end": place.end if place else one.end,
        "sentence": one.sentence,
    }


def _draw(found: Sequence[Candidate], bidi: str) -> None:
    from termlode.cli.render import Screen

    screen = Screen(bidi)
    table = screen.table("language", "term", "count", "score", "known", "first seen in")
    for one in found:
        table.add_row(
            one.language,
            screen.text(one.term, one.language, "term"),
            str(one.count),
            f"{one.score:.2f}",
            "yes" if one.known else "",
            screen.text(_around(one.contexts[0]), one.language),
        )
    screen.print(table)


def _around(one: Occurrence, width: int = 24) -> str:
    """A few words on either side."""
    left, right = max(0, one.start - width), min(len(one.sentence), one.end + width)
    return ("… " if left else "") + one.sentence[left:right] + (" …" if right < len(one.sentence) else "")
