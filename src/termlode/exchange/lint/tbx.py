"""Checks of TBX, v2 and v3: what makes entries unreadable for the tools that import it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.exchange.lint.check import Checks, Finding
from termlode.exchange.lint.text import TAG, TEXT, Text
from termlode.exchange.xml import XML_LANG, local, namespace, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices
    from termlode.exchange.xml import Record

_ENTRIES = frozenset({"termEntry", "conceptEntry", "entry"})
_SECTIONS = frozenset({"langSet", "langSec", "langGroup"})
_DIALECTS = frozenset({"TBX", "TBX-Default", "TBX-Core", "TBX-Min", "TBX-Basic", "TBX-Linguist"})
_CORE = "urn:iso:std:iso:30042:ed-2"
# administrativeStatus picklist of TBX-Basic (v2 1.2.1 and v3)
_STATUS = frozenset(
    f"{name}-admn-sts" for name in ("preferredTerm", "admittedTerm", "deprecatedTerm", "supersededTerm")
)


@dataclass(slots=True)
class State:
    """What the file has shown so far."""

    entries: int = 0
    ids: set[str] = field(default_factory=set)
    references: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """An entry and the file around it."""

    element: Element
    state: State

    @property
    def sections(self) -> list[Element]:
        """The language sections."""
        return [child for child in self.element if local(child.tag) in _SECTIONS]

    def terms(self) -> Iterator[Element]:
        """All ``term`` elements."""
        return (element for element in self.element.iter() if local(element.tag) == "term")


START, ENTRY, END = Checks(), Checks(), Checks()


def lint(path: Path, client: str | None, notices: Notices, encoding: str | None) -> Iterator[Finding]:
    """The findings of a TBX file, in order."""
    state = State()
    roots = {"martif", "tbx", "TBX"}
    for record in records(path, _ENTRIES, notices, encoding=encoding, recover=True, root=roots, kind="TBX"):
        if not state.entries:
            yield from START.on(record, path, 1, "", client)
        state.entries += 1
        entry = Entry(record.element, state)
        name = record.element.get("id") or f"#{state.entries}"
        yield from ENTRY.on(entry, path, record.line, name, client)
        for section in entry.sections:
            tag = section.get(XML_LANG)
            if tag is not None:
                yield from TAG.on(tag, path, record.line, name, client)
            for term in (element for element in section.iter() if local(element.tag) == "term"):
                text = Text(tag or "?", "".join(term.itertext()))
                yield from TEXT.on(text, path, record.line, name, client)
    yield from END.on(state, path, None, "", client)


@END.add("B101", "error", "is it the right file?")
def no_entries(item: State) -> Iterator[str]:
    """There is no entry."""
    if not item.entries:
        yield ""


@END.add("B102", "error", "correct the id, or take the reference out")
def dangling(item: State) -> Iterator[str]:
    """A reference leads to an entry that is not there."""
    yield from sorted(target for target in item.references if target not in item.ids)


@START.add(
    "B111", "error", "export TBX v2 (martif): OmegaT, Weblate and translate-toolkit read no v3", "omegat weblate"
)
def too_new(item: Record) -> Iterator[str]:
    """The file is TBX v3."""
    if local(item.around[0][0]) == "tbx":
        yield ""


@START.add("B112", "error", "take the namespace out: TBX v2 has none, OmegaT refuses it")
def misplaced_namespace(item: Record) -> Iterator[str]:
    """<martif> stands in a namespace."""
    name = item.around[0][0]
    if local(name) == "martif" and namespace(name):
        yield namespace(name)


@START.add("B113", "error", "write urn:iso:std:iso:30042:ed-2")
def wrong_namespace(item: Record) -> Iterator[str]:
    """<tbx> stands in another namespace than that of ISO 30042:2019."""
    name = item.around[0][0]
    if local(name) == "tbx" and namespace(name) != _CORE:
        yield repr(namespace(name))


@START.add("B114", "warning", "name a dialect, such as TBX-Basic")
def dialect(item: Record) -> Iterator[str]:
    """The dialect is not a public one."""
    found = item.around[0][1].get("type") or item.around[0][1].get("dialect") or ""
    if found not in _DIALECTS:
        yield repr(found)


@START.add("B115", "warning", "write TBX v2 or v3")
def minimal(item: Record) -> Iterator[str]:
    """The file is TBX-Min of 2013, which few tools read."""
    if local(item.around[0][0]) == "TBX":
        yield ""


@ENTRY.add("B201", "error", "give each entry its own")
def same_id(item: Entry) -> Iterator[str]:
    """An id is used twice."""
    key = item.element.get("id")
    if key is not None and key in item.state.ids:
        yield repr(key)
    if key is not None:
        item.state.ids.add(key)
    for element in item.element.iter():
        target = element.get("target")
        if target and local(element.tag) == "ref" and "://" not in target:
            item.state.references.setdefault(target.removeprefix("#"), 1)


@ENTRY.add("B202", "error", "add xml:lang")
def no_language(item: Entry) -> Iterator[str]:
    """A language section names no language."""
    if any(section.get(XML_LANG) is None for section in item.sections):
        yield ""


@ENTRY.add("B203", "error", "put all terms of a language into one section")
def two_sections(item: Entry) -> Iterator[str]:
    """A language has two sections: tools read the first."""
    tags = [section.get(XML_LANG, "").lower() for section in item.sections]
    yield from sorted({tag for tag in tags if tag and tags.count(tag) > 1})


@ENTRY.add("B204", "error", "add a term")
def no_term(item: Entry) -> Iterator[str]:
    """A language section has no term."""
    for section in item.sections:
        if not any(local(element.tag) == "term" for element in section.iter()):
            yield section.get(XML_LANG, "?")


@ENTRY.add("B205", "warning", "add a translation: glossaries show a term without one")
def one_language(item: Entry) -> Iterator[str]:
    """An entry has one language only."""
    if len(item.sections) < 2:
        yield ""


@ENTRY.add("B206", "warning", "write preferredTerm-, admittedTerm-, deprecatedTerm- or supersededTerm-admn-sts")
def status(item: Entry) -> Iterator[str]:
    """A status is not of TBX-Basic's list."""
    for element in item.element.iter():
        value = (element.text or "").strip()
        named = element.get("type") == "administrativeStatus" or local(element.tag) == "administrativeStatus"
        if named and value not in _STATUS:
            yield repr(value[:40])


@ENTRY.add("B207", "warning", "write the term alone: notes have elements of their own")
def marked(item: Entry) -> Iterator[str]:
    """A term holds markup."""
    for term in item.terms():
        if len(term):
            yield repr("".join(term.itertext())[:40])
