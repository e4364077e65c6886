"""XLIFF made of a document: its sentences as units with inline codes, the document itself inside as the skeleton.

1.2 keeps it in ``skl/internal-file``, 2.1 in ``skeleton``, as base64. Where each unit stands in the document's text
is told in a ``context`` (1.2) or in metadata (2.1), as ``start-end``, so that a later version with other rules for
sentences still finds it.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from termlode.errors import FormatError, UsageError
from termlode.exchange import xml
from termlode.exchange.notices import Notices
from termlode.exchange.tmx.markup import attribute, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.slots import Slot

VERSIONS = ("1.2", "2.1")
LARGEST = 20 << 20  # bytes of a document: what reads XLIFF holds the skeleton in one piece
_OLD = "urn:oasis:names:tc:xliff:document:1.2"
_NEW = "urn:oasis:names:tc:xliff:document:2.0"
_DATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_PLACE = "x-termlode-place"
_DATATYPES = {"txt": "plaintext", "html": "html"}


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline code of a sentence: its id within the unit, where it stands, and what it does."""

    id: int
    offset: int
    side: Literal["open", "close", "point"]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The document inside an XLIFF file, and the place of each unit in its text."""

    name: str
    data: bytes
    places: dict[str, tuple[int, int]]  # by unit id


@dataclass(frozen=True, slots=True)
class Original:
    """A document that XLIFF is made of."""

    name: str
    kind: str
    data: bytes


type Unit = tuple[Slot, tuple[int, int], Sequence[Mark]]


def made(original: Original, languages: tuple[str, str], units: Sequence[Unit], version: str = "1.2") -> bytes:
    """An XLIFF file of a document's sentences, none of them translated.

    Raises UsageError for a version that is not written, FormatError for a document that is too large.
    """
    if version not in VERSIONS:
        raise UsageError(f"XLIFF {version} is not written: one of {', '.join(VERSIONS)}")
    if len(original.data) > LARGEST:
        raise FormatError(f"is larger than {LARGEST >> 20} MB", path=original.name, cure="take its pictures out")
    parts = _old(original, languages, units) if version == "1.2" else _new(original, languages, units)
    return "".join(parts).encode("utf-8", "ignore")


def _old(original: Original, languages: tuple[str, str], units: Sequence[Unit]) -> Iterator[str]:
    from termlode import __version__

    kind = _DATATYPES.get(original.kind, f"x-{original.kind}")
    about = attribute("original", original.name) + attribute("datatype", kind) + ' tool-id="termlode"'
    about += attribute("source-language", languages[0]) + attribute("target-language", languages[1])
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_OLD}" version="1.2">\n<file{about}>\n'
    yield f'<header><skl><internal-file form="base64">{b64encode(original.data).decode()}</internal-file></skl>'
    yield f'<tool tool-id="termlode" tool-name="Termlode"{attribute("tool-version", __version__)}/></header>\n<body>\n'
    for slot, (start, end), marks in units:
        source = _woven(slot.source, marks, ("<g id=", "</g>", "<x id="))
        place = f'<context context-type="{_PLACE}">{start}-{end}</context>'
        yield f'<trans-unit id="{slot.unit}" xml:space="preserve"><source>{source}</source>'
        yield f'<context-group purpose="location">{place}</context-group></trans-unit>\n'
    yield "</body>\n</file>\n</xliff>\n"


def _new(original: Original, languages: tuple[str, str], units: Sequence[Unit]) -> Iterator[str]:
    pair = attribute("srcLang", languages[0]) + attribute("trgLang", languages[1])
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_NEW}" xmlns:mda="{_DATA}" version="2.1"{pair}>\n'
    yield f'<file id="f1"{attribute("original", original.name)}>\n'
    yield f"<skeleton>{b64encode(original.data).decode()}</skeleton>\n"
    for slot, (start, end), marks in units:
        source = _woven(slot.source, marks, ("<pc id=", "</pc>", "<ph id="))
        place = f'<mda:meta type="{_PLACE}">{start}-{end}</mda:meta>'
        yield f'<unit id="u{slot.unit}" xml:space="preserve"><mda:metadata><mda:metaGroup>{place}</mda:metaGroup>'
        yield f'</mda:metadata><segment id="s{slot.unit}"><source>{source}</source></segment></unit>\n'
    if not units:
        yield '<unit id="u0"><segment><source/></segment></unit>\n'  # a file must hold a unit
    yield "</file>\n</xliff>\n"


def _woven(plain: str, marks: Sequence[Mark], tags: tuple[str, str, str]) -> str:
    opening, closing, point = tags
    pieces, at = [], 0
    for mark in marks:
        pieces.append(text(plain[at : mark.offset]))
        at = mark.offset
        drawn = {"open": f'{opening}"{mark.id}">', "close": closing, "point": f'{point}"{mark.id}"/>'}
        pieces.append(drawn[mark.side])
    return "".join(pieces) + text(plain[at:])


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def read(path: Path) -> Skeleton:
    """The document inside a file that :func:`made` made and others filled. Raises FormatError where there is none."""
    names = {"internal-file", "skeleton", "trans-unit", "unit"}
    name, data, places = "", b"", dict[str, tuple[int, int]]()
    for record in xml.records(path, names, Notices(), root={"xliff"}, kind="XLIFF"):
        kind = xml.local(record.element.tag)
        if kind in ("internal-file", "skeleton"):
            file = next((a for n, a in record.around if xml.local(n) == "file"), {})
            name, data = file.get("original", ""), _decoded(record, path)
        elif (place := _place(record.element)) is not None:
            places[record.element.get("id", "")] = place
    if not data or not places:
        cure = "give a file that 'termlode pretranslate DOCUMENT' made"
        raise FormatError("holds no document of ours: there is nothing to merge into", path=path, cure=cure)
    return Skeleton(name, data, places)


def _decoded(record: xml.Record, path: Path) -> bytes:
    try:
        return b64decode("".join(record.element.itertext()), validate=False)
    except binascii.Error as error:
        raise FormatError("its skeleton is damaged", path=path, line=record.line) from error


def _place(unit: Element) -> tuple[int, int] | None:
    for element in unit.iter():
        said = element.get("context-type") or element.get("type")
        if said == _PLACE:
            start, _, end = (element.text or "").strip().partition("-")
            if start.isascii() and start.isdigit() and end.isascii() and end.isdigit():
                return int(start[:12]), int(end[:12])
    return None
