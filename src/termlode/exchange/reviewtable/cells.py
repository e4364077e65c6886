"""Texts with inline codes as cells that a person edits, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termlode.memory.inline import SHAPES
from termlode.model import InlineCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.slots import Slot

HEADS = ("no", "unit", "source", "target", "status", "comment")
SIGNATURE = "termlode review table 1"
_TOKEN = re.compile(r"⟦(/?)(\d{1,4})(/?)⟧")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it came back: the slot's number, its source as it was shown, and what the person left."""

    number: int
    source: str
    target: str
    status: str
    comment: str


def shown(text: str, codes: Sequence[InlineCode], own: Sequence[InlineCode]) -> str:
    """A text with its codes as ⟦1⟧ … ⟦/1⟧ and ⟦2/⟧, numbered by those of the source, ``own``."""
    numbers = _numbers(own)
    pieces, at, used = list[str](), 0, set[int]()
    for code in codes:
        place = next((n for n, one in enumerate(own) if n not in used and _same(one, code)), None)
        if place is None:
            continue
        used.add(place)
        pieces += [text[at : code.offset], _token(own[place], numbers[place])]
        at = code.offset
    return "".join([*pieces, text[at:]])


def taken(cell: str, own: Sequence[InlineCode]) -> tuple[str, tuple[InlineCode, ...]] | None:
    """The text and codes of a cell; None where its codes are not those of the source, each once."""
    tokens = {_token(code, number): place for place, (code, number) in enumerate(zip(own, _numbers(own), strict=True))}
    pieces, at, length, found = list[str](), 0, 0, list[InlineCode]()
    for match in _TOKEN.finditer(cell):
        place = tokens.pop(match[0], None)
        if place is None:
            return None
        pieces.append(cell[at : match.start()])
        length += match.start() - at
        found.append(replace(own[place], offset=length))
        at = match.end()
    return None if tokens else ("".join([*pieces, cell[at:]]), tuple(found))


def row_of(slot: Slot) -> tuple[str, ...]:
    """The cells of a slot."""
    source = shown(slot.source, slot.codes, slot.codes)
    target = shown(slot.target, slot.target_codes, slot.codes)
    state = "locked" if not slot.translate else slot.state
    return str(slot.number + 1), slot.unit, source, target, state, ""


def _same(one: InlineCode, other: InlineCode) -> bool:
    return SHAPES[one.kind] == SHAPES[other.kind] and one.data == other.data


def _numbers(codes: Sequence[InlineCode]) -> list[int]:
    """A number for each code; those of a pair share theirs."""
    found: list[int] = []
    pairs: dict[str, int] = {}
    count = 0
    for code in codes:
        key = dict(code.attributes).get("i", "")
        if key and key in pairs:
            found.append(pairs[key])
            continue
        count += 1
        found.append(count)
        if key:
            pairs[key] = count
    return found


def _token(code: InlineCode, number: int) -> str:
    shape = SHAPES[code.kind]
    return f"⟦/{number}⟧" if shape == "close" else f"⟦{number}⟧" if shape == "open" else f"⟦{number}/⟧"
