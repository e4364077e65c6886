"""``termlode concordance``: every place where a word or phrase occurs in the memory, with its translations."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from termlode.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.memory.concordance import Hit
    from termlode.model import Variant

EPILOG = (
    "Examples: termlode concordance 稀土 --in zh --show en,fa · termlode concordance battery --word · "
    "termlode concordance کاتد --page 2 --tsv"
)
_AROUND = 40  # characters shown on each side of a hit


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("concordance", epilog=EPILOG)(concordance)


def concordance(
    text: Annotated[str, typer.Argument(help="A word, a part of one, or a phrase.")],
    *,
    in_: Annotated[str | None, typer.Option("--in", metavar="LANG", help="Only in texts of this language.")] = None,
    show: Annotated[str | None, typer.Option("--show", metavar="LANG,…", help="Languages to show beside it.")] = None,
    word: Annotated[bool, typer.Option("--word", help="Whole words only.")] = False,
    page: Annotated[int, typer.Option("--page", min=1, help="Which page of hits.")] = 1,
    per_page: Annotated[int, typer.Option("--per-page", min=1, help="Hits a page.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a hit.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Tab-separated rows, as when piped.")] = False,
    bidi: Annotated[str, typer.Option("--bidi", metavar="MODE", help="auto, isolate, visual or off.")] = "auto",
) -> None:
    """Show where a text occurs in the memory: spelling is folded, parts of words count, any side is searched."""
    from termlode.cli.answers import tag, tags
    from termlode.workspace import require

    if not text.strip():
        raise UsageError("what shall be looked for? For example: termlode concordance 稀土 --in zh")
    wanted = tags(show, "--show")
    with require().memory() as store:
        found = store.concordance(text, tag(in_, "--in") if in_ else None, wanted[0] if wanted else None, word=word)
        hits = list(islice(found, (page - 1) * per_page, page * per_page))
    if not hits:
        raise NothingFound(f"nothing more on page {page}" if page > 1 else f"{text} does not occur in the memory")
    _write(hits, wanted, json=json, tsv=tsv, bidi=bidi)


def _write(hits: Sequence[Hit], wanted: Sequence[str], *, json: bool, tsv: bool, bidi: str) -> None:
    from termlode.cli import render

    if json:
        from json import dumps

        print("\n".join(dumps(_record(hit, wanted), ensure_ascii=False) for hit in hits))
    elif tsv or not render.is_drawing():
        print(render.tsv(_rows(hits, wanted)), end="")
    else:
        _draw(hits, wanted, bidi)


def others(hit: Hit, wanted: Sequence[str]) -> list[Variant]:
    """The other variants of the unit, of the wanted languages (all where none is named)."""
    from termlode.memory.language_sets import speaks

    rest = [variant for variant in hit.unit.variants if variant is not hit.variant]
    return [v for v in rest if not wanted or any(speaks(v.language, language) for language in wanted)]


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
