"""A document after correction: the same blocks, in the corrected text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.documents.packed import Blocks
from termlode.edits import Moved, apply, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.model import Block, Document, Edit


def revise(document: Document, edits: Iterable[Edit]) -> Document:
    """``document`` with its text corrected and its blocks moved along.

    Blocks whose gap was edited away (a line break inside a sentence) become one, of the first one's
    kind; blocks that lost all their text go. Lines stay those of the file as it was read.
    """
    found = ordered(document.text, edits, document.path)
    text = apply(document.text, found, suggestions=True)
    return replace(document, text=text, blocks=Blocks(text, _moved(document.blocks, text, Moved(found))))


def _moved(blocks: Iterable[Block], text: str, shift: Moved) -> Iterator[Block]:
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
