"""The segments of an XLIFF 1.2 unit: which of its source translates to which of its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.xml import local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_CODES = frozenset({"ph", "it", "bpt", "ept"})  # what they hold is native code, not text


def parallel(segmented: Element | None, target: Element | None) -> list[tuple[Element, Element | None]]:
    """The segments of ``seg-source`` with their translations; empty where the unit is to be taken whole.

    Segments go together by ``mid`` where each has its own, else by their order where both sides have the same
    number. Whole are units whose target has no segments, others than the source, or text beside them.
    """
    if segmented is None or target is None:
        return []
    left, right = list(_marks(segmented)), list(_marks(target))
    if not left or _has_text_beside(segmented) or _has_text_beside(target):
        return []
    ids, others = [mark.get("mid") for mark in left], [mark.get("mid") for mark in right]
    if _distinct(ids) and _distinct(others) and set(others) <= set(ids):
        by_id = dict(zip(others, right, strict=True))
        return [(mark, by_id.get(key)) for mark, key in zip(left, ids, strict=True)] if right else []
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    return []


def _distinct(ids: list[str | None]) -> bool:
    return None not in ids and len(set(ids)) == len(ids)


def _marks(element: Element) -> Iterator[Element]:
    """The outermost segment marks, in order."""
    for child in element:
        if is_mark(child):
            yield child
        else:
            yield from _marks(child)


def is_mark(element: Element) -> bool:
    """Whether the element marks a segment."""
    return local(element.tag) == "mrk" and element.get("mtype") == "seg"


def _has_text_beside(element: Element) -> bool:
    """Whether text (not only blanks) stands outside of the segment marks."""
    if (element.text or "").strip():
        return True
    for child in element:
        inside = not is_mark(child) and local(child.tag) not in _CODES and _has_text_beside(child)
        if inside or (child.tail or "").strip():
            return True
    return False
