"""Plain text: every character is kept; blocks leave out markup residue and page furniture, and say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.documents import furniture, residue, structure
from termlode.documents.encoding import decode
from termlode.documents.losses import losses
from termlode.languages.listed import words
from termlode.model import Document, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Lines that a page put around a text: view counters, image place-holders, advertisement labels.
_COUNTER = re.compile(
    r"[\d.,٬٫،]{1,12}\s*(?:views?|comments?|shares?|مشاهد(?:ة|ات)|تعليق(?:ات)?|بازدید|نظر|دیدگاه|لیدنې|تبصرې|次(?:浏览|阅读)|(?:浏览|阅读|评论))"
    r"|(?:views?|بازدید|المشاهدات|مشاهدات|阅读量?|浏览量?)\s*[:：]\s*[\d.,٬٫،]{1,12}",
    re.IGNORECASE,
)
_LABELS = words(
    "image photo picture figure advertisement الصورة صورة إعلان اعلان تصویر عکس تبلیغات آگهی انځور اعلانونه "
    "图片 图像 广告"
)


def read_plain(data: bytes, path: Path | str) -> Document:
    """A plain text as a Document whose ``text`` is the whole file, line ends and all.

    Raises UnreadableError where the bytes are no text.
    """
    decoded = decode(data, path)
    return document(decoded.text, path, encoding=decoded.encoding, notices=decoded.notices)


def document(
    text: str, path: Path | str, *, kind: str = "txt", encoding: str = "utf-8", notices: tuple[Notice, ...] = ()
) -> Document:
    """A Document of a text that is already decoded: blocks and notices."""
    lines = structure.lines(text)
    dropped = sorted(_dropped(text, lines))
    blocks = structure.blocks(text, [(start, end) for start, end, _ in dropped], lines)
    return Document(str(path), kind, text, blocks, encoding, (*notices, *losses(text, blocks), *_said(text, dropped)))


def _dropped(text: str, lines: structure.Lines) -> Iterator[tuple[int, int, str]]:
    """Spans that no block may hold, and what they are."""
    yield from ((found.start, found.end, "markup residue") for found in residue.find(text) if not found.inline)
    gone = {index for index, line in enumerate(lines.texts) if is_furniture(line)} | _pages(text, lines)
    for index in gone:
        yield lines.starts[index], lines.ends[index], "page furniture"


def _pages(text: str, lines: structure.Lines) -> set[int]:
    """Indexes of the running heads, feet and page numbers of a text that came out of pages."""
    if "\f" not in text:
        return furniture.counted(lines.texts)
    pages: list[list[int]] = [[]]
    at = 0
    for index, (start, end) in enumerate(zip(lines.starts, lines.ends, strict=True)):
        if "\f" in text[at:start]:
            pages.append([])
        at = end
        pages[-1].append(index)
    gone = furniture.repeated([[lines.texts[index] for index in page] for page in pages])
    return {pages[page][index] for page, index in gone}


def is_furniture(line: str) -> bool:
    """Whether a line is a view counter, an image place-holder or the like."""
    return len(line) < 40 and (line.casefold() in _LABELS or _COUNTER.fullmatch(line) is not None)


def _said(text: str, dropped: list[tuple[int, int, str]]) -> Iterator[Notice]:
    """One notice for each line that lost something."""
    for number, pieces in _by_line(text, dropped):
        what = pieces[0][2]
        code = "markup-dropped" if what == "markup residue" else "furniture-dropped"
        gone = " ".join(text[start:end].strip() for start, end, _ in pieces)
        yield Notice(code, f"{what} left out", number, gone if len(gone) <= 300 else gone[:299] + "…")


def _by_line(text: str, dropped: list[tuple[int, int, str]]) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
    number, seen = 1, 0
    group: list[tuple[int, int, str]] = []
    for piece in dropped:
        breaks = structure.breaks(text, seen, piece[0])
        seen = piece[0]
        if breaks and group:
            yield number, group
            group = []
        number += breaks
        group.append(piece)
    if group:
        yield number, group
