"""The paragraphs of an XML part (OpenDocument, PresentationML, SpreadsheetML), with the place of every character.

The XML is scanned, not parsed into a tree, so that the writer can change the text of single runs and nothing
else. A :class:`Dialect` says what the elements of a format mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from termlode.documents.sourcemap import Extract
from termlode.documents.xmltags import TOKEN, attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from termlode.documents.gather import Gathering
    from termlode.model import BlockKind

_UNIT = re.compile(r"&[^;\s]{1,12};|[ \t\r\n]+|[^& \t\r\n]+(?: [^& \t\r\n]+)*|&")
_NAMESPACE = re.compile(r"""\bxmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
_HEAD = 20_000  # characters in which a part declares its namespaces


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the elements of a format mean; names as the format's own documents write them (``text:p``)."""

    namespaces: Mapping[str, str]  # of the prefixes in those names: the end of the namespace's address
    paragraphs: frozenset[str]
    texts: frozenset[str] = frozenset()  # the only elements whose content is text; none: all within a paragraph
    chars: Mapping[str, str] = field(default_factory=dict)  # elements that stand for characters
    skipped: frozenset[str] = frozenset()
    collapses: bool = False  # runs of white space show as one blank


@dataclass(slots=True)
class Paragraph(Extract):
    """A paragraph: the open elements around it (name and attributes), its text and atoms with offsets in that text."""

    around: tuple[tuple[str, str], ...]
    rest: str
    name: str

    def attribute(self, name: str) -> str | None:
        """An attribute of its element, by local name."""
        return attribute(self.rest, name)

    def inside(self, *names: str) -> str | None:
        """The attributes of the nearest element of these names around it; None where there is none."""
        return next((rest for name, rest in reversed(self.around) if name in names), None)

    def depth(self, name: str) -> int:
        """How many elements of this name are around it."""
        return sum(name == other for other, _ in self.around)

    def into(self, gathered: Gathering, base: int, kind: BlockKind, level: int, place: str = "") -> None:
        """Append it as a block, its part beginning at ``base`` of the long source."""
        gathered.begin(kind, level, place=place)
        for atom, piece in zip(self.atoms, self.pieces, strict=True):
            gathered.add(piece, atom.origin + base, atom.origin_end + base, literal=atom.literal, fixed=atom.fixed)


def scan(xml: str, dialect: Dialect) -> list[Paragraph]:
    """The paragraphs of a part in the order in which they begin."""
    scanner = _Scanner(xml, dialect)
    at = 0
    for match in TOKEN.finditer(xml):
        scanner.text(at, match.start())
        at = match.end()
        if match["name"]:
            scanner.tag(match)
    return scanner.found


def _names(xml: str, dialect: Dialect) -> Callable[[str], str]:
    """From the names of a part to the usual ones, whatever prefixes it declares."""
    usual = {
        declared: prefix
        for declared, address in _NAMESPACE.findall(xml[:_HEAD])
        for prefix, end in dialect.namespaces.items()
        if address.endswith(end)
    }
    default = re.search(r"""\bxmlns\s*=\s*["']([^"']*)["']""", xml[:_HEAD])
    bare = next((p for p, end in dialect.namespaces.items() if default and default[1].endswith(end)), "")

    def usually(name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        known = usual.get(prefix, prefix) if colon else bare
        return f"{known}:{local}" if known else local

    return usually


class _Scanner:
    """Keeps the open elements while the tokens of a part go by."""

    def __init__(self, xml: str, dialect: Dialect) -> None:
        self.found: list[Paragraph] = []
        self._xml, self._dialect = xml, dialect
        self._usual = _names(xml, dialect)
        self._stack: list[tuple[str, str]] = []
        self._open: list[Paragraph] = []
        self._skipping = 0  # depth of the stack at which a skipped element began, plus one
        self._texts = 0

    def tag(self, match: re.Match[str]) -> None:
        """Take in one tag."""
        name, empty = self._usual(match["name"]), bool(match["empty"])
        if match["end"]:
            self._end(name)
        elif not self._skipping:
            self._start(name, match, empty=empty)
        elif not empty:
            self._stack.append((name, ""))

    def _start(self, name: str, match: re.Match[str], *, empty: bool) -> None:
        dialect = self._dialect
        if name in dialect.chars and self._open:
            count = _spaces(attribute(match["rest"], "c")) if name == "text:s" else 1
            self._open[-1].add(dialect.chars[name] * count, match.start(), match.end(), literal=False, fixed=True)
        if empty:
            return
        if name in dialect.paragraphs:
            self._open.append(Paragraph(tuple(self._stack), match["rest"], name))
            self.found.append(self._open[-1])
        self._stack.append((name, match["rest"]))
        self._texts += name in dialect.texts
        if name in dialect.skipped:
            self._skipping = len(self._stack)

    def _end(self, name: str) -> None:
        if not self._stack or self._stack[-1][0] != name:
            return  # the package has checked that the part is well-formed
        if self._skipping == len(self._stack):
            self._skipping = 0
        elif not self._skipping:
            self._texts -= name in self._dialect.texts
            if name in self._dialect.paragraphs:
                del self._open[-1:]
        self._stack.pop()

    def text(self, start: int, end: int) -> None:
        """Take in what stands between two tags."""
        if start == end or not self._open or self._skipping or (self._dialect.texts and not self._texts):
            return
        paragraph = self._open[-1]
        for unit in _UNIT.finditer(self._xml, start, end):
            shown = unescape(unit[0]) if unit[0][0] == "&" else unit[0]
            if self._dialect.collapses and shown.isspace() and unit[0][0] != "&":
                shown = "" if not paragraph.pieces or paragraph.pieces[-1][-1:] in ("", " ") else " "
            paragraph.add(shown, unit.start(), unit.end(), literal=shown == unit[0])


def _spaces(said: str | None) -> int:
    """How many spaces ``text:s`` stands for: one, unless it says a sensible number."""
    return min(int(said[:3]), 100) if said and said.isascii() and said.isdecimal() else 1
