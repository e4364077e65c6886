"""Read TBX of any flavour into concept entries.

v2 (martif; tig and ntig), v3 (Core, Min, Basic, Linguist; DCA and DCT) and TBX-Min of 2013, with what
TermWeb, SUSE, Weblate and Lokalize add. A category that has no place in a concept entry is kept as a
note, and a notice says so. Entries without a usable term are left out, and counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, cast

from termlode.errors import InputError
from termlode.exchange.tbx import values
from termlode.exchange.xml import XML_LANG, Record, local, namespace, records
from termlode.languages.tags import normalise, primary
from termlode.model import Attestation, ConceptEntry, LanguageSection, OcrVariant, Status, TermSection, VariantKind
from termlode.termbase.records import PARTS_OF_SPEECH, RELATIONS, TERM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions

_ENTRIES = frozenset({"termEntry", "conceptEntry", "entry"})
_LANGUAGES = frozenset({"langSet", "langSec", "langGroup"})
_TERMS = frozenset({"tig", "ntig", "termSec", "termGroup"})
_ROOTS = frozenset({"martif", "tbx", "TBX"})
_DCA = frozenset({"descrip", "admin", "termNote", "ref", "xref", "transac", "adminNote", "descripNote", "transacNote"})
_CORE = "urn:iso:std:iso:30042:ed-2"
_DIALECTS = frozenset({"TBX", "TBX-Core", "TBX-Min", "TBX-Basic", "TBX-Linguist", "TBX-Default", "TBX-DCT"})
_RENAMED = {"termStatus": "administrativeStatus", "usageStatus": "administrativeStatus"}
_RENAMED["normativeAuthorization"] = "administrativeStatus"
_SLUG_FIELD = "general"


class _Category(NamedTuple):
    """A data category as met: its name, text, target, and the categories that came with it in a group."""

    name: str
    text: str
    target: str = ""


@dataclass(slots=True)
class _Term:
    """A term section as it is being read."""

    text: str
    status: Status | None = None
    type: str = "full-form"
    part: str | None = None
    gender: str | None = None
    reliability: str = "unverified"
    source: str | None = None
    forms: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    notes: list[str] = field(default_factory=list)
    variant: tuple[str, str, str | None] | None = None


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    """The entries of a TBX file, one at a time. Raises FormatError or UnreadableError with the line."""
    seen: set[str] = set()
    first = True
    found = records(
        path, _ENTRIES, notices, encoding=options.encoding, recover=options.recover, root=_ROOTS, kind="TBX"
    )
    for number, record in enumerate(found, 1):
        if first:
            _look_at_root(record, notices)
            first = False
        entry = _Reader(record, options, notices).entry(number)
        if entry is not None:
            yield _unique(entry, seen, record.line, notices)


def _look_at_root(record: Record, notices: Notices) -> None:
    name, attributes = record.around[0]
    dialect = attributes.get("type") or attributes.get("dialect") or ""
    if local(name) == "TBX":
        notices.add("tbx-min-2013", "is TBX-Min of 2013, read as such", line=1)
    elif dialect not in _DIALECTS:
        notices.add("unknown-dialect", f"the dialect {dialect!r} is unknown: read as TBX-Basic", line=1)
    space = namespace(name)
    if local(name) == "martif" and space:
        notices.add("namespace", "martif has no namespace in TBX v2: OmegaT refuses this file", line=1)
    elif local(name) == "tbx" and space != _CORE:
        notices.add("namespace", f"the namespace {space!r} is not that of ISO 30042:2019", line=1)


def _unique(entry: ConceptEntry, seen: set[str], line: int, notices: Notices) -> ConceptEntry:
    """The entry with an id that no entry before it has."""
    name, number = entry.id, 1
    while name in seen:
        number += 1
        name = f"{entry.id}-{number}"
    seen.add(name)
    if name == entry.id:
        return entry
    notices.add("duplicate-id", f"the id {entry.id!r} is used again: this entry becomes {name!r}", line=line)
    return replace(entry, id=name)


class _Reader:
    """Reads one entry."""

    def __init__(self, record: Record, options: ReadOptions, notices: Notices) -> None:
        self._record, self._options, self._notices = record, options, notices
        self._dct = dict(record.around[0][1]).get("style") == "dct"

    def entry(self, number: int) -> ConceptEntry | None:
        """The entry, or None where it has no term we can use."""
        sections: dict[str, list[LanguageSection]] = {}
        for element in self._record.element:
            if local(element.tag) in _LANGUAGES:
                section = self._section(element)
                if section is not None:
                    sections.setdefault(section.language, []).append(section)
        languages = tuple(_joined(tag, parts) for tag, parts in sections.items())
        if not self._enough({primary(section.language) for section in languages}):
            return None
        return self._concept(self._identity(number), languages)

    def _enough(self, tags: set[str]) -> bool:
        wanted = {primary(tag) for tag in (self._options.source, self._options.target) if tag}
        if tags and wanted <= tags:
            return True
        reason = f"has no term in {', '.join(sorted(wanted - tags))}" if tags else "has no usable term"
        self._notices.skip("no-term", f"the entry {reason}", line=self._record.line)
        return False

    def _identity(self, number: int) -> str:
        said = self._record.element.get("id")
        if not said:
            self._notices.unnamed.add(f"entry-{number}")
        return _plain_id(said or f"entry-{number}")

    def _concept(self, name: str, languages: tuple[LanguageSection, ...]) -> ConceptEntry:
        subject, definition, source, keep = None, None, None, True
        notes: list[str] = []
        related: list[tuple[str, str]] = []
        for item in self._categories(self._record.element):
            if item.name == "subjectField" and subject is None:
                subject = item.text
            elif item.name == "definition" and definition is None:
                definition = item.text
            elif item.name == "source" and source is None:
                source = item.text
            elif item.target and (relation := values.relation(item.name, item.text)):
                related.append((relation, _plain_id(item.target.removeprefix("#"))))
            elif item.text == values.DO_NOT_TRANSLATE or (item.name, item.text.lower()) == ("Translation needed", "no"):
                keep = False
            elif item.name == "note" and (own := _own_relation(item.text)):
                related.append(own)
            elif item.name == "note" and (empty := _without_term(item.text)):
                languages = (*languages, empty)
            elif item.name != "Translation needed":
                notes.append(self._as_note(item))
        return ConceptEntry(
            id=name,
            subject_field=self._options.subject_field or subject or _SLUG_FIELD,
            languages=languages,
            definition=definition,
            note="\n".join(notes) or None,
            source=source,
            related=tuple(related),
            do_not_translate=not keep,
        )

    def _section(self, element: Element) -> LanguageSection | None:
        tag = element.get(XML_LANG) or element.get("lang")
        if not tag:
            self._notices.skip("no-language", "a language section has no xml:lang", line=self._record.line)
            return None
        try:
            language = normalise(tag)
        except InputError:
            self._notices.skip("bad-language", f"{tag!r} is not a language tag", line=self._record.line)
            return None
        if language != tag:
            self._notices.add("language-tag", f"the language {tag!r} is read as {language!r}", line=self._record.line)
        found = [term for child in element.iter() if local(child.tag) in _TERMS and (term := self._term(child))]
        terms = _with_variants(found)
        if not terms:
            return None
        definition, notes = None, []
        for item in self._categories(element):
            if item.name == "definition" and definition is None:
                definition = item.text
            else:
                notes.append(self._as_note(item))
        return LanguageSection(language, terms, definition, "\n".join(notes) or None)

    def _term(self, element: Element) -> _Term | None:
        holder = next((child for child in element.iter() if local(child.tag) == "term"), None)
        text = " ".join(_inside(holder).split()) if holder is not None else ""
        if not text:
            self._notices.skip("empty-term", "a term is empty", line=self._record.line)
            return None
        term = _Term(text)
        for item in self._categories(element):
            self._put(term, item)
        return term

    def _put(self, term: _Term, item: _Category) -> None:
        """One category of a term: into its field, or kept as a note."""
        match item.name:
            case "administrativeStatus" if (status := values.status(item.text)) is not None:
                term.status = status if term.status != "forbidden" else term.status
            case "termType" if (kind := values.term_type(item.text)) is not None:
                term.type = kind
            case "partOfSpeech" if (part := values.part_of_speech(item.text)) is not None:
                term.part = term.part or part
            case "grammaticalGender" if item.text.lower() in values.GENDERS:
                term.gender = item.text.lower()
            case "geographicalUsage" if item.text:
                term.region = (*term.region, item.text)
            case "source" if term.source is None:
                term.source = item.text
            case "note":
                self._put_note(term, item.text)
            case _:
                term.notes.append(self._as_note(item))

    def _put_note(self, term: _Term, text: str) -> None:
        label, value = values.labelled(text) or ("", text)
        if (variant := values.variant_of(text)) is not None:
            term.variant = variant
        elif text == values.FORBIDDEN:
            term.status = "forbidden"
        elif label == values.RELIABILITY and value in ("verified", "unverified"):
            term.reliability = value
        elif label == values.PART and value in PARTS_OF_SPEECH:
            term.part = value
        elif label == values.TYPE and value in TERM_TYPES:
            term.type = value
        elif label == values.GENDER:
            term.gender = value
        elif label == values.FORMS:
            term.forms = tuple(value.split("; "))
        elif label == values.ATTESTED:
            term.attested = tuple(value.split("; "))
        elif label == values.HOMONYMS:
            term.homonyms = tuple(value.split("; "))
        elif label == values.ATTESTED_IN and (places := values.attested_in(value)) is not None:
            term.attestations = places
        else:
            term.notes.append(text)

    def _categories(self, element: Element) -> Iterator[_Category]:
        """The data categories of a level, out of their groups; not those of the levels below."""
        for child in element:
            name = local(child.tag)
            if name in _LANGUAGES or name in _TERMS or name == "term":
                continue
            text = _inside(child).strip() if name == "note" else " ".join(_inside(child).split())
            if name == "transacGrp":
                yield _Category(
                    "transaction", ", ".join(" ".join(part.split()) for part in child.itertext() if part.strip())
                )
            elif name.endswith("Grp") or name in ("termCompList", "admin-group"):
                yield from self._categories(child)
            elif name in _DCA:
                kind = child.get("type") or name
                yield _Category(_RENAMED.get(kind, kind), text, child.get("target") or "")
            elif text or child.get("target"):
                if not self._dct and name != "note" and namespace(child.tag) not in ("", _CORE):
                    self._notices.add(
                        "style", f"<{name}> is of the DCT style, the file says DCA", line=self._record.line
                    )
                yield _Category(_RENAMED.get(name, name), text, child.get("target") or "")

    def _as_note(self, item: _Category) -> str:
        if item.name == "note":
            return item.text
        self._notices.add(
            "category-as-note", f"{item.name} has no field of its own: kept as a note", line=self._record.line
        )
        target = f" <{item.target}>" if item.target else ""
        return f"{item.name}: {item.text}{target}"


def _inside(element: Element) -> str:
    """The text of an element, markup in it left aside."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def _joined(tag: str, parts: list[LanguageSection]) -> LanguageSection:
    """Two sections of one language (as Lokalize writes synonyms) become one."""
    if len(parts) == 1:
        return parts[0]
    terms: dict[str, TermSection] = {}
    for part in parts:
        for term in part.terms:
            terms[term.term] = _fuller(terms[term.term], term) if term.term in terms else term
    notes = "\n".join(part.note for part in parts if part.note) or None
    definition = next((part.definition for part in parts if part.definition), None)
    return LanguageSection(tag, _one_preferred(list(terms.values())), definition, notes)


