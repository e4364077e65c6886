"""Short cuts that the tests of the termbase share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termlode.model import ConceptEntry, LanguageSection, TermSection


def section_of(entry: ConceptEntry, language: str) -> LanguageSection:
    """The section of a language that must be there."""
    section = entry.section(language)
    assert section is not None
    return section


def terms_of(entry: ConceptEntry, language: str) -> tuple[TermSection, ...]:
    """The terms of a language that must be there."""
    return section_of(entry, language).terms
