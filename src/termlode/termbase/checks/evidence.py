"""Checks of evidence: what a mark rests on, what is attested where, and notes that contradict a status (codes T4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.plurals import listed_plurals
from termlode.languages.tags import primary
from termlode.termbase.checks.registry import Context, Hit, at, check
from termlode.termbase.surfaces import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import TermSection
    from termlode.termbase.documents import SourceDocument

_ATTESTED = re.compile(r"(attested|seen|found|met|occurs)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\bcalques?\b|word for word|\bstrictly\b|misspel|\b(is|are) (wrong|no word|not usual|not used)\b|\bavoid\b"
    r"|\bdo not use\b|\bnot (Chinese|Arabic|Persian|Pashto|English) usage\b|\bthe usual (form|word|term|spelling) is\b"
    r"|\bhardly (used|seen)\b|\bbelongs to\b|\bwrite \S+ instead\b|\bnot sure\b.*\bbetter\b",
    re.IGNORECASE,
)


@check("T406")
def verified_without_evidence(context: Context) -> Iterator[Hit]:
    """A term is verified, but neither by an authority nor by two original documents."""
    for placed in context.terms():
        term = placed.term
        if term.reliability == "verified" and term.source is not None and not _evidence(term, context):
            yield at(placed, f"{placed.language}: {term.term}, {term.source}")


def _evidence(term: TermSection, context: Context) -> bool:
    """An authority in ``source`` (no document of the register, no word of attestation), or two originals."""
    known = context.termbase.documents
    named = term.source or ""
    if named and not _ATTESTED.match(named) and named not in known:
        return True
    return sum(_original(known.get(one.document)) for one in term.attestations) > 1


def _original(document: SourceDocument | None) -> bool:
    return document is not None and document.kind == "original"


@check("T407")
def unknown_document(context: Context) -> Iterator[Hit]:
    """A term is attested in a document that documents.tsv does not name."""
    for placed in context.terms():
        for one in placed.term.attestations:
            if one.document not in context.termbase.documents:
                yield at(placed, f"{placed.language}: {placed.term.term}, {one.document}")


@check("T408")
def note_against_status(context: Context) -> Iterator[Hit]:
    """A term is preferred, but its own note speaks against it."""
    for placed in context.terms():
        note = placed.term.note or ""
        if placed.term.status == "preferred" and _AGAINST.search(note):
            yield at(placed, f"{placed.language}: {placed.term.term}: {note}")


@check("T409")
def attested_slip(context: Context) -> Iterator[Hit]:
    """An attested surface differs from its term by one letter: a slip of the source."""
    from rapidfuzz.distance import OSA

    for placed in context.terms():
        language = primary(placed.language)
        if not registry.pack(language).spaced:
            continue
        term = key(placed.term.term, language).split()
        for surface in placed.term.attested:
            other = key(surface, language).split()
            differing = [(i, one, two) for i, (one, two) in enumerate(zip(term, other, strict=False)) if one != two]
            if len(other) != len(term) or len(differing) != 1:
                continue
            place, one, two = differing[0]
            plural = key(two, "und") in listed_plurals(key(one, "und"), language)
            inflected = plural or (place == len(term) - 1 and (two.startswith(one) or _same_stem(one, two, language)))
            if OSA.distance(one, two) == 1 and not inflected:
                yield at(placed, f"{language}: {surface} for {placed.term.term}")


def _same_stem(one: str, other: str, language: str) -> bool:
    from termlode.languages.morphology import stem

    return stem(one, language) == stem(other, language)
