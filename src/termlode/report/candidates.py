"""Term candidates as a page: ranked in each language, new ones first, each in its sentence, with why it ranks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from termlode import __version__, html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termlode.extraction import Candidate, Occurrence
    from termlode.extraction.links import Link

_AROUND = 60  # characters of a sentence on either side
_WHY = 4  # reasons that are shown
_PLACES = 2  # sentences
STYLE = """
table.cands { table-layout: fixed; } .cands th:nth-child(1) { width: 3.2rem; } .cands th:nth-child(2) { width: 15rem; }
.cands th:nth-child(3) { width: 4rem; } .cands th:nth-child(5) { width: 13rem; } .cands td { padding-block: .3rem; }
.cands .t { font-size: 1.1rem; } .cands p { margin: .1rem 0; font-size: .92rem; } nav a { margin-inline-end: 1rem; }
@media (max-width: 50rem) { .cands th:nth-child(5), .cands td:nth-child(5) { display: none; }
  .cands th:nth-child(2) { width: 9rem; } }
"""


def render(candidates: Mapping[str, Sequence[Candidate]], links: Sequence[Link] = ()) -> str:
    """The page; ``links`` are shown with the candidates that they join."""
    partners: dict[int, list[tuple[Candidate, float]]] = {}
    for one in links:
        partners.setdefault(id(one.source), []).append((one.target, one.probability))
        partners.setdefault(id(one.target), []).append((one.source, one.probability))
    total = sum(map(len, candidates.values()))
    known = sum(one.known for some in candidates.values() for one in some)
    jumps = "".join(f'<a href="#{escape(tag)}">{escape(tag)} {len(some)}</a>' for tag, some in candidates.items())
    body = [
        "<h1>Term candidates</h1>",
        html.cards([("candidates", total), ("new", total - known), ("in the termbase", known)]),
        f"<nav>{jumps}</nav>",
        *(part for tag, some in candidates.items() for part in _language(tag, some, partners)),
    ]
    return html.page("Term candidates", body, signature=f"termlode {__version__} · extraction", style=STYLE)


def _language(
    tag: str, some: Sequence[Candidate], partners: Mapping[int, Sequence[tuple[Candidate, float]]]
) -> Iterator[str]:
    ranked = list(enumerate(some, 1))
    yield f'<h2 id="{escape(tag)}">{escape(tag)}</h2>'
    for known, title in ((False, "new"), (True, "in the termbase")):
        chosen = [(rank, one) for rank, one in ranked if one.known is known]
        if chosen:
            rows = "\n".join(_row(rank, one, partners.get(id(one), ())) for rank, one in chosen)
            yield f"<details{'' if known else ' open'}><summary><b>{title}</b> {len(chosen)}</summary>"
            yield '<div class="wide"><table class="cands"><thead><tr><th class="n">rank</th><th>candidate</th>'
            yield '<th class="n">times</th><th>where</th><th>why</th></tr></thead>'
            yield f"<tbody>{rows}</tbody></table></div></details>"


def _row(rank: int, one: Candidate, partners: Sequence[tuple[Candidate, float]]) -> str:
    label = f' <span class="tag">{escape(one.label)}</span>' if one.label else ""
    long = f' <span class="soft">{html.text(one.expansion, one.language)}</span>' if one.expansion else ""
    term = f'<span class="t">{html.text(one.term, one.language)}</span>{label}{long}'
    joined = "".join(
        f'<p><span class="tag">{escape(other.language)} {chance:.2f}</span> {html.text(other.term, other.language)}</p>'
        for other, chance in partners
    )
    places = "".join(f"<p {html.attributes(one.language)}>{_marked(place)}</p>" for place in one.contexts[:_PLACES])
    return (
        f'<tr><td class="n">{rank}</td><td>{term}{joined}</td><td class="n">{one.count}</td><td>{places}</td>'
        f'<td class="soft">{_why(one)}</td></tr>'
    )


def _why(one: Candidate) -> str:
    """What adds most to the score and takes most from it."""
    told = sorted(one.why, key=lambda reason: -abs(reason.adds))[:_WHY]
    return "<br>".join(f"{escape(reason.feature)} {reason.adds:+.1f}" for reason in told)


def _marked(place: Occurrence) -> str:
    text, start, end = place.sentence, place.start, place.end
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, behind = "… " * (left > 0), " …" * (right < len(text))
    return f"{before}{escape(text[left:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:right])}{behind}"
