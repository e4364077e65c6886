"""From the matches of a segment to what is put into it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from termlode.leverage.carrying import carried
from termlode.leverage.repairing import Terms, repair
from termlode.slots import DONE, Filling, Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from termlode.model import Match
    from termlode.slots import FillKind, Slot

type Search = Callable[[Slot], Sequence[Match]]
type Overwritable = Literal["draft", "machine", "rejected"]
type Previous = Callable[[Slot], Filling | None]
# What becomes of a segment.
type Outcome = Literal["filled", "below", "kept", "locked", "codes", "none"]
OFFERED = 3  # matches told of beside a target


@dataclass(frozen=True, slots=True)
class Rules:
    """How to pretranslate: the least score that is put in, and which targets may be replaced."""

    threshold: int = 75
    overwrite: frozenset[str] = field(default_factory=frozenset)


def is_open(slot: Slot, rules: Rules) -> Outcome | None:
    """Why a segment is not to be touched, or None where it is open."""
    if not slot.translate:
        return "locked"
    if slot.state != "empty" and slot.state not in rules.overwrite:
        return "kept"
    return None


def fill(slot: Slot, matches: Sequence[Match], rules: Rules, terms: Terms | None) -> tuple[Filling | None, Outcome]:
    """What is put into an open segment: the best match that reaches the threshold and can carry its codes.

    ``terms`` mends fuzzy matches; the best of what was found stands beside the target as offers.
    """
    offers = tuple(_offer(match) for match in matches[:OFFERED] if match.target is not None)
    outcome: Outcome = "below" if matches else "none"
    best: Filling | None = None
    for match in matches:
        found = _filling(slot, match, rules, terms)
        if isinstance(found, str):
            outcome = "codes"
        elif found is not None and (best is None or found.score > best.score):
            best = found
    if best is None:
        return (Filling(slot.number, None, offers=offers) if offers else None), outcome
    return _offering(best, offers), "filled"


def _offering(one: Filling, offers: tuple[Offer, ...]) -> Filling:
    return replace(one, offers=offers)


def _offer(match: Match) -> Offer:
    assert match.target is not None
    return Offer(match.source.text, match.target.text, match.score)


def _filling(slot: Slot, match: Match, rules: Rules, terms: Terms | None) -> Filling | Literal["codes"] | None:
    """A match as it would be put in; "codes" where only the codes are in the way."""
    if match.target is None:
        return None
    text, points, note, codes = match.adapted or match.target.text, match.score, "", match.target.codes
    if match.adapted is not None:
        note, codes = "numbers", () if match.target.codes else codes
    elif match.kind == "fuzzy" and terms is not None and not match.penalties:
        mended = repair(slot, match, terms)
        if mended is not None:
            text, points, note = mended.text, mended.score, mended.note
            codes = ()
    if points < rules.threshold:
        return None
    own = match.source.codes if codes == match.target.codes else ()
    placed = carried(slot.codes, text, own, codes, len(slot.source))
    if placed is None:
        return "codes"
    machine = match.unit.origin.kind == "machine"
    kind = "terms" if note and note != "numbers" else match.kind
    if kind == "fragment":
        return None
    return Filling(slot.number, text, placed, min(points, 99) if note else points, kind, machine, note=note)


def previous(slots: Sequence[Slot]) -> Previous:
    """A function from a segment to its translation in the last version of the file, where nothing has changed.

    The same text, codes and id, or the same text between the same neighbours; only what was confirmed there. A text
    that stands elsewhere, with one translation alone, is no more than an exact match.
    """
    done = [slot for slot in slots if slot.state in DONE]
    by_id = {slot.unit: slot for slot in done}
    by_place = {_place(slot): slot for slot in done}
    by_text: dict[str, dict[str, Slot]] = {}
    for slot in done:
        by_text.setdefault(slot.source, {})[slot.target] = slot

    def taken(slot: Slot) -> Filling | None:
        old = by_id.get(slot.unit)
        if old is None or old.source != slot.source:
            old = by_place.get(_place(slot))
        kind: FillKind = "perfect"
        if old is None or old.source != slot.source:
            others = list(by_text.get(slot.source, {}).values())
            if len(others) != 1:
                return None
            old, kind = others[0], "exact"
        codes = carried(slot.codes, old.target, old.codes, old.target_codes, len(slot.source))
        return None if codes is None else Filling(slot.number, old.target, codes, 100, kind)

    return taken


def is_perfect(taken: Filling | None) -> bool:
    """Whether what the last version has for a segment is so sure that no memory need be asked."""
    return taken is not None and taken.kind == "perfect"


def _place(slot: Slot) -> tuple[str | None, ...]:
    return slot.source, slot.context.previous, slot.context.following


def counts(outcomes: Mapping[Outcome, int]) -> dict[str, int]:
    """How many segments came to what, all of them named."""
    return {name: outcomes.get(name, 0) for name in ("filled", "below", "none", "codes", "kept", "locked")}
