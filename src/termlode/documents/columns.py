"""The lines of a page in reading order, and the paragraphs that they make.

Boxes are in points, y upwards, as PDF has them. Columns are found as in recursive X-Y cuts (Nagy and
Seth 1984): a gutter that few lines cross divides what lies between the lines that do cross it. A grid
of short cells is read row by row, not column by column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from termlode.documents import structure
from termlode.languages import scripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and its box; ``size`` is the height of its letters; ``hyphen``: its last word goes on."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page: int = 0
    hyphen: bool = False

    @property
    def middle(self) -> float:
        """Half its height up the page."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and whether their last one goes to the column's edge."""

    lines: list[Line] = field(default_factory=list)
    full: bool = False


def ordered(lines: Sequence[Line], rtl: bool) -> list[list[Line]]:
    """The lines by column, in reading order."""
    split = _gutter(lines)
    if split is None:
        return [_rows(lines, rtl)] if lines else []
    left, right, across = split
    found: list[list[Line]] = []
    for band, line in _bands(left, right, across):
        sides = [[other for other in side if other in band] for side in (left, right)]
        for side in reversed(sides) if rtl else sides:
            found += ordered(side, rtl)
        if line is not None:
            found.append([line])
    return found


def paragraphs(columns: Sequence[Sequence[Line]], rtl: bool) -> list[Paragraph]:
    """The paragraphs of a document: those cut by the end of a column or page are put together."""
    found: list[Paragraph] = []
    for column in columns:
        for index, paragraph in enumerate(_paragraphs(column, rtl)):
            if index == 0 and found and _goes_on(found[-1], paragraph):
                found[-1].lines += paragraph.lines
                found[-1].full = paragraph.full
            else:
                found.append(paragraph)
    return found


def joined(lines: Sequence[Line]) -> str:
    """The text of a paragraph: lines with a space between, without one between Chinese characters."""
    text = ""
    for index, line in enumerate(lines):
        if index and lines[index - 1].hyphen:
            text = text if line.text[:1].islower() else text + "-"
        elif text:
            text += "" if _is_wide(text[-1]) and _is_wide(line.text[0]) else " "
        text += line.text
    return text


def _is_wide(char: str) -> bool:
    return scripts.script(char) == "Hani" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef"


def _gutter(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]] | None:
    """The lines left and right of the best gutter and those across it, or None where there is one column."""
    best: tuple[int, list[Line], list[Line], list[Line]] | None = None
    for place in sorted({line.right + 1 for line in lines}):
        left = [line for line in lines if line.right <= place]
        right = [line for line in lines if line.left >= place]
        across = [line for line in lines if line.left < place < line.right]
        score = min(len(left), len(right)) - len(across)
        if len(across) * 3 <= len(lines) and (best is None or score > best[0]) and _are_columns(left, right):
            best = (score, left, right, across)
    return None if best is None else best[1:]


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two groups of lines are text in columns: long enough, side by side, well filled."""
    if min(len(left), len(right)) < 3:
        return False
    overlap = min(max(x.top for x in left), max(x.top for x in right)) - max(
        min(x.bottom for x in left), min(x.bottom for x in right)
    )
    lowest = min(max(x.top for x in side) - min(x.bottom for x in side) for side in (left, right))
    return overlap >= lowest / 2 and all(_is_text(side) for side in (left, right))


def _is_text(side: Sequence[Line]) -> bool:
    width = max(line.right for line in side) - min(line.left for line in side)
    fill = sum(line.right - line.left for line in side) / (len(side) * width) if width else 0
    letters = sum(len(line.text) * (2 if scripts.dominant(line.text) == "Hani" else 1) for line in side) / len(side)
    return fill >= 0.55 and letters >= 14


def _bands(left: list[Line], right: list[Line], across: list[Line]) -> Iterator[tuple[frozenset[Line], Line | None]]:
    """The lines of both columns above each line across them, then those below the last."""
    rest = sorted((*left, *right), key=lambda line: -line.middle)
    for line in sorted(across, key=lambda line: -line.middle):
        yield frozenset(other for other in rest if other.middle > line.middle), line
        rest = [other for other in rest if other.middle <= line.middle]
    yield frozenset(rest), None


def _rows(lines: Sequence[Line], rtl: bool) -> list[Line]:
    """Lines from top to bottom; those on one base line in the direction of reading."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and abs(rows[-1][0].middle - line.middle) < 0.4 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda x: -x.right if rtl else x.left)]


def _paragraphs(column: Sequence[Line], rtl: bool) -> Iterator[Paragraph]:
    left, right = min(line.left for line in column), max(line.right for line in column)
    steps = [a.middle - b.middle for a, b in pairwise(column) if a.middle > b.middle]
    step = median(steps) if len(steps) >= 2 else 0.0
    current = Paragraph()
    for index, line in enumerate(column):
        following = column[index + 1] if index + 1 < len(column) else None
        current.lines.append(line)
        current.full = not _is_short(line, following, left, right, rtl)
        if following is None or _ends(line, following, current.full, step, (left, right, rtl)):
            yield current
            current = Paragraph()


def _is_short(line: Line, following: Line | None, left: float, right: float, rtl: bool) -> bool:
    """Whether the first word of the next line would have fitted on this one."""
    width = (line.right - line.left) / max(len(line.text), 1)
    word = re.split(r"\s", following.text, maxsplit=1)[0] if following else ""
    needed = 1 if _is_wide((word or " ")[0]) else min(len(word), 12) + 1
    room = line.left - left if rtl else right - line.right
    return room > max(needed * width * 1.15, 0.12 * (right - left) if following is None else 0.0)


def _ends(line: Line, following: Line, full: bool, step: float, column: tuple[float, float, bool]) -> bool:
    """Whether a paragraph ends between two lines of a column."""
    left, right, rtl = column
    gap = line.middle - following.middle
    if gap <= 0.4 * line.size:  # beside it: a cell of the same row
        return True
    indents = [right - x.right if rtl else x.left - left for x in (line, following)]
    return (
        not full
        or abs(line.size - following.size) > 0.12 * max(line.size, following.size)
        or gap > min(max(1.45 * step, 1.2 * line.size if step else 2.2 * line.size), 2.8 * line.size)
        or (indents[1] > 0.8 * following.size and indents[0] < 0.4 * line.size)
        or structure.is_list_item(following.text)
        or (structure.ends_with_page(line.text) and structure.ends_with_page(following.text))
    )


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph was cut by the end of a column or page."""
    last, first = before.lines[-1], after.lines[0]
    return (
        before.full
        and len(before.lines) + len(after.lines) > 2
        and abs(last.size - first.size) <= 0.12 * max(last.size, first.size)
        and not structure.ends_sentence(last.text)
        and not structure.is_list_item(first.text)
        and scripts.dominant(last.text) == scripts.dominant(first.text)
    )
