"""A term candidate and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from termlode.model import Location

type Label = Literal["", "acronym", "law", "organisation", "person", "place"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a candidate: ``sentence[start:end]``; ``location`` is that span in its document."""

    sentence: str
    start: int
    end: int
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature of the ranking model: its value here, and what it adds to the score (natural-log odds)."""

    feature: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Variant:
    """A damaged spelling that was counted with its term (آهنزبا of آهنربا), how often it occurs, and why it is one."""

    text: str
    count: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be a term. ``term`` is its citation form, which need not occur; ``surfaces`` do.

    ``score`` ranks within one call; it is the sum of what the reasons in ``why`` add. ``documents``: in how many it
    occurs. ``label``: what kind of name it is, if one. ``expansion``: of an acronym, its long form in the text.
    A Pashto phrase that begins with the particle د has its form without it among the ``surfaces`` too.
    """

    term: str
    language: str
    score: float
    count: int
    surfaces: tuple[tuple[str, int], ...]
    contexts: tuple[Occurrence, ...]
    known: bool = False
    documents: int = 1
    label: Label = ""
    expansion: str = ""
    variants: tuple[Variant, ...] = ()
    why: tuple[Reason, ...] = ()
