"""The units of an XLIFF file as checks look at them: translated or not, with ids, states, room and waivers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.errors import InputError, UsageError
from termlode.exchange import xml
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.xliff.elements import (
    child,
    children,
    data_of,
    language_of,
    notes_of,
    pair_of,
    preserves,
    translates,
)
from termlode.exchange.xliff.inline import content
from termlode.exchange.xliff.segments import parallel
from termlode.exchange.xliff.status import definitions
from termlode.languages.tags import normalise
from termlode.quality.unit import Limit, Text, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

WAIVER = re.compile(r"termlode[:\s]+(?:ok|ignore)[:\s]+((?:[EWI]\d{0,3}[\s,;]*)+)", re.IGNORECASE)
_OPEN = frozenset({"new", "initial", "notstarted", "nottranslated", "needstranslation", "untranslated"})
_STATES = frozenset({"state", "status", "conf"})


def read(path: Path | str, options: ReadOptions | None = None, notices: Notices | None = None) -> Iterator[Unit]:
    """Every unit that is to be translated, a segment at a time. Raises FormatError, UnreadableError, UsageError."""
    options, notices = options or ReadOptions(), Notices() if notices is None else notices
    found = xml.records(
        path, {"trans-unit", "unit"}, notices, encoding=options.encoding, recover=options.recover,
        root={"xliff"}, kind="XLIFF",
    )  # fmt: skip
    for record in found:
        if translates(record):
            try:
                yield from _units(record, str(path), options)
            except UsageError as error:
                raise UsageError(f"{path}: {error}") from error
            except InputError as error:
                raise error if error.path is not None else xml.placed(error, path, record.line) from error


class _About:
    """What the segments of a unit share."""

    def __init__(self, record: xml.Record, path: str, options: ReadOptions) -> None:
        element, self.path, self.line = record.element, path, record.line
        self.modern = xml.local(element.tag) == "unit"
        self.languages = _languages(record, options, modern=self.modern)
        self.preserve = preserves(record)
        self.limit = _limit(element)
        notes = " ".join(note.text for note in notes_of(element))
        self.waived = frozenset(code.upper() for said in WAIVER.findall(notes) for code in re.findall(r"\w+", said))
        self.data = data_of(child(element, "originalData"))
        self.id = element.get("id", "")

    def unit(self, name: str, source: Element, target: Element | None, *states: Element | None) -> Unit:
        left = content(source, self.data, preserve=self.preserve)
        right = content(target, self.data, preserve=self.preserve) if target is not None else ("", ())
        tags = (language_of(source) or self.languages[0], language_of(target) or self.languages[1])
        is_open = target is None or any(map(_is_open, (*states, target)))
        return Unit(
            self.path, name, Text(left[0], normalise(tags[0]), left[1]), Text(right[0], normalise(tags[1]), right[1]),
            is_open, self.line, self.limit, self.waived,
        )  # fmt: skip


def _units(record: xml.Record, path: str, options: ReadOptions) -> Iterator[Unit]:
    about, element = _About(record, path, options), record.element
    if about.modern:
        segments = children(element, "segment")
        for number, segment in enumerate(segments, 1):
            name = f"{about.id}/{segment.get('id') or number}" if len(segments) > 1 else about.id
            source = child(segment, "source")
            if source is not None:
                yield about.unit(name, source, child(segment, "target"), segment)
        return
    source, target = child(element, "source"), child(element, "target")
    pairs, defined = parallel(child(element, "seg-source"), target), definitions(element)
    for left, right in pairs:
        name = f"{about.id}/{left.get('mid')}" if len(pairs) > 1 else about.id
        yield about.unit(name, left, right, element, defined.get(left.get("mid", "")))
    if not pairs and source is not None:
        yield about.unit(about.id, source, target, element)


def _is_open(element: Element | None) -> bool:
    """Whether a state says that the translation is still to be made."""
    if element is None:
        return False
    values = (value for name, value in element.items() if xml.local(name) in _STATES)
    return any(re.sub(r"[\W_]", "", value).lower() in _OPEN for value in values)


def _languages(record: xml.Record, options: ReadOptions, *, modern: bool) -> tuple[str, str]:
    said = pair_of(record, modern=modern)
    source, target = said[0] or options.source, said[1] or options.target
    if not source or not target:
        which, option = ("source", "--from") if not source else ("target", "--to")
        raise UsageError(f"the file names no {which} language: say {option} LANGUAGE")
    return source, target


def _limit(element: Element) -> Limit | None:
    """The room for a target: ``maxwidth`` and ``size-unit`` of 1.2, a size restriction of 2.x."""
    most, unit = element.get("maxwidth"), element.get("size-unit", "pixel")
    restricted = next((value for name, value in element.items() if xml.local(name) == "sizeRestriction"), None)
    if restricted:
        most, unit = restricted.rpartition(",")[2], "char"
    return Limit(int(most), unit) if most and most.isdecimal() and len(most) < 10 else None
