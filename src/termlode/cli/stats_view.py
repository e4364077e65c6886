"""The counts of a workspace as JSON, as rows, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.cli import output

if TYPE_CHECKING:
    from termlode.jobs.stats import Overview

HEADS = ("language", "concepts", "terms", "preferred", "admitted", "avoided", "verified", "variants")


def show(found: Overview, *, json: bool) -> None:
    """Names and values, then a row a language."""
    rows = _rows(found)
    if json:
        heads, *lines = rows
        shares = {line[0]: dict(zip(heads[1:], map(int, line[1:]), strict=True)) for line in lines}
        termbase = {"concepts": found.termbase.concepts, "fields": found.termbase.fields, "languages": shares}
        whole = {"workspace": found.name, "sources": found.sources, "termbase": termbase, "memory": found.memory}
        output.record(whole)
        return
    rows[0][-1] = "misread"  # as termbase stats says: above, variants are texts of the memory
    output.out(output.facts(_figures(found)), end="")
    if output.is_drawing():
        _draw(rows)
    else:
        output.rows(rows)


def _draw(rows: list[list[str]]) -> None:
    from termlode.cli.render import Screen

    screen = Screen()
    table = screen.table(*rows[0])
    for row in rows[1:]:
        table.add_row(*row)
    screen.print(table)


def _figures(found: Overview) -> list[tuple[str, object]]:
    languages = found.memory.get("languages")
    variants = " ".join(f"{tag} {count}" for tag, count in languages.items()) if isinstance(languages, dict) else ""
    return [
        ("workspace", found.name),
        ("sources", found.sources),
        ("concepts", found.termbase.concepts),
        ("units", found.memory.get("units", 0)),
        ("variants", variants or "none"),
    ]


def _rows(found: Overview) -> list[list[str]]:
    rows = [list(HEADS)]
    for tag, share in found.termbase.languages.items():
        statuses = share.statuses
        avoided = statuses["deprecated"] + statuses["forbidden"]
        counts = (share.concepts, share.terms, statuses["preferred"], statuses["admitted"], avoided)
        rows.append([tag, *map(str, (*counts, share.verified, share.variants))])
    return rows
