"""The review as a page: both texts side by side, doubtful beads first, nulls shown, reasons beside."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from termlode import __version__
from termlode import html as page
from termlode.alignment.review import DOUBTFUL, order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.alignment.pairing import Alignment
    from termlode.model import Bead, Segment

_STYLE = """
table.beads td { width: 42%; } table.beads td.c { width: 16%; } tr.doubt td { background: var(--mark); }
tr.null td { color: var(--soft); }
.seg + .seg { border-top: 1px dotted var(--line); margin-top: .3rem; padding-top: .3rem; }
"""


def render(alignment: Alignment, *, least: float = DOUBTFUL) -> str:
    """The whole page, self-contained; beads less sure than ``least`` are doubtful."""
    beads = order(alignment.beads, least)
    doubtful = sum(1 for b in beads if b.source and b.target and b.confidence < least)
    nulls = sum(1 for b in beads if not b.source or not b.target)
    figures: list[tuple[str, int | str]] = [
        ("beads", len(beads)), ("doubtful", doubtful), ("without counterpart", nulls),
        ("score", f"{alignment.score:.2f}"),
    ]  # fmt: skip
    one, other = alignment.names
    title = f"Alignment of {one} and {other}" if one != other else f"Alignment of {one}"
    rows = "\n".join(_row(bead, alignment, least) for bead in beads)
    body = [
        f"<h1>{escape(title)}</h1>",
        '<p class="soft">Doubtful beads first, then what has no counterpart, then the rest in order.</p>',
        page.cards(figures),
        f'<div class="wide"><table class="beads"><thead><tr>{_heads(alignment)}</tr></thead>',
        f"<tbody>{rows}</tbody></table></div>",
    ]
    return page.page(title, body, signature=f"termlode {__version__} · alignment", style=_STYLE)


def _heads(alignment: Alignment) -> str:
    cells = [f"<th>{escape(tag)}</th>" for tag in alignment.languages]
    return "<th>confidence</th>" + "".join(cells)


def _row(bead: Bead, alignment: Alignment, least: float) -> str:
    null = not bead.source or not bead.target
    kind = ' class="null"' if null else ' class="doubt"' if bead.confidence < least else ""
    left = "".join(_cells([alignment.source[i] for i in bead.source], bead.source))
    right = "".join(_cells([alignment.target[j] for j in bead.target], bead.target))
    why = escape("; ".join(bead.reasons))
    trust = f'<td class="c"><b>{bead.confidence:.2f}</b><br><span class="soft">{why}</span></td>'
    return f"<tr{kind}>{trust}<td>{left}</td><td>{right}</td></tr>"


def _cells(segments: Sequence[Segment], numbers: Sequence[int]) -> Iterator[str]:
    for segment, number in zip(segments, numbers, strict=True):
        text = page.text(segment.text, segment.language, "div")
        yield f'<div class="seg"><span class="tag">{number + 1}</span>{text}</div>'
