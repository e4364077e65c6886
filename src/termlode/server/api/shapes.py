"""What answers hold beside :mod:`termlode.jobs.answers`."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from pydantic import TypeAdapter

from termlode.jobs.answers.concordance import HitAnswer
from termlode.jobs.answers.findings import FindingAnswer
from termlode.jobs.answers.lookup import LookupAnswer
from termlode.jobs.answers.records import ConceptRecord
from termlode.jobs.answers.terms import TermAnswer


class About(TypedDict):
    """A workspace that is served."""

    name: str
    version: str
    languages: list[str]
    writable: list[Literal["review", "terms", "memory"]]


class Fault(TypedDict):
    """A part of a request that is wrong."""

    where: str
    message: str


class ProblemAnswer(TypedDict):
    """A problem (RFC 9457): ``detail`` names cause and cure, ``errors`` the parts of a malformed request."""

    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[list[Fault]]


class Lookups(TypedDict):
    """The answers to several queries, in their order."""

    answers: list[LookupAnswer]


class Hits(TypedDict):
    """A page of hits; ``more``: there is another one."""

    hits: list[HitAnswer]
    page: int
    more: bool


class Terms(TypedDict):
    """The terms of a text, in their order."""

    terms: list[TermAnswer]


class SegmentAnswer(TypedDict):
    """A segment; ``start`` and ``end`` are code points of the text as it was sent, end exclusive."""

    text: str
    language: str
    start: int
    end: int


class Segments(TypedDict):
    """The segments of a text."""

    segments: list[SegmentAnswer]


class BeadAnswer(TypedDict):
    """Numbers of segments (from 0) that translate each other, how sure that is (0 to 1), and why it is doubtful."""

    source: list[int]
    target: list[int]
    confidence: float
    reasons: list[str]


class AlignmentAnswer(TypedDict):
    """The segments of two texts and the beads between them; ``doubts`` are about the languages."""

    source_language: str
    target_language: str
    score: float
    source: list[str]
    target: list[str]
    beads: list[BeadAnswer]
    doubts: list[str]


class Findings(TypedDict):
    """What is wrong with translations."""

    findings: list[FindingAnswer]


class Concepts(TypedDict):
    """A page of concepts, and how many there are in all."""

    concepts: list[ConceptRecord]
    page: int
    total: int


class Refusal(TypedDict):
    """A unit that was not taken (number from 1), and why."""

    number: int
    reason: str


class Added(TypedDict):
    """What became of units that were sent."""

    added: int
    updated: int
    unchanged: int
    refused: list[Refusal]


class Notice(TypedDict):
    """Something about a file: a code, how often, and the first place."""

    code: str
    message: str
    count: int
    line: int | None


class Imported(TypedDict):
    """What became of a file; ``skipped``: reasons and how many units or concepts were left out for them."""

    format: str
    route: Literal["memory", "terms"]
    units: int
    added: int
    merged: int
    unchanged: int
    skipped: dict[str, int]
    notices: list[Notice]
    conflicts: list[str]


COMPONENTS = "#/components/schemas/"
type Responses = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Responses:
    """The problems that a route may answer with, for its description; any route may with 401, 413 and 503."""
    return {status: _described(status) for status in sorted({*statuses, 400, 401, 403, 413, 422, 500, 503})}


def _described(status: int) -> dict[str, Any]:
    said = {"schema": {"$ref": f"{COMPONENTS}Problem"}}
    return {"description": _SAID[status], "content": {"application/problem+json": said}}


def components() -> dict[str, Any]:
    """The schemas that :func:`problems` refers to, for the description."""
    problem = TypeAdapter(ProblemAnswer).json_schema(ref_template=COMPONENTS + "{model}")
    return {**problem.pop("$defs"), "Problem": problem}


_SAID = {
    400: "The request cannot be answered: the detail says how to ask.",
    401: "A token is needed.",
    403: "The server or the token does not allow it.",
    404: "There is no such thing.",
    409: "It exists already.",
    412: "It was changed by someone else since it was read; nothing is written.",
    413: "It is too large.",
    422: "The request, or the file in it, is malformed.",
    428: "The header If-Match (or If-None-Match) is missing.",
    500: "Something is wrong with the server or the memory.",
    501: "An optional library is missing.",
    503: "The server is busy, or it would take too long.",
}
