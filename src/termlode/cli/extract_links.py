"""Links between term candidates: linked, drafted, and as rows, JSON or a table.

Rows have no header: language, term, language, term, probability, evidence. JSON: the same with the counts, and an
object for each candidate of which no counterpart is known where ``unlinked`` is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from termlode.cli import output
from termlode.errors import NothingFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.extraction import Candidate
    from termlode.extraction.links import Link
    from termlode.jobs.links import Linked, Way
    from termlode.termbase.drafts.folder import Written

SHOWN = 50  # links on a terminal, unless --top says more


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    files: Sequence[Path]
    languages: Sequence[str]
    way: Way
    draft: Path | None
    top: int | None
    minimum: int
    report: Path | None


def run(asked: Asked, *, json: bool, tsv: bool, bidi: str) -> int:
    """Link, draft, show; the exit status."""
    from termlode.cli.exits import of_batch
    from termlode.cli.progress import stages
    from termlode.cli.reading import sources
    from termlode.jobs import drafts, links, reports
    from termlode.workspace import find

    place = find()
    files = sources(asked.files) if asked.files else []
    with stages(["read", "align", "extract", "link"]) as progress:
        material = links.material(files, place, asked.way, languages=asked.languages, progress=progress)
        found = links.linked(material, place, languages=asked.languages, minimum=asked.minimum, progress=progress)
    for failure in material.failures:
        output.warn(failure.error)
    show(found, asked.top, json=json, tsv=tsv, bidi=bidi)
    if asked.draft:
        drafted(drafts.draft(found, asked.draft, place, top=asked.top or drafts.TOP), asked.draft)
    if asked.report and asked.draft:
        reports.drafts(asked.draft, asked.report, place, found.candidates)
    elif asked.report:
        reports.candidates(found.best(asked.top or drafts.TOP), asked.report, found.likely)
    return of_batch(material.read, len(material.failures))


def show(found: Linked, top: int | None, *, json: bool, tsv: bool, bidi: str) -> None:
    """The links that are likely. Raises NothingFound where there are none."""
    likely = found.likely
    if not likely:
        raise NothingFound("no candidates of two languages that are likely to name one thing")
    if json:
        for one in likely:
            output.record(_record(one))
        for lonely in _unlinked(found, likely, top or SHOWN):
            output.record(lonely)
    elif tsv or not output.is_drawing():
        output.rows(map(_row, likely))
    else:
        _draw(likely[: top or SHOWN], bidi)


def drafted(written: Written, folder: Path) -> None:
    """What became of the drafts, on standard error."""
    said = [f"{written.total} drafts in {folder}", f"{written.new} new", f"{written.changed} changed"]
    said += [f"{written.gone} gone", f"{written.edited} edited by you and left as they are"]
    output.warn("; ".join(said))


def _row(one: Link) -> list[object]:
    left, right = one.source, one.target
    sides = (left.language, left.term, right.language, right.term)
    return [*sides, f"{one.probability:.4f}", "; ".join(one.evidence)]


def _record(one: Link) -> dict[str, Any]:
    sides = {"source": _side(one.source), "target": _side(one.target)}
    return {**sides, "probability": one.probability, "evidence": list(one.evidence)}


def _side(one: Candidate) -> dict[str, Any]:
    return {"language": one.language, "term": one.term, "count": one.count, "known": one.known}


def _unlinked(found: Linked, likely: Sequence[Link], top: int) -> list[dict[str, Any]]:
    """The best candidates of which no counterpart is likely."""
    linked = {id(side) for one in likely for side in (one.source, one.target)}
    return [
        {**_side(one), "unlinked": True}
        for some in found.candidates.values()
        for one in some[:top]
        if id(one) not in linked
    ]


def _draw(likely: Sequence[Link], bidi: str) -> None:
    from termlode.cli.render import Screen

    screen = Screen(bidi)
    table = screen.table("", "term", "", "term", "sure", "why")
    for one in likely:
        left, right = (screen.text(side.term, side.language, "term") for side in (one.source, one.target))
        why = "; ".join(one.evidence)
        table.add_row(one.source.language, left, one.target.language, right, f"{one.probability:.2f}", why)
    screen.print(table)
