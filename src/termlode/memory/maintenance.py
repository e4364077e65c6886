"""Cleaning a memory: what is there twice, what is of no use, what is chosen. Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.tags import serves
from termlode.memory import unit_rows
from termlode.memory.index.keys import rough
from termlode.model import PERSON, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.memory.query import Query
    from termlode.model import TranslationUnit

RATIO = 5.0  # a text so many times as long as its translation is none of it
_SLACK = 20  # characters: short texts differ more


class Finding(NamedTuple):
    """A unit that is to go, and why."""

    key: int
    reason: str
    unit: TranslationUnit


@dataclass(frozen=True, slots=True)
class Choice:
    """Units by what they hold: everything that is given must hold."""

    query: Query
    language: str | None = None
    contains: str | None = None
    keys: frozenset[int] = frozenset()

    def takes(self, key: int, unit: TranslationUnit) -> bool:
        """Whether the unit is chosen."""
        if self.keys and key not in self.keys:
            return False
        if self.language is not None and not any(serves(v.language, self.language) for v in unit.variants):
            return False
        wanted = None if self.contains is None else rough(self.contains)
        if wanted is not None and not any(wanted in rough(v.text) for v in unit.variants):
            return False
        return self.query.takes(unit)


def chosen(items: Iterable[tuple[int, TranslationUnit]], choice: Choice) -> Iterator[Finding]:
    """The units that a choice takes."""
    return (Finding(key, "chosen", unit) for key, unit in items if choice.takes(key, unit))


def duplicates(items: Iterable[tuple[int, TranslationUnit]], *, everything: bool = False) -> Iterator[Finding]:
    """Units that say what another says; the one of the highest rank stays, then the newest, the most used, the older.

    Units of other clients, domains, projects or contexts are no duplicates, unless ``everything``.
    """
    best: dict[int, tuple[int, tuple[int, str, int, int]]] = {}
    for key, unit in items:
        mark = hash(_content(unit, everything=everything))  # within one process: a number is enough to compare
        place = (rank(unit), unit_rows.changed(unit) or "", unit_rows.used(unit) or 0, -key)
        kept = best.get(mark)
        if kept is None:
            best[mark] = (key, place)
        elif place > kept[1]:
            best[mark] = (key, place)
            yield Finding(kept[0], f"the same as unit {key}", unit)
        else:
            yield Finding(key, f"the same as unit {kept[0]}", unit)


def _content(unit: TranslationUnit, *, everything: bool) -> tuple[object, ...]:
    source = unit_rows.source_of(unit)
    texts = tuple(sorted(map(str, map(unit_rows.said, unit.variants))))
    origin = unit.origin
    owner = () if everything else (origin.client, origin.domain, origin.project, unit.context)
    return (source.language, texts, owner)


def useless(items: Iterable[tuple[int, TranslationUnit]], *, ratio: float = RATIO) -> Iterator[Finding]:
    """Units that translate nothing: no target, the source repeated, or of a length that cannot be right.

    What a person typed or reviewed is not judged.
    """
    for key, unit in items:
        reason = objection(unit, ratio)
        if reason is not None and rank(unit) < PERSON:
            yield Finding(key, reason, unit)


def objection(unit: TranslationUnit, ratio: float) -> str | None:
    """Why a unit is of no use, or None."""
    source = unit_rows.source_of(unit)
    targets = [v for v in unit.variants if v is not source and v.text.strip()]
    if not targets:
        return "no target"
    if not any(char.isalpha() for v in unit.variants for char in v.text):
        return "no letters"
    if all(rough(v.text) == rough(source.text) for v in targets):
        return "target repeats the source"
    if all(_odd(source.text, v.text, ratio) for v in targets):
        return f"lengths differ more than {ratio:g} times"
    return None


def _odd(one: str, other: str, ratio: float) -> bool:
    short, long = sorted((_width(one), _width(other)))
    return long > ratio * short + _SLACK


def _width(text: str) -> int:
    """Characters, Han counted three times: they say as much as that many letters."""
    return sum(3 if char > "\u2e7f" else 1 for char in text)
