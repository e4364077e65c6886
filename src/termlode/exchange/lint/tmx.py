"""Checks of TMX: the rules of TMX 1.4b that a DTD can and cannot say, and what clients need beyond them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from termlode.errors import InputError
from termlode.exchange.lint.check import Checks, Finding
from termlode.exchange.lint.text import TAG, TEXT, Text
from termlode.exchange.profiles import PROFILES
from termlode.exchange.tmx.header import SEGMENT_TYPES
from termlode.exchange.tmx.markup import ATTRIBUTES
from termlode.exchange.tmx.read import VERSIONS
from termlode.exchange.tmx.segment import unpaired
from termlode.exchange.tmx.values import DATES, FIELDS, date
from termlode.exchange.xml import XML_LANG, local, namespace, records
from termlode.languages.tags import normalise, primary, same

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices

REQUIRED = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
_KNOWN = {"tu", "tuv", "seg", "prop", "note", "hi", "ut", *ATTRIBUTES}
_UNIT_ATTRIBUTES = {*FIELDS, "tuid", "segtype", "srclang"}


@dataclass(slots=True)
class State:
    """What a file has shown so far."""

    version: str = ""
    namespace: str = ""
    outside: int = 0  # units that do not stand in <body>
    source: str | None = None
    header: Element | None = None
    units: int = 0
    ids: set[str] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)
    sources: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Unit:
    """A ``tu`` and the file around it."""

    element: Element
    state: State

    @property
    def variants(self) -> list[Element]:
        """The ``tuv`` elements."""
        return _named(self.element, "tuv")

    @property
    def languages(self) -> list[str]:
        """The tags of the variants that have one, as written."""
        return [tag for variant in self.variants if (tag := _language(variant)) is not None]

    def segments(self) -> Iterator[Element]:
        """All ``seg`` elements."""
        for variant in self.variants:
            yield from _named(variant, "seg")


def lint(path: Path, client: str | None, notices: Notices, encoding: str | None) -> Iterator[Finding]:
    """The findings of a TMX file, in order."""
    state = State()
    for record in records(path, {"tu", "header"}, notices, encoding=encoding, recover=True, root={"tmx"}, kind="TMX"):
        state.version = record.around[0][1].get("version", "")
        state.namespace = namespace(record.around[0][0])
        if local(record.element.tag) == "header":
            state.header = record.element
            state.source = record.element.get("srclang")
            yield from HEADER.on(record.element, path, record.line, "", client)
            continue
        state.units += 1
        state.outside += local(record.around[-1][0]) != "body"
        unit = Unit(record.element, state)
        name = record.element.get("tuid") or f"#{state.units}"
        yield from UNIT.on(unit, path, record.line, name, client)
        for tag in unit.languages:
            yield from TAG.on(tag, path, record.line, name, client)
        for variant in unit.variants:
            for segment in _named(variant, "seg"):
                text = Text(_language(variant) or "?", plain(segment))
                yield from TEXT.on(text, path, record.line, name, client)
    yield from FILE.on(state, path, None, "", client)


def plain(segment: Element) -> str:
    """The text of a segment without native codes; text in ``hi`` and unknown tags counts."""
    parts = [segment.text or ""]
    for child in segment:
        if local(child.tag) not in ATTRIBUTES or local(child.tag) == "hi":
            parts.append(plain(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _named(element: Element, name: str) -> list[Element]:
    return [child for child in element if local(child.tag) == name]


def _language(element: Element) -> str | None:
    found = element.get(XML_LANG)
    return found if found is not None else element.get("lang")


def _inline(item: Unit) -> Iterator[Element]:
    for segment in item.segments():
        yield from (element for element in segment.iter() if element is not segment)


# ── the file ─────────────────────────────────────────────────────────────────────────────────────

FILE, HEADER, UNIT = Checks(), Checks(), Checks()


@FILE.add("T101", "warning", "write version 1.4", fixable=True)
def version(item: State) -> Iterator[str]:
    """The TMX version is old or unknown."""
    if item.units and item.version != "1.4":
        yield repr(item.version) if item.version not in VERSIONS else item.version


@FILE.add("T102", "error", "add a header with all seven attributes", fixable=True)
def no_header(item: State) -> Iterator[str]:
    """There is no header."""
    if item.header is None:
        yield ""


@FILE.add("T103", "error", "is it the right file?")
def no_units(item: State) -> Iterator[str]:
    """There is no unit: the tool will say that nothing was imported."""
    if not item.units:
        yield ""


@FILE.add("T104", "error", "put them into <body>", fixable=True)
def outside(item: State) -> Iterator[str]:
    """Units stand outside <body>."""
    if item.outside:
        yield str(item.outside)


@FILE.add("T105", "error", "take xmlns out: OmegaT 6.1 refuses the file", "omegat", fixable=True)
def in_namespace(item: State) -> Iterator[str]:
    """<tmx> stands in a namespace."""
    if item.namespace:
        yield item.namespace


@HEADER.add("T111", "error", "add it: OmegaT loses the whole file without srclang", fixable=True)
def header_attribute(item: Element) -> Iterator[str]:
    """The header lacks an attribute that TMX 1.4 requires."""
    yield from (name for name in REQUIRED if not (item.get(name) or "").strip())


@HEADER.add("T112", "error", "name the tool that made the file", "omegat", fixable=True)
def made_by_omegat(item: Element) -> Iterator[str]:
    """creationtool is OmegaT: it will read the content of tags as text."""
    if item.get("creationtool") == "OmegaT":
        yield ""


@HEADER.add("T113", "error", "write BCP 47 or *all*", fixable=True)
def header_language(item: Element) -> Iterator[str]:
    """A language of the header is not a BCP 47 tag."""
    for name in ("srclang", "adminlang"):
        value = item.get(name)
        if value and value != "*all*" and not _is_tag(value):
            yield f"{name}={value!r}"


@HEADER.add("T114", "error", "one of block, paragraph, sentence, phrase", fixable=True)
def header_segment_type(item: Element) -> Iterator[str]:
    """The header's segtype is unknown."""
    if item.get("segtype") and item.get("segtype") not in SEGMENT_TYPES:
        yield repr(item.get("segtype"))


