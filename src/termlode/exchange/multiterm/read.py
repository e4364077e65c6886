"""Read MultiTerm XML: what its fields are called differs from termbase to termbase, so others are kept as notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import InputError
from termlode.exchange.identity import concept_id
from termlode.exchange.tbx.values import part_of_speech, status, term_type
from termlode.exchange.xml import local, records
from termlode.languages.tags import normalise, primary
from termlode.model import ConceptEntry, LanguageSection, Status, TermSection
from termlode.termbase.records import PARTS_OF_SPEECH, TERM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions

_CONCEPT = {"definition": "definition", "subject": "subject", "subject field": "subject", "domain": "subject"}
_CONCEPT |= {"source": "source", "note": "note", "comment": "note", "id": "id"}
_TERM = {"status": "status", "type": "type", "part of speech": "part", "gender": "gender", "source": "source"}
_TERM |= dict.fromkeys(("term status", "usage status", "usage", "approval", "term approval"), "status")
_TERM |= {"reliability": "reliability", "note": "note", "comment": "note"}


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
            for item in group.iter():
                if local(item.tag) == "descrip":
                    yield item.get("type") or "note", " ".join("".join(item.itertext()).split())


def _concept(
    element: Element, sections: tuple[LanguageSection, ...], options: ReadOptions, taken: set[str]
) -> ConceptEntry:
    said, notes = _parted(element, _CONCEPT)
    texts = [term.term for section in sections for term in section.terms]
    return ConceptEntry(
        id=concept_id([*([said["id"]] if "id" in said else []), *texts], taken),
        subject_field=said.get("subject") or options.subject_field or "general",
        languages=sections,
        definition=said.get("definition"),
        note=notes,
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
    said, notes = _parted(element, {"definition": "definition", "note": "note"})
    return LanguageSection(tag, tuple(terms), said.get("definition"), notes) if terms else None


def _parted(element: Element, roles: dict[str, str]) -> tuple[dict[str, str], str | None]:
    """What a level says: the first text of each role, and all others as a note with their names."""
    said: dict[str, str] = {}
    notes: list[str] = []
    for kind, text in _descriptions(element):
        role = roles.get(kind.lower())
        if role is None or role == "note" or role in said:
            notes.append(text if role == "note" else f"{kind}: {text}")
        else:
            said[role] = text
    return said, "\n".join(notes) or None


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
    said, note = _parted(group, _TERM)
    found, kind = status(said.get("status", "")), said.get("type", "")
    part = part_of_speech(said.get("part", "")) or (said["part"] if said.get("part") in PARTS_OF_SPEECH else None)
    known = term_type(kind) or (kind if kind in TERM_TYPES else None)
    lost = [("Status", said.get("status") if found is None else None), ("Type", kind if known is None else None)]
    lost.append(("Part of Speech", said.get("part") if part is None else None))
    unplaced = [f"{name}: {value}" for name, value in lost if value]
    usual: Status = "admitted" if further else "preferred"
    return TermSection(
        text,
        found or usual,
        type=known or "full-form",
        part_of_speech=part,
        gender=said.get("gender"),
        reliability="verified" if said.get("reliability") == "verified" else "unverified",
        source=said.get("source"),
        note="\n".join([*([note] if note else []), *unplaced]) or None,
    )
