"""Inline codes compared across formats: what opens, what closes, what stands alone, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.model import CodeKind, InlineCode

type Shape = Literal["open", "close", "point"]
SHAPES: dict[CodeKind, Shape] = {
    "bpt": "open", "hi": "open", "ept": "close", "/hi": "close", "ph": "point", "it": "point", "ut": "point",
}  # fmt: skip


def shapes(codes: Sequence[InlineCode]) -> tuple[tuple[Shape, int], ...]:
    """What each code does and where; ids and native data are each file's own."""
    return tuple((SHAPES[code.kind], code.offset) for code in codes)


def same_codes(one: Sequence[InlineCode], other: Sequence[InlineCode]) -> bool:
    """Whether two segments of the same text have the same codes, whatever their files call them."""
    return one == other or shapes(one) == shapes(other)