@HEADER.add("T115", "warning", "write sentence, or OmegaT splits the units again", "omegat", fixable=True)
def paragraphs(item: Element) -> Iterator[str]:
    """The header's segtype is paragraph."""
    if item.get("segtype") == "paragraph":
        yield ""


def _is_tag(value: str) -> bool:
    try:
        return normalise(value).lower() == value.lower()
    except InputError:
        return False


# ── units ────────────────────────────────────────────────────────────────────────────────────────


@UNIT.add("T201", "error", "add xml:lang: OmegaT loses the whole file")
def no_language(item: Unit) -> Iterator[str]:
    """A variant names no language."""
    missing = sum(_language(variant) is None for variant in item.variants)
    if missing:
        yield f"{missing} of {len(item.variants)}"


@UNIT.add("T202", "warning", "write xml:lang", fixable=True)
def old_language(item: Unit) -> Iterator[str]:
    """A variant says lang= where TMX since 1.4 has xml:lang."""
    if item.state.version not in ("1.1", "1.2", "1.3") and any(
        variant.get(XML_LANG) is None and variant.get("lang") is not None for variant in item.variants
    ):
        yield ""


@UNIT.add("T203", "error", "correct srclang, or add the missing text")
def no_source(item: Unit) -> Iterator[str]:
    """No variant is in the source language."""
    source = item.element.get("srclang") or item.state.source
    if not source or source == "*all*" or not item.languages:
        return
    if not any(same(tag, source) for tag in item.languages):
        yield f"{source}, has {', '.join(item.languages)}"


@UNIT.add("T204", "warning", "add the translation, or take the unit out")
def one_language(item: Unit) -> Iterator[str]:
    """A unit has one text only: nothing to match."""
    if len(item.variants) < 2:
        yield ""


@UNIT.add("T205", "warning", "write one unit a pair: OmegaT keeps the last, others the first", "omegat weblate trados")
def twice(item: Unit) -> Iterator[str]:
    """A unit has two texts of one language."""
    counts = Counter(tag.lower() for tag in item.languages)
    yield from (tag for tag, count in counts.items() if count > 1)


@UNIT.add("T206", "warning", "write a file a pair: OmegaT 3.6 takes another language for the translation", "omegat")
def many_languages(item: Unit) -> Iterator[str]:
    """A unit has more than two languages."""
    if len({primary(tag) for tag in item.languages}) > 2:
        yield ", ".join(item.languages)


@UNIT.add("T207", "warning", "write a region, such as fa-IR", "trados")
def no_region(item: Unit) -> Iterator[str]:
    """A language has no region, which Trados wants."""
    yield from dict.fromkeys(tag for tag in item.languages if PROFILES["trados"].language(tag) != tag)


@UNIT.add("T301", "error", "each variant has exactly one <seg>")
def segment_count(item: Unit) -> Iterator[str]:
    """A variant has no <seg>, or several."""
    counts = [len(_named(variant, "seg")) for variant in item.variants]
    yield from (f"{count}" for count in counts if count != 1)


@UNIT.add("T401", "error", "take the tag out, or write <ph>", fixable=True)
def unknown_tag(item: Unit) -> Iterator[str]:
    """A tag is not TMX."""
    names = {local(element.tag) for element in item.element.iter()} - _KNOWN
    yield from (f"<{name}>" for name in sorted(names))


@UNIT.add("T402", "error", "write <it> for a tag without partner", fixable=True)
def pairs(item: Unit) -> Iterator[str]:
    """<bpt> and <ept> do not pair."""
    for segment in item.segments():
        if problem := unpaired((local(e.tag), e.get("i")) for e in segment if local(e.tag) in ("bpt", "ept")):
            yield problem


