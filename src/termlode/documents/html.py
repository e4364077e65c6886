"""HTML, however broken: visible text by block, page furniture left out and named, written back in place.

The page is scanned as a row of tags and text with offsets, not built into a tree: nothing is repaired,
so writing back changes the edited characters and nothing else. Tag soup follows the HTML standard's
main rules (https://html.spec.whatwg.org/multipage/parsing.html): a block ends an open paragraph, stray
end tags are ignored, ``<`` before anything but an ASCII letter is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from termlode.documents import gather, page, plain, residue, sourcemap, structure
from termlode.documents.encoding import Decoded, decode
from termlode.edits import splice
from termlode.languages.identify import identify_all
from termlode.model import Block, Document, Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.model import BlockKind

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_UNIT = re.compile(
    r"[ \t\r\n\f]+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
    r"|[^ \t\r\n\f&]++(?: [^ \t\r\n\f&]++)*+|&"
)
_SEPARATOR = "\n\n"  # between blocks
_DEPTH = 200  # open blocks remembered: deeper nesting is an accident or an attack


@dataclass(slots=True)
class _Group:
    """A block-level stretch of the page: what it is, and its lines as (start, end, line of the file)."""

    kind: BlockKind
    level: int
    language: str  # as the page declares it, or nothing
    lines: list[tuple[int, int, int]]


def read_html(data: bytes, path: Path | str) -> Document:
    """The visible text of a page. Raises UnreadableError where the bytes are no text."""
    decoded = _decode(data, path)
    scanned = page.scan(decoded.text)
    reader = _Reader(decoded.text, page.visible(scanned))
    blocks, dropped = _sifted(reader.blocks())
    said = (*decoded.notices, *page.notices(decoded.text, scanned), *dropped)
    return Document(str(path), "html", reader.text, blocks, decoded.encoding, said)


def open_html(data: bytes, document: Document) -> sourcemap.Opened | None:
    """The page opened for writing; None where its text is no longer the document's."""
    decoded = _decode(data, document.path)
    reader = _Reader(decoded.text, page.visible(page.scan(decoded.text)))
    if reader.text != document.text:
        return None
    encoding = decoded.encoding
    return gather.text_file(decoded.text, encoding, reader.extract.atoms, lambda patch: _escape(patch.text, encoding))


def fragment(source: str) -> tuple[sourcemap.Extract, list[Block]]:
    """The visible text of a piece of HTML inside another document, and its blocks, languages as declared."""
    reader = _Reader(source, page.visible(page.scan(source)))
    return reader.extract, list(reader.blocks())


def _decode(data: bytes, path: Path | str) -> Decoded:
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii", "ignore").lower() if declared else None
    return decode(data, path, _ALIASES.get(name, name) if name else None)


