"""The blocks of a plain text: paragraphs (also hard-wrapped ones), headings, list items, contents, labels.

Lines end with LF, CR LF, CR, form feed or the Unicode separators. Blank lines always divide. Adjacent lines
are one block only where the first was surely cut by a wrap: it is nearly as wide as the widest of its
run, ends without a stop, and what follows opens no list, heading or other language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.languages import scripts
from termlode.languages.identify import identify_all
from termlode.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.model import BlockKind

LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_STOPS = frozenset(".!?؟۔。！？…؛;:：؛⸮")
_CLOSING = "\"'»”’)]】」』）》 \t\u00a0\u200f\u200e"
_LIST = re.compile(
    r"[-•●▪◦*–—·■□➢✓]\s+\S|\(?[0-9۰-۹٠-٩]{1,3}[.)\-–]\s+\S|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、"
)
_CONTENTS = re.compile(r"\S.*?(?:[ \t.…·_]+)([0-9۰-۹٠-٩]{1,4})\Z")
_NUMBER = re.compile(r"\d{1,4}")
_HEADING_LENGTH = 110  # characters: a longer line is a paragraph
_WRAP = range(20, 131)  # widths at which text is wrapped by hand or by an extractor
_LABEL = 30  # characters: the cells of a chart or table that became one line each


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it, without the white space around it; ``after_gap``: a blank line precedes."""

    text: str
    start: int
    number: int
    after_gap: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The non-blank lines of ``text[start:end]``."""
    number, seen, previous = 1, 0, None
    for match in LINE.finditer(text, start, len(text) if end is None else end):
        number += breaks(text, seen, match.start())
        seen = match.start()
        stripped = match[0].strip()
        if stripped and stripped != "\ufeff":
            at = match.start() + match[0].index(stripped[0])
            yield Line(stripped, at, number, previous is None or number - previous > 1)
            previous = number


def breaks(text: str, start: int, end: int) -> int:
    """How many line ends (LF, CR LF, CR) stand in ``text[start:end]``."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def blocks(text: str, drop: Sequence[tuple[int, int]] = ()) -> tuple[Block, ...]:
    """The blocks of a plain text, each in its language; the spans in ``drop`` (in order) are left out of them."""
    kept = list(_without(lines(text), drop))
    contents = contents_lines(kept)
    found: list[Block] = []
    for group in _paragraphs(kept, contents):
        start, end = group[0].start, group[-1].end
        found.append(Block(text[start:end], start, end, group[0].number))
    return tuple(_kinds(found, {kept[index].start for index in contents}))


def _without(found: Iterable[Line], drop: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """Lines with the dropped spans cut out; what is left of a line between two of them is a line of its own."""
    spans, index = list(drop), 0
    for line in found:
        while index < len(spans) and spans[index][1] <= line.start:
            index += 1
        at, inside = line.start, index
        while inside < len(spans) and spans[inside][0] < line.end:
            yield from _rest(line, at, spans[inside][0])
            at = max(at, spans[inside][1])
            inside += 1
        yield from (line,) if at == line.start else _rest(line, at, line.end)


def _rest(line: Line, start: int, end: int) -> Iterator[Line]:
    piece = line.text[max(start - line.start, 0) : max(end - line.start, 0)]
    stripped = piece.strip()
    if any(map(str.isalnum, stripped)):
        yield Line(stripped, start + piece.index(stripped), line.number, True)


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


def contents_lines(found: Sequence[Line]) -> frozenset[int]:
    """Indexes of table-of-contents lines: three or more in a row that end in page numbers which never fall."""
    pages = [_page(line.text) for line in found]
    inside: set[int] = set()
    start = 0
    while start < len(pages):
        end = start
        while end < len(pages) and pages[end] is not None and (end == start or _follows(pages, end)):
            end += 1
        if end - start >= 3:
            inside.update(range(start, end))
        start = max(end, start + 1)
    return frozenset(inside)


def _follows(pages: Sequence[int | None], index: int) -> bool:
    before, here = pages[index - 1], pages[index]
    return before is not None and here is not None and before <= here <= before + 60


def _page(line: str) -> int | None:
    match = _CONTENTS.match(line) if len(line) < 200 else None
    return int(match[1]) if match and any(char.isalpha() for char in line) else None


def _paragraphs(found: Sequence[Line], contents: frozenset[int]) -> Iterator[list[Line]]:
    """Lines grouped into blocks: wrapped lines together, all others alone."""
    joined = wrapped(found, contents)
    group: list[Line] = []
    for index, line in enumerate(found):
        group.append(line)
        if index not in joined:
            yield group
            group = []
    if group:
        yield group


def wrapped(found: Sequence[Line], apart: frozenset[int] = frozenset()) -> frozenset[int]:
    """Indexes of lines that go on in the next one; ``apart`` never join."""
    inside: set[int] = set()
    start = 0
    while start < len(found):
        end = start + 1
        while end < len(found) and not found[end].after_gap:
            end += 1
        width = max(len(line.text) for line in found[start:end])
        if width in _WRAP:
            inside.update(i for i in range(start, end - 1) if _cut(found[i], found[i + 1], width))
        start = end
    return frozenset(inside - apart - {index - 1 for index in apart})


def _cut(line: Line, following: Line, width: int) -> bool:
    """Whether ``line`` was cut by a wrap at ``width``: the next word would hardly have fitted."""
    if ends_sentence(line.text) or is_list_item(following.text):
        return False
    word = re.split(r"\s", following.text, maxsplit=1)[0]
    room = len(line.text) + 1 + min(len(word), 12)
    script = scripts.dominant(line.text)
    return room >= width * 0.8 and width >= 40 - 20 * (script == "Hani") and script == scripts.dominant(following.text)


def _kinds(found: Sequence[Block], contents: set[int]) -> Iterator[Block]:
    labels = _labels(found)
    languages = identify_all([block.text for block in found])
    for index, block in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        kind, level = _kind(block, following, contents, index in labels)
        yield Block(block.text, block.start, block.end, block.line, kind, languages[index], level)


def _kind(block: Block, following: Block | None, contents: set[int], label: bool) -> tuple[BlockKind, int]:
    if block.start in contents:
        return "toc", 0
    if is_list_item(block.text):
        return "list-item", 1
    if label:
        return "table-cell", 0
    if is_heading(block.text) and following is not None:
        return "heading", 1
    return "paragraph", 0


def is_heading(text: str) -> bool:
    """Whether a line by itself looks like a heading: short, with letters, without a full stop."""
    if len(text) > _HEADING_LENGTH or "\n" in text or "@" in text or "://" in text or "www." in text:
        return False
    body = text.rstrip(_CLOSING)
    return any(map(str.isalpha, text)) and bool(body) and (body[-1] not in _STOPS or body[-1] in "?؟？!！:：")


def _labels(found: Sequence[Block]) -> set[int]:
    """Indexes of runs of four or more short lines, a number among them: a chart or table that lost its grid."""
    inside: set[int] = set()
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _is_label(found[end].text):
            end += 1
        if end - start >= 4 and any(not any(map(str.isalpha, block.text)) for block in found[start:end]):
            inside.update(range(start, end))
        start = max(end, start + 1)
    return inside


def _is_label(text: str) -> bool:
    return len(text) <= _LABEL and not ends_sentence(text) and not is_list_item(text)
