"""Concept entries as plain records: the keys of the YAML files, in their order, defaults left out.

One form serves the YAML writer, the compiled cache (as JSON), diff and merge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from termlode.model import Attestation, ConceptEntry, LanguageSection, OcrVariant, TermSection

if TYPE_CHECKING:
    from termlode.model import Reliability, Status, VariantKind

type Record = dict[str, Any]

CONCEPT_KEYS = ("definition", "note", "source", "related", "do-not-translate", "terms")
SECTION_KEYS = ("definition", "note", "terms")
TERM_KEYS = (
    "term", "status", "type", "pos", "gender", "region", "reliability", "source", "note", "homonyms", "forms",
    "attested", "attested-in", "variants",
)  # fmt: skip
VARIANT_KEYS = ("text", "kind", "note")
STATUSES = ("preferred", "admitted", "deprecated", "forbidden")
RELIABILITIES = ("verified", "unverified")
VARIANT_KINDS = ("nonword", "realword")
# Shortenings, and terms that name another side of the concept: both pair with their like across languages.
SHORT_TYPES = frozenset({"short-form", "acronym", "abbreviation", "formula", "symbol"})
ASPECT_TYPES = frozenset({"process", "property", "result", "material", "device", "product"})
TERM_TYPES = frozenset({"full-form", "transliteration", "variant", "phrase"}) | SHORT_TYPES | ASPECT_TYPES
PARTS_OF_SPEECH = frozenset({"noun", "proper-noun", "verb", "adjective", "adverb", "phrase", "other"})
RELATIONS = ("broader", "narrower", "related", "homonym")


def to_record(entry: ConceptEntry) -> Record:
    """The entry without its id and subject field (those are its key and its file)."""
    record: Record = {key: value for key in ("definition", "note", "source") if (value := getattr(entry, key))}
    if entry.related:
        record["related"] = [{relation: other} for relation, other in entry.related]
    if entry.do_not_translate:
        record["do-not-translate"] = True
    record["terms"] = {section.language: _section_record(section) for section in entry.languages}
    return record


def _section_record(section: LanguageSection) -> list[Record] | Record:
    terms = [term_record(term) for term in section.terms]
    said: Record = {key: value for key in ("definition", "note") if (value := getattr(section, key))}
    return {**said, "terms": terms} if said else terms


def term_record(term: TermSection) -> Record:
    """One term as a record; status and reliability are always written, so that they are seen."""
    record: Record = {"term": term.term, "status": term.status}
    if term.type != "full-form":
        record["type"] = term.type
    optional: Record = {"pos": term.part_of_speech, "gender": term.gender, "region": list(term.region)}
    optional |= {"reliability": term.reliability, "source": term.source, "note": term.note}
    optional |= {key: list(getattr(term, key)) for key in ("homonyms", "forms", "attested")}
    optional["attested-in"] = {one.document: one.count for one in term.attestations}
    record |= {key: value for key, value in optional.items() if value}
    if term.variants:
        record["variants"] = [
            {key: value for key in VARIANT_KEYS if (value := getattr(variant, key))} for variant in term.variants
        ]
    return record


def from_record(concept: str, subject_field: str, record: Record) -> ConceptEntry:
    """The entry of a record that :mod:`termlode.termbase.schema` has validated."""
    return ConceptEntry(
        concept,
        subject_field,
        tuple(_section(language, terms) for language, terms in record["terms"].items()),
        record.get("definition"),
        record.get("note"),
        record.get("source"),
        tuple(pair for relation in record.get("related", ()) for pair in relation.items()),
        bool(record.get("do-not-translate", False)),
    )


def _section(language: str, said: list[Record] | Record) -> LanguageSection:
    if isinstance(said, list):
        return LanguageSection(language, tuple(map(_term, said)))
    return LanguageSection(language, tuple(map(_term, said["terms"])), said.get("definition"), said.get("note"))


def _term(record: Record) -> TermSection:
    get = record.get
    return TermSection(
        record["term"],
        cast("Status", get("status", "preferred")),
        get("type", "full-form"),
        get("pos"),
        get("gender"),
        cast("Reliability", get("reliability", "unverified")),
        get("source"),
        get("note"),
        tuple(get("forms", ())),
        tuple(get("attested", ())),
        tuple(OcrVariant(v["text"], cast("VariantKind", v["kind"]), v.get("note")) for v in get("variants", ())),
        tuple(get("region", ())),
        tuple(get("homonyms", ())),
        tuple(Attestation(document, int(count)) for document, count in get("attested-in", {}).items()),
    )
