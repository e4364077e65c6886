"""AsciiDoc: its text by block, written back in place (https://docs.asciidoctor.org/asciidoc/latest/).

Comments, listings, literal blocks, attributes and block macros are no text; a block title, a cell, a term and its
definition are blocks of their own. No ``=``, ``*``, ``|`` or ``[source]`` comes into a block.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.documents import gather
from termlode.documents.asciidoc_inline import changes
from termlode.documents.encoding import decode
from termlode.documents.markdown import between_han
from termlode.model import Document, Notice

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.documents import sourcemap
    from termlode.model import BlockKind

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_COMMENT = re.compile(r"//(?!/)")
_VERBATIM = re.compile(r"(?:/{4,}|-{4,}|\.{4,}|\+{4,}|`{3,}\S*)\Z")
_CONTAINER = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--)\Z")
_TABLE = re.compile(r"[|!,:]={3,}\Z")
_HEADING = re.compile(r"(?P<mark>={1,6}|#{1,6})[ \t]+(?P<text>\S.*?)(?:[ \t]+(?P=mark))?\Z")
_UNDERLINE = re.compile(r"(?:={4,}|-{4,}|~{4,}|\^{4,}|\+{4,})\Z")
_ATTRIBUTE = re.compile(r":!?\w[\w-]*!?:(?:\s|\Z)")
_STYLE = re.compile(r"\[(?:[^\[\]]*|\[[^\[\]]*\])\]\Z")
_CODE_STYLE = re.compile(
    r"\[\s*(?:source|listing|literal|stem|latexmath|asciimath|plantuml|ditaa|graphviz|mermaid)\b|\[,"
)
_MACRO = re.compile(r"(?P<name>[a-z]\w*)::(?P<target>\S*)\[(?P<inner>.*)\]\Z")
_TITLE = re.compile(r"\.(?=[^\s.])")
_RULE = re.compile(r"(?:'{3,}|-{3}|\*{3}|<{3})\Z")
_ITEM = re.compile(
    r"\s*(?P<mark>\*{1,5}|-|\.{1,5}|\d{1,3}\.|[a-zA-Z]\.|[ivxIVX]{1,5}\)|<[\d.]{1,3}>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)"
)
_DEFINITION = re.compile(r"\s*(?P<term>\S.*?)(?P<mark>:{2,4}|;;)(?:[ \t]+(?P<text>\S.*))?\Z")
_LABEL = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL = re.compile(r"(?<!\\)(?:(?<![^\s|])[\d.*+]*[<^>]?(?:\.[<^>])?[aehlmsdv]?)?\|")
_NEAR = 2  # characters by which an underline may differ from its heading

type Span = tuple[int, int]


def read_asciidoc(data: bytes, path: Path | str) -> Document:
    """An AsciiDoc document. Raises UnreadableError where the bytes are no text."""
    decoded = decode(data, path)
    walker = _Walker(decoded.text)
    walker.walk()
    text, blocks = walker.gathered.finish()
    said = ", ".join(f"{count} {name}" for name, count in walker.dropped.items())
    notices = (*decoded.notices, Notice("markup-dropped", f"left out: {said}")) if said else decoded.notices
    return Document(str(path), "adoc", text, blocks, decoded.encoding, notices)


def open_asciidoc(data: bytes, document: Document) -> sourcemap.Opened | None:
    """The file opened for writing; None where its text is no longer the document's."""
    decoded = decode(data, document.path)
    walker = _Walker(decoded.text)
    walker.walk()
    if walker.gathered.extract.text != document.text:
        return None
    return gather.text_file(decoded.text, decoded.encoding, walker.gathered.extract.atoms, lambda patch: patch.text)


