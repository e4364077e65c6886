"""What units say of each other: one source translated in two ways, different sources translated alike (codes 31)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.checks import Checks
from termlode.languages.tags import primary
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.quality.unit import Unit

_LOOSE = re.compile(r"[\W_]+")
_WORDS = 3  # a shorter target may serve several sources
_HAN = 6


class Seen:
    """The units met so far, and the one under check: what the checks of consistency look at."""

    def __init__(self) -> None:
        self.unit: Unit
        self.before: str = ""  # the unit that the source was met in first
        self.same_source: bool = False
        self.same_target: bool = False
        self._targets: dict[int, tuple[int, str]] = {}
        self._sources: dict[int, tuple[int, str]] = {}

    def take(self, unit: Unit) -> None:
        """Look at a unit, compare it with those before, and remember it."""
        self.unit, pair = unit, (primary(unit.source.language), primary(unit.target.language))
        source, target = hash((pair, _flat(unit.source.text))), hash((pair, _bare(unit.target.text)))
        other, self.before = self._targets.setdefault(source, (target, unit.id))
        self.same_source = other != target
        bare = hash((pair, _bare(unit.source.text)))
        first, name = self._sources.setdefault(target, (bare, unit.id))
        self.same_target = first != bare and not self.same_source
        self.before = name if self.same_target else self.before


SEEN: Checks[Seen, Hit] = Checks("quality")


@SEEN.add("W311", "warning", "use one translation, or wave it through where both are meant", kind="inconsistent")
def inconsistent(seen: Seen) -> Iterator[Hit]:
    """The same source was translated differently before"""
    if seen.same_source:
        yield Hit(f"unit {seen.before}")


@SEEN.add("I312", "information", "is one of them the wrong target?", kind="alike")
def alike(seen: Seen) -> Iterator[Hit]:
    """Different sources have the same target"""
    text = seen.unit.target.text
    if seen.same_target and (len(text.split()) >= _WORDS or (len(text.split()) == 1 and len(text) >= _HAN)):
        yield Hit(f"unit {seen.before}")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """Text without case, punctuation and spaces; with its figures."""
    return _LOOSE.sub("", text.casefold())
