"""Running heads, feet and page numbers: lines that every page repeats around its text.

Pure functions on pages of lines, for the PDF reader and for plain text with form feeds that came out of
a PDF. A line is furniture only at the edge of a page and only where other pages repeat it (digits
aside, so that a head with a page number in it is one), or where it counts the pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EDGE = 3  # lines at the top and at the bottom of a page that may be furniture
_SHARE = 0.4  # of the pages: left and right pages often have heads of their own
_STOPS = ".!?؟۔。！？"  # a sentence is no running head
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\[(|·•]?\s*(?:(?:page|p\.|صفحه|صفحۀ|ص|الصفحة|صفحة|مخ|پاڼه|第)\s*)?(?P<page>\d{1,4})\s*(?:页|頁)?"
    r"(?:\s*(?:/|of|از|من|له|共)\s*\d{1,4}\s*(?:页|頁)?)?\s*[-–—\])|·•]?",
    re.IGNORECASE,
)
_SAID = re.compile(r"[^\W\d_]|[-–—\[(|/]")  # what makes a number a page number outside a page's edge


def page_number(line: str) -> int | None:
    """The number, if the line is a page number and nothing else (in any digits): ``- ۱۲ -``, ``Page 3 of 9``."""
    match = _PAGE_NUMBER.fullmatch(line.strip())
    return int(match["page"]) if match else None


def repeated(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """(page, line) indexes of running heads, feet and page numbers; lines of a page come from top to bottom."""
    return _heads(pages) | _numbers(pages)


def counted(lines: Sequence[str]) -> set[int]:
    """Indexes of lines in a text without page marks that say which page it is, three or more, one up each."""
    found = [(i, number) for i, line in enumerate(lines) if _SAID.search(line) and (number := page_number(line))]
    numbers = {number for _, number in found}
    runs = [index for index, number in found if number - 1 in numbers or number + 1 in numbers]
    return set(runs) if len(runs) >= 3 else set()


def _edges(page: Sequence[str]) -> Iterator[int]:
    size = len(page)
    depth = min(_EDGE, size // 2) or min(size, 1)
    yield from range(depth)
    yield from range(max(size - depth, depth), size)


def _key(line: str) -> str:
    """What two pages' heads have in common: letters without digits and spaces."""
    folded = unicodedata.normalize("NFKC", line).casefold()
    return _DIGITS.sub("#", "".join(folded.split()))


def _heads(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    if len(pages) < 3:
        return set()
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for index in _edges(page):
            key = _key(page[index])
            if len(key) <= 120 and any(map(str.isalpha, key)) and key[-1] not in _STOPS:
                places[key].append((number, index))
    least = max(2, round(_SHARE * len(pages)))
    return {place for found in places.values() if len({page for page, _ in found}) >= least for place in found}


def _numbers(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Page numbers: they grow with the pages by one, from wherever they begin."""
    found: list[tuple[int, int, int]] = []
    for number, page in enumerate(pages):
        for index in dict.fromkeys(_edges(page)):
            value = page_number(page[index])
            if value is not None:
                found.append((number, index, value - number))
    offsets = Counter(offset for _, _, offset in found)
    if not offsets:
        return set()
    offset, times = max(sorted(offsets.items()), key=lambda item: item[1])
    if times < 2 or times * 2 < len(pages):
        return set()
    return {(page, index) for page, index, other in found if other == offset}
