"""OCR variants of termbase terms found in a new text: proposals for the termbase, ranked by evidence.

A proposal is what ``termbase check`` accepts as a variant: a word one stroke away from a word of a term,
standing where that term's other words stand, or a word that is in no list at all. Never proposed are an
inflected form of the term or of any other word, another spelling of the term (فنآوری: folding meets it
anyway), and one misreading for two concepts: the better attested concept gets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.regions import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.languages.hooks import Finder
    from termlode.model import ConceptEntry, VariantKind

KIND = "# termlode variants 1"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A misreading that a text shows: how often, where, and how it would be recorded."""

    variant: str
    term: str
    concept: str
    kind: VariantKind
    count: int
    beside: int  # how many of them stand beside another word of the term
    score: float
    contexts: tuple[str, ...]


def propose(text: str, concepts: Sequence[ConceptEntry], words: Sequence[str] = ()) -> list[Proposal]:
    """Proposals from ``text``, the best first; ``words`` are the workspace's own."""
    finders: dict[str, Finder | None] = {}
    seen: dict[tuple[str, str, str, VariantKind], list[tuple[bool, str]]] = {}
    spellings: dict[str, str] = {}
    for region in split(text):
        tag = registry.root(region.language)
        if tag not in finders:
            hook = registry.proposals(tag)
            finders[tag] = hook.finder(concepts, words) if hook else None
        finder, part = finders[tag], text[region.start : region.end]
        for found, beside, place in finder.hits(part) if finder else ():
            seen.setdefault(found, []).append((beside, _context(part, *place)))
            spellings.setdefault(found[0], finder.spelling(found[0]) if finder else found[0])
    ranked = sorted((_proposal(found, hits) for found, hits in seen.items()), key=lambda p: (-p.score, p.variant))
    chosen: dict[str, Proposal] = {}
    for one in ranked:
        chosen.setdefault(spellings[one.variant], one)
    return list(chosen.values())


def _proposal(found: tuple[str, str, str, VariantKind], hits: list[tuple[bool, str]]) -> Proposal:
    variant, term, concept, kind = found
    beside = sum(hit[0] for hit in hits)
    score = round(
        min(0.99, 0.4 + 0.3 * (beside > 0) + 0.05 * min(len(hits), 5) + (0.1 if kind == "nonword" else 0.0)), 2
    )
    contexts = tuple(dict.fromkeys(hit[1] for hit in hits))[:3]
    return Proposal(variant, term, concept, kind, len(hits), beside, score, contexts)


def _context(text: str, start: int, end: int, width: int = 30) -> str:
    return " ".join(text[max(0, start - width) : end + width].split())
