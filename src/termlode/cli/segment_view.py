"""Sentences, one a line.

One JSON object a sentence: text, language, document, block (from 0), start and end (code points of the
document's text, from 0, end exclusive).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.model import Segment


def show(segments: Iterable[Segment], *, json: bool, bidi: str = "auto") -> None:
    """Each sentence on a line; on a terminal further lines are indented, right-to-left text is in order."""
    if json:
        for one in segments:
            output.record(_record(one))
    elif output.is_drawing():
        from termlode.cli.render import Screen

        screen = Screen(bidi)
        for one in segments:
            output.drawn("\n  ".join(screen.lines(one.text, one.language, screen.width - 2)))
    else:
        for one in segments:
            output.out(" ".join(one.text.split()))


def _record(segment: Segment) -> dict[str, Any]:
    place = segment.location
    assert place is not None
    where = {"document": place.document, "block": place.block, "start": place.start, "end": place.end}
    shown = {"place": place.place} if place.place else {}
    return {"text": segment.text, "language": segment.language, **where, **shown}
