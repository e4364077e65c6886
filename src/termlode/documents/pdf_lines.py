"""The lines of a PDF page as PDFium gives them, with their boxes, in reading order within the line.

PDFium turns right-to-left runs round itself; what it leaves wrong is the order of the runs in a line
that begins with a Latin word, and letters that stand in visual order under a right-to-left font. Both
are mended from the boxes and by :mod:`termlode.documents.visual`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from termlode.documents import visual
from termlode.documents.columns import Line
from termlode.languages import scripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HYPHENS = frozenset("\ufffe\x02\u00ad")  # how PDFium shows a hyphen that divides a word at a line's end
_BRACKETS = frozenset("()[]{}<>«»‹›")
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
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


def page_lines(textpage: Any, number: int) -> list[Line]:
    """The lines of one page, in the order of its content."""
    found: list[Line] = []
    for chars, hyphen in _split(list(_chars(textpage))):
        line = _line(chars, number, hyphen)
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
            yield Char(chr(code), left, bottom, right, top, made)


def _split(chars: Sequence[Char]) -> Iterator[tuple[list[Char], bool]]:
    """Characters by line: at line ends, at dividing hyphens, and where a wide gap parts columns."""
    current: list[Char] = []
    for char in (*chars, None):
        if char is None or char.text in "\r\n" or char.text in _HYPHENS:
            pieces = _apart(current)
            for piece in pieces:
                yield piece, char is not None and char.text in _HYPHENS and piece is pieces[-1]
            current = []
        else:
            current.append(char)


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


def _line(chars: Sequence[Char], number: int, hyphen: bool) -> Line | None:
    text = "".join(char.text for char in chars)
    inked = [char for char in chars if not char.made and not char.text.isspace()]
    if not inked or not text.strip():
        return None
    heights = sorted(char.top - char.bottom for char in inked)
    return Line(
        " ".join(_read(chars, text).split()),
        min(char.left for char in inked),
        min(char.bottom for char in inked),
        max(char.right for char in inked),
        max(char.top for char in inked),
        heights[len(heights) // 2],
        number,
        hyphen,
    )


def _read(chars: Sequence[Char], text: str) -> str:
    """The line as it reads: where runs of both directions meet in a right-to-left line, from the boxes."""
    found = scripts.counts(text)
    if not found["Latn"] or found["Arab"] * 2 < found["Latn"]:
        return text
    return visual.turn(as_drawn(chars), visual.Style(mirrored=True))


def as_drawn(chars: Sequence[Char]) -> str:
    """The characters from left to right, brackets as they look; marks stay with their letters."""
    clusters: list[tuple[float, str]] = []
    for index, char in enumerate(chars):
        if unicodedata.combining(char.text) and clusters:
            clusters[-1] = (clusters[-1][0], clusters[-1][1] + char.text)
            continue
        turned = char.text in _BRACKETS and _runs_left(chars, index)
        clusters.append((char.left, char.text.translate(_MIRROR) if turned else char.text))
    return "".join(text for _, text in sorted(clusters, key=lambda cluster: cluster[0]))


def _runs_left(chars: Sequence[Char], index: int) -> bool:
    """Whether PDFium read this stretch from right to left, and so mirrored its brackets."""
    here = chars[index]
    before = chars[index - 1] if index else None
    after = chars[index + 1] if index + 1 < len(chars) else None
    return (after is not None and after.left < here.left) or (
        after is None and before is not None and before.left > here.left
    )


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
