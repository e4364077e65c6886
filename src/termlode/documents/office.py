"""OpenDocument texts (.odt), presentations (.pptx) and workbooks (.xlsx) as documents, written back run by run.

OASIS OpenDocument 1.3 part 3; ECMA-376 part 1 (DrawingML, PresentationML, SpreadsheetML).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.documents import gather, sourcemap
from termlode.documents.officexml import Dialect, Paragraph, scan
from termlode.documents.package import Package
from termlode.documents.xmltags import attribute
from termlode.errors import UnreadableError
from termlode.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from termlode.model import BlockKind

_ODF = Dialect(
    namespaces={
        "text": ":xmlns:text:1.0",
        "table": ":xmlns:table:1.0",
        "office": ":xmlns:office:1.0",
        "svg": ":xmlns:svg-compatible:1.0",
        "style": ":xmlns:style:1.0",
    },
    paragraphs=frozenset({"text:p", "text:h"}),
    chars={"text:s": " ", "text:tab": "\t", "text:line-break": "\n"},
    skipped=frozenset(
        {"office:annotation", "text:tracked-changes", "text:note-citation", "text:ruby-text", "svg:title", "svg:desc"}
    ),
    collapses=True,
)
_SLIDES = Dialect(
    namespaces={"a": "/drawingml/2006/main", "p": "/presentationml/2006/main"},
    paragraphs=frozenset({"a:p"}),
    texts=frozenset({"a:t"}),
    chars={"a:br": "\n", "a:tab": "\t"},
)
_STRINGS = Dialect(
    namespaces={"s": "/spreadsheetml/2006/main"},
    paragraphs=frozenset({"s:si", "s:is"}),
    texts=frozenset({"s:t"}),
    skipped=frozenset({"s:rPh"}),
)
_SHAPE = re.compile(r"<p:sp>.*?</p:sp>", re.DOTALL)
_TITLE = re.compile(r"""<p:ph\b[^>]*\btype=["'](?:title|ctrTitle)["']""")
_CELL = re.compile(r"<c\b([^<>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^<>]*)>")
_SLIDE = re.compile(r"<(?:\w+:)?sldId\b([^<>]*)>")
_CURE = "open it in the program that made it and save it again, or fetch it again"


@dataclass(slots=True)
class _Read:
    package: Package
    parts: gather.Parts = field(default_factory=gather.Parts)
    gathered: gather.Gathering = field(default_factory=gather.Gathering)


def read_odt(data: bytes, path: Path | str) -> Document:
    """An OpenDocument text. Raises UnreadableError where it is damaged, encrypted or too large."""
    return _read(data, path, "odt")


def read_pptx(data: bytes, path: Path | str) -> Document:
    """A presentation: slide by slide, its notes behind each. Raises UnreadableError as :func:`read_odt` does."""
    return _read(data, path, "pptx")


def read_xlsx(data: bytes, path: Path | str) -> Document:
    """A workbook: the texts in its cells. Raises UnreadableError as :func:`read_odt` does."""
    return _read(data, path, "xlsx")


def _read(data: bytes, path: Path | str, kind: str) -> Document:
    gathered = _READERS[kind](Package(data, path)).gathered
    text, blocks = gathered.finish()
    return Document(str(path), kind, text, blocks, places=tuple(gathered.places))


def open_office(data: bytes, document: Document) -> sourcemap.Opened | None:
    """The file opened for writing; None where its text is no longer the document's."""
    read = _READERS[document.kind](Package(data, document.path))
    if read.gathered.extract.text != document.text:
        return None
    return gather.package_file(data, read.package, read.parts, read.gathered.extract.atoms)


# ── OpenDocument ─────────────────────────────────────────────────────────────────────────────────


def _odt(package: Package) -> _Read:
    read = _Read(package)
    if "content.xml" not in package.names():
        raise UnreadableError("has no text inside (content.xml)", path=package.path, cure=_CURE)
    for name in ("content.xml", "styles.xml"):  # the latter holds heads and feet
        if name in package.names():
            xml = package.text(name)
            base = read.parts.add(name, xml)
            for paragraph in scan(xml, _ODF):
                paragraph.into(read.gathered, base, *_odf_kind(paragraph))
    read.gathered.end()
    return read


def _odf_kind(paragraph: Paragraph) -> tuple[BlockKind, int]:
    if paragraph.inside("text:note-body") is not None:
        return "footnote", 0
    if paragraph.inside("text:table-of-content") is not None:
        return "toc", 0
    if paragraph.name == "text:h":
        level = paragraph.attribute("outline-level") or "1"
        return "heading", int(level[:2]) if level.isascii() and level.isdecimal() else 1
    if paragraph.inside("table:table-cell") is not None:
        return "table-cell", 0
    depth = paragraph.depth("text:list")
    return ("list-item", depth) if depth else ("paragraph", 0)


# ── presentations ────────────────────────────────────────────────────────────────────────────────


def _pptx(package: Package) -> _Read:
    read = _Read(package)
    main = next(iter(package.related("", "officeDocument")), "ppt/presentation.xml")
    for number, name in enumerate(_in_order(package, main, _SLIDE, "slide"), start=1):
        _slide(read, name, f"slide {number}")
        for notes in package.related(name, "notesSlide"):
            _slide(read, notes, f"slide {number}, notes")
    read.gathered.end()
    return read


def _slide(read: _Read, name: str, place: str) -> None:
    xml = read.package.text(name)
    base = read.parts.add(name, xml)
    titles = [match.span() for match in _SHAPE.finditer(xml) if _TITLE.search(match[0])]
    for paragraph in scan(xml, _SLIDES):
        at = paragraph.atoms[0].origin if paragraph.atoms else 0
        if any(start <= at < end for start, end in titles):
            paragraph.into(read.gathered, base, "heading", 1, place)
        else:
            paragraph.into(read.gathered, base, *_slide_kind(paragraph), place)


def _slide_kind(paragraph: Paragraph) -> tuple[BlockKind, int]:
    return ("table-cell", 0) if paragraph.inside("a:tc") is not None else ("paragraph", 0)


def _in_order(package: Package, main: str, listed: re.Pattern[str], kind: str) -> list[str]:
    """The parts of a kind in the order in which the main part lists them."""
    targets = package.relations(main, kind)
    names = [targets.get(attribute(rest, "id") or "") for rest in _ids(package.text(main), listed)]
    return list(dict.fromkeys(name for name in names if name)) or sorted(targets.values())


def _ids(xml: str, listed: re.Pattern[str]) -> Iterator[str]:
    """The tags' insides with the relationship's id as their only ``id``."""
    for match in listed.finditer(xml):
        yield re.sub(r"(?<![\w:])id=", "number=", match[1])


# ── workbooks ────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Shared:
    """The shared strings, where their part begins, and which were taken already."""

    strings: list[Paragraph]
    base: int
    taken: set[int] = field(default_factory=set)


def _xlsx(package: Package) -> _Read:
    """The texts of the cells in the order of sheets and rows; a text that stands in many cells comes once."""
    read = _Read(package)
    main = next(iter(package.related("", "officeDocument")), "xl/workbook.xml")
    shared = next(iter(package.related(main, "sharedStrings")), None)
    strings: list[Paragraph] = []
    base = 0
    if shared is not None:
        xml = package.text(shared)
        base = read.parts.add(shared, xml)
        strings = scan(xml, _STRINGS)
    titles = [attribute(rest, "name") or "" for rest in _SHEET.findall(package.text(main))]
    texts = _Shared(strings, base)
    for number, name in enumerate(_in_order(package, main, _SHEET, "worksheet")):
        title = titles[number] if number < len(titles) else name
        _sheet(read, name, title, texts)
    read.gathered.end()
    return read


def _sheet(read: _Read, name: str, title: str, shared: _Shared) -> None:
    xml = read.package.text(name)
    inline = {p.atoms[0].origin: p for p in scan(xml, _STRINGS) if p.atoms}
    own = read.parts.add(name, xml) if inline else 0
    places = sorted(inline)
    for match in _CELL.finditer(xml):
        kind, place = attribute(match[1], "t"), f"{title}!{attribute(match[1], 'r') or '?'}"
        value = re.search(r"<v>\s*(\d{1,9})\s*</v>", match[2] or "") if kind == "s" else None
        index = int(value[1]) if value else -1
        if 0 <= index < len(shared.strings) and index not in shared.taken:
            shared.taken.add(index)
            _cell(read, shared.strings[index], shared.base, place)
        elif kind == "inlineStr":
            while places and places[0] < match.start():
                places.pop(0)
            if places and places[0] < match.end():
                _cell(read, inline[places.pop(0)], own, place)


def _cell(read: _Read, paragraph: Paragraph, base: int, place: str) -> None:
    if any(map(str.isalpha, paragraph.text)):
        paragraph.into(read.gathered, base, "table-cell", 0, place)


_READERS: dict[str, Callable[[Package], _Read]] = {"odt": _odt, "pptx": _pptx, "xlsx": _xlsx}
