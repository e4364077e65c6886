"""Markdown (CommonMark with tables, front matter and fenced code): its text by block, written back in place.

Front matter, code blocks and HTML comments are no text; a code span shows what stands in it. No ``#``, ``|``,
``>`` or fence comes into a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from termlode.documents import gather, html, sourcemap
from termlode.documents.encoding import decode
from termlode.documents.markdown_inline import NO_REFERENCE, Piece, parser, pieces
from termlode.languages import scripts
from termlode.model import Document, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

    from termlode.model import BlockKind

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_FRONT = re.compile(
    r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)(?:(?!\1|\.\.\.).*(?:\r\n?|\n)){0,400}(?:\1|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
)
_LANGUAGE = re.compile(r"^lang(?:uage)?\s*[:=]\s*[\"']?([A-Za-z]{2,3})\b", re.MULTILINE)
_PREFIX = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:#{1,6}[ \t]+)?")
_BLANK = re.compile(r"[ \t]*")
_CELL = re.compile(r"(?:\\.|[^|\\]|\\\Z)*")
_FORMULA = re.compile(r"\s*\$\$(?:(?!\$\$).)+\$\$\s*", re.DOTALL)
# A block of MkDocs: what belongs to it is indented, which CommonMark takes for code.
_MKDOCS = re.compile(
    r"(?m)^(?:!!!|\?{3}\+?|===\+?)[ \t].*(?:\r\n?|\n)(?:(?: {4}.*|[ \t]*)(?:\r\n?|\n|\Z)){1,400}?(?=\S|\Z)"
)
_NOTE = re.compile(r"(?m)(?<=^)\[(?=\^[^\]\s]{1,60}\]:)")  # a note of one word is no definition of a link
_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"[\s|:-]*")
_SPECIAL = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])")  # snake_case stands for itself


@dataclass(slots=True)
class _Read:
    """What was gathered; where it stands in HTML; what was left out."""

    gathered: gather.Gathering = field(default_factory=gather.Gathering)
    raw: list[tuple[int, int]] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    language: str = ""

    def notices(self) -> Iterator[Notice]:
        """What has to be said of it."""
        said = ", ".join(f"{count} {name}" for name, count in self.dropped.items())
        if said:
            yield Notice("markup-dropped", f"left out: {said}")


def read_markdown(data: bytes, path: Path | str) -> Document:
    """A Markdown document. Raises UnreadableError where the bytes are no text."""
    decoded = decode(data, path)
    read = _read(decoded.text)
    text, blocks = read.gathered.finish(read.language)
    return Document(str(path), "md", text, blocks, decoded.encoding, (*decoded.notices, *read.notices()))


def open_markdown(data: bytes, document: Document) -> sourcemap.Opened | None:
    """The file opened for writing; None where its text is no longer the document's."""
    decoded = decode(data, document.path)
    read = _read(decoded.text)
    if read.gathered.extract.text != document.text:
        return None
    atoms = read.gathered.extract.atoms
    return gather.text_file(decoded.text, decoded.encoding, atoms, lambda patch: _escape(patch, read.raw))


def _escape(patch: sourcemap.Patch, raw: list[tuple[int, int]]) -> str:
    if any(start <= patch.start < end for start, end in raw):
        return gather.escape_xml(patch.text)
    return _SPECIAL.sub(r"\\\g<0>", patch.text)


def _read(text: str) -> _Read:
    walker = _Walker(text)
    if front := _FRONT.match(text):
        declared = _LANGUAGE.search(front[0])
        walker.read.language = declared[1].lower() if declared else ""
        walker.read.dropped["front matter"] = 1
        text = re.sub(r"[^\r\n]", " ", front[0]) + text[front.end() :]  # offsets and lines stay
    text = _NOTE.sub(NO_REFERENCE, _MKDOCS.sub(_quoted, text))
    walker.walk(parser().parse(text, walker.env))
    walker.read.gathered.end()
    return walker.read


def _quoted(block: re.Match[str]) -> str:
    """The indented lines as a quotation, which CommonMark reads; every offset stays."""
    return re.sub(r"(?m)^ {4}(?=[^\r\n])", ">   ", block[0])


