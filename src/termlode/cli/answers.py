"""The work of ``termlode lookup``, without the framework that parses its command line.

Piped, it writes rows: line of the query, score, what was met, the equivalent, both languages, kind,
concept, status (docs/termbase.md). On a terminal it draws cards (:mod:`termlode.cli.cards`).
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from termlode.cli.asked import Answer, Request
from termlode.errors import InputError, NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from termlode.model import Match
    from termlode.termbase.cache import Compiled
    from termlode.workspace import Workspace


def answer(
    query: Sequence[str],
    *,
    source: str | None = None,
    to: str | None = None,
    json: bool = False,
    tsv: bool = False,
    tm: bool = False,
    min: int = 70,
    top: int = 5,
    input: Path | str | None = None,
    client: str | None = None,
    origin: str | None = None,
    since: str | None = None,
    previous: str | None = None,
    following: str | None = None,
    bidi: str = "auto",
) -> None:
    """Answer all queries on standard output. Raises NothingFound where no query has an answer."""
    from termlode.workspace import require

    if not 0 <= min <= 101 or top < 1:
        raise UsageError(f"--min {min} --top {top}: the score is 0 to 101 per cent, and at least 1 match is shown")
    language = tag(source, "--from") if source else None
    request = Request(language, tags(to), tm, min, top, client, origin, _day(since), previous, following)
    queries = list(read_queries(query, input))
    workspace = require()
    found = 0
    write = writer(workspace, request, json=json, tsv=tsv, bidi=bidi, several=len(queries) > 1)
    for one in answers(workspace, queries, request):
        found += _is_answered(one, request)
        write(one)
    if not found:
        shown = f" in {', '.join(request.targets)}" if request.targets else ""
        raise NothingFound(_nothing(queries) + (shown if queries else ""))


def _is_answered(one: Answer, request: Request) -> bool:
    """Whether anything is shown of it: a concept without a term in a language of --to is none."""
    if one.memory or not request.targets:
        return bool(one.memory or one.terms)
    return any(match.entry.section(target) for match in one.terms for target in request.targets)


def _day(text: str | None) -> str | None:
    """A day as the memory writes it. Raises UsageError."""
    day = (text or "").replace("-", "")
    if text is not None and not (len(day) == 8 and day.isascii() and day.isdigit()):
        raise UsageError(f"--since {text} is no day: write YYYYMMDD or YYYY-MM-DD")
    return day or None


def _nothing(queries: Sequence[tuple[int, str]]) -> str:
    if len(queries) == 1:
        return f"nothing found for {queries[0][1]}"
    return f"nothing found for any of {len(queries)} queries" if queries else "no query: the input is empty"


def tag(text: str, option: str) -> str:
    """A language tag as given on the command line. Raises UsageError."""
    from termlode.languages.tags import normalise

    try:
        return normalise(text)
    except InputError as error:
        raise UsageError(f"{option}: {error.reason}: {error.cure}") from error


def tags(text: str | None, option: str = "--to") -> tuple[str, ...]:
    """Several tags with commas between them."""
    return tuple(tag(part, option) for part in (text or "").replace(" ", ",").split(",") if part)


def read_queries(words: Sequence[str], path: Path | str | None) -> Iterator[tuple[int, str]]:
    """Line number and text of each query: the words given, standard input for ``-``, or a file."""
    if path is not None:
        from termlode.files import read_bytes

        if words:
            raise UsageError("give either a query or --input FILE, not both")
        yield from _lines(read_bytes(path), str(path))
    elif list(words) == ["-"]:
        yield from _lines(sys.stdin.buffer.read(), "standard input")
    elif text := " ".join(words).strip():
        yield 1, text
    else:
        raise UsageError("what shall be looked up? For example: termlode lookup 稀土")


def _lines(data: bytes, name: str) -> Iterator[tuple[int, str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8", path=name, line=line, cure="convert it, for example with iconv") from error
    if "\0" in text or text.startswith(("PK\x03\x04", "%PDF-")):
        raise InputError("is no text of queries", path=name, cure="give plain text, one query a line")
    for number, query in enumerate(text.split("\n"), start=1):
        if query.strip():
            yield number, query.strip()


def answers(workspace: Workspace, queries: Sequence[tuple[int, str]], request: Request) -> Iterator[Answer]:
    """The answers in the order of the queries; termbase and memory are opened once."""
    with _termbase(workspace, request) as compiled, open_memory(workspace, request) as memory:
        for line, text in queries:
            terms = compiled.lookup(text, request.source, request.targets or None) if compiled else []
            yield Answer(line, text, terms, memory(text))


def _termbase(workspace: Workspace, request: Request) -> AbstractContextManager[Compiled | None]:
    if request.tm or not workspace.termbase.is_dir():
        return nullcontext()
    return workspace.terms()


def open_memory(workspace: Workspace, request: Request) -> AbstractContextManager[Callable[[str], list[Match]]]:
    """A function from a query to its memory matches; always empty where the workspace has no memory."""
    if not workspace.memory_file.is_file():
        return nullcontext(lambda _text: [])
    from termlode.cli.lookup_memory import searcher

    return searcher(workspace, request)


def writer(workspace: Workspace, request: Request, *, json: bool, tsv: bool, bidi: str, several: bool) -> Any:
    """The function that writes one answer: JSON, rows, or cards."""
    languages = request.targets or workspace.languages
    if bidi != "auto":
        from termlode.cli.render import resolve

        resolve(bidi)  # an unknown mode is told also where nothing is drawn
    if json:
        return lambda one: print(_json(one, request))
    from termlode.cli.render import is_drawing

    if tsv or not is_drawing():
        return lambda one: sys.stdout.write(_rows(one, languages, bool(request.targets)))
    from termlode.cli.cards import draw
    from termlode.cli.render import Screen

    screen = Screen(bidi)
    # one query without an answer is told by the error alone
    return lambda one: draw(screen, one, languages, several=several) if several or one.terms or one.memory else None


def _rows(one: Answer, languages: Sequence[str], asked: bool) -> str:
    from termlode.cli.render import tsv
    from termlode.termbase.lookup import ranked

    rows: list[Sequence[object]] = []
    for match in one.terms:
        for language in languages:
            section = match.entry.section(language)
            if section is None or (not asked and section.language == match.language):
                continue
            pair = f"{match.language}-{section.language}"
            kind = "variant" if match.via == "variant" and match.kind == "exact" else match.kind
            rows.extend(
                (one.line, match.score, match.matched, term.term, pair, kind, match.entry.id, term.status)
                for term in ranked(section)
            )
    if one.memory:
        from termlode.cli.lookup_memory import row

        rows.extend(row(one.line, match) for match in one.memory)
    return tsv(rows)


def _json(one: Answer, request: Request) -> str:
    from json import dumps

    from termlode.cli.lookup_json import record

    return dumps(record(one, request), ensure_ascii=False)
