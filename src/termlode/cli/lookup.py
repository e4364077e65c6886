"""``termlode lookup``: what the termbase and the memory know of a word, a phrase or a sentence."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import Annotated

import typer

from termlode.cli.complete import complete_terms

EPILOG = (
    'Examples: termlode lookup 稀土 · termlode lookup "rare earth magnet" --from en --to fa,ar --json · '
    "termlode lookup - < sentence.txt · termlode lookup --input queries.txt --tm --min 50 --tsv"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("lookup", epilog=EPILOG)(lookup)


def lookup(
    query: Annotated[
        list[str] | None,
        typer.Argument(help="A word or phrase; - reads queries from standard input.", autocompletion=complete_terms),
    ] = None,
    *,
    source: Annotated[str | None, typer.Option("--from", metavar="LANG", help="The query's language.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="LANG,…", help="Languages to show.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a query.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Tab-separated rows, as when piped.")] = False,
    tm: Annotated[
        bool, typer.Option("--tm", help="Only the translation memory: whole segments, no fragments.")
    ] = False,
    min: Annotated[int, typer.Option("--min", metavar="PERCENT", help="The least score of memory matches.")] = 70,
    top: Annotated[int, typer.Option("--top", metavar="N", help="Memory matches at most.")] = 5,
    input: Annotated[
        Path | None, typer.Option("--input", metavar="FILE", help="Read queries from a file, one a line.")
    ] = None,
    client: Annotated[str | None, typer.Option(help="Memory matches of this client only.")] = None,
    origin: Annotated[str | None, typer.Option(help="Of this origin only: human, aligned, machine, import.")] = None,
    since: Annotated[str | None, typer.Option(metavar="YYYYMMDD", help="Changed on this day or later.")] = None,
    previous: Annotated[str | None, typer.Option(metavar="TEXT", help="The segment before the query.")] = None,
    following: Annotated[str | None, typer.Option("--next", metavar="TEXT", help="The segment after it.")] = None,
    bidi: Annotated[
        str, typer.Option("--bidi", metavar="MODE", help="Right-to-left text: auto, isolate, visual or off.")
    ] = "auto",
) -> None:
    """Look up a word, a phrase or a sentence: concept cards, then memory matches, then near terms."""
    from termlode.cli.answers import answer

    answer(
        query or [], source=source, to=to, json=json, tsv=tsv, tm=tm, min=min, top=top, input=input, client=client,
        origin=origin, since=since, previous=previous, following=following, bidi=bidi,
    )  # fmt: skip
