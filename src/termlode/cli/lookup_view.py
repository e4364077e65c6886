"""What ``termlode lookup`` does, without the framework that parses its command line.

Piped, it writes rows of nine columns (``HEADER``, docs/termbase.md); those of memory matches have no concept, status
and surface: their term and equivalent are the texts of the unit. On a terminal it draws cards
(:mod:`termlode.cli.cards`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from termlode.cli import output
from termlode.cli.parse import day, tag_or_none, tags
from termlode.errors import NothingFound, UsageError
from termlode.jobs.lookup import Request, check, lookup, queries_in, queries_of
from termlode.workspace import require

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from termlode.jobs.lookup import Answer
    from termlode.workspace import Workspace


HEADER = ("line", "score", "term", "equivalent", "languages", "kind", "concept", "status", "surface")


def answer(
    query: Sequence[str],
    *,
    source: str | None = None,
    to: str | None = None,
    json: bool = False,
    tsv: bool = False,
    header: bool = False,
    tm: bool = False,
    min: int = 70,
    top: int = 5,
    input: Path | str | None = None,
    jobs: int = 1,
    client: str | None = None,
    origin: str | None = None,
    since: str | None = None,
    previous: str | None = None,
    following: str | None = None,
    bidi: str = "auto",
) -> None:
    """Answer all queries on standard output. Raises NothingFound where no query has an answer."""
    when = day(since, "--since")
    request = Request(tag_or_none(source, "--from"), tags(to), tm, min, top, client, origin, when, previous, following)
    check(request)
    queries = list(_queries(query, input))
    workspace = require()
    write = writer(workspace, request, json=json, tsv=tsv, bidi=bidi, several=len(queries) > 1)
    if header and not json and (tsv or not output.is_drawing()):
        output.rows([HEADER])
    found = 0
    for one in lookup(workspace, queries, request, jobs):
        found += one.shows(request.targets)
        write(one)
    if not found:
        raise NothingFound(_nothing(queries, request.targets))


def _nothing(queries: Sequence[tuple[int, str]], targets: Sequence[str]) -> str:
    if not queries:
        return "no query: the input is empty"
    where = f" in {', '.join(targets)}" if targets else ""
    said = queries[0][1] if len(queries) == 1 else f"any of {len(queries)} queries"
    return f"nothing found for {said}{where}"


def _queries(words: Sequence[str], path: Path | str | None) -> Iterable[tuple[int, str]]:
    """Line number and text of each query: the words given, standard input for ``-``, or a file."""
    if path is not None:
        if words:
            raise UsageError("give either a query or --input FILE, not both")
        return queries_in(path)
    if list(words) == ["-"]:
        return queries_of(sys.stdin.buffer.read(), "standard input")
    text = " ".join(words).strip()
    if not text:
        raise UsageError("nothing to look up: give a word or a phrase, for example: termlode lookup 稀土")
    return [(1, text)]


def writer(workspace: Workspace, request: Request, *, json: bool, tsv: bool, bidi: str, several: bool) -> Any:
    """The function that writes one answer: JSON, rows, or cards."""
    languages = request.targets or workspace.languages
    if bidi != "auto":
        from termlode.cli.render import resolve

        resolve(bidi)  # an unknown mode is told also where nothing is drawn
    if json:
        from termlode.jobs.answers.lookup import lookup as as_json

        return lambda one: output.record(as_json(one, request))
    if tsv or not output.is_drawing():
        return lambda one: output.rows(_rows(one, languages, bool(request.targets)))
    from termlode.cli.cards import draw
    from termlode.cli.render import Screen

    screen = Screen(bidi)
    # one query without an answer is told by the error alone
    return lambda one: (
        draw(screen, one, languages, others=not request.targets, several=several)
        if several or one.terms or one.memory
        else None
    )


def _rows(one: Answer, languages: Sequence[str], asked: bool) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    for match in one.terms:
        for _, section in match.entry.sections(languages, others=not asked):
            if section is None or (not asked and section.language == match.language):
                continue
            pair = f"{match.language}-{section.language}"
            kind = "variant" if match.via == "variant" and match.kind == "exact" else match.kind
            surface = one.query[match.start : match.end] or match.matched
            rows.extend(
                (one.line, match.score, match.term.term, term.term, pair, kind, match.entry.id, term.status, surface)
                for term in section.ranked
            )
    if one.memory:
        from termlode.cli.matches_view import row

        rows.extend((*row(one.line, match), "", "", "") for match in one.memory)
    return rows
