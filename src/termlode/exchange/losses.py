"""What a format does not keep, said once an export: a format declares its parts, the content says which are there.

A part is something that a concept or a unit may have beside its texts. A format names the parts that come
back when its file is read again (``Format.keeps``; None: all of them); tests hold the declarations to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.xml import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termlode.exchange.notices import Notices
    from termlode.exchange.registry import Format
    from termlode.model import ConceptEntry, TermSection, TranslationUnit

_CODE = "left-out"


def _some(test: Callable[[TermSection], object]) -> Callable[[ConceptEntry], bool]:
    return lambda entry: any(test(term) for section in entry.languages for term in section.terms)


TERM_PARTS: dict[str, Callable[[ConceptEntry], bool]] = {
    "subject fields": lambda entry: bool(entry.subject_field),
    "definitions": lambda entry: bool(entry.definition) or any(section.definition for section in entry.languages),
    "notes": lambda entry: bool(entry.note) or any(section.note for section in entry.languages),
    "sources": lambda entry: bool(entry.source),
    "relations": lambda entry: bool(entry.related),
    "do-not-translate": lambda entry: entry.do_not_translate,
    "statuses": _some(lambda term: term.status in ("deprecated", "forbidden")),
    "types": _some(lambda term: term.type != "full-form"),
    "parts of speech": _some(lambda term: term.part_of_speech),
    "genders": _some(lambda term: term.gender),
    "reliability": _some(lambda term: term.reliability == "verified"),
    "sources of terms": _some(lambda term: term.source),
    "notes of terms": _some(lambda term: term.note),
    "regions": _some(lambda term: term.region),
    "homonyms of terms": _some(lambda term: term.homonyms),
    "attestations": _some(lambda term: term.attestations),
    "forms": _some(lambda term: term.forms),
    "attested surfaces": _some(lambda term: term.attested),
    "OCR variants": _some(lambda term: term.variants),
}
UNIT_PARTS: dict[str, Callable[[TranslationUnit], bool]] = {
    "ids": lambda unit: unit.id is not None,
    "inline codes": lambda unit: any(variant.codes for variant in unit.variants),
    "properties": lambda unit: bool(unit.props) or any(variant.props for variant in unit.variants),
    "notes": lambda unit: bool(unit.notes) or any(variant.notes for variant in unit.variants),
    "dates and users": lambda unit: any(
        details.created or details.changed or details.creator or details.changer
        for details in (unit.details, *(variant.details for variant in unit.variants))
    ),
    "neighbours": lambda unit: bool(unit.context.previous or unit.context.following),
    "keys": lambda unit: bool(unit.context.key),
    "origins": lambda unit: unit.origin.kind != "import" or bool(unit.origin.client or unit.origin.domain),
}


def of_terms(entries: Sequence[ConceptEntry], form: Format, notices: Notices) -> None:
    """Say which parts of the concepts the format does not keep."""
    lost = [part for part in _lost(TERM_PARTS, form) if any(map(TERM_PARTS[part], entries))]
    _say(lost, form, "TBX and JSON", notices)
    for entry in () if form.controls else entries:
        if ILLEGAL.search("\n".join(_texts(entry))):
            illegal(entry.id, notices)


def _texts(entry: ConceptEntry) -> Iterator[str]:
    """All that is written of a concept as text."""
    yield from filter(None, (entry.definition, entry.note, entry.source))
    for section in entry.languages:
        yield from filter(None, (section.definition, section.note))
        for term in section.terms:
            yield from filter(None, (term.term, term.note, term.source))


def illegal(text: str, notices: Notices) -> None:
    """Count a text that loses characters which XML does not allow."""
    message = "a text holds control characters that XML does not allow: they are dropped (JSON keeps them)"
    notices.add("illegal-character", message, text=text)


def watched(
    units: Iterable[TranslationUnit], form: Format, seen: set[str], notices: Notices
) -> Iterator[TranslationUnit]:
    """The units as they come; ``seen`` gathers the parts that the format does not keep, ``notices`` what texts lose."""
    open_parts = {part: UNIT_PARTS[part] for part in _lost(UNIT_PARTS, form)}
    for unit in units:
        for part in [part for part, has in open_parts.items() if has(unit)]:
            seen.add(part)
            del open_parts[part]
        for variant in () if form.controls else unit.variants:
            if ILLEGAL.search(variant.text):
                illegal(variant.text, notices)
        yield unit


def of_units(seen: set[str], form: Format, notices: Notices) -> None:
    """Say which parts of the units, gathered by :func:`watched`, the format does not keep."""
    _say([part for part in UNIT_PARTS if part in seen], form, "TMX and JSON lines", notices)


def no_pair(entry: ConceptEntry, notices: Notices) -> None:
    """Count a concept that is not in a bilingual file because it lacks terms there."""
    message = "a concept has no terms to use in both languages of a file: left out of it (TBX and JSON hold all)"
    notices.skip("no-pair", message, text=entry.id)


def counted[T](
    entries: Iterable[ConceptEntry], rows: Callable[[ConceptEntry], Iterable[T]], notices: Notices
) -> Iterator[T]:
    """The rows of all entries; entries without any are counted."""
    for entry in entries:
        found = list(rows(entry))
        if not found:
            no_pair(entry, notices)
        yield from found


def _lost(parts: Iterable[str], form: Format) -> list[str]:
    return [] if form.keeps is None else [part for part in parts if part not in form.keeps]


def _say(lost: Sequence[str], form: Format, better: str, notices: Notices) -> None:
    if lost:
        notices.add(_CODE, f"{form.title} does not keep {', '.join(lost)}; {better} do")
