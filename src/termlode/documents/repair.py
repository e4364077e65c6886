"""One repair of damaged text, and how repairs are applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.edits import splice

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Repair:
    """``text[start:end]`` should read ``after``; ``sure``: it may be done unasked."""

    start: int
    end: int
    after: str
    rule: str
    sure: bool
    evidence: str


def apply(text: str, repairs: Iterable[Repair]) -> str:
    """``text`` with ordered repairs made."""
    return splice(text, ((repair.start, repair.end, repair.after) for repair in repairs))