def _plain_id(name: str) -> str:
    """An id without the ``_`` that made it an XML name."""
    return name[1:] if name.startswith("_") and name[1:2].isdigit() else name


def _own_relation(note: str) -> tuple[str, str] | None:
    """Relation and concept out of a note of ours, ``Relation: homonym ore-2``."""
    label, said = values.labelled(note) or ("", "")
    relation, _, target = said.partition(" ")
    return (relation, target) if label == values.RELATION and relation in RELATIONS and target else None


def _without_term(note: str) -> LanguageSection | None:
    """The section of a language without a term, out of a note of ours: ``No term: ps none is established``."""
    label, said = values.labelled(note) or ("", "")
    tag, _, why = said.partition(" ")
    return LanguageSection(tag, (), note=why) if label == values.NO_TERM and tag and why else None


def _fuller(one: TermSection, other: TermSection) -> TermSection:
    """One term of two with the same text: what the first leaves open, the other fills in."""
    notes = dict.fromkeys(note for term in (one, other) for note in (term.note or "").split("\n") if note)
    return replace(
        one,
        type=other.type if one.type == "full-form" else one.type,
        part_of_speech=one.part_of_speech or other.part_of_speech,
        gender=one.gender or other.gender,
        source=one.source or other.source,
        note="\n".join(notes) or None,
        forms=one.forms or other.forms,
        attested=one.attested or other.attested,
        variants=one.variants or other.variants,
        region=one.region or other.region,
        homonyms=one.homonyms or other.homonyms,
        attestations=one.attestations or other.attestations,
    )


