"""A unit under check, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from termlode.checks import Severity
    from termlode.model import InlineCode

type Which = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Text:
    """One side of a unit: its plain text, its language, and the inline codes in it."""

    text: str
    language: str
    codes: tuple[InlineCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a target may hold: a number of ``char``, ``byte`` … as XLIFF's ``size-unit`` says."""

    most: int
    unit: str = "char"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a file as a person translated it, or has still to: then ``is_open``.

    ``waived``: the beginnings of codes that a note in the file waves through. ``line`` counts from 1.
    """

    file: str
    id: str
    source: Text
    target: Text
    is_open: bool = False
    line: int | None = None
    limit: Limit | None = None
    waived: frozenset[str] = field(default=frozenset())


class Hit(NamedTuple):
    """What a check yields: the particulars, and where: ``text[start:end]`` of the side, all of it where end is None."""

    detail: str = ""
    start: int = 0
    end: int | None = None
    side: Which = "target"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at in a unit; offsets are code points of the target (of the source where that is struck)."""

    file: str
    unit: str
    code: str
    kind: str
    severity: Severity
    message: str
    source: str
    target: str
    start: int
    end: int
    side: Which = "target"
    line: int | None = None
    languages: tuple[str, str] = ("und", "und")