@UNIT.add("T403", "error", 'write pos="begin" or "end"', fixable=True)
def position(item: Unit) -> Iterator[str]:
    """<it> does not say on which side it stands."""
    if any(local(e.tag) == "it" and e.get("pos") not in ("begin", "end") for e in _inline(item)):
        yield ""


@UNIT.add("T404", "error", "put it into a <ph> or another code", fixable=True)
def stray_sub(item: Unit) -> Iterator[str]:
    """<sub> stands outside a code."""
    holders = [*item.segments()] + [e for e in _inline(item) if local(e.tag) in ("sub", "hi")]
    if any(local(child.tag) == "sub" for holder in holders for child in holder):
        yield ""


@UNIT.add("T405", "error", "take the tag out: OmegaT drops its text too", "omegat", fixable=True)
def highlight(item: Unit) -> Iterator[str]:
    """<hi> marks text."""
    if any(local(e.tag) == "hi" for e in _inline(item)):
        yield ""


@UNIT.add("T406", "warning", "write <ph>: <ut> is deprecated")
def unknown_code(item: Unit) -> Iterator[str]:
    """<ut> is used."""
    if any(local(e.tag) == "ut" for e in _inline(item)):
        yield ""


@UNIT.add("T407", "warning", "export level 1: the content of tags is read as text", "weblate", fixable=True)
def codes(item: Unit) -> Iterator[str]:
    """A segment holds inline tags."""
    if any(local(e.tag) in ATTRIBUTES for e in _inline(item)):
        yield ""


@UNIT.add("T408", "warning", "give the same code the same x in all languages")
def partners(item: Unit) -> Iterator[str]:
    """The codes of the languages do not correspond (x)."""
    keys = [{e.get("x") for e in segment.iter() if e.get("x")} for segment in item.segments()]
    if any(one and other and one != other for one, other in pairwise(keys)):
        yield ""


@UNIT.add("T501", "error", "write YYYYMMDDThhmmssZ", fixable=True)
def dates(item: Unit) -> Iterator[str]:
    """A date is not of the form that TMX wants."""
    for element in (item.element, *item.variants):
        for name in DATES:
            value = element.get(name)
            if value is not None and date(value) != value:
                yield f"{name}={value[:40]!r}"


@UNIT.add("T502", "error", "write a number", fixable=True)
def usage(item: Unit) -> Iterator[str]:
    """usagecount is not a number."""
    for element in (item.element, *item.variants):
        value = element.get("usagecount")
        if value is not None and not (value.isascii() and value.isdigit()):
            yield repr(value[:40])


@UNIT.add("T503", "error", "give it an x- prefix: the unit becomes an alternative translation", "omegat", fixable=True)
def taken(item: Unit) -> Iterator[str]:
    """A prop type is one of OmegaT's own."""
    types = {prop.get("type", "") for prop in _named(item.element, "prop")}
    yield from sorted(types & PROFILES["omegat"].taken)


@UNIT.add("T504", "error", "one of block, paragraph, sentence, phrase", fixable=True)
def segment_type(item: Unit) -> Iterator[str]:
    """segtype is unknown."""
    if item.element.get("segtype") not in (None, *SEGMENT_TYPES):
        yield repr(item.element.get("segtype"))


@UNIT.add("T505", "warning", "give each unit its own")
def same_id(item: Unit) -> Iterator[str]:
    """A tuid is used twice."""
    key = item.element.get("tuid")
    if key and key in item.state.ids:
        yield repr(key[:60])
    if key:
        item.state.ids.add(key)


@UNIT.add("T506", "warning", "take one out")
def duplicate(item: Unit) -> Iterator[str]:
    """A unit has the same texts as one before."""
    key = hash(tuple((tag, plain(segment)) for tag, segment in _texts(item)))
    if key in item.state.texts and item.variants:
        yield ""
    item.state.texts.add(key)


@UNIT.add("T507", "warning", "put the better one last: it wins", "omegat")
def rival(item: Unit) -> Iterator[str]:
    """A source has another translation above."""
    texts = list(_texts(item))
    if len(texts) < 2:
        return
    key = hash((texts[0][0], plain(texts[0][1])))
    whole = hash(tuple((tag, plain(segment)) for tag, segment in texts))
    if item.state.sources.setdefault(key, whole) != whole:
        yield ""


@UNIT.add("T508", "error", "take it out", fixable=True)
def unknown_attribute(item: Unit) -> Iterator[str]:
    """An attribute is not TMX."""
    unit = {name for name in item.element.attrib if "}" not in name} - _UNIT_ATTRIBUTES
    variants = {name for v in item.variants for name in v.attrib if "}" not in name} - {*FIELDS, "lang"}
    yield from sorted(unit | variants)


def _texts(item: Unit) -> Iterator[tuple[str, Element]]:
    for variant in item.variants:
        for segment in _named(variant, "seg"):
            yield (_language(variant) or "?"), segment
