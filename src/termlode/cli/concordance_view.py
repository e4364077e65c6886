"""Hits of a concordance as rows, as JSON, and as keywords in their contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.cli import output
from termlode.cli.parse import only_one, tag_or_none, tags
from termlode.errors import NothingFound
from termlode.jobs import concordance as jobs
from termlode.jobs.concordance import others
from termlode.workspace import require

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.cli.render import Screen
    from termlode.jobs.concordance import Tally
    from termlode.memory.concordance import Hit
    from termlode.memory.finder import How
    from termlode.memory.neighbours import Around
    from termlode.model import TranslationUnit

_AROUND = 40  # characters shown on each side of a hit


def answer(
    text: str,
    *,
    in_: str | None = None,
    show: str | None = None,
    word: bool = False,
    wildcards: bool = False,
    regex: bool = False,
    with_: str | None = None,
    without: str | None = None,
    context: int = 0,
    count: bool = False,
    page: int = 1,
    per_page: int = 20,
    json: bool = False,
    tsv: bool = False,
    bidi: str = "auto",
) -> None:
    """Print a page of hits, or how many there are. Raises NothingFound where there is none."""
    only_one(wildcards=wildcards, regex=regex)
    shown, workspace = tags(show, "--show"), require()
    how: How = "regex" if regex else "wildcards" if wildcards else "plain"
    wanted: dict[str, Any] = {"language": tag_or_none(in_, "--in"), "show": shown, "word": word, "how": how}
    wanted |= {"beside": with_, "without": without}
    if count:
        _tally(jobs.count(workspace, text, **wanted), json=json)
        return
    hits = jobs.concordance(workspace, text, **wanted, page=page, per_page=per_page)
    if not hits:
        raise NothingFound(f"nothing more on page {page}" if page > 1 else f"{text} does not occur in the memory")
    around = jobs.contexts(workspace, hits, context) if context else []
    if json:
        from termlode.jobs.answers.concordance import hit as as_json

        for number, hit in enumerate(hits):
            output.record(as_json(hit, shown) | (_context(around[number], hit) if context else {}))
    elif tsv or not output.is_drawing():
        output.rows(_rows(hits, shown, around))
    else:
        _draw(hits, shown, around, bidi)


def _tally(found: Tally, *, json: bool) -> None:
    """How many units, texts and places; nothing is an answer as well."""
    numbers = {"units": found.units, "texts": found.texts, "places": found.places}
    if json:
        output.record(numbers)
    else:
        output.rows(list(numbers.items()))


def _beside(units: Iterable[TranslationUnit], language: str) -> list[str]:
    """The texts of units in a language; an empty one where a unit has none."""
    return [next((v.text for v in unit.variants if v.language == language), "") for unit in units]


def _context(around: Around, hit: Hit) -> dict[str, list[str]]:
    return {side: _beside(units, hit.variant.language) for side, units in around._asdict().items()}


def _rows(hits: Sequence[Hit], wanted: Sequence[str], around: Sequence[Around]) -> list[tuple[object, ...]]:
    """Unit, language, start, end, text; then language and text of each other variant.

    What stands before and after a hit has rows of its own, with the hit's unit and language and without start and end.
    """
    rows: list[tuple[object, ...]] = []
    for number, hit in enumerate(hits):
        start, end = hit.spans[0]
        rest = [value for variant in others(hit, wanted) for value in (variant.language, variant.text)]
        before, after = _context(around[number], hit).values() if around else ([], [])
        rows += [(hit.unit_key, hit.variant.language, "", "", text) for text in before]
        rows.append((hit.unit_key, hit.variant.language, start, end, hit.variant.text, *rest))
        rows += [(hit.unit_key, hit.variant.language, "", "", text) for text in after]
    return rows


def _draw(hits: Sequence[Hit], wanted: Sequence[str], around: Sequence[Around], bidi: str) -> None:
    from termlode.cli.render import Screen

    screen = Screen(bidi)
    for number, hit in enumerate(hits):
        before, after = _context(around[number], hit).values() if around else ([], [])
        _quietly(screen, before, hit.variant.language)
        line, start, end = keyword_in_context(hit.variant.text, *hit.spans[0])
        screen.print(screen.marked(line, start, end, hit.variant.language))
        grid = screen.grid(2, 3, None)
        for variant in others(hit, wanted):
            text = screen.text(variant.text, variant.language, width=screen.width - 10)
            grid.add_row("", screen.text(variant.language, "en", "quiet"), text)
        screen.print(grid)
        _quietly(screen, after, hit.variant.language)


def _quietly(screen: Screen, texts: Iterable[str], language: str) -> None:
    for text in texts:
        screen.print(screen.text(" ".join(text.split()), language, "quiet", width=screen.width))


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
