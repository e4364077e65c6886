"""The blocks of a plain text: paragraphs (also hard-wrapped ones), headings, list items, contents, labels.

Lines end with LF, CR LF, CR, form feed or the Unicode separators. Blank lines always divide. Adjacent lines
are one block only where the first was surely cut by a wrap: it is nearly as wide as the widest of its
run, ends without a stop, and what follows opens no list, heading or other language.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from termlode.documents.packed import Blocks, Line, Lines, breaks, lines
from termlode.languages import headings, scripts, wraps
from termlode.languages.identify import identify_all
from termlode.languages.tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from termlode.model import BlockKind

__all__ = [
    "Line",
    "Lines",
    "blocks",
    "breaks",
    "contents_lines",
    "ends_sentence",
    "ends_with_page",
    "is_heading",
    "is_list_item",
    "lines",
    "wrapped",
]

_STOPS = frozenset(".!?؟۔。！？…؛;:：؛⸮")
_CLOSING = "\"'»”’)]】」』）》 \t\u00a0\u200f\u200e"
_LIST = re.compile(
    r"[-•●▪◦*–—·■□➢✓]\s+\S|\(?[0-9۰-۹٠-٩]{1,3}[.)\-–]\s+\S|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、"
)
_CONTENTS = re.compile(r"\S.*?(?:[ \t.…·_]+)([0-9۰-۹٠-٩]{1,4})\Z")
_DIGITS = frozenset("0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")
_HEADING_LENGTH = 110  # characters: a longer line is a paragraph
_WRAP = range(20, 131)  # widths at which text is wrapped by hand or by an extractor
_LABEL = 30  # characters: the cells of a chart or table that became one line each


def blocks(text: str, drop: Sequence[tuple[int, int]] = (), found: Lines | None = None) -> Blocks:
    """The blocks of a plain text, each in its language; the spans in ``drop`` (in order) are left out of them.

    ``found``: its lines, where they are known already.
    """
    kept = lines(text) if found is None else found
    if drop:
        kept = _without(kept, drop)
    contents = contents_lines(kept)
    grids = frozenset(chain.from_iterable(range(one.first, one.last + 1) for one in tables(kept.texts)))
    paragraphs = Lines(text)  # as if each were a line
    for first, last in _paragraphs(len(kept), wrapped(kept, contents | grids)):
        paragraphs.add(kept.starts[first], kept.ends[last], kept.numbers[first], after_gap=first in contents)
    return _kinds(paragraphs)


def _without(found: Lines, drop: Sequence[tuple[int, int]]) -> Lines:
    """Lines with the dropped spans cut out; what is left of a line between two of them is a line of its own."""
    spans, index = list(drop), 0
    left = Lines(found.text)
    for line in found:
        while index < len(spans) and spans[index][1] <= line.start:
            index += 1
        at, inside = line.start, index
        while inside < len(spans) and spans[inside][0] < line.end:
            _rest(left, line, at, spans[inside][0])
            at = max(at, spans[inside][1])
            inside += 1
        if at == line.start:
            left.add(line.start, line.end, line.number, line.after_gap)
        else:
            _rest(left, line, at, line.end)
    return left


def _rest(left: Lines, line: Line, start: int, end: int) -> None:
    piece = line.text[max(start - line.start, 0) : max(end - line.start, 0)]
    stripped = piece.strip()
    if any(map(str.isalnum, stripped)):
        at = start + piece.index(stripped)
        left.add(at, at + len(stripped), line.number, after_gap=True)


def ends_sentence(line: str) -> bool:
    """Whether a line ends with a stop, closing quotes and brackets aside."""
    body = line.rstrip(_CLOSING)
    return bool(body) and body[-1] in _STOPS


def is_list_item(line: str) -> bool:
    """Whether a line opens with a bullet or a list number."""
    return _LIST.match(line) is not None


def ends_with_page(line: str) -> bool:
    """Whether a line with words in it ends with what could be a page number."""
    return _page(line) is not None


def contents_lines(found: Lines) -> frozenset[int]:
    """Indexes of table-of-contents lines: three or more in a row that end in page numbers which never fall."""
    inside: set[int] = set()
    run, before = 0, -1  # how many lines of the run there are, and the page of its last
    for index, line in enumerate(chain(found.texts, ("",))):
        page = _page(line)
        if run and page is not None and before <= page <= before + 60:
            run += 1
        else:
            if run >= 3:
                inside.update(range(index - run, index))
            run = 0 if page is None else 1
        before = -1 if page is None else page
    return frozenset(inside)


def _page(line: str) -> int | None:
    if not line or line[-1] not in _DIGITS or len(line) >= 200:
        return None
    match = _CONTENTS.match(line)
    return int(match[1]) if match and any(char.isalpha() for char in line) else None


def _paragraphs(size: int, joined: frozenset[int]) -> Iterator[tuple[int, int]]:
    """First and last line of each block: wrapped lines together, all others alone."""
    first = 0
    for index in range(size):
        if index not in joined:
            yield first, index
            first = index + 1


def wrapped(found: Lines, apart: frozenset[int] = frozenset()) -> frozenset[int]:
    """Indexes of lines that go on in the next one; ``apart`` never join."""
    inside: set[int] = set()
    start, size = 0, len(found)
    columns = cache(lambda: wraps.column(found.texts))  # looked at only where two lines stand alone
    while start < size:
        end, width = start + 1, found.ends[start] - found.starts[start]
        while end < size and not found.gaps[end]:
            width = max(width, found.ends[end] - found.starts[end])
            end += 1
        if width in _WRAP:
            run = [found[index] for index in range(start, end)]
            inside.update(start + index for index in _joined(run, width, columns))
        start = end
    return frozenset(inside - apart - {index - 1 for index in apart})


def _joined(run: Sequence[Line], width: int, columns: Callable[[], int]) -> Iterator[int]:
    """Which of adjacent lines, the widest of ``width`` characters, go on in the next; ``columns``: of the text."""
    texts = [line.text for line in run]
    two = len(run) == 2
    if two and headings.stands_above(*texts):
        return
    joined = wraps.goes_on(texts, columns() if two else 0)
    if two and columns() > wraps.column(texts[:1]):  # the text is wider than these: so much more would have fitted
        width = width * columns() // wraps.column(texts[:1])
    for index, ((line, after), on) in enumerate(zip(pairwise(run), joined, strict=False)):
        if on or _cut(line, after, width):
            yield index


def _cut(line: Line, following: Line, width: int) -> bool:
    """Whether ``line`` was cut by a wrap at ``width``: the next word would hardly have fitted."""
    if ends_sentence(line.text) or is_list_item(following.text):
        return False
    word = re.split(r"\s", following.text, maxsplit=1)[0]
    room = len(line.text) + 1 + min(len(word), 12)
    script = scripts.dominant(line.text)
    return room >= width * 0.8 and width >= 40 - 20 * (script == "Hani") and script == scripts.dominant(following.text)


def _kinds(found: Lines) -> Blocks:
    """The blocks: ``found`` holds their places, its gaps the lines of a table of contents."""
    labels = _labels(found)
    result = Blocks(found.text)
    last = len(found) - 1
    languages = identify_all(found.texts)
    for index, (text, language) in enumerate(zip(found.texts, languages, strict=True)):
        kind, level = _kind(text, index < last, bool(found.gaps[index]), bool(labels[index]))
        result.add(
            found.starts[index], found.ends[index], found.numbers[index], kind=kind, language=language, level=level
        )
    return result


def _kind(text: str, followed: bool, contents: bool, label: bool) -> tuple[BlockKind, int]:
    if contents:
        return "toc", 0
    if is_list_item(text):
        return "list-item", 1
    if label:
        return "table-cell", 0
    if followed and is_heading(text):
        return "heading", 1
    return "paragraph", 0


def is_heading(text: str) -> bool:
    """Whether a line by itself looks like a heading: short, with letters, without a full stop."""
    if len(text) > _HEADING_LENGTH or "\n" in text or "@" in text or "://" in text or "www." in text:
        return False
    body = text.rstrip(_CLOSING)
    return any(map(str.isalpha, text)) and bool(body) and (body[-1] not in _STOPS or body[-1] in "?؟？!！:：")


def _labels(found: Lines) -> bytearray:
    """Marks runs of four or more short lines, a number among them: a chart or table that lost its grid."""
    inside = bytearray(len(found))
    start, number = 0, False
    for index, text in enumerate(chain(found.texts, ("",))):
        if text and _is_label(text):
            number = number or not any(map(str.isalpha, text))
            continue
        if index - start >= 4 and number:
            inside[start:index] = b"\x01" * (index - start)
        start, number = index + 1, False
    return inside


def _is_label(text: str) -> bool:
    return len(text) <= _LABEL and not ends_sentence(text) and not is_list_item(text)
