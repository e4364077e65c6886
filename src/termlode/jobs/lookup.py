"""Look-ups: what the termbase and the memory know of a word, a phrase or a sentence.

The first thing that most users call, and it must answer at once: this module imports next to nothing.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from itertools import islice, tee
from typing import TYPE_CHECKING, Any, NamedTuple

from termlode.errors import InputError, UsageError
from termlode.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from termlode.memory.query import Query
    from termlode.memory.store import Store
    from termlode.model import Match
    from termlode.termbase.cache import Compiled
    from termlode.termbase.lookup import TermMatch
    from termlode.workspace import Workspace

    type Search = Callable[[Iterable[str], int], Iterator[list[Match]]]

ORIGINS = ("human", "aligned", "machine", "import")


class Request(NamedTuple):
    """How to look up: languages and limits."""

    source: str | None = None  # the query's language; None: any
    targets: tuple[str, ...] = ()  # languages wanted; none: all of the workspace
    tm: bool = False  # only the memory, only whole segments
    min: int = 70  # the least score of a memory match, in per cent
    top: int = 5  # memory matches at most
    client: str | None = None  # these say which memory matches count, and what stands around the query
    origin: str | None = None
    since: str | None = None  # YYYYMMDD
    previous: str | None = None
    following: str | None = None


class Answer(NamedTuple):
    """What was found for one query."""

    line: int  # of the query in its file, from 1
    query: str
    terms: list[TermMatch]
    memory: list[Match]

    def shows(self, targets: Sequence[str]) -> bool:
        """Whether there is anything in it for a user who wants ``targets`` (none: all languages)."""
        if self.memory or not targets:
            return bool(self.memory or self.terms)
        return any(match.entry.section(target) for match in self.terms for target in targets)


def lookup(
    workspace: Workspace, queries: Sequence[tuple[int, str]], request: Request, jobs: int = 1
) -> Iterator[Answer]:
    """The answers to queries (line, text), in their order; termbase and memory are opened once.

    ``jobs`` processes search the memory, this one among them; each other needs some hundred milliseconds to start.
    A workspace without a termbase or a memory answers from what it has. Raises UsageError for a request that
    cannot be, TermbaseError, UnreadableError, StoreError.
    """
    check(request)
    must_know(workspace, (request.source, *request.targets))
    with open_terms(workspace, request) as compiled, open_memory(workspace, request) as memory:
        answers = memory((text for _, text in queries), min(jobs, len(queries)))
        for (line, text), found in zip(queries, answers, strict=True):
            terms = compiled.lookup(text, request.source, request.targets or None) if compiled else []
            yield Answer(line, text, terms, found)


def known_languages(workspace: Workspace) -> set[str]:
    """Primary tags of the languages that the workspace names or that its termbase or memory holds."""
    tags = set(workspace.languages)
    if workspace.termbase.is_dir():
        with workspace.terms() as compiled:
            tags.update(compiled.languages())
    if workspace.has_memory:
        with workspace.memory() as store:
            tags.update(store.languages())
    return {primary(tag) for tag in tags}


def must_know(workspace: Workspace, tags: Sequence[str | None]) -> None:
    """Raises UsageError for a language that is none of the workspace's; costs nothing for those that it names."""
    named = {primary(tag) for tag in workspace.languages}
    asked = [tag for tag in tags if tag is not None and primary(tag) not in named]
    known = known_languages(workspace) if asked else named
    for tag in asked:
        if primary(tag) not in known:
            cure = "termlode.toml names them (languages = […])"
            raise UsageError(f"{tag} is not a language of this workspace: one of {', '.join(sorted(known))}; {cure}")


def check(request: Request) -> None:
    """Raises UsageError for limits and origins that cannot be."""
    if not 0 <= request.min <= 101 or request.top < 1:
        limits = f"--min {request.min} --top {request.top}"
        raise UsageError(f"{limits}: the score is 0 to 101 per cent, and at least 1 match is shown")
    if request.origin not in (None, *ORIGINS):
        raise UsageError(f"--origin {request.origin} is unknown: one of {', '.join(ORIGINS)}")


def open_terms(workspace: Workspace, request: Request) -> AbstractContextManager[Compiled | None]:
    """The compiled termbase; None where only the memory is asked or there is no termbase."""
    return nullcontext() if request.tm or not workspace.termbase.is_dir() else workspace.terms()


def open_memory(workspace: Workspace, request: Request) -> AbstractContextManager[Search]:
    """A function from queries and a number of processes to the matches of each; none where there is no memory."""
    return _searcher(workspace, request) if workspace.has_memory else nullcontext(_nothing)


def _nothing(texts: Iterable[str], _jobs: int) -> Iterator[list[Match]]:
    return ([] for _ in texts)


@contextmanager
def _searcher(workspace: Workspace, request: Request) -> Iterator[Search]:
    with workspace.memory() as store:
        yield searching(workspace, store, request)


def searching(workspace: Workspace, store: Store, request: Request) -> Search:
    """A function from queries and a number of processes to the matches of each in the open memory ``store``."""
    query = _asking(workspace, request)
    targets = request.targets or (None,)

    def search(texts: Iterable[str], jobs: int) -> Iterator[list[Match]]:
        """The best of all wanted languages; stretches of a unit only where no whole one matches."""
        ours, theirs = tee(texts)
        every = store.search_many((query(text, target) for text in theirs for target in targets), jobs)
        for text in ours:
            found = [match for some in islice(every, len(targets)) for match in some]
            if len(targets) > 1:
                found.sort(key=lambda match: -match.score)
            yield found[: request.top] if found or request.tm else store.fragments(query(text, targets[0]))

    return search


def _asking(workspace: Workspace, request: Request) -> Callable[[str, str | None], Query]:
    """A function that makes the query of a text and a target language."""
    from termlode.memory.query import Query

    said: dict[str, Any] = {"client": request.client, "origin": request.origin, "since": request.since}
    if request.previous is not None or request.following is not None:
        from termlode.model import Context

        said["context"] = Context(request.previous, request.following)
    if workspace.penalties:
        from termlode.memory.penalties import told

        said["penalties"] = told(workspace.penalties)
    return lambda text, target: Query(text, request.source, target, request.min, request.top, **said)


def queries_in(path: Path | str) -> Iterator[tuple[int, str]]:
    """Line number and text of each query in a file, one a line. Raises UnreadableError, InputError."""
    from termlode.files import read_bytes

    yield from queries_of(read_bytes(path), str(path))


def queries_of(data: bytes, name: str) -> Iterator[tuple[int, str]]:
    """Line number and text of each query in ``data``. Raises InputError, which names it ``name``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8", path=name, line=line, cure="convert it, for example with iconv") from error
    if "\0" in text or text.startswith(("PK\x03\x04", "%PDF-")):
        raise InputError("is not a text file with queries", path=name, cure="give plain text, one query a line")
    for number, query in enumerate(text.split("\n"), start=1):
        if query.strip():
            yield number, query.strip()
