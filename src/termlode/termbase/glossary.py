"""Flat bilingual glossaries out of concept entries: what may be met on one side, what to write on the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.model import ConceptEntry, TermSection

# The direction of a pair's glossary: out of the language on the left, into the one on the right.
_ORDER = ("zh", "ar", "fa", "ps", "en")
_VARIANT_OF = "OCR variant of "
_RANK = {"preferred": 0, "admitted": 1, "deprecated": 2, "forbidden": 3}


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A source term, the target term to write for it, and what to know about the two."""

    source: str
    target: str
    comment: str


def pairs(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair of ``languages`` once: zh-ar, zh-fa, … ps-en."""
    known = sorted(set(languages), key=lambda tag: (_ORDER.index(tag) if tag in _ORDER else len(_ORDER), tag))
    return list(combinations(known, 2))


def directions(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair both ways, fa-en and en-fa: CAT tools look a glossary up by its first column only."""
    return [way for one, other in pairs(languages) for way in ((one, other), (other, one))]


def rows(
    entries: Iterable[ConceptEntry], source: str, target: str, *, verified_only: bool = False, variants: bool = True
) -> Iterator[GlossaryRow]:
    """The rows of a glossary from ``source`` to ``target``, one for each source term and preferred target.

    Every source term that may be met is listed, deprecated and forbidden ones with a remark; OCR
    ``variants`` too, so that uncorrected texts match. Deprecated and forbidden targets are never offered.
    Admitted targets stand in the comment. ``verified_only`` leaves out unverified terms on both sides.
    """
    for entry in entries:
        sources, targets = _terms(entry, source, verified_only), _terms(entry, target, verified_only)
        targets = [term for term in targets if _RANK[term.status] < _RANK["deprecated"]]
        if not sources or not targets:
            continue
        for term in sources:
            comment = _comment(entry, term, targets)
            yield GlossaryRow(term.term, targets[0].term, comment)
            if variants:
                for variant in term.variants:
                    yield GlossaryRow(variant.text, targets[0].term, f"{_VARIANT_OF}{term.term}; {comment}")


def _terms(entry: ConceptEntry, language: str, verified_only: bool) -> list[TermSection]:
    section = entry.section(language)
    found = [t for t in section.terms if t.reliability == "verified" or not verified_only] if section else []
    return sorted(found, key=lambda term: _RANK[term.status])


def _comment(entry: ConceptEntry, term: TermSection, targets: list[TermSection]) -> str:
    parts = []
    if _RANK[term.status] >= _RANK["deprecated"]:
        parts.append(f"{term.status} source term")
    if len(targets) > 1:
        parts.append("also " + ", ".join(other.term for other in targets[1:]))
    if entry.do_not_translate:
        parts.append("do not translate")
    homonyms = [target for relation, target in entry.related if relation == "homonym"]
    if homonyms:
        parts.append("homonym: " + ", ".join(homonyms))
    doubtful = [t.term for t in (term, targets[0]) if t.reliability == "unverified"]
    if doubtful:
        parts.append("unverified: " + ", ".join(dict.fromkeys(doubtful)))
    return "; ".join([entry.id, *parts])


# ── and back ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Remark:
    """What a comment of ours says; ``rest`` is what somebody else wrote into it."""

    concept: str
    status: Literal["deprecated", "forbidden"] | None = None
    variant_of: str | None = None
    also: tuple[str, ...] = ()
    rest: str = ""


def remark(comment: str) -> Remark:
    """The parts of a comment that :func:`rows` wrote (its first part is the concept's id)."""
    parts = comment.split("; ")
    variant = parts.pop(0).removeprefix(_VARIANT_OF) if comment.startswith(_VARIANT_OF) else None
    concept, *said = parts or [""]
    status: Literal["deprecated", "forbidden"] | None = None
    also: tuple[str, ...] = ()
    rest = []
    for part in said:
        if part in ("deprecated source term", "forbidden source term"):
            status = "deprecated" if part.startswith("deprecated") else "forbidden"
        elif part.startswith("also "):
            also = tuple(part.removeprefix("also ").split(", "))
        elif part != "do not translate" and not part.startswith(("homonym: ", "unverified: ")):
            rest.append(part)
    return Remark(concept, status, variant, also, "; ".join(rest))
