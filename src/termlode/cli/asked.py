"""What is asked of the termbase and the memory, and what was found: plain values that all views share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from termlode.model import Match, TermSection
    from termlode.termbase.lookup import TermMatch
    from termlode.termbase.recognition import TermHit


class Answer(NamedTuple):
    """What was found for one query."""

    line: int
    query: str
    terms: list[TermMatch]
    memory: list[Match]


class Request(NamedTuple):
    """How to look up: languages and limits."""

    source: str | None
    targets: tuple[str, ...]  # empty: all of the workspace
    tm: bool
    min: int
    top: int
    client: str | None = None  # these say which memory matches count, and what stands around the query
    origin: str | None = None
    since: str | None = None
    previous: str | None = None
    following: str | None = None


class Found(NamedTuple):
    """A hit with its place in the text and its equivalents."""

    line: int
    start: int
    end: int
    hit: TermHit
    equivalents: tuple[tuple[str, TermSection], ...]
