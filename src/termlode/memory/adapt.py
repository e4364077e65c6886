"""Numbers of a query put into the target of a match that differs in its numbers only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages import numbers

if TYPE_CHECKING:
    from decimal import Decimal


def adapt(query: str, source: str, target: str, source_language: str, target_language: str) -> str | None:
    """``target`` with the numbers of ``query`` where it has those of ``source``, in its own digits and signs.

    None where a number that changes cannot be found in the target, or not for certain.
    """
    asked = numbers.find(query, source_language, small=False)
    had = numbers.find(source, source_language, small=False)
    if not asked or len(asked) != len(had):
        return None
    changes = _changes([n.value for n in had], [n.value for n in asked])
    if changes is None:
        return None
    pieces, end, used = [], 0, set()
    for number in numbers.find(target, target_language, small=False):
        new = changes.get(number.value)
        if new is None:
            continue
        if new != number.value:
            if not any(map(str.isdecimal, number.text)):
                return None  # two thirds: a number in words is a person's to change
            pieces += [target[end : number.start], numbers.render(new / number.shared, like=number.text)]
            end = number.end
        used.add(number.value)
    pieces.append(target[end:])
    moved = {old for old, new in changes.items() if old != new}
    return "".join(pieces) if moved and moved <= used else None


def _changes(had: list[Decimal], asked: list[Decimal]) -> dict[Decimal, Decimal] | None:
    """Old value → new value, or None where one old value would become two."""
    changes: dict[Decimal, Decimal] = {}
    for old, new in zip(had, asked, strict=True):
        if changes.setdefault(old, new) != new:
            return None
    return changes
