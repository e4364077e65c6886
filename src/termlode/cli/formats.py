"""``termlode formats``: what can be read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from termlode.cli import options, output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.exchange.registry import Format

EPILOG = "Examples: termlode formats · termlode formats --json"
_HEADS = ("name", "format", "suffixes", "read", "written", "import")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("formats", epilog=EPILOG)(formats)


def formats(json: options.Json = False) -> None:
    """List the formats that can be read and written, and where an import of each goes."""
    from termlode.jobs.formats import formats as job

    rows = [_row(item) for item in job()]
    if json:
        for row in rows:
            output.record(dict(zip(_HEADS, row, strict=True)))
    elif output.is_drawing():
        _draw(rows)
    else:
        output.rows([_HEADS, *rows])


def _draw(rows: Sequence[Sequence[str]]) -> None:
    from termlode.cli.render import Screen

    screen = Screen()
    table = screen.table(*_HEADS)
    table.columns[0].no_wrap = True  # what --format takes
    for row in rows:
        table.add_row(*row)
    screen.print(table)


def _row(item: Format) -> tuple[str, ...]:
    read = _what(item.read_memory, item.read_terms)
    written = _what(item.write_memory, item.write_terms)
    default = (item.default or "--as") if read != "-" else "-"
    return item.name, item.title, " ".join(item.suffixes) or "-", read, written, default


def _what(memory: str | None, terms: str | None) -> str:
    return " ".join(word for word, place in (("memory", memory), ("terms", terms)) if place) or "-"
