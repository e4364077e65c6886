"""Checks of XLIFF 1.x and 2.x."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.exchange.lint.check import Checks, Finding
from termlode.exchange.lint.text import TAG, TEXT, Text
from termlode.exchange.xliff.elements import VERSIONS, unsafe
from termlode.exchange.xliff.inline import content
from termlode.exchange.xml import local, namespace, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices
    from termlode.exchange.xml import Record

UNIT, FILE, START = Checks(), Checks(), Checks()
_PAIRED = {"bpt": "rid", "ept": "rid", "bx": "rid", "ex": "rid"}


@dataclass(slots=True)
class Unit:
    """A unit and the ids that its file has shown."""

    element: Element
    file: dict[str, str]
    root: dict[str, str]
    ids: set[str]

    def texts(self) -> Iterator[tuple[str, Element]]:
        """Sources and targets with their language."""
        languages = {
            "source": self.root.get("srcLang") or self.file.get("source-language") or "?",
            "target": self.root.get("trgLang") or self.file.get("target-language") or "?",
        }
        for element in self.element.iter():
            if local(element.tag) in languages:
                yield languages[local(element.tag)], element


@dataclass(slots=True)
class State:
    """What the whole file has shown."""

    units: int = 0
    translated: int = 0
    ids: dict[int, set[str]] = field(default_factory=dict)


def lint(path: Path, client: str | None, notices: Notices, encoding: str | None) -> Iterator[Finding]:
    """The findings of an XLIFF file, in order."""
    state = State()
    file: dict[str, str] | None = None
    names = {"trans-unit", "unit"}
    for record in records(path, names, notices, encoding=encoding, recover=True, root={"xliff"}, kind="XLIFF"):
        here = next((attributes for name, attributes in record.around if local(name) == "file"), {})
        if file is None:
            yield from START.on(record, path, 1, "", client)
        if here is not file:
            file = here
            yield from FILE.on(record, path, record.line, here.get("original", "")[:40], client)
            for key in ("source-language", "target-language"):
                if key in here:
                    yield from TAG.on(here[key], path, record.line, "", client)
        state.units += 1
        ids = state.ids.setdefault(id(here), set())
        unit = Unit(record.element, here, record.around[0][1], ids)
        name = record.element.get("id") or f"#{state.units}"
        yield from UNIT.on(unit, path, record.line, name, client)
        for language, element in unit.texts():
            state.translated += local(element.tag) == "target"
            text = Text(language, content(element, preserve=True)[0])
            yield from TEXT.on(text, path, record.line, name, client)
    yield from END.on(state, path, None, "", client)


END = Checks()


@END.add("L101", "error", "is it the right file?")
def no_units(item: State) -> Iterator[str]:
    """There is no unit."""
    if not item.units:
        yield ""


@END.add("L102", "warning", "translate it first: there is nothing to import")
def no_targets(item: State) -> Iterator[str]:
    """No unit has a translation."""
    if item.units and not item.translated:
        yield ""


@START.add("L111", "error", "write the namespace of the version")
def no_namespace(item: Record) -> Iterator[str]:
    """<xliff> has no namespace."""
    if not namespace(item.around[0][0]):
        yield ""


@START.add("L112", "error", "write 1.2 or 2.0")
def version(item: Record) -> Iterator[str]:
    """The version is missing or unknown."""
    found = item.around[0][1].get("version")
    if found not in VERSIONS:
        yield repr(found)


@START.add("L113", "error", "write srcLang (2.x) or source-language (1.x), and the target's")
def no_languages(item: Record) -> Iterator[str]:
    """A language is not named."""
    root = item.around[0][1]
    file = next((attributes for name, attributes in item.around if local(name) == "file"), {})
    modern = root.get("version", "").startswith("2")
    wanted = (root, ("srcLang", "trgLang")) if modern else (file, ("source-language", "target-language"))
    yield from (name for name in wanted[1] if not wanted[0].get(name))


@FILE.add("L121", "error", "write a plain relative name: tools may write there")
def original(item: Record) -> Iterator[str]:
    """original= leads out of the folder or is not a file name."""
    file = next((attributes for name, attributes in item.around if local(name) == "file"), {})
    if unsafe(file.get("original", "")):
        yield repr(file["original"][:60])


@UNIT.add("L201", "error", "give each unit its own")
def same_id(item: Unit) -> Iterator[str]:
    """An id is used twice in one file."""
    key = item.element.get("id")
    if key is not None and key in item.ids:
        yield repr(key)
    if key is not None:
        item.ids.add(key)


@UNIT.add("L202", "error", "add it")
def no_id(item: Unit) -> Iterator[str]:
    """A unit has no id."""
    if item.element.get("id") is None:
        yield ""


@UNIT.add("L203", "error", "close what is opened, with the same id or rid")
def pairs(item: Unit) -> Iterator[str]:
    """<bpt> and <ept> do not pair."""
    for _, element in item.texts():
        sides: dict[str, Counter[str]] = {"bpt": Counter(), "ept": Counter()}
        for code in element.iter():
            if local(code.tag) in sides:
                sides[local(code.tag)][code.get("rid") or code.get("id") or ""] += 1
        if sides["bpt"] != sides["ept"]:
            yield f"<{local(element.tag)}>"


@UNIT.add("L204", "error", "add the <data>")
def reference(item: Unit) -> Iterator[str]:
    """A code refers to data that is not there."""
    held = {element.get("id") for element in item.element.iter() if local(element.tag) == "data"}
    for element in item.element.iter():
        for name in ("dataRef", "dataRefStart", "dataRefEnd"):
            if element.get(name) is not None and element.get(name) not in held:
                yield repr(element.get(name))


@UNIT.add("L205", "warning", "take over the source's codes")
def lost_codes(item: Unit) -> Iterator[str]:
    """The target has other codes than the source."""
    source = next((e for e in item.element if local(e.tag) == "source"), None)
    target = next((e for e in item.element if local(e.tag) == "target"), None)
    if source is not None and target is not None:
        kinds = [Counter(local(e.tag) for e in side.iter() if e is not side) for side in (source, target)]
        if kinds[0] != kinds[1]:
            yield ""
