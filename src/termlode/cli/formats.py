"""``termlode formats``: what can be read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from termlode.exchange.registry import Format

_EXAMPLES = """
Examples:

  termlode formats

  termlode formats --json
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("formats", epilog=_EXAMPLES)(formats)


def formats(json: Annotated[bool, typer.Option("--json", help="One JSON object a format.")] = False) -> None:
    """List the formats that can be read and written, and where an import of each goes."""
    from termlode.cli.render import Screen, is_drawing, tsv
    from termlode.exchange.registry import formats as known

    rows = [_row(item) for item in sorted(known(), key=lambda item: item.name)]
    if json:
        from json import dumps

        typer.echo("\n".join(dumps(dict(zip(_HEADS, row, strict=True)), ensure_ascii=False) for row in rows))
    elif is_drawing():
        screen = Screen()
        table = screen.table(*_HEADS)
        table.columns[0].no_wrap = True  # what --format takes
        for row in rows:
            table.add_row(*row)
        screen.print(table)
    else:
        typer.echo(tsv([_HEADS, *rows]), nl=False)


_HEADS = ("name", "format", "suffixes", "read", "written", "import")


def _row(item: Format) -> tuple[str, ...]:
    read = _what(item.read_memory, item.read_terms)
    written = _what(item.write_memory, item.write_terms)
    default = (item.default or "--as") if read != "-" else "-"
    return item.name, item.title, " ".join(item.suffixes) or "-", read, written, default


def _what(memory: str | None, terms: str | None) -> str:
    return " ".join(word for word, place in (("memory", memory), ("terms", terms)) if place) or "-"
