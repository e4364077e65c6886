"""Write concept entries as TBX: v2 (TBX-Basic 2008, for CAT tools) or v3 TBX-Basic in either style.

All synonyms of a language stand in one language section, preferred first. OCR variants are deprecated
terms with a note; what TBX-Basic has no category for is a note that :mod:`.read` understands.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from termlode.exchange.tbx import values
from termlode.exchange.xml import ILLEGAL
from termlode.files import atomic_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.options import WriteOptions
    from termlode.model import ConceptEntry, LanguageSection, TermSection

_MODULE = {
    "subjectField": "min", "partOfSpeech": "min", "administrativeStatus": "min", "definition": "basic",
    "source": "basic", "crossReference": "basic", "grammaticalGender": "basic", "termType": "basic",
    "geographicalUsage": "basic",
}  # fmt: skip
_NCNAME = re.compile(r"[^\W\d][\w.-]*\Z")
_ORDER = ("preferred", "admitted", "deprecated", "forbidden")


class _Item(NamedTuple):
    """A data category: the element of the DCA style, its type, its text, and the target of a reference."""

    element: str
    type: str
    text: str
    target: str = ""


class _Style(NamedTuple):
    """The names and frame of one flavour."""

    head: str
    tail: str
    entry: str
    language: str
    term: str
    item: Callable[[_Item], str]


def _dca(item: _Item) -> str:
    if item.element == "note":
        return f"<note>{item.text}</note>"
    target = f' target="{item.target}"' if item.target else ""
    return f'<{item.element} type="{item.type}"{target}>{item.text}</{item.element}>'


def _dct(item: _Item) -> str:
    if item.element == "note":
        return f"<note>{item.text}</note>"
    name = f"{_MODULE[item.type]}:{item.type}"
    target = f' target="{item.target}"' if item.target else ""
    return f"<{name}{target}>{item.text}</{name}>"


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_V3 = "<tbxHeader><fileDesc><sourceDesc><p>Termlode termbase</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n"
_NAMESPACE = 'xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"'
V2 = _Style(
    f'{_XML}<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n<martif type="TBX-Basic" xml:lang="en">\n<martifHeader>'
    "<fileDesc><titleStmt><title>Termlode termbase</title></titleStmt><sourceDesc><p>Termlode termbase</p></sourceDesc>"
    '</fileDesc><encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n<text><body>\n',
    "</body></text>\n</martif>\n",
    "termEntry",
    "langSet",
    "tig",
    _dca,
)
DCA = _Style(
    f'{_XML}<tbx type="TBX-Basic" style="dca" {_NAMESPACE}>\n{_V3}',
    "</body></text>\n</tbx>\n",
    "conceptEntry",
    "langSec",
    "termSec",
    _dca,
)
DCT = _Style(
    f'{_XML}<tbx type="TBX-Basic" style="dct" {_NAMESPACE} xmlns:min="http://www.tbxinfo.net/ns/min"'
    f' xmlns:basic="http://www.tbxinfo.net/ns/basic">\n{_V3}',
    "</body></text>\n</tbx>\n",
    "conceptEntry",
    "langSec",
    "termSec",
    _dct,
)


def write(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write TBX v2, or v3 where ``options.version`` says so; the number of entries written."""
    style = {"3": DCA, "3-dca": DCA, "3-dct": DCT}.get(options.version or "2", V2)
    return _write(entries, destination, options, style)


