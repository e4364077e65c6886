"""What ``termlode terms`` prints: JSON, rows, a highlighted text on a terminal.

One JSON object a hit: line (from 1), start and end (code points of the line, from 0, end exclusive; a term
that runs over a line break ends beyond its line), surface, term, concept, language, variant (the OCR
variant, or null), rule and equivalents (in the languages of ``--to``, or in all others); with ``--all`` nested.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from termlode.cli import output, parse
from termlode.cli.reading import open_text, shown_name
from termlode.errors import NothingFound
from termlode.jobs import terms as jobs
from termlode.workspace import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from termlode.cli.render import Screen
    from termlode.termbase.located import Found


def answer(
    file: str,
    *,
    to: str | None = None,
    lang: str | None = None,
    all: bool = False,
    json: bool = False,
    tsv: bool = False,
    header: bool = False,
    html: Path | str | None = None,
    bidi: str = "auto",
) -> None:
    """Print the terms of a file, or write its page. Raises NothingFound where there are none."""
    parse.only_one(json=json, tsv=tsv, html=html is not None)
    language, targets = parse.tag_or_none(lang, "--lang"), parse.tags(to)
    workspace, text = require(), open_text(file).text
    found = jobs.terms(workspace, text, language=language, targets=targets, nested=all)
    if html is not None:
        page = Path(html)
        jobs.write_page(page, shown_name(file), text, found)
        written(page)
    elif not found:
        raise NothingFound(f"{shown_name(file)}: no known term")
    elif json:
        records(found, nested=all)
    else:
        show(text, found, bidi, tsv=tsv, header=header)


def written(page: Path) -> None:
    """Where the page is."""
    output.out(page)


def records(found: Sequence[Found], *, nested: bool) -> None:
    """One JSON object a hit."""
    from termlode.jobs.answers.terms import term

    for one in found:
        record = dict(term(one))
        if not nested:
            del record["nested"]
        output.record(record)


HEADER = (
    "line", "start", "end", "surface", "term", "language", "concept", "variant", "rule", "nested", "equivalents",
)  # fmt: skip


def show(text: str, found: Sequence[Found], bidi: str, *, tsv: bool, header: bool = False) -> None:
    """The text with its terms highlighted on a terminal, else rows (``header``: with the names of the columns)."""
    if tsv or not output.is_drawing():
        output.rows([HEADER] if header else [])
        output.rows(map(_row, found))
        return
    from termlode.cli.render import Screen

    _draw(Screen(bidi), text, found)


def _row(one: Found) -> tuple[object, ...]:
    hit = one.hit
    place = (one.line, one.start, one.end)
    nested = "nested" if hit.nested else ""
    return (*place, hit.surface, hit.term, hit.language, hit.concept, hit.variant or "", hit.rule, nested, _said(one))


def _said(one: Found) -> str:
    """The equivalents as one line: ``fa: زنجیره تأمین · zh: 供应链``."""
    return " · ".join(f"{language}: {', '.join(terms)}" for language, terms in one.by_language().items())


# ── terminal ─────────────────────────────────────────────────────────────────────────────────────


def _draw(screen: Screen, text: str, found: Sequence[Found]) -> None:
    lines = text.split("\n")
    by_line: dict[int, list[Found]] = {}
    for one in found:
        by_line.setdefault(one.line, []).append(one)
    for number, hits in by_line.items():
        screen.print(_line(screen, number, lines[number - 1], hits))
        for one in {(one.hit.surface, one.hit.concept): one for one in hits}.values():
            screen.print(_hit(screen, one))


def _line(screen: Screen, number: int, text: str, hits: Sequence[Found]) -> Text:
    """The text of a line with its terms highlighted, cut to lines of the terminal."""
    from rich.text import Text

    from termlode.languages.identify import identify

    known = identify(text[:400])  # English terms stand in lines of all languages
    language = hits[0].hit.language if known == "und" else known
    head = f"{number}: "
    spans = [(one.start, one.end) for one in hits]
    drawn = screen.highlighted(text, spans, language, "reverse", screen.width - len(head))
    return Text(head, style="quiet").append_text(drawn)


def _hit(screen: Screen, one: Found) -> Text:
    """What was found, its equivalents, its concept: no part is broken, further lines stand under the first."""
    from rich.text import Text

    from termlode.cli.cards import pack

    hit = one.hit
    met = screen.text(hit.surface, hit.language, "term")
    if hit.term != hit.surface:
        met.append(" = ").append_text(screen.text(hit.term, hit.language))
    if hit.status in ("deprecated", "forbidden"):
        met.append(f" ({hit.status})", style="warning")
    parts = [met]
    for language, term in one.equivalents:
        said = screen.text(term.term, language, "preferred" if term.status == "preferred" else "")
        parts.append(Text(f"{language} ", style="kind").append_text(said))
    parts.append(Text(f"[{hit.concept}; {hit.rule}{'; nested' if hit.nested else ''}]", style="note"))
    lines = pack(parts, max(20, screen.width - 5)).split()
    return Text("\n").join(Text("     " if index else "   ").append_text(line) for index, line in enumerate(lines))
