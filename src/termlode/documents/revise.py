"""A document after correction: the same blocks, in the corrected text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.documents.packed import Blocks
from termlode.errors import ReplayError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.model import Block, Document, Edit


def ordered(text: str, edits: Iterable[Edit], path: str | None = None) -> list[Edit]:
    """The edits by place. Raises ReplayError where two overlap or one does not fit ``text``."""
    found = sorted(edits, key=lambda edit: (edit.start, edit.end))
    last = 0
    for edit in found:
        if edit.start < last or text[edit.start : edit.end] != edit.before:
            reason = "overlaps another one" if edit.start < last else f"finds {text[edit.start : edit.end][:40]!r}"
            place = f"the edit at {edit.start} of {edit.before[:40]!r} {reason}"
            raise ReplayError(place, path=path, cure="make the corrections anew from the file as it is now")
        last = edit.end
    return found


def apply(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with ordered edits applied."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*pieces, text[at:]])


def revise(document: Document, edits: Iterable[Edit]) -> Document:
    """``document`` with its text corrected and its blocks moved along.

    Blocks whose gap was edited away (a line break inside a sentence) become one, of the first one's
    kind; blocks that lost all their text go. Lines stay those of the file as it was read.
    """
    found = ordered(document.text, edits, document.path)
    text = apply(document.text, found)
    return replace(document, text=text, blocks=Blocks(text, _moved(document.blocks, text, _Shift(found))))


def _moved(blocks: Iterable[Block], text: str, shift: _Shift) -> Iterator[Block]:
    last: Block | None = None  # it may have to be joined with the next
    for block in blocks:
        start, end = shift.start(block.start), shift.end(block.end)
        first = block
        if last is not None and not _divided(text, last.end, start):
            first, start, last = last, last.start, None
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            if last is not None:
                yield last
            last = replace(first, text=text[start:end], start=start, end=end)
    if last is not None:
        yield last


def _divided(text: str, end: int, start: int) -> bool:
    """Whether something other than spaces still stands between two blocks."""
    return start > end and bool(text[end:start].strip(" ") or "\n" in text[end:start])


class _Shift:
    """Where an offset of the old text lies in the new one."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._before = [0]
        for edit in edits:
            self._before.append(self._before[-1] + len(edit.after) - (edit.end - edit.start))

    def start(self, offset: int) -> int:
        """A block's start: an insertion right there belongs to the block."""
        return self._at(offset, bisect_right(self._starts, offset - 1))

    def end(self, offset: int) -> int:
        """A block's end: an insertion right there belongs to the block."""
        return self._at(offset, bisect_right(self._starts, offset))

    def _at(self, offset: int, count: int) -> int:
        if count and self._edits[count - 1].end > offset:  # inside a replaced span: its new end
            edit = self._edits[count - 1]
            return edit.start + self._before[count - 1] + len(edit.after)
        return offset + self._before[count]
