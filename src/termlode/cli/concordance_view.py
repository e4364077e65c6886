"""Hits of a concordance as rows, as JSON, and as keywords in their contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.cli import output
from termlode.jobs.concordance import others

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.memory.concordance import Hit

_AROUND = 40  # characters shown on each side of a hit


def show(hits: Sequence[Hit], wanted: Sequence[str], *, json: bool, tsv: bool, bidi: str) -> None:
    """One page of hits, with their texts in the ``wanted`` languages (all where none is named)."""
    if json:
        for hit in hits:
            output.record(_record(hit, wanted))
    elif tsv or not output.is_drawing():
        output.rows(_rows(hits, wanted))
    else:
        _draw(hits, wanted, bidi)


def _rows(hits: Sequence[Hit], wanted: Sequence[str]) -> list[tuple[object, ...]]:
    """Unit, language, start, end, text; then language and text of each other variant."""
    rows: list[tuple[object, ...]] = []
    for hit in hits:
        start, end = hit.spans[0]
        rest = [value for variant in others(hit, wanted) for value in (variant.language, variant.text)]
        rows.append((hit.unit_key, hit.variant.language, start, end, hit.variant.text, *rest))
    return rows


def _record(hit: Hit, wanted: Sequence[str]) -> dict[str, Any]:
    return {
        "unit": hit.unit_key,
        "language": hit.variant.language,
        "text": hit.variant.text,
        "spans": hit.spans,
        "others": [{"language": v.language, "text": v.text} for v in others(hit, wanted)],
    }


def _draw(hits: Sequence[Hit], wanted: Sequence[str], bidi: str) -> None:
    from termlode.cli.render import Screen

    screen = Screen(bidi)
    for hit in hits:
        line, start, end = keyword_in_context(hit.variant.text, *hit.spans[0])
        screen.print(screen.marked(line, start, end, hit.variant.language))
        grid = screen.grid(2, 3, None)
        for variant in others(hit, wanted):
            text = screen.text(variant.text, variant.language, width=screen.width - 10)
            grid.add_row("", screen.text(variant.language, "en", "quiet"), text)
        screen.print(grid)


def keyword_in_context(text: str, start: int, end: int) -> tuple[str, int, int]:
    """A hit with some words before and after it, and where it stands in that."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if first:  # no part of a word, where there are spaces
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = last if space < 0 else space
    before, after = "…" if first else "", "…" if last < len(text) else ""
    shift = len(before) - first
    return f"{before}{text[first:last]}{after}", start + shift, end + shift