def write_dca(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write TBX-Basic v3 in DCA style; the number of entries written."""
    return _write(entries, destination, options, DCA)


def write_dct(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write TBX-Basic v3 in DCT style; the number of entries written."""
    return _write(entries, destination, options, DCT)


def _write(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions, style: _Style) -> int:
    wanted = [tag for tag in (options.source, options.target) if tag]
    kept = [entry for entry in entries if _sections(entry, wanted)]
    ids = {entry.id for entry in kept}
    with atomic_writer(destination) as handle:
        handle.write(style.head.encode())
        for entry in kept:
            handle.write(_entry(entry, wanted, ids, style, options.profile).encode())
        handle.write(style.tail.encode())
    return len(kept)


def _sections(entry: ConceptEntry, wanted: list[str]) -> list[LanguageSection]:
    """The sections to write: all, or the two wanted ones (none unless both are there)."""
    if not wanted:
        return [section for section in entry.languages if section.terms]
    found = [section for tag in wanted if (section := entry.section(tag)) and section.terms]
    return found if len(found) == len(wanted) else []


def xml_id(concept: str) -> str:
    """A concept's id as an XML name (NCName)."""
    name = re.sub(r"[^\w.-]", "-", concept)
    return name if _NCNAME.match(name) else f"_{name}"


def _text(text: str) -> str:
    return escape(unicodedata.normalize("NFC", ILLEGAL.sub("", text)).strip())


def _entry(entry: ConceptEntry, wanted: list[str], ids: Container[str], style: _Style, profile: str | None) -> str:
    lines = [f"<{style.entry} id={quoteattr(xml_id(entry.id))}>"]
    lines += [style.item(item) for item in _concept_items(entry, ids, profile)]
    for section in _sections(entry, wanted):
        lines.append(f"<{style.language} xml:lang={quoteattr(section.language)}>")
        lines += [style.item(item) for item in _section_items(section)]
        for term in sorted(section.terms, key=lambda term: _ORDER.index(term.status)):
            lines += _term(term, style, profile)
        lines.append(f"</{style.language}>")
    lines.append(f"</{style.entry}>\n")
    return "\n".join(lines)


def _concept_items(entry: ConceptEntry, ids: Container[str], profile: str | None) -> Iterator[_Item]:
    if entry.subject_field:
        yield _Item("descrip", "subjectField", _text(entry.subject_field))
    if entry.definition:
        yield _Item("descrip", "definition", _text(entry.definition))
    if entry.source:
        yield _Item("admin", "source", _text(entry.source))
    if profile == "weblate":
        yield _Item("descrip", "Translation needed", "No" if entry.do_not_translate else "Yes")
    for relation, target in entry.related:
        if target in ids:
            yield _Item("ref", "crossReference", _text(relation), xml_id(target))
        else:
            yield _Item("note", "", _text(f"{values.RELATION}: {relation} {target}"))
    for section in entry.languages:
        if section.note and not section.terms:  # a language section must have a term
            yield _Item("note", "", _text(f"{values.NO_TERM}: {section.language} {section.note}"))
    if entry.do_not_translate and profile != "weblate":
        yield _Item("note", "", values.DO_NOT_TRANSLATE)
    if entry.note:
        yield _Item("note", "", _text(entry.note))


def _section_items(section: LanguageSection) -> Iterator[_Item]:
    if section.definition:
        yield _Item("descrip", "definition", _text(section.definition))
    if section.note:
        yield _Item("note", "", _text(section.note))


def _term(term: TermSection, style: _Style, profile: str | None) -> Iterator[str]:
    yield f"<{style.term}><term>{_text(term.term)}</term>"
    yield from map(style.item, _term_notes(term, profile))
    if term.source:
        yield style.item(_Item("admin", "source", _text(term.source)))
    yield from (style.item(_Item("note", "", _text(note))) for note in _own_notes(term, profile))
    yield f"</{style.term}>"
    for variant in term.variants:
        yield f"<{style.term}><term>{_text(variant.text)}</term>"
        yield style.item(_Item("termNote", "termType", "variant"))
        yield style.item(_Item("termNote", "administrativeStatus", values.STATUS_OUT["deprecated"]))
        note = values.variant_note(variant.kind, term.term, variant.note)
        yield style.item(_Item("note", "", _text(note)))
        yield f"</{style.term}>"


def _term_notes(term: TermSection, profile: str | None) -> Iterator[_Item]:
    if term.type in values.TYPE_OUT:
        yield _Item("termNote", "termType", values.TYPE_OUT[term.type])
    if term.part_of_speech:
        yield _Item("termNote", "partOfSpeech", values.part_out(term.part_of_speech))
    if term.gender in values.GENDERS:
        yield _Item("termNote", "grammaticalGender", term.gender)
    yield from (_Item("termNote", "geographicalUsage", _text(place)) for place in term.region)
    plain = profile == "weblate" and term.status == "forbidden"
    yield _Item("termNote", "administrativeStatus", "forbidden" if plain else values.STATUS_OUT[term.status])


def _own_notes(term: TermSection, profile: str | None) -> Iterator[str]:
    if term.status == "forbidden" and profile != "weblate":
        yield values.FORBIDDEN
    yield f"{values.RELIABILITY}: {term.reliability}"
    if term.part_of_speech and term.part_of_speech not in values.PARTS:
        yield f"{values.PART}: {term.part_of_speech}"
    if term.type not in values.TYPE_OUT:
        yield f"{values.TYPE}: {term.type}"
    if term.gender and term.gender not in values.GENDERS:
        yield f"{values.GENDER}: {term.gender}"
    if term.forms:
        yield f"{values.FORMS}: {'; '.join(term.forms)}"
    if term.attested:
        yield f"{values.ATTESTED}: {'; '.join(term.attested)}"
    if term.homonyms:
        yield f"{values.HOMONYMS}: {'; '.join(term.homonyms)}"
    if term.attestations:
        said = "; ".join(f"{one.document} {one.count}" for one in term.attestations)
        yield f"{values.ATTESTED_IN}: {said}"
    if term.note:
        yield term.note
