"""``termlode stats``: what the workspace holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from termlode.pipeline.overview import Overview

EPILOG = "Example: termlode stats --json"
HEADS = ("language", "concepts", "terms", "preferred", "admitted", "avoided", "verified", "variants")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("stats", epilog=EPILOG)(stats)


def stats(json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Count the workspace's sources, concepts and terms, and the units of its memory."""
    from termlode import workspace
    from termlode.cli.render import Screen, facts, is_drawing
    from termlode.pipeline.overview import overview

    found = overview(workspace.require())
    rows = _rows(found)
    if json:
        from json import dumps

        heads, *lines = rows
        shares = {line[0]: dict(zip(heads[1:], map(int, line[1:]), strict=True)) for line in lines}
        termbase = {"concepts": found.termbase.concepts, "fields": found.termbase.fields, "languages": shares}
        whole = {"workspace": found.name, "sources": found.sources, "termbase": termbase, "memory": found.memory}
        typer.echo(dumps(whole, ensure_ascii=False))
        return
    rows[0][-1] = "misread"  # as termbase stats says: above, variants are texts of the memory
    typer.echo(facts(_figures(found)), nl=False)
    if not is_drawing():
        typer.echo("\n".join("\t".join(row) for row in rows))
        return
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