def _escape(text: str, encoding: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    codec = encoding.removesuffix("-sig")
    return escaped.encode(codec, "xmlcharrefreplace").decode(codec)


class _Reader:
    """Builds the extracted text, its atoms and its blocks from the visible tokens of a page."""

    def __init__(self, source: str, tokens: Iterator[page.Token]) -> None:
        self.source = source
        self.extract = sourcemap.Extract()
        self._groups: list[_Group] = []
        self._stack: list[str] = []
        self._declared: list[str] = [""]  # the language before the stack and within each of its elements
        self._group: _Group | None = None
        self._line_start: int | None = None  # where the open line begins in the extracted text
        self._seen, self._number = 0, 1
        for token in tokens:
            if token.kind == "text":
                self._text(token)
            elif token.name == "br":
                self._break()
            elif token.name in page.BLOCKS:
                self._boundary(token)
        self._close()
        self.text = self.extract.text

    def blocks(self) -> Iterator[Block]:
        """The blocks of the page."""
        for group in self._groups:
            lines = structure.Lines(self.text)
            for start, end, number in group.lines:
                lines.add(start, end, number, after_gap=False)
            joined = structure.wrapped(lines)
            first = 0
            for index, end in enumerate(lines.ends):
                if index not in joined:
                    start = lines.starts[first]
                    text = self.text[start:end]
                    yield Block(text, start, end, lines.numbers[first], group.kind, group.language, group.level)
                    first = index + 1

    def _boundary(self, token: page.Token) -> None:
        """A block-level tag ends the block before it and says what the next one is."""
        self._close()
        if token.kind == "end":
            if token.name in self._stack:
                self._leave(len(self._stack) - 1 - self._stack[::-1].index(token.name))
        elif token.name not in page.VOID:
            while self._stack and (self._stack[-1] in page.CLOSED_BY_BLOCK or self._stack[-1] == token.name == "li"):
                self._leave(len(self._stack) - 1)
            if len(self._stack) < _DEPTH:
                self._stack.append(token.name)
                said = page.declared(token.attributes) if "lang" in token.attributes.lower() else None
                self._declared.append(self._declared[-1] if said is None else said)

    def _leave(self, depth: int) -> None:
        """Close all open elements but the first ``depth``."""
        del self._stack[depth:]
        del self._declared[depth + 1 :]

    def _text(self, token: page.Token) -> None:
        preserved = "pre" in self._stack
        for match in _UNIT.finditer(self.source, token.start, token.end):
            unit = match[0]
            if unit[0] in " \t\r\n\f" and not preserved:
                self._space(match)
                continue
            shown = unescape(unit) if unit[0] == "&" else unit
            if shown.strip(" \t\r\n\f"):
                self._open(match.start())
            if self._line_start is not None:
                self.extract.add(shown, match.start(), match.end(), literal=shown == unit)

    def _space(self, match: re.Match[str]) -> None:
        """A run of white space shows as one space, and as none after another one or at a line's start."""
        if self._line_start is not None:
            shown = "" if self.extract.pieces[-1] in ("", " ") else " "
            self.extract.add(shown, match.start(), match.end(), literal=match[0] == shown)

    def _open(self, origin: int) -> None:
        """Make sure that a line is open, in a block of the right kind."""
        if self._line_start is not None:
            return
        if self._group is None:
            kind, level = page.kind(self._stack)
            self._group = _Group(kind, level, self._declared[-1], [])
            mark = _SEPARATOR if self.extract.length else ""
        else:
            mark = "\n"
        if mark:
            self.extract.add(mark, origin, origin, literal=False, fixed=True)
        self._number += structure.breaks(self.source, self._seen, origin)
        self._seen = origin
        self._line_start = self.extract.length

    def _break(self) -> None:
        """A ``<br>`` ends a line; a second one right after it ends the block."""
        if self._line_start is None:
            self._close()
        self._end_line()

    def _end_line(self) -> None:
        if self._line_start is not None and self._group is not None:
            end = self.extract.length
            for piece in reversed(self.extract.pieces):  # white space at the end belongs to no block
                if piece.strip(" \t\r\n\f"):
                    end -= len(piece) - len(piece.rstrip(" \t\r\n\f"))
                    break
                end -= len(piece)
            self._group.lines.append((self._line_start, end, self._number))
        self._line_start = None

    def _close(self) -> None:
        self._end_line()
        if self._group is not None:
            self._groups.append(self._group)
        self._group = None


def _sifted(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], list[Notice]]:
    """Blocks without markup residue and furniture that the page shows as text."""
    kept: list[Block] = []
    said: list[Notice] = []
    for block in blocks:
        left = splice(block.text, ((found.start, found.end, found.after) for found in residue.find(block.text)))
        if not any(map(str.isalnum, left)) and left != block.text:
            said.append(Notice("markup-dropped", "markup residue left out", block.line, block.text[:300]))
        elif plain.is_furniture(block.text):
            said.append(Notice("furniture-dropped", "page furniture left out", block.line, block.text))
        else:
            kept.append(block)
    languages = identify_all([block.text for block in kept], [block.language for block in kept])
    return tuple(replace(block, language=lang) for block, lang in zip(kept, languages, strict=True)), said
