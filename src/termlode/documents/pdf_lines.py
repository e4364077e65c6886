"""The lines of a PDF page as PDFium gives them, with their boxes, in reading order within the line.

PDFium turns right-to-left runs round itself; what it leaves wrong is the order of the runs in a line
that begins with a Latin word, and letters that stand in visual order under a right-to-left font. Both
are mended from the boxes and by :mod:`termlode.documents.visual`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot
from statistics import median
from typing import TYPE_CHECKING, Any

from termlode.documents import visual
from termlode.documents.columns import Line
from termlode.languages import scripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HYPHENS = frozenset("\ufffe\x02\u00ad")  # how PDFium shows a hyphen that divides a word at a line's end
_BRACKETS = frozenset("()[]{}<>«»‹›")
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_DRAWN = visual.Style(mirrored=True, clustered=True)
_NARROW, _WIDE = 0.04, 0.5  # heights of the tallest letter: no space is narrower, no gap inside a word is wider
# هٔ may be drawn as a mark alone, far from its word; no word is nothing but it
_HEH = re.compile(r"(?<=[\u0620-\u063f\u0641-\u064a\u066e-\u06d3]) (\u0647\u0654)(?!\w)")
_CLOSE = 3.0  # points by which ligatures and marks may go against the line
_GAP = 2.2  # heights of a letter: a wider gap divides columns or cells


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its box; ``made``: PDFium put it in between words."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    made: bool
    index: int = 0


def page_lines(textpage: Any, number: int) -> list[Line]:
    """The lines of one page, in the order of its content."""
    found: list[Line] = []
    for chars, hyphen in _split(list(_chars(textpage))):
        line = _line(textpage, chars, number, hyphen)
        if line is not None:
            found.append(line)
    return _with_numbers(found)


def _chars(textpage: Any) -> Iterator[Char]:
    import pypdfium2.raw as pdfium

    high = 0
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        made = pdfium.FPDFText_IsGenerated(textpage, index) == 1
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        if code:
            yield Char(chr(code), left, bottom, right, top, made, index)


def _split(chars: Sequence[Char]) -> Iterator[tuple[list[Char], bool]]:
    """Characters by line, in pieces where wide gaps part columns; and whether a dividing hyphen ends them."""
    for line, hyphen in _rejoined(_by_line(chars)):
        pieces = _apart(line)
        for piece in pieces:
            yield piece, hyphen and piece is pieces[-1]


def _by_line(chars: Sequence[Char]) -> Iterator[tuple[list[Char], bool]]:
    """Characters up to each line end or dividing hyphen."""
    current: list[Char] = []
    for char in chars:
        if char.text in "\r\n" or char.text in _HYPHENS:
            if current:
                yield current, char.text in _HYPHENS
            current = []
        else:
            current.append(char)
    yield current, False


def _rejoined(lines: Iterator[tuple[list[Char], bool]]) -> Iterator[tuple[list[Char], bool]]:
    """Lines that PDFium broke at a letter with a high or low mark are one again."""
    last: list[Char] = []
    hyphened = False
    for line, hyphen in lines:
        if last and not hyphened and _level(last, line):
            last = [*last, *line]
        else:
            if last:
                yield last, hyphened
            last = line
        hyphened = hyphen
    yield last, hyphened


def _level(one: Sequence[Char], other: Sequence[Char]) -> bool:
    """Whether two stretches stand on one line of right-to-left text."""
    if not any(scripts.script(char.text) == "Arab" for char in other):
        return False
    boxes = [[char for char in side if not char.made and not char.text.isspace()] for side in (one, other)]
    if not all(boxes):
        return False
    (low, high), (bottom, top) = ((min(c.bottom for c in box), max(c.top for c in box)) for box in boxes)
    return min(high, top) - max(low, bottom) > 0.6 * min(high - low, top - bottom)


def _apart(chars: list[Char]) -> list[list[Char]]:
    """A line in its pieces where wide gaps divide it, in the order of their first characters."""
    inked = sorted((char for char in chars if not char.made), key=lambda char: char.left)
    places: list[float] = []  # where the pieces after the first begin
    reach = inked[0].right if inked else 0.0
    for char in inked:
        if char.left - reach > _GAP * max(char.top - char.bottom, 6.0):
            places.append(char.left)
        reach = max(reach, char.right)
    if not places:
        return [chars]
    pieces: dict[int, list[Char]] = {}
    number = 0
    for char in chars:
        number = number if char.made else bisect_right(places, char.left)
        pieces.setdefault(number, []).append(char)
    return list(pieces.values())


def _line(textpage: Any, chars: Sequence[Char], number: int, hyphen: bool) -> Line | None:
    text = "".join(char.text for char in chars)
    inked = [char for char in chars if not char.made and not char.text.isspace()]
    if not inked or not text.strip():
        return None
    bottom, top = min(char.bottom for char in inked), max(char.top for char in inked)
    size = _size(textpage, inked) or top - bottom
    left, right = min(char.left for char in inked), max(char.right for char in inked)
    shown = _HEH.sub(r"\1", " ".join(_read(chars, text).split()))
    return Line(shown, left, bottom, right, top, size, number, hyphen)


def _size(textpage: Any, inked: Sequence[Char]) -> float:
    """The size of the letters on the page in points: the median of a few characters."""
    import pypdfium2.raw as pdfium

    sizes: list[float] = []
    for char in inked[:: max(len(inked) // 5, 1)]:
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFText_GetMatrix(textpage, char.index, matrix):
            sizes.append(pdfium.FPDFText_GetFontSize(textpage, char.index) * hypot(matrix.c, matrix.d))
    return median(sizes) if sizes else 0.0


def _read(chars: Sequence[Char], text: str) -> str:
    """The line in reading order: PDFium's where that agrees with the boxes, else from the boxes."""
    found = scripts.counts(text)
    if not found["Arab"] or (not found["Latn"] and _runs_one_way(chars)):
        return text
    drawn = as_drawn(chars)
    if found["Arab"] * 2 >= found["Latn"]:
        return visual.turn(drawn, _DRAWN)
    return visual.turn_runs(drawn, _DRAWN)


