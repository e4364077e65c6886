"""Paragraphs that were translated into a language of the other direction, told so: Word and HTML.

Word: ``w:bidi`` of the paragraph and ``w:rtl`` of its runs (ECMA-376 part 1, 17.3.1.6 and 17.3.2.30), which choose
order, alignment and the font of complex scripts. HTML: ``dir`` and ``lang`` of the root element.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from html import escape
from typing import TYPE_CHECKING

from termlode.documents import wordml
from termlode.documents.docx import parts_of
from termlode.documents.encoding import decode, encode
from termlode.documents.sourcemap import Patch, apply
from termlode.languages.registry import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands behind w:bidi in a paragraph's properties, and behind w:rtl in a run's (the order of the schema).
_AFTER_BIDI = (
    "adjustRightInd|snapToGrid|spacing|ind|contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|"
    "textAlignment|textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange"
)
_AFTER_RTL = "cs|em|lang|eastAsianLayout|specVanish|oMath|rPrChange"
_SAID_BY = (("p", "pPr", "bidi", _AFTER_BIDI), ("r", "rPr", "rtl", _AFTER_RTL))
_ROOT = re.compile(r"<html\b([^>]*)>", re.IGNORECASE)
_BODY = re.compile(r"""(<body\b[^>]*?)\sdir\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_SAID = re.compile(r"""\s(?:lang|dir)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def directed(data: bytes, kind: str, language: str) -> bytes:
    """The document with the direction of its text stated where that is another than before; else as it is."""
    if kind == "docx":
        return _word(data, 1 if is_right_to_left(language) else -1)
    if kind == "html":
        return _page(data, language)
    return data


def _page(data: bytes, language: str) -> bytes:
    decoded = decode(data, "page.html")
    root = _ROOT.search(decoded.text)
    if root is None:
        return data
    direction = "rtl" if is_right_to_left(language) else "ltr"
    had_direction = re.search(r"\sdir\s*=", root[1], re.IGNORECASE)
    said = f' lang="{escape(language)}"' + (f' dir="{direction}"' if direction == "rtl" or had_direction else "")
    tag = f"<{root[0][1:5]}{said}{_SAID.sub('', root[1])}>"
    rest = _BODY.sub(rf'\1 dir="{direction}"', decoded.text[root.end() :], count=1)
    return encode(decoded.text[: root.start()] + tag + rest, decoded.encoding)


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def _word(data: bytes, wanted: int) -> bytes:
    """``wanted``: 1 from right to left, -1 from left to right."""
    package, parts = parts_of(data, "document.docx")
    changed: dict[str, str] = {}
    for part, xml in parts.items():
        found = wordml.scan(xml)
        prefix = wordml.prefix_of(xml)
        patches = sorted(dict.fromkeys(_turned(xml, found, prefix, wanted)), key=lambda one: (one.start, one.end))
        if patches:
            changed[part] = apply(xml, patches)
    return package.replaced(changed) if changed else data


def _turned(xml: str, found: wordml.Scan, prefix: str, wanted: int) -> Iterator[Patch]:
    around = _Around(xml, prefix)
    change = _stated if wanted > 0 else _taken
    for paragraph in found.paragraphs:
        places = [atom.origin for atom in paragraph.atoms if atom.literal and atom.end > atom.start]
        if not places or _leans(paragraph.text) * wanted <= 0:
            continue
        for element, properties, name, later in _SAID_BY:
            starts = dict.fromkeys(around.start(element, place) for place in places)
            for start in starts:
                if start is not None:
                    yield from change(xml, start, (prefix, properties, name, later))


class _Around:
    """The paragraph and the run that places of a part stand in."""

    def __init__(self, xml: str, prefix: str) -> None:
        self._places: dict[str, list[int]] = {"p": [], "r": []}
        self._starts: dict[str, list[int | None]] = {"p": [], "r": []}
        opened: dict[str, list[int]] = {"p": [], "r": []}
        for tag in re.compile(rf"<(/?){re.escape(prefix)}([pr])(?=[\s/>])[^>]*>").finditer(xml):
            stack = opened[tag[2]]
            if tag[1]:
                del stack[-1:]
            elif not tag[0].endswith("/>"):
                stack.append(tag.start())
            self._places[tag[2]].append(tag.end())
            self._starts[tag[2]].append(stack[-1] if stack else None)

    def start(self, element: str, place: int) -> int | None:
        """Where the innermost element begins that a place stands in."""
        index = bisect_right(self._places[element], place) - 1
        return self._starts[element][index] if index >= 0 else None


def _leans(text: str) -> int:
    """More than 0: more letters of the text go from right to left than from left to right."""
    kinds = [unicodedata.bidirectional(char) for char in text]
    return kinds.count("R") + kinds.count("AL") - kinds.count("L")


def _stated(xml: str, start: int, what: tuple[str, str, str, str]) -> Iterator[Patch]:
    """A property of a paragraph or run that begins at ``start``, put into the order that the schema wants."""
    prefix, properties, name, later = what
    inside = xml.index(">", start) + 1
    known = re.compile(rf"<{prefix}{properties}(/?)>").match(xml, inside)
    if known is None:
        yield Patch(inside, inside, f"<{prefix}{properties}><{prefix}{name}/></{prefix}{properties}>")
    elif known[1]:
        yield Patch(inside, known.end(), f"<{prefix}{properties}><{prefix}{name}/></{prefix}{properties}>")
    else:
        end = xml.index(f"</{prefix}{properties}>", inside)
        yield from _twins(xml, inside, end, prefix)
        if f"<{prefix}{name}" not in xml[inside:end]:
            after = re.compile(rf"<{prefix}(?:{later})\b").search(xml, inside, end)
            at = after.start() if after else end
            yield Patch(at, at, f"<{prefix}{name}/>")


def _taken(xml: str, start: int, what: tuple[str, str, str, str]) -> Iterator[Patch]:
    """The property turned off where a paragraph or run has it."""
    prefix, properties, name, _ = what
    inside = xml.index(">", start) + 1
    if xml.startswith(f"<{prefix}{properties}>", inside):
        end = xml.index(f"</{prefix}{properties}>", inside)
        said = re.compile(rf"<{prefix}{name}(?:\s[^>]*)?/>").search(xml, inside, end)
        if said is not None:
            yield Patch(said.start(), said.end(), f'<{prefix}{name} {prefix or "w:"}val="0"/>')


def _twins(xml: str, start: int, end: int, prefix: str) -> Iterator[Patch]:
    """Bold, italic and size of a run, said of complex scripts too: Word asks those of Arabic letters."""
    for match in re.compile(rf"<{prefix}(b|i|sz)(\s[^>]*)?/>").finditer(xml, start, end):
        if f"<{prefix}{match[1]}Cs" not in xml[start:end]:
            yield Patch(match.end(), match.end(), f"<{prefix}{match[1]}Cs{match[2] or ''}/>")