def _one_preferred(terms: list[TermSection]) -> tuple[TermSection, ...]:
    preferred = [term for term in terms if term.status == "preferred"]
    return tuple(replace(t, status="admitted") if t in preferred[1:] else t for t in terms)


def _with_variants(found: list[_Term]) -> tuple[TermSection, ...]:
    """The terms of a language; OCR variants go to the term they belong to."""
    variants: dict[str, list[OcrVariant]] = {}
    texts = {term.text for term in found if term.variant is None}
    for term in found:
        if term.variant is not None and term.variant[1] in texts:
            kind, owner, note = term.variant
            variants.setdefault(owner, []).append(OcrVariant(term.text, cast("VariantKind", kind), note))
    kept = [term for term in found if term.variant is None or term.variant[1] not in texts]
    preferred = next((term for term in kept if term.status == "preferred"), None)
    preferred = preferred or next((term for term in kept if term.status is None), None)
    out: dict[str, TermSection] = {}
    for term in kept:
        status: Status = term.status or "admitted"
        if status == "preferred" or term is preferred:
            status = "preferred" if term is preferred else "admitted"
        made = TermSection(
            term=term.text,
            status=status,
            type=term.type,
            part_of_speech=term.part,
            gender=term.gender,
            reliability="verified" if term.reliability == "verified" else "unverified",
            source=term.source,
            note="\n".join(term.notes) or None,
            forms=term.forms,
            attested=term.attested,
            region=term.region,
            homonyms=term.homonyms,
            attestations=term.attestations,
            variants=tuple(variants.pop(term.text, ())),
        )
        out[term.text] = _fuller(out[term.text], made) if term.text in out else made
    return tuple(out.values())
