"""What a translator fills: the segments of a job, and what is put into them. Plain data, as in ``model``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from termlode.model import Context

if TYPE_CHECKING:
    from termlode.model import InlineCode

# What stands in the target: nothing, or a translation that is worth so much to its file.
type State = Literal["empty", "human", "confirmed-machine", "draft", "machine", "rejected"]
DONE = frozenset({"human", "confirmed-machine"})  # states of what is translated
# How a segment was filled; ``source`` is a copy of its source, which is no translation.
type FillKind = Literal["perfect", "context", "exact", "folded", "numbers", "fuzzy", "terms", "source"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One segment of a job.

    ``codes`` are points of the source text (kinds bpt, ept and ph); their ``data`` is what the file writes for
    them. ``translate`` is False for what the file says is not to be translated, or is locked.
    """

    number: int  # among the slots of its file, from 0
    unit: str  # the unit's id in its file, with the segment's where a unit has several
    line: int
    languages: tuple[str, str]
    source: str
    codes: tuple[InlineCode, ...] = ()
    target: str = ""
    target_codes: tuple[InlineCode, ...] = ()
    state: State = "empty"
    translate: bool = True
    leveraged: bool = False  # the target is what a memory put there, and nobody has confirmed it since
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True)
class Offer:
    """A match that a file is told of beside the target: its texts without codes, and its score (0 to 101)."""

    source: str
    target: str
    score: int


@dataclass(frozen=True, slots=True)
class Filling:
    """What is put into a slot: a target whose codes are those of the slot's source, and where it came from.

    ``text`` None leaves the target as it is and only tells of ``offers`` and ``terms`` (source, target).
    """

    number: int
    text: str | None
    codes: tuple[InlineCode, ...] = ()
    score: int = 0
    kind: FillKind = "fuzzy"
    machine: bool = False
    reviewed: bool = False  # a person wrote or approved it: the file is told so, whatever the score
    note: str = ""  # what was adapted, for the person who reviews it
    offers: tuple[Offer, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
