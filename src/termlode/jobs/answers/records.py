"""Concepts and units as they are edited: the whole record, and the revision that an edit is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from termlode.model import ConceptEntry, TranslationUnit


class ConceptRecord(TypedDict):
    """A concept; ``record`` has the keys of the YAML files (docs/termbase.md)."""

    concept: str
    subject_field: str
    record: dict[str, Any]
    revision: str


class UnitRecord(TypedDict):
    """A unit of the memory; ``record`` has the fields of a line of a ``.jsonl`` export (docs/formats.md)."""

    unit: int
    record: dict[str, Any]
    revision: str


def concept_record(entry: ConceptEntry) -> ConceptRecord:
    """A concept as its file says it."""
    from termlode.jobs.concept import revision
    from termlode.termbase.records import to_record

    record = to_record(entry)
    return {
        "concept": entry.id,
        "subject_field": entry.subject_field,
        "record": record,
        "revision": revision(entry),
    }


def unit_record(key: int, unit: TranslationUnit) -> UnitRecord:
    """A unit with all that it holds; fields that have their default are left out."""
    from termlode.exchange.jsonfile.memory import to_record
    from termlode.jobs.unit import revision

    return {"unit": key, "record": to_record(unit), "revision": revision(unit)}