class _Walker:
    """Goes through the lines; ``_open`` holds those of the block that is being read."""

    def __init__(self, source: str) -> None:
        self.gathered = gather.Gathering()
        self.dropped: dict[str, int] = {}
        self._source = source
        self._lines = [self._body(match.start(), match.end()) for match in _LINE.finditer(source) if match[0]]
        self._open: list[Span] = []
        self._kind: tuple[BlockKind, int] = ("paragraph", 0)
        self._first = 0
        self._at = 0
        self._in_table = self._code_follows = False

    def _body(self, start: int, end: int) -> Span:
        text = self._source[start:end].rstrip()
        return start, start + len(text)

    def walk(self) -> None:
        """Gather the text of all blocks."""
        while self._at < len(self._lines):
            start, end = self._lines[self._at]
            line = self._source[start:end]
            if not _COMMENT.match(line):
                self._take(line, start, end)
            self._at += 1
        self._flush()
        self.gathered.end()

    def _take(self, line: str, start: int, end: int) -> None:
        if not line.strip() or line.strip() == "+":
            self._flush()
        elif self._is_heading_of_two_lines(line):
            self._alone("heading", 1, (start, end))
            self._at += 1
        elif _VERBATIM.match(line):
            self._verbatim(line)
        elif _TABLE.match(line):
            self._flush()
            self._in_table = not self._in_table
        elif self._in_table:
            self._cells(line, start)
        elif not self._markup(line, start, end):
            self._text(line, start, end)

    def _is_heading_of_two_lines(self, line: str) -> bool:
        if self._open or self._at + 1 >= len(self._lines) or not line[0].isalnum():
            return False
        under = self._source[slice(*self._lines[self._at + 1])]
        return _UNDERLINE.match(under) is not None and abs(len(under) - len(line)) <= _NEAR

    def _verbatim(self, fence: str) -> None:
        """A comment, listing or literal block: nothing of it is text."""
        self._flush()
        self._code_follows = False
        closing = "```" if fence.startswith("```") else fence
        name = "comments" if fence[0] == "/" else "listings"
        self.dropped[name] = self.dropped.get(name, 0) + 1
        while self._at + 1 < len(self._lines):
            self._at += 1
            if self._source[slice(*self._lines[self._at])] == closing:
                break

    def _markup(self, line: str, start: int, end: int) -> bool:
        """Whether a line is markup by itself, or a block of its own."""
        if _CONTAINER.match(line) or _RULE.match(line):
            self._flush()
        elif _STYLE.match(line):
            self._flush()
            self._code_follows = _CODE_STYLE.match(line) is not None
        elif macro := _MACRO.match(line):
            self._flush()
            if macro["name"] in ("image", "video", "audio"):
                alt = macro["inner"].split(",")[0]
                at = start + macro.start("inner") + len(alt) - len(alt.lstrip('" '))
                self._alone("caption", 0, (at, at + len(alt.strip('" '))))
        elif self._open:
            return False
        elif _ATTRIBUTE.match(line):
            while self._source[slice(*self._lines[self._at])].endswith("\\") and self._at + 1 < len(self._lines):
                self._at += 1
        elif heading := _HEADING.match(line):
            self._alone("heading", len(heading["mark"]), (start + heading.start("text"), start + heading.end("text")))
        elif _TITLE.match(line):
            self._alone("caption", 0, (start + 1, end))
        else:
            return False
        return True

    def _text(self, line: str, start: int, end: int) -> None:
        item = _ITEM.match(line) if not self._open or self._kind[0] == "list-item" else None
        definition = None if item or self._code_follows else _DEFINITION.match(line)
        if item:
            self._begin("list-item", len(item["mark"].strip("-")) or 1)
            start += item.end()
        elif definition and (not self._open or self._kind[0] == "list-item"):
            self._alone("list-item", 1, (start + definition.start("term"), start + definition.end("term")))
            self._begin("list-item", 1)
            if not definition["text"]:
                return
            start += definition.start("text")
        elif not self._open:
            if self._code_follows or (line[0] in " \t" and self._kind[0] != "list-item"):
                self._paragraph_of_code()
                return
            if self._kind[0] != "list-item" or not line[0].isspace():
                self._begin("paragraph", 0)
            start += label.end() if (label := _LABEL.match(line)) else 0
        self._open.append((start + len(self._source[start:end]) - len(self._source[start:end].lstrip()), end))
        if self._source[end - 2 : end] in (" +", "\t+"):  # a line break that is meant
            self._open[-1] = (self._open[-1][0], end - 2)
            kind = self._kind
            self._flush()
            self._kind, self._first = kind, self._at + 1

    def _paragraph_of_code(self) -> None:
        self.dropped["listings"] = self.dropped.get("listings", 0) + 1
        self._code_follows = False
        while self._at + 1 < len(self._lines) and self._source[slice(*self._lines[self._at + 1])].strip():
            self._at += 1

    def _cells(self, line: str, start: int) -> None:
        """The cells that begin in a line of a table; what stands before the first belongs to the one before."""
        marks = list(_CELL.finditer(line))
        head = line[: marks[0].start()] if marks else line
        if head.strip() and self._open:
            self._open.append((start + len(head) - len(head.lstrip()), start + len(head.rstrip())))
        for mark, following in zip(marks, (*marks[1:], None), strict=False):
            self._begin("table-cell", 0)
            piece = line[mark.end() : following.start() if following else len(line)]
            if piece.strip():
                at = start + mark.end() + len(piece) - len(piece.lstrip())
                self._open.append((at, at + len(piece.strip())))

    def _begin(self, kind: BlockKind, level: int) -> None:
        self._flush()
        self._kind, self._first = (kind, level), self._at

    def _alone(self, kind: BlockKind, level: int, span: Span) -> None:
        """A block of one line."""
        self._begin(kind, level)
        self._open.append(span)
        self._flush()
        self._kind = ("paragraph", 0)

    def _flush(self) -> None:
        """The block that was read goes into the document."""
        lines, self._open = self._open, []
        if not lines:
            return
        content = "\n".join(self._source[start:end] for start, end in lines)
        places = [place for start, end in lines for place in (*range(start, end), end)]
        self.gathered.begin(*self._kind, line=self._first + 1)
        at = 0
        for change in changes(content):
            if change.start < at:
                continue
            self._literal(content, places, at, change.start)
            first, last = places[change.start], places[change.end - 1] + 1
            self.gathered.add(change.text, first, last, literal=False, fixed=change.fixed)
            at = change.end
        self._literal(content, places, at, len(content))

    def _literal(self, content: str, places: list[int], start: int, end: int) -> None:
        """Text that stands as it is shown; a line end is a blank, and nothing between two Chinese characters."""
        for number, piece in enumerate(content[start:end].split("\n")):
            if number:
                joined = between_han(content[start - 1 - 1 : start - 1], content[start : start + 1])
                shown = "" if joined or self.gathered.after_space else " "
                self.gathered.add(
                    shown, places[start - 1], places[start] if start < len(places) else places[-1], literal=False
                )
            if piece:
                self.gathered.add(piece, places[start], places[start] + len(piece))
            start += len(piece) + 1
