"""What ``termlode terms`` prints: JSON, rows, a highlighted text on a terminal, or an HTML page.

One JSON object a hit: line (from 1), start and end (code points of the line, from 0, end exclusive; a term
that runs over a line break ends beyond its line), surface, term, concept, language, variant (the OCR
variant, or null) and rule; with ``--all`` nested, with ``--to`` equivalents.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from termlode.cli.asked import Found
from termlode.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.text import Text

    from termlode.cli.render import Screen
    from termlode.model import TermSection
    from termlode.termbase.cache import Compiled
    from termlode.termbase.recognition import TermHit


def show(
    file: str,
    *,
    to: str | None = None,
    lang: str | None = None,
    every: bool = False,
    json: bool = False,
    tsv: bool = False,
    html: Path | None = None,
    bidi: str = "auto",
) -> None:
    """Recognise and print. Raises NothingFound where the text has no known term."""
    from termlode.cli.answers import tag, tags
    from termlode.workspace import require

    if sum((json, tsv, html is not None)) > 1:
        raise UsageError("--json, --tsv and --html: choose one")
    language, targets = tag(lang, "--lang") if lang else None, tags(to)
    workspace = require()
    text = _read(file)
    with workspace.terms() as compiled:
        hits = compiled.recogniser().find(text, language, every)
        if not hits and html is None:
            raise NothingFound(f"{'standard input' if file == '-' else file}: no known term")
        found = list(_located(text, hits, compiled, targets))
    if html is not None:
        from termlode.cli.terms_html import write

        write(html, file, text, found)
        print(html)
    elif json:
        _json(found, every, bool(targets))
    else:
        _print(text, found, bidi, tsv=tsv)


def _read(file: str) -> str:
    from termlode.cli.segmenting import read

    return read(file, None).text


def _located(text: str, hits: Sequence[TermHit], compiled: Compiled, targets: Sequence[str]) -> Iterator[Found]:
    starts = line_starts(text)
    for hit in hits:
        line = bisect_right(starts, hit.start)
        offset = starts[line - 1]
        yield Found(line, hit.start - offset, hit.end - offset, hit, tuple(_equivalents(hit, compiled, targets)))


def line_starts(text: str) -> list[int]:
    """Where each line begins."""
    starts, place = [0], text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return starts


def _equivalents(hit: TermHit, compiled: Compiled, targets: Sequence[str]) -> Iterator[tuple[str, TermSection]]:
    """The usable terms of the concept in the target languages, preferred ones first."""
    entry = compiled.entry(hit.concept)
    for target in targets:
        section = entry.section(target)
        for term in sorted(section.terms if section else (), key=lambda term: term.status != "preferred"):
            if term.status in ("preferred", "admitted"):
                yield target, term


def _json(found: Sequence[Found], every: bool, targets: bool) -> None:
    from json import dumps

    for one in found:
        hit = one.hit
        record: dict[str, object] = {
            "line": one.line, "start": one.start, "end": one.end, "surface": hit.surface, "term": hit.term,
            "concept": hit.concept, "language": hit.language, "variant": hit.variant, "rule": hit.rule,
        }  # fmt: skip
        if every:
            record["nested"] = hit.nested
        if targets:
            record["equivalents"] = _by_language(one)
        print(dumps(record, ensure_ascii=False))


def _by_language(one: Found) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for language, term in one.equivalents:
        result.setdefault(language, []).append(term.term)
    return result


def _print(text: str, found: Sequence[Found], bidi: str, *, tsv: bool) -> None:
    from termlode.cli.render import Screen, is_drawing
    from termlode.cli.render import tsv as rows

    if not tsv and is_drawing():
        _draw(Screen(bidi), text, found)
        return
    sys.stdout.write(
        rows(
            (
                one.line, one.start, one.end, one.hit.surface, one.hit.term, one.hit.language, one.hit.concept,
                one.hit.variant or "", one.hit.rule, "nested" if one.hit.nested else "", _said(one),
            )
            for one in found
        )
    )  # fmt: skip


def _said(one: Found) -> str:
    """The equivalents as one line: ``fa: زنجیره تأمین · zh: 供应链``."""
    return " · ".join(f"{language}: {', '.join(terms)}" for language, terms in _by_language(one).items())


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
