"""Word documents: paragraphs, tables, notes, headers and text boxes; corrections go into the runs' text only."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from termlode.documents import gather, sourcemap, wordml
from termlode.documents.package import Package
from termlode.documents.xmltags import attribute
from termlode.errors import UnreadableError
from termlode.languages.identify import identify_all
from termlode.model import Block, Document, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.model import BlockKind

_SEPARATOR = "\n\n"
_NOTES = ("footnotes", "endnotes")
_AROUND = ("header", "footer")
_STYLE = re.compile(r"<(?:\w+:)?style\b(?P<rest>[^<>]*)(?<!/)>|(?P<end></(?:\w+:)?style>)")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A paragraph of a part and where its text begins in the document's text."""

    part: str
    paragraph: wordml.Paragraph
    start: int


@dataclass(frozen=True, slots=True)
class _Opened:
    """A package, its parts with text as scanned, and its paragraphs that have text."""

    package: Package
    xml: dict[str, str]
    scans: dict[str, wordml.Scan]
    placed: list[_Placed]

    def text(self) -> str:
        """The text of the document."""
        return _SEPARATOR.join(placed.paragraph.text for placed in self.placed)


def read_docx(data: bytes, path: Path | str) -> Document:
    """A Word document. Raises UnreadableError where it is damaged, encrypted or too large."""
    opened = _open(data, path)
    text = opened.text()
    styles = _styles(opened)
    blocks = list(_blocks(opened, styles, text))
    languages = identify_all([block.text for block in blocks])
    tagged = tuple(replace(block, language=lang) for block, lang in zip(blocks, languages, strict=True))
    return Document(str(path), "docx", text, tagged, "utf-8", tuple(_notices(opened)))


def open_docx(data: bytes, document: Document) -> sourcemap.Opened | None:
    """The document opened for writing; None where its text is no longer the document's."""
    opened = _open(data, document.path)
    if opened.text() != document.text:
        return None
    bases = dict(zip(opened.xml, accumulate((len(xml) for xml in opened.xml.values()), initial=0), strict=False))
    atoms = [
        _moved(atom, placed.start, bases[placed.part]) for placed in opened.placed for atom in placed.paragraph.atoms
    ]

    def finish(patches: list[sourcemap.Patch]) -> bytes:
        changed: dict[str, str] = {}
        for part, xml in opened.xml.items():
            base, found = bases[part], list[sourcemap.Patch]()
            for patch in patches:
                if base <= patch.start and patch.end <= base + len(xml):
                    found.append(sourcemap.Patch(patch.start - base, patch.end - base, patch.text))
            if found:
                found += _preserving(xml, opened.scans[part].elements, found)
                found.sort(key=lambda patch: (patch.start, patch.end))
                changed[part] = sourcemap.apply(xml, found)
        return opened.package.replaced(changed) if changed else data

    source = "".join(opened.xml.values())
    return sourcemap.Opened(source, atoms, gather.as_xml, finish, list(_shadows(opened, bases)))


def parts_of(data: bytes, path: Path | str) -> tuple[Package, dict[str, str]]:
    """The package and the XML of its parts that have text. Raises UnreadableError."""
    package = Package(data, path)
    main = package.related("", "officeDocument") or [n for n in package.names() if n == "word/document.xml"]
    if not main:
        cure = "open it in Word and save it again, or fetch it again"
        raise UnreadableError("is not a Word document inside", path=path, cure=cure)
    parts = [main[0]]
    for kind in (*_NOTES, *_AROUND):
        parts += sorted(package.related(main[0], kind))
    return package, {part: package.text(part) for part in dict.fromkeys(parts)}


def _open(data: bytes, path: Path | str) -> _Opened:
    package, xml = parts_of(data, path)
    scans = {part: wordml.scan(text) for part, text in xml.items()}
    return _Opened(package, xml, scans, list(_place(scans)))


def _place(scans: dict[str, wordml.Scan]) -> Iterator[_Placed]:
    """Paragraphs with text, fallbacks aside, with their offsets."""
    start = 0
    for part, scan in scans.items():
        for paragraph in scan.paragraphs:
            if paragraph.fallback is None and paragraph.text.strip():
                yield _Placed(part, paragraph, start)
                start += paragraph.length + len(_SEPARATOR)


def _shadows(opened: _Opened, bases: dict[str, int]) -> Iterator[list[sourcemap.Atom]]:
    """The atoms of the fallbacks of text boxes, which say the same as their first choices."""
    for part, scan in opened.scans.items():
        starts = {id(placed.paragraph): placed.start for placed in opened.placed if placed.part == part}
        for choice, fallback in wordml.in_step(scan):
            if id(choice) in starts:
                yield [_moved(atom, starts[id(choice)], bases[part]) for atom in fallback.atoms]


