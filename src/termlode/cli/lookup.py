"""``termlode lookup``: what the termbase and the memory know of a word, a phrase or a sentence."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    'Examples: termlode lookup 稀土 · termlode lookup "rare earth magnet" --from en --to fa,ar --json · '
    "termlode lookup - < sentence.txt · termlode lookup --input queries.txt --tm --min 50 --tsv"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("lookup", epilog=EPILOG)(lookup)


def lookup(
    query: options.Query = None,
    *,
    source: options.From = None,
    to: options.Languages = None,
    json: options.Json = False,
    tsv: options.Tsv = False,
    header: options.Header = False,
    tm: options.OnlyMemory = False,
    min: options.Least = 70,
    top: options.Top = 5,
    input: options.Queries = None,
    jobs: options.LookupJobs = 1,
    client: options.Client = None,
    origin: options.Origin = None,
    since: options.Since = None,
    previous: options.Previous = None,
    following: options.Next = None,
    bidi: options.Bidi = "auto",
) -> None:
    """Look up a word, a phrase or a sentence: concept cards, then memory matches, then near terms."""
    from termlode.cli.lookup_view import answer

    answer(
        query or [], source=source, to=to, json=json, tsv=tsv, header=header, tm=tm, min=min, top=top, input=input,
        jobs=jobs, client=client, origin=origin, since=since, previous=previous, following=following, bidi=bidi,
    )  # fmt: skip
