"""Small questions to the elements of XLIFF: children, texts, languages, what is inherited from around."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from termlode.errors import FormatError
from termlode.exchange import xml
from termlode.exchange.xliff.inline import content
from termlode.languages.tags import matches, normalise
from termlode.model import Note

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices
    from termlode.model import InlineCode


VERSIONS = frozenset({"1.0", "1.1", "1.2", "2.0", "2.1", "2.2"})
_NAMESPACE = re.compile(r"urn:oasis:names:tc:xliff:document:(\d+\.\d+)\Z")


def version_of(record: xml.Record, notices: Notices) -> str:
    """The version of the file that a unit is of. Raises FormatError for one that we do not read."""
    name, attributes = record.around[0]
    namespace = xml.namespace(name)
    named = _NAMESPACE.match(namespace)
    if not namespace:
        notices.add("no-namespace", "<xliff> has no namespace: read by its version", line=1)
    found = attributes.get("version") or (named[1] if named else "1.2")
    if found not in VERSIONS:
        raise FormatError(f"is XLIFF {found}: not a version we read", cure="versions 1.0 to 1.2 and 2.0 to 2.2")
    return found


def notes_of(element: Element) -> tuple[Note, ...]:
    found = (note for note in element.iter() if xml.local(note.tag) == "note" and note.text)
    return tuple(Note("".join(note.itertext())) for note in found)


def data_of(held: Element | None) -> dict[str, str]:
    return {item.get("id", ""): "".join(item.itertext()) for item in held} if held is not None else {}


def text_of(record: xml.Record, name: str) -> tuple[str, tuple[InlineCode, ...]]:
    """The ``source`` or ``target`` of a unit (of its first segment in 2.x)."""
    segment = child(record.element, "segment")
    found = child(record.element if segment is None else segment, name)
    return content(found, preserve=preserves(record)) if found is not None else ("", ())


def language_of(element: Element | None) -> str | None:
    return (element.get(xml.XML_LANG) or "").strip() or None if element is not None else None


def same(said: str, other: str) -> bool:
    """Whether a tag in a file names the language ``other``, be it more or less exactly (``fa-IR``, ``fa``)."""
    tag = normalise(said)
    return matches(tag, other) or matches(other, tag)


def quality(element: Element) -> float | None:
    """The quality of a match in percent, or None where it says none."""
    said = next((value for name in _QUALITIES if (value := element.get(name))), "").strip().rstrip("%")
    try:
        return float(said)
    except ValueError:
        return None


FULL = 100
_QUALITIES = ("match-quality", "similarity", "matchQuality")


def translates(record: xml.Record) -> bool:
    """Whether the unit is to be translated: the nearest ``translate`` around it says so."""
    said = [attributes.get("translate") for _, attributes in record.around]
    return next((value for value in (record.element.get("translate"), *reversed(said)) if value), "yes") != "no"


def languages_of(attributes: dict[str, str]) -> tuple[str | None, str | None]:
    return attributes.get("source-language"), attributes.get("target-language")


def pair_of(record: xml.Record, *, modern: bool) -> tuple[str | None, str | None]:
    """The languages that the file of a unit names: of 2.x (``modern``) its root does, of 1.x its ``file``."""
    if modern:
        root = record.around[0][1]
        return root.get("srcLang"), root.get("trgLang")
    of_file = next((attributes for name, attributes in record.around if xml.local(name) == "file"), {})
    return languages_of(of_file)


def preserves(record: xml.Record) -> bool:
    inherited = [attributes.get(xml.XML_SPACE) for _, attributes in record.around]
    said = [value for value in (*inherited, record.element.get(xml.XML_SPACE)) if value is not None]
    return bool(said) and said[-1] == "preserve"


def child(element: Element, name: str) -> Element | None:
    return next((child for child in element if xml.local(child.tag) == name), None)


def children(element: Element, name: str) -> list[Element]:
    return [child for child in element if xml.local(child.tag) == name]


def unsafe(original: str) -> bool:
    """Whether a path in a file would lead elsewhere if it were used to write (it never is)."""
    device = PureWindowsPath(original).stem.upper() in _DEVICES
    return (
        original.startswith(("/", "\\", "~"))
        or ".." in re.split(r"[\\/]", original)
        or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", original) is not None
        or any(not character.isprintable() for character in original)
        or device
        or len(original) > 1024
    )


_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))})
