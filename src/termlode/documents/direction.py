"""Paragraphs that were translated into a language of the other direction, told so: Word and HTML.

Word: ``w:bidi`` of the paragraph and ``w:rtl`` of its runs (ECMA-376 part 1, 17.3.1.6 and 17.3.2.30), which choose
order, alignment and the font of complex scripts. HTML: ``dir`` and ``lang`` of the root element.
"""

from __future__ import annotations

import re
import unicodedata
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
_ROOT = re.compile(r"<html\b([^>]*)>", re.IGNORECASE)
_SAID = re.compile(r"""\s(?:lang|dir)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def directed(data: bytes, kind: str, language: str) -> bytes:
    """The document with the direction of its text stated where that is another than before; else as it is."""
    if kind == "docx" and is_right_to_left(language):
        return _word(data)
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
    return encode(decoded.text[: root.start()] + tag + decoded.text[root.end() :], decoded.encoding)


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def _word(data: bytes) -> bytes:
    package, parts = parts_of(data, "document.docx")
    changed: dict[str, str] = {}
    for part, xml in parts.items():
        found = wordml.scan(xml)
        prefix = wordml.prefix_of(xml)
        patches = sorted(dict.fromkeys(_turned(xml, found, prefix)), key=lambda patch: (patch.start, patch.end))
        if patches:
            changed[part] = apply(xml, patches)
    return package.replaced(changed) if changed else data


def _turned(xml: str, found: wordml.Scan, prefix: str) -> Iterator[Patch]:
    for paragraph in found.paragraphs:
        if _leans(paragraph.text) <= 0:
            continue
        places = [atom.origin for atom in paragraph.atoms if atom.literal and atom.end > atom.start]
        if places:
            yield from _stated(xml, places[0], (prefix, "p", "pPr", "bidi", _AFTER_BIDI))
        for place in places:
            yield from _stated(xml, place, (prefix, "r", "rPr", "rtl", _AFTER_RTL))


def _leans(text: str) -> int:
    """More than 0: more letters of the text go from right to left than from left to right."""
    kinds = [unicodedata.bidirectional(char) for char in text]
    return kinds.count("R") + kinds.count("AL") - kinds.count("L")


def _stated(xml: str, place: int, what: tuple[str, str, str, str, str]) -> Iterator[Patch]:
    """A property of the paragraph or run around a place, put into the order that the schema wants."""
    prefix, element, properties, name, later = what
    starts = [xml.rfind(f"<{prefix}{element}{end}", 0, place) for end in (">", " ")]
    start = max(starts)
    if start < 0:
        return
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


def _twins(xml: str, start: int, end: int, prefix: str) -> Iterator[Patch]:
    """Bold, italic and size of a run, said of complex scripts too: Word asks those of Arabic letters."""
    for match in re.compile(rf"<{prefix}(b|i|sz)(\s[^>]*)?/>").finditer(xml, start, end):
        if f"<{prefix}{match[1]}Cs" not in xml[start:end]:
            yield Patch(match.end(), match.end(), f"<{prefix}{match[1]}Cs{match[2] or ''}/>")
