"""The paragraphs of a WordprocessingML part, with the place of every character in its XML.

The XML is scanned, not parsed into a tree, so that the writer can change the text of single runs and
nothing else. Deleted text (``w:del``, ``w:moveFrom``) is no text; inserted text is. Text boxes come
twice (``mc:AlternateContent``): the fallback is kept in step with the first one (ECMA-376 part 1, 17).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from termlode.documents.sourcemap import Extract
from termlode.documents.xmltags import TOKEN, attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # the strict form
)
_UNIT = re.compile(r"&[^;]{1,12};|\r\n?|[^&\r]+|&")
_CHARS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_DELETED = frozenset({"del", "moveFrom", "rt"})  # rt: the small reading above a ruby text


@dataclass(slots=True)
class TextElement:
    """A ``w:t``: where its start tag ends and its content lies; ``preserved``: white space at its edges counts."""

    tag_end: int
    start: int
    end: int
    preserved: bool


@dataclass(slots=True)
class Paragraph(Extract):
    """A paragraph: its text, its atoms with offsets in that text, and what its properties say."""

    style: str = ""
    outline: int | None = None  # w:outlineLvl, from 0
    listed: int | None = None  # w:ilvl of a list
    in_table: bool = False
    fallback: int | None = None  # the number of the AlternateContent whose fallback this stands in
    choice: int | None = None  # … or whose first choice


@dataclass(slots=True)
class Scan:
    """All paragraphs of a part in document order, and its text elements."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    elements: list[TextElement] = field(default_factory=list)


def scan(xml: str) -> Scan:
    """The paragraphs of a part."""
    scanner = _Scanner(xml)
    for match in TOKEN.finditer(xml):
        scanner.token(match)
    return scanner.found


def prefix_of(xml: str) -> str:
    """The prefix of WordprocessingML in a part, with its colon."""
    for namespace in _NAMESPACES:
        if match := re.search(rf"""xmlns(?::([\w.-]+))?\s*=\s*["']{re.escape(namespace)}["']""", xml[:20000]):
            return f"{match[1]}:" if match[1] else ""
    return "w:"


class _Scanner:
    """Keeps the open elements while the tokens of a part go by."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self.found = Scan()
        self._prefix = prefix_of(xml)
        self._open: list[Paragraph] = []
        self._deleted = self._tables = self._alternates = 0
        self._inside: list[tuple[str, int]] = []  # Choice or Fallback, and of which AlternateContent
        self._text: TextElement | None = None
        self._properties = self._hidden = False

    def token(self, match: re.Match[str]) -> None:
        """Take in one tag; the text between tags matters only inside ``w:t``."""
        name = match["name"]
        if name is None:
            return
        local = name.rpartition(":")[2]
        if local in ("AlternateContent", "Choice", "Fallback") and not name.startswith(self._prefix or ":"):
            self._alternate(local, match)
        elif name == self._prefix + local:
            if match["end"]:
                self._end(local, match.start())
            else:
                self._start(local, match)

    def _alternate(self, local: str, match: re.Match[str]) -> None:
        if local == "AlternateContent":
            self._alternates += not match["end"]
        elif match["end"]:
            del self._inside[-1:]
        elif not match["empty"]:
            self._inside.append((local, self._alternates))

    def _start(self, local: str, match: re.Match[str]) -> None:
        empty = bool(match["empty"])
        if local == "p" and not empty:
            self._open.append(self._paragraph())
            self.found.paragraphs.append(self._open[-1])
        elif local == "tbl":
            self._tables += not empty
        elif local in _DELETED:
            self._deleted += not empty
        elif local == "vanish" and not self._properties:
            self._hidden = attribute(match["rest"], "val") not in ("0", "false", "off")
        elif local == "t" and not empty and self._open and not self._deleted and not self._hidden:
            preserved = attribute(match["rest"], "space") == "preserve"
            self._text = TextElement(match.end() - 1, match.end(), match.end(), preserved)
        elif local in _CHARS and self._open and not self._deleted and not self._properties:
            self._open[-1].add(_CHARS[local], match.start(), match.end(), literal=False, fixed=True)
        elif local == "pPr":
            self._properties = not empty
        elif self._open and self._properties:
            self._property(local, match["rest"])

    def _end(self, local: str, at: int) -> None:
        if local == "p":
            del self._open[-1:]
        elif local == "tbl":
            self._tables -= 1
        elif local in _DELETED:
            self._deleted -= 1
        elif local == "pPr":
            self._properties = False
        elif local == "r":
            self._hidden = False
        elif local == "t" and self._text is not None:
            self._text.end = at
            self._take(self._text)
            self._text = None

    def _paragraph(self) -> Paragraph:
        inside = self._inside[-1] if self._inside else ("", 0)
        return Paragraph(
            in_table=self._tables > 0,
            fallback=inside[1] if inside[0] == "Fallback" else None,
            choice=inside[1] if inside[0] == "Choice" else None,
        )

    def _property(self, local: str, rest: str) -> None:
        paragraph, value = self._open[-1], attribute(rest, "val")
        if local == "pStyle":
            paragraph.style = value or ""
        elif local == "outlineLvl" and value is not None and value.isdecimal():
            paragraph.outline = int(value[:2])
        elif local == "ilvl" and value is not None and value.isdecimal():
            paragraph.listed = int(value[:2])
        elif local == "numId" and value == "0":
            paragraph.listed = None
        elif local == "numId" and paragraph.listed is None:
            paragraph.listed = 0

    def _take(self, element: TextElement) -> None:
        """The content of a ``w:t``, character by character; CDATA is shown but not edited."""
        content = self.xml[element.start : element.end]
        self.found.elements.append(element)
        paragraph = self._open[-1]
        if "<" in content:
            paragraph.add(re.sub(r"<!\[CDATA\[(.*?)\]\]>|<[^>]*>", r"\1", content, flags=re.DOTALL), element.start,
                          element.end, literal=False, fixed=True)  # fmt: skip
            return
        start, end = element.start, element.end
        if not element.preserved:
            start += len(content) - len(content.lstrip(" \t\r\n"))
            end = max(start, end - (len(content) - len(content.rstrip(" \t\r\n"))))
        for unit in _UNIT.finditer(self.xml, start, end):
            shown = unescape(unit[0]) if unit[0][0] == "&" else unit[0].replace("\r\n", "\n").replace("\r", "\n")
            paragraph.add(shown, unit.start(), unit.end(), literal=shown == unit[0])


def in_step(found: Scan) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Paragraphs of first choices with those of their fallbacks that say the same."""
    for number in {p.fallback for p in found.paragraphs if p.fallback is not None}:
        choices = [p for p in found.paragraphs if p.choice == number and p.length]
        fallbacks = [p for p in found.paragraphs if p.fallback == number and p.length]
        if [p.text for p in choices] == [p.text for p in fallbacks]:
            yield from zip(choices, fallbacks, strict=True)
