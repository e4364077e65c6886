"""Inline codes of a segment put into the target of a match, each where the match's own stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.memory.inline import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.model import InlineCode


def carried(
    codes: Sequence[InlineCode],
    text: str,
    source: Sequence[InlineCode],
    target: Sequence[InlineCode],
    length: int,
) -> tuple[InlineCode, ...] | None:
    """``codes`` (of a segment of ``length`` characters) at their places in ``text``, or None where they have none.

    ``source`` and ``target`` are the codes of the match. Where it has the same codes in the same order, each goes
    where its partner stands in the match's target; where it has none, codes around the whole segment go around the
    whole text.
    """
    if not codes:
        return ()
    if not source and not target:
        return _around(codes, text, length)
    if [SHAPES[code.kind] for code in codes] != [SHAPES[code.kind] for code in source] or len(source) != len(target):
        return None
    placed: list[InlineCode] = []
    left = list(range(len(source)))
    for code in target:
        found = _partner(code, source, left)
        if found is None:
            return None
        left.remove(found)
        placed.append(replace(codes[found], offset=min(code.offset, len(text))))
    return tuple(placed) if _nested(placed) else None


def _partner(code: InlineCode, source: Sequence[InlineCode], left: Sequence[int]) -> int | None:
    """Which of the match's source codes a target code translates: by its id or number, its data, else the next."""
    shape = SHAPES[code.kind]
    same = [index for index in left if SHAPES[source[index].kind] == shape]
    for name in ("x", "i"):
        value = dict(code.attributes).get(name)
        named = [index for index in same if value is not None and dict(source[index].attributes).get(name) == value]
        if named:
            return named[0]
    alike = [index for index in same if code.data and source[index].data == code.data]
    return next(iter(alike or same), None)


def _around(codes: Sequence[InlineCode], text: str, length: int) -> tuple[InlineCode, ...] | None:
    """Codes at the edges of the segment, at the edges of the text."""
    if any(0 < code.offset < length for code in codes):
        return None
    return tuple(replace(code, offset=0 if code.offset == 0 else len(text)) for code in codes)


def _nested(codes: Sequence[InlineCode]) -> bool:
    """Whether the pairs that the segment holds whole open before they close, one inside the other."""
    numbers = [dict(code.attributes).get("i", "") for code in codes]
    sides = [{n for code, n in zip(codes, numbers, strict=True) if code.kind == kind} for kind in ("bpt", "ept")]
    whole, stack = sides[0] & sides[1], list[str]()
    for code, number in zip(codes, numbers, strict=True):
        if number in whole and code.kind == "bpt":
            stack.append(number)
        elif number in whole and code.kind == "ept" and (not stack or stack.pop() != number):
            return False
    return not stack
