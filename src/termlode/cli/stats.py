"""``termlode stats``: what the workspace holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from termlode.pipeline.overview import Overview

EPILOG = "Example: termlode stats --json"
STATUSES = ("preferred", "admitted", "deprecated", "forbidden")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("stats", epilog=EPILOG)(stats)


def stats(json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Count the workspace's sources, concepts and terms, and the units of its memory."""
    from termlode import workspace
    from termlode.cli.render import Screen, is_drawing
    from termlode.pipeline.overview import overview

    found = overview(workspace.require())
    if json:
        from dataclasses import asdict
        from json import dumps

        typer.echo(dumps(asdict(found), ensure_ascii=False))
        return
    rows = _rows(found)
    for name, value in _figures(found):
        typer.echo(f"{name}\t{value}")
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
    rows = [["language", "concepts", "terms", *STATUSES, "verified", "OCR variants"]]
    for tag, share in found.termbase.languages.items():
        counts = (share.concepts, share.terms, *(share.statuses[s] for s in STATUSES), share.verified, share.variants)
        rows.append([tag, *map(str, counts)])
    return rows