def _runs_one_way(chars: Sequence[Char]) -> bool:
    """Whether the letters go from right to left all along the line, marks and ligatures aside."""
    centres = [(char.left + char.right) / 2 for char in chars if scripts.script(char.text) == "Arab"]
    steps = [one - other for one, other in pairwise(centres)]
    return all(step > -_CLOSE for step in steps)


def as_drawn(chars: Sequence[Char]) -> str:
    """The characters from left to right, brackets as they look; marks behind their letters.

    PDFium knows how many spaces a line has, but where right-to-left text was stored backwards not
    where they stand: they go into the widest gaps.
    """
    clusters = sorted(_clusters(chars), key=lambda cluster: (cluster.left + cluster.right) / 2)
    gaps = [after.left - before.right for before, after in pairwise(clusters)]
    number = len("".join(" " if char.text.isspace() else "x" for char in chars).split()) - 1 + _inner_edges(chars)
    least = sorted(gaps, reverse=True)[number - 1] if 0 < number <= len(gaps) else float("inf")
    height = max((cluster.top - cluster.bottom for cluster in clusters), default=0.0)
    spaced = [gap >= max(least, _NARROW * height) or gap > _WIDE * height for gap in gaps]
    pieces = [" " * space + cluster.text for space, cluster in zip([False, *spaced], clusters, strict=True)]
    return "".join(pieces)


def _inner_edges(chars: Sequence[Char]) -> int:
    """How many spaces stand first or last in the content, but in the middle of the line: two stretches were joined."""
    inked = [char for char in chars if not char.text.isspace()]
    if not inked:
        return 0
    left, right = min(char.left for char in inked), max(char.right for char in inked)
    return sum(
        char.text.isspace() and char.left < char.right and left < char.left and char.right < right
        for char in (chars[0], chars[-1])
    )


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A letter with its marks, or the letters of a ligature, as they go into a line drawn from left to right."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def _clusters(chars: Sequence[Char]) -> Iterator[_Cluster]:
    inked = [char for char in _unmirrored(chars) if not char.text.isspace()]
    bases = [char for char in inked if not unicodedata.combining(char.text)] or inked
    marks: dict[int, str] = {}
    for mark in inked:
        if unicodedata.combining(mark.text) and mark not in bases:
            centre = (mark.left + mark.right) / 2
            nearest = min(bases, key=lambda base: abs((base.left + base.right) / 2 - centre))
            marks[id(nearest)] = marks.get(id(nearest), "") + mark.text
    index = 0
    while index < len(bases):
        end = index + 1
        while end < len(bases) and _same_box(bases[index], bases[end]):
            end += 1
        group = bases[index:end]
        after = bases[end] if end < len(bases) else None
        yield _cluster(group, bases[index - 1] if index else None, after, marks)
        index = end


def _unmirrored(chars: Sequence[Char]) -> Iterator[Char]:
    """The characters with brackets as drawn: PDFium mirrors those that follow right-to-left letters."""
    found = scripts.counts("".join(char.text for char in chars))
    leftwards = found["Arab"] >= found["Latn"]
    for char in chars:
        script = scripts.script(char.text)
        if script in ("Arab", "Latn"):
            leftwards = script == "Arab"
        mirrored = leftwards and char.text in _BRACKETS
        yield replace(char, text=char.text.translate(_MIRROR)) if mirrored else char


def _same_box(one: Char, other: Char) -> bool:
    return abs(one.left - other.left) < 0.05 and abs(one.right - other.right) < 0.05 and one.right > one.left


def _cluster(group: list[Char], before: Char | None, after: Char | None, marks: dict[int, str]) -> _Cluster:
    """One letter, or a ligature: its letters from left to right as if each had been drawn."""
    here = group[0]
    leftwards = after.left < here.left if after is not None else before is not None and before.left > here.left
    texts = [char.text + marks.get(id(char), "") for char in group]
    if len(group) == 1:
        text = texts[0]
    else:
        lam_alef = (
            len(group) == 2 and {group[0].text, group[1].text} & set("اأإآٱ") and "ل" in (group[0].text, group[1].text)
        )
        texts = sorted(texts, key=lambda t: t[0] == "ل") if lam_alef else texts if leftwards else texts[::-1]
        text = "".join(texts)
    return _Cluster(text, here.left, here.right, here.bottom, here.top)


def _with_numbers(lines: Sequence[Line]) -> list[Line]:
    """A number far from its line (a page number in a table of contents) is put behind it."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if (
            before is not None
            and abs(before.middle - line.middle) < 0.4 * min(before.size, line.size)
            and line.text.isdecimal() != before.text.isdecimal()
            and len(line.text if line.text.isdecimal() else before.text) <= 4
            and not any(x for x in lines if x is not line and x is not before and _beside(x, line))
        ):
            number, text = (line, before) if line.text.isdecimal() else (before, line)
            found[-1] = Line(
                f"{text.text} {number.text}", min(line.left, before.left), min(line.bottom, before.bottom),
                max(line.right, before.right), max(line.top, before.top), text.size, line.page,
            )  # fmt: skip
        else:
            found.append(line)
    return found


def _beside(one: Line, other: Line) -> bool:
    return abs(one.middle - other.middle) < 0.4 * min(one.size, other.size)
