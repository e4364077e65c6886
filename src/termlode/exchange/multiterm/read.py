"""Read MultiTerm XML: what its fields are called differs from termbase to termbase, so others are kept as notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import InputError
from termlode.exchange.identity import concept_id
from termlode.exchange.tbx.values import part_of_speech, status, term_type
from termlode.exchange.xml import local, records
from termlode.languages.tags import normalise, primary
from termlode.model import ConceptEntry, LanguageSection, Status, TermSection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions

_CONCEPT = {"definition": "definition", "subject": "subject", "subject field": "subject", "domain": "subject"}
_CONCEPT |= {"source": "source", "note": "note", "comment": "note", "id": "id"}


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    """The entries. Raises FormatError or UnreadableError with the line."""
    taken: set[str] = set()
    found = records(
        path,
        frozenset({"conceptGrp"}),
        notices,
        encoding=options.encoding,
        recover=options.recover,
        root=frozenset({"mtf"}),
        kind="MultiTerm XML",
    )
    wanted = {primary(tag) for tag in (options.source, options.target) if tag}
    for record in found:
        sections = [
            s for e in record.element if local(e.tag) == "languageGrp" and (s := _section(e, record.line, notices))
        ]
        if not sections or not wanted <= {primary(s.language) for s in sections}:
            notices.skip("no-term", "the entry has no usable term", line=record.line)
            continue
        yield _concept(record.element, tuple(sections), options, taken)


def _descriptions(element: Element) -> Iterator[tuple[str, str]]:
    for group in element:
        if local(group.tag) == "descripGrp":
            for item in group:
                if local(item.tag) == "descrip":
                    yield item.get("type") or "note", " ".join("".join(item.itertext()).split())


def _concept(
    element: Element, sections: tuple[LanguageSection, ...], options: ReadOptions, taken: set[str]
) -> ConceptEntry:
    said: dict[str, str] = {}
    notes: list[str] = []
    for kind, text in _descriptions(element):
        role = _CONCEPT.get(kind.lower())
        if role is None or role == "note" or role in said:
            notes.append(text if role == "note" else f"{kind}: {text}")
        else:
            said[role] = text
    texts = [term.term for section in sections for term in section.terms]
    return ConceptEntry(
        id=concept_id([*([said["id"]] if "id" in said else []), *texts], taken),
        subject_field=said.get("subject") or options.subject_field or "general",
        languages=sections,
        definition=said.get("definition"),
        note="\n".join(notes) or None,
        source=said.get("source"),
    )


def _section(element: Element, line: int, notices: Notices) -> LanguageSection | None:
    holder = next((child for child in element if local(child.tag) == "language"), None)
    tag = _tag(holder) if holder is not None else None
    if tag is None:
        notices.skip("bad-language", "a language group names no language", line=line)
        return None
    terms: list[TermSection] = []
    for group in element:
        if local(group.tag) == "termGrp" and (term := _term(group, bool(terms))):
            terms.append(term)
    said = {kind.lower(): text for kind, text in _descriptions(element)}
    return LanguageSection(tag, tuple(terms), said.get("definition"), said.get("note")) if terms else None


def _tag(holder: Element) -> str | None:
    for text in (holder.get("lang"), holder.get("type")):
        try:
            return normalise(text or "")
        except InputError:
            continue
    return None


def _term(group: Element, further: bool) -> TermSection | None:
    holder = next((child for child in group if local(child.tag) == "term"), None)
    text = " ".join("".join(holder.itertext()).split()) if holder is not None else ""
    if not text:
        return None
    said = {kind.lower(): value for kind, value in _descriptions(group)}
    found: Status = status(said.pop("status", "")) or ("admitted" if further else "preferred")
    kind = said.pop("type", "")
    note = said.pop("note", None)
    part, source, gender = said.pop("part of speech", ""), said.pop("source", None), said.pop("gender", None)
    reliable = said.pop("reliability", "") == "verified"
    rest = [f"{key}: {value}" for key, value in said.items()]
    return TermSection(
        text,
        found,
        type=term_type(kind) or (kind if kind == "transliteration" else "full-form"),
        part_of_speech=part_of_speech(part),
        gender=gender,
        reliability="verified" if reliable else "unverified",
        source=source,
        note="\n".join([*([note] if note else []), *rest]) or None,
    )
