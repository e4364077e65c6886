"""What a termbase holds, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.model import ConceptEntry


@dataclass(slots=True)
class LanguageStats:
    """One language's share: concepts that have a term in it, its terms by status, verified ones, variants."""

    concepts: int = 0
    terms: int = 0
    verified: int = 0
    variants: int = 0
    statuses: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Stats:
    """Concepts, those with a definition, and the shares of languages and subject fields."""

    concepts: int = 0
    defined: int = 0
    complete: int = 0  # a term in every language that any concept has
    languages: dict[str, LanguageStats] = field(default_factory=dict)
    fields: Counter[str] = field(default_factory=Counter)


def stats(entries: Iterable[ConceptEntry]) -> Stats:
    """Count."""
    found = Stats()
    have = []
    for entry in entries:
        found.concepts += 1
        found.defined += entry.definition is not None
        found.fields[entry.subject_field] += 1
        have.append({section.language for section in entry.languages if section.terms})
        for section in entry.languages:
            share = found.languages.setdefault(section.language, LanguageStats())
            share.concepts += bool(section.terms)
            share.terms += len(section.terms)
            share.verified += sum(term.reliability == "verified" for term in section.terms)
            share.variants += sum(len(term.variants) for term in section.terms)
            share.statuses.update(term.status for term in section.terms)
    found.complete = sum(languages >= set(found.languages) for languages in have)
    return found