def _moved(atom: sourcemap.Atom, by: int, base: int) -> sourcemap.Atom:
    return replace(
        atom,
        start=atom.start + by,
        end=atom.end + by,
        origin=atom.origin + base,
        origin_end=atom.origin_end + base,
    )


def _preserving(
    xml: str, elements: Sequence[wordml.TextElement], patches: Sequence[sourcemap.Patch]
) -> Iterator[sourcemap.Patch]:
    """``xml:space="preserve"`` for changed text that now begins or ends with a space."""
    ordered = sorted(patches, key=lambda patch: (patch.start, patch.end))
    index = 0
    for element in elements:
        while index < len(ordered) and ordered[index].end < element.start:
            index += 1
        inside = []
        while index < len(ordered) and ordered[index].start <= element.end:
            inside.append(ordered[index])
            index += 1
        if inside and not element.preserved:
            moved = [sourcemap.Patch(p.start - element.start, p.end - element.start, p.text) for p in inside]
            after = sourcemap.apply(xml[element.start : element.end], moved)
            if after != after.strip():
                yield sourcemap.Patch(element.tag_end, element.tag_end, ' xml:space="preserve"')


def _blocks(opened: _Opened, styles: dict[str, tuple[str, int | None]], text: str) -> Iterator[Block]:
    line, seen = 1, 0
    for placed in opened.placed:
        raw = placed.paragraph.text
        stripped = raw.strip()
        start = placed.start + raw.index(stripped)
        line += text.count("\n", seen, start)
        seen = start
        kind, level = _kind(placed, styles)
        yield Block(stripped, start, start + len(stripped), line, kind, level=level)


def _kind(placed: _Placed, styles: dict[str, tuple[str, int | None]]) -> tuple[BlockKind, int]:
    paragraph = placed.paragraph
    name, outline = styles.get(paragraph.style, ("", None))
    special = _special(placed, name)
    if special is not None:
        return special, 0
    level = paragraph.outline if paragraph.outline is not None else outline
    if name in ("title", "subtitle") or (level is not None and level < 9):
        return "heading", 1 + (level or 0)
    if paragraph.in_table:
        return "table-cell", 0
    if paragraph.listed is not None or name.startswith("list"):
        return "list-item", 1 + (paragraph.listed or 0)
    return "paragraph", 0


def _special(placed: _Placed, style: str) -> BlockKind | None:
    """Kinds that the part or the style names outright."""
    if placed.part.rpartition("/")[2].startswith(_NOTES):
        return "footnote"
    if style == "caption":
        return "caption"
    return "toc" if style.startswith("toc ") else None


def _styles(opened: _Opened) -> dict[str, tuple[str, int | None]]:
    """For each style id: its name in lower case and its outline level, taken from its base where it has none."""
    part = next(iter(opened.package.related(next(iter(opened.xml)), "styles")), None)
    if part is None:
        return {}
    names: dict[str, str] = {}
    levels: dict[str, int] = {}
    bases: dict[str, str] = {}
    for rest, inside in _style_elements(opened.package.text(part)):
        key = attribute(rest, "styleId") or ""
        names[key] = (_value(inside, "name") or "").lower()
        bases[key] = _value(inside, "basedOn") or ""
        level = _value(inside, "outlineLvl")
        if level and level.isascii() and level.isdecimal():
            levels[key] = int(level[:2])
        elif heading := re.fullmatch(r"heading ([1-9])", names[key]):
            levels[key] = int(heading[1]) - 1
    return {key: (name, _inherited(key, levels, bases)) for key, name in names.items()}


def _style_elements(xml: str) -> Iterator[tuple[str, str]]:
    """The attributes and the content of each style, in one walk through the part."""
    opened: re.Match[str] | None = None
    for match in _STYLE.finditer(xml):
        if not match["end"]:
            opened = opened or match
        elif opened is not None:
            yield opened["rest"], xml[opened.end() : match.start()]
            opened = None


def _inherited(key: str, levels: dict[str, int], bases: dict[str, str]) -> int | None:
    for _ in range(12):  # deeper than any sane chain of styles, and an end to circular ones
        if key in levels:
            return levels[key]
        key = bases.get(key, "")
    return None


def _value(xml: str, local: str) -> str | None:
    match = re.search(rf"<(?:\w+:)?{local}\b([^<>]*)>", xml)
    return attribute(match[1], "val") if match else None


def _notices(opened: _Opened) -> Iterator[Notice]:
    xml = "".join(opened.xml.values())
    tracked = len(re.findall(r"<\w+:(?:ins|del|moveFrom|moveTo)\s", xml))
    if tracked:
        yield Notice("tracked-changes", f"{tracked} tracked changes: inserted text is read, deleted text is not")