class _Walker:
    """Goes through the blocks that the parser found, and finds the text of each in the source."""

    def __init__(self, source: str) -> None:
        self.read, self.env = _Read(), dict[str, Any]()
        self._source = source
        self._lines = [match.span() for match in _LINE.finditer(source) if match[0]]
        self._stack: list[str] = []
        self._level = self._cell = 0
        self._row_start, self._row, self._cells = -1, "", list[int]()

    def walk(self, tokens: list[Token]) -> None:
        """Gather the text of all blocks."""
        for token in tokens:
            name = token.type.removesuffix("_open")
            if token.nesting > 0:
                self._stack.append(name)
                self._level = int(token.tag[1]) if name == "heading" else self._level
                self._cell = 0 if name == "tr" else self._cell + (name in ("td", "th"))
            elif token.nesting < 0:
                self._stack.pop()
            elif name == "inline":
                self._inline(token)
            elif name in ("fence", "code_block"):
                self.read.dropped["code"] = self.read.dropped.get("code", 0) + 1
            elif name == "html_block" and token.map:
                self._html(*token.map)

    def _kind(self) -> tuple[BlockKind, int]:
        if "heading" in self._stack:
            return "heading", self._level
        if self._in_table():
            return "table-cell", 0
        if "list_item" in self._stack:
            return "list-item", self._stack.count("list_item")
        return "paragraph", 0

    def _in_table(self) -> bool:
        return self._stack[-1] in ("td", "th")

    def _inline(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        lines = self._lines[first:last]
        if not token.content or not lines:
            return
        if _FORMULA.fullmatch(token.content):
            self.read.dropped["formulas"] = self.read.dropped.get("formulas", 0) + 1
            return
        kind, level = self._kind()
        if kind == "paragraph" and all(_ROW.fullmatch(self._source[slice(*line)]) for line in lines):
            self._rows(lines, first)
            return
        places = self._cell_places(token.content, lines[0]) if self._in_table() else self._places(token.content, lines)
        self._text(token.content, places, (kind, level), first + 1)

    def _rows(self, lines: list[tuple[int, int]], first: int) -> None:
        """A table without a head, or with another number of columns there: no table of GFM, but meant as one."""
        for number, line in enumerate(lines):
            row = self._source[slice(*line)].rstrip("\r\n")
            if _RULE.fullmatch(row):
                continue
            for self._cell, at in enumerate(_cell_starts(row), 1):
                cell = _CELL.match(row, at)
                content = cell[0].strip().replace("\\|", "|") if cell else ""
                if content:
                    self._text(content, self._cell_places(content, line), ("table-cell", 0), first + number + 1)

    def _text(self, content: str, places: list[int], kind_and_level: tuple[BlockKind, int], line: int) -> None:
        kind, level = kind_and_level
        self.read.gathered.begin(kind, level, line=line)
        found = pieces(content, self.env)
        for number, piece in enumerate(found):
            if piece.kind == "break":
                line += 1
                self.read.gathered.begin(kind, level, line=line)
            else:
                line += piece.kind == "soft"
                self._piece(piece, places, between_han=piece.kind == "soft" and _between_han(found, number))

    def _piece(self, piece: Piece, places: list[int], *, between_han: bool) -> None:
        start = places[piece.start]
        end = places[piece.end - 1] + 1 if piece.end > piece.start else start
        if piece.kind == "soft":  # a line end is nothing between two Chinese characters
            shown = "" if between_han or self.read.gathered.after_space else " "
            self.read.gathered.add(shown, start, end, literal=False)
            return
        if self._source[start:end] == piece.text or piece.end - piece.start != len(piece.text):
            literal = self._source[start:end] == piece.text
            whole = piece.kind == "code" or (not literal and len(piece.text) > 1)
            self.read.gathered.add(piece.text, start, end, literal=literal, fixed=whole)
            return
        for offset, char in enumerate(piece.text):  # an escaped bar in a table cell
            at = places[piece.start + offset]
            until = places[piece.start + offset + 1] if offset + 1 < len(piece.text) else end
            at -= char == "|" and self._source[at - 1 : at] == "\\"
            same = self._source[at : at + 1] == char
            self.read.gathered.add(char, at, at + 1 if same else until, literal=same)

    def _places(self, content: str, lines: list[tuple[int, int]]) -> list[int]:
        """For each character of a block's content: where it stands in the source."""
        found: list[int] = []
        for number, piece in enumerate(content.split("\n")):
            start, end = lines[min(number, len(lines) - 1)]
            body = piece.lstrip(" \t")
            shown = self._source[start:end].rstrip("\r\n")
            at = shown.rstrip().rfind(body.rstrip()) if number else shown.find(body.rstrip(), self._prefix(shown))
            at = start + max(at, 0)
            pad = len(piece) - len(body)
            found += [at] * pad
            found += range(at, at + len(body))
            found.append(min(at + len(body), end))  # the line end
        return found

    def _prefix(self, line: str) -> int:
        match = _PREFIX.match(line)
        return match.end() if match else 0

    def _cell_places(self, content: str, line: tuple[int, int]) -> list[int]:
        """The same for a table cell, where ``\\|`` stands for a bar."""
        start = line[0]
        if self._row_start != start:
            self._row_start, self._row = start, self._source[slice(*line)].rstrip("\r\n")
            self._cells = _cell_starts(self._row)
        row = self._row
        at = self._cells[self._cell - 1] if self._cell <= len(self._cells) else len(row)
        found: list[int] = []
        for char in content:
            at += char == "|" and row[at : at + 2] == "\\|"
            found.append(start + min(at, len(row)))
            at += 1
        return [*found, start + min(at, len(row))]

    def _html(self, first: int, last: int) -> None:
        start, end = self._lines[first][0], self._lines[min(last, len(self._lines)) - 1][1]
        extract, blocks = html.fragment(self._source[start:end])
        if blocks:
            self.read.raw.append((start, end))
            self.read.gathered.absorb(extract, blocks, start, line=first + 1)


def _cell_starts(row: str) -> list[int]:
    """Where the text of each cell of a table's row begins."""
    at = len(row) - len(row.lstrip("> \t"))
    at += row[at : at + 1] == "|"
    found = []
    while at < len(row):
        text = _BLANK.match(row, at)
        found.append(text.end() if text else at)
        match = _CELL.match(row, at)
        at = match.end() + 1 if match else len(row)
    return found


def _between_han(found: list[Piece], number: int) -> bool:
    before = found[number - 1].text[-1:] if number else ""
    after = found[number + 1].text[:1] if number + 1 < len(found) else ""
    return between_han(before, after)


def between_han(before: str, after: str) -> bool:
    """Whether two characters are both Chinese, so that a line end between them is nothing."""
    return all(char and (scripts.script(char) == "Hani" or char in "，。、；：？！）《》") for char in (before, after))
