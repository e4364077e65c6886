"""Translations that people confirmed in another tool, against what came from there before: whose text stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from termlode.memory.document_units import Changes
from termlode.memory.unit_rows import changed, said, source_of
from termlode.model import ORIGINAL
from termlode.sheets import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from termlode.model import TranslationUnit, Variant

_GAP = re.compile(r"[\t\r\n\v\f]+")
HEADER = "\t".join(
    ("stands", "source", "there", "there by", "there on", "in the memory", "in the memory by", "in the memory on")
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people's texts for one segment: the one confirmed elsewhere, the one in the memory, and which one stands.

    ``both``: each was changed since the two were last the same; else only the memory's was.
    """

    source: str
    there: Variant
    here: Variant
    stands: Literal["there", "memory"]
    both: bool = True

    def row(self) -> str:
        """The conflict as a line of tab-separated text; columns as in ``HEADER``."""
        cells = [self.stands, self.source, *_told(self.there), *_told(self.here)]
        return "\t".join(guarded(_GAP.sub(" ", cell)) for cell in cells)


def _told(variant: Variant) -> tuple[str, str, str]:
    details = variant.details
    return variant.text, details.changer or details.creator or "", details.changed or details.created or ""


@dataclass(slots=True)
class Plan:
    """What to change in the memory, and the count of each outcome: added, updated, unchanged, memory, gone."""

    changes: Changes
    counts: Counter[str] = field(default_factory=Counter)
    conflicts: list[Conflict] = field(default_factory=list)


def plan(confirmed: Iterable[TranslationUnit], stored: Mapping[int, TranslationUnit]) -> Plan:
    """What becomes of ``confirmed`` translations; ``stored``, by key, came from the same place before.

    A text that nobody changed in the memory follows the other tool's. Of two that were changed on both sides the
    newer one stands. What is gone there stays here.
    """
    before: dict[object, tuple[int, TranslationUnit]] = {}
    for key, unit in stored.items():
        place = _place(unit)
        if place not in before or (changed(unit) or "") >= (changed(before[place][1]) or ""):
            before[place] = key, unit
    replaced: dict[int, TranslationUnit] = {}
    added: list[TranslationUnit] = []
    made = Plan(Changes(replaced, added, ()))
    latest = {_place(unit): unit for unit in confirmed}
    for place, unit in latest.items():
        if place not in before:
            made.counts["added"] += 1
            added.append(unit)
            continue
        key, here = before[place]
        outcome = _outcome(unit, here, made.conflicts)
        made.counts[outcome] += 1
        if outcome == "updated":
            replaced[key] = unit
    made.counts["gone"] += len(before.keys() - latest.keys())
    return made


def _place(unit: TranslationUnit) -> object:
    """What is translated: the source's text and codes, and where it stands, if only one such place is meant."""
    file = next((prop.value for prop in unit.props if prop.type == "file"), None)
    return said(source_of(unit)), unit.context, file


def _outcome(there: TranslationUnit, here: TranslationUnit, conflicts: list[Conflict]) -> str:
    mine, theirs = _target(here), _target(there)
    if said(mine)[1:] == said(theirs)[1:]:
        return "unchanged"
    earlier = [prop.value for prop in mine.props if prop.type == ORIGINAL]
    newer = (changed(there) or "") > (changed(here) or "")
    if newer and not earlier:
        return "updated"
    both = theirs.text not in earlier
    wins = newer and both
    conflicts.append(Conflict(source_of(here).text, theirs, mine, "there" if wins else "memory", both))
    return "updated" if wins else "memory"


def _target(unit: TranslationUnit) -> Variant:
    source = source_of(unit)
    return next((variant for variant in unit.variants if variant is not source), source)
