"""Regrouping the beads of a review: join, split, shift a segment, decide; pure functions on the rows of the file.

A row keeps its place in the file and what it was proposed with; only the segments that it groups, and what a person
says of it, change. No segment is ever lost: each stands in exactly one row before and after. A row that is regrouped
is undecided again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

type Numbers = tuple[int, ...]
type Sides = tuple[Numbers, Numbers]
type Side = Literal[0, 1]  # source, target

UNDECIDED = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A row: the segments (from 0) of source and target that it groups, the decision, and its proposal."""

    sides: Sides
    decision: str = UNDECIDED
    proposed: Sides = ((), ())

    @property
    def is_empty(self) -> bool:
        """Whether all its segments have gone to other rows."""
        return not any(self.sides)


type Groups = tuple[Group, ...]


def order(groups: Groups) -> list[int]:
    """The rows that hold segments, in the order of the text: of the source, what has none in that of the target."""
    held = [row for row, group in enumerate(groups) if not group.is_empty]
    anchored = sorted((row for row in held if groups[row].sides[0]), key=lambda row: min(groups[row].sides[0]))
    loose = sorted((row for row in held if not groups[row].sides[0]), key=lambda row: -min(groups[row].sides[1]))
    found: list[int] = []
    for row in anchored:
        target = groups[row].sides[1]
        while loose and target and min(groups[loose[-1]].sides[1]) < min(target):
            found.append(loose.pop())
        found.append(row)
    return [*found, *reversed(loose)]


def completed(groups: Groups, everything: tuple[Iterable[int], Iterable[int]]) -> Groups:
    """``groups`` with a row of its own for each segment that none has: a person took it out of its row."""
    more: list[Group] = []
    for side, numbers in enumerate(everything):
        held = {number for group in groups for number in group.sides[side]}
        left = (number for number in sorted(numbers) if number not in held)
        more.extend(Group(((number,), ()) if side == 0 else ((), (number,))) for number in left)
    return (*groups, *more)


def decide(groups: Groups, rows: Iterable[int], decision: str) -> Groups:
    """``groups`` with what a person says of some rows. Raises UsageError where one holds nothing."""
    return _put(groups, {row: replace(_held(groups, row), decision=decision) for row in rows})


def merge(groups: Groups, row: int) -> Groups:
    """A row joined with the one behind it in the text, which is left empty. Raises UsageError at the end."""
    one = _held(groups, row)
    behind = _neighbour(groups, row, 1)
    if behind is None:
        raise UsageError("nothing stands behind the last bead")
    source, target = (_joined(mine, theirs) for mine, theirs in zip(one.sides, groups[behind].sides, strict=True))
    return _put(groups, {row: _regrouped(one, (source, target)), behind: _regrouped(groups[behind], ((), ()))})


def split(groups: Groups, row: int, source: int, target: int) -> Groups:
    """The first so many segments of each side stay in a row, the others go into one behind it.

    That is the empty row that one of them was proposed in, else a new one. Raises UsageError where a part is empty.
    """
    one = _held(groups, row)
    cuts = (source, target)
    kept, left = (
        tuple(side[part] for side, part in zip(one.sides, parts, strict=True))
        for parts in (tuple(slice(0, cut) for cut in cuts), tuple(slice(cut, None) for cut in cuts))
    )
    if min(cuts) < 0 or not any(kept) or not any(left):
        raise UsageError("a bead is split between two of its segments")
    return _placed(_put(groups, {row: _regrouped(one, (kept[0], kept[1]))}), (left[0], left[1]))


def first_pair(group: Group) -> tuple[int, int]:
    """Where a bead is split unless a person says otherwise: behind the first of each side, of 1:1 between the sides."""
    source, target = (min(1, len(side)) for side in group.sides)
    return (1, 0) if (len(group.sides[0]), len(group.sides[1])) == (1, 1) else (source, target)


def shift(groups: Groups, row: int, side: Side, *, up: bool) -> Groups:
    """The first (``up``) or last segment of a side goes to the bead before or behind; at the ends to a new one.

    Raises UsageError where the side has none, or the bead stands at an end and has no other segment.
    """
    one = _held(groups, row)
    numbers = one.sides[side]
    if not numbers:
        raise UsageError(f"the bead has no {('source', 'target')[side]} segment")
    moved, kept = (numbers[:1], numbers[1:]) if up else (numbers[-1:], numbers[:-1])
    other = _neighbour(groups, row, -1 if up else 1)
    if other is None and not kept and not one.sides[1 - side]:
        raise UsageError("there is no bead to shift it to")
    rest = _put(groups, {row: _regrouped(one, _with(one.sides, side, kept))})
    if other is None:
        return _placed(rest, _with(((), ()), side, moved))
    sides = groups[other].sides
    return _put(rest, {other: _regrouped(groups[other], _with(sides, side, _joined(sides[side], moved)))})


def _held(groups: Groups, row: int) -> Group:
    if not 0 <= row < len(groups) or groups[row].is_empty:
        raise UsageError("there is no such bead any more")
    return groups[row]


def _neighbour(groups: Groups, row: int, step: int) -> int | None:
    rows = order(groups)
    place = rows.index(row) + step
    return rows[place] if 0 <= place < len(rows) else None


def _joined(one: Numbers, other: Numbers) -> Numbers:
    return tuple(sorted((*one, *other)))


def _with(sides: Sides, side: Side, numbers: Numbers) -> Sides:
    return (numbers, sides[1]) if side == 0 else (sides[0], numbers)


def _regrouped(group: Group, sides: Sides) -> Group:
    return replace(group, sides=sides, decision=UNDECIDED)


def _put(groups: Groups, changed: dict[int, Group]) -> Groups:
    return tuple(changed.get(row, group) for row, group in enumerate(groups))


def _placed(groups: Groups, sides: Sides) -> Groups:
    """``groups`` with segments in an empty row that was proposed with one of them, else in a new row."""
    wanted = [set(numbers) for numbers in sides]
    for row, group in enumerate(groups):
        if group.is_empty and any(not one.isdisjoint(two) for one, two in zip(wanted, group.proposed, strict=True)):
            return _put(groups, {row: replace(group, sides=sides)})
    return (*groups, Group(sides))
