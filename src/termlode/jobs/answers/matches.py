"""Matches of the memory as plain values. Imports next to nothing: a look-up needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from termlode.model import MatchKind, OriginKind

if TYPE_CHECKING:
    from termlode.model import Match, Variant


class Text(TypedDict):
    """A text and its language."""

    language: str
    text: str


class From(TypedDict):
    """Where a unit came from."""

    kind: OriginKind
    document: str | None
    client: str | None
    domain: str | None


class MatchAnswer(TypedDict):
    """A match; ``adapted``: the target with the query's numbers put in."""

    unit: int
    score: int
    kind: MatchKind
    source: Text
    target: Text | None
    adapted: str | None
    pivot: Text | None
    penalties: dict[str, int]
    origin: From
    changed: str | None


def match(one: Match) -> MatchAnswer:
    """A match of the memory."""
    origin = one.unit.origin
    return {
        "unit": one.unit_key,
        "score": one.score,
        "kind": one.kind,
        "source": text(one.source),
        "target": None if one.target is None else text(one.target),
        "adapted": one.adapted,
        "pivot": None if one.pivot is None else text(one.pivot),
        "penalties": dict(one.penalties),
        "origin": {"kind": origin.kind, "document": origin.document, "client": origin.client, "domain": origin.domain},
        "changed": one.unit.details.changed,
    }


def text(variant: Variant) -> Text:
    """A variant's language and text."""
    return {"language": variant.language, "text": variant.text}
