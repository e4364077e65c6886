"""A text with its terms marked, as a self-contained page: the equivalents show on hovering and in a list."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from termlode import html as page_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.termbase.located import Found

_STYLE = """
main p { margin: .6rem 0; white-space: pre-wrap; } main mark { border-radius: 3px; padding: 0 .1em; cursor: help; }
mark.variant, mark.deprecated, mark.forbidden { outline: 1px solid var(--del); }
"""


def render(name: str, text: str, found: Sequence[Found]) -> str:
    """The page: figures, the marked text, then the concepts with their equivalents."""
    from termlode import __version__

    outer = [one for one in found if not one.hit.nested]
    figures = [("terms found", len(found)), ("concepts", len({one.hit.concept for one in found}))]
    body = [
        f"<h1>Terms of {escape(name)}</h1>",
        page_html.cards(figures),
        "<main>",
        *_paragraphs(text, outer),
        "</main>",
    ]
    body += ["<h2>Concepts</h2>", _table(found)]
    signature = f"termlode {__version__} · terms · {len(text)} characters"
    return page_html.page(f"Terms of {name}", body, signature=signature, style=_STYLE)


def _paragraphs(text: str, found: Sequence[Found]) -> Iterator[str]:
    from termlode.languages.identify import identify

    place, hits = 0, list(found)
    for line in text.split("\n"):
        end = place + len(line) + 1
        here = [one for one in hits if place <= one.hit.start < end]
        if line.strip():
            known = identify(line[:400])  # English terms stand in lines of all languages
            language = here[0].hit.language if known == "und" and here else known
            yield f"<p {page_html.attributes(language)}>{''.join(_marked(text, place, end - 1, here))}</p>"
        hits = hits[len(here) :]
        place = end


def _marked(text: str, place: int, end: int, hits: Sequence[Found]) -> Iterator[str]:
    for one in hits:
        hit = one.hit
        if hit.start < place:
            continue
        yield escape(text[place : hit.start])
        kind = "variant" if hit.variant else hit.status
        yield f'<mark class="{kind}" title="{escape(_title(one))}">{escape(text[hit.start : hit.end])}</mark>'
        place = hit.end
    yield escape(text[place:end])


def _title(one: Found) -> str:
    said = " · ".join(f"{language}: {term.term}" for language, term in one.equivalents)
    return " | ".join(part for part in (one.hit.term, said, one.hit.concept, one.hit.rule) if part)


def _table(found: Sequence[Found]) -> str:
    counted = Counter((one.hit.concept, one.hit.term, one.hit.language) for one in found)
    first = {(one.hit.concept, one.hit.term, one.hit.language): one for one in reversed(found)}
    rows = []
    for place, number in counted.most_common():
        one = first[place]
        said = " · ".join(page_html.text(term.term, language) for language, term in one.equivalents)
        rows.append([page_html.text(place[1], place[2]), said, escape(place[0]), escape(one.hit.status), str(number)])
    return page_html.table(("Term", "Equivalents", "Concept", "Status", "Hits"), rows, numbers=frozenset({4}))
