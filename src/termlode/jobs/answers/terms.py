"""Terms found in a text as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from termlode.termbase.located import Found


class TermAnswer(TypedDict):
    """A term in a text: its place (line from 1; code points of the line, end exclusive) and its equivalents.

    ``variant``: the misreading that was met, or null; ``nested``: it lies inside another term.
    """

    line: int
    start: int
    end: int
    surface: str
    term: str
    concept: str
    language: str
    variant: str | None
    rule: str
    nested: bool
    equivalents: dict[str, list[str]]


def term(one: Found) -> TermAnswer:
    """A term and its place."""
    hit = one.hit
    return {
        "line": one.line,
        "start": one.start,
        "end": one.end,
        "surface": hit.surface,
        "term": hit.term,
        "concept": hit.concept,
        "language": hit.language,
        "variant": hit.variant,
        "rule": hit.rule,
        "nested": hit.nested,
        "equivalents": one.by_language(),
    }
