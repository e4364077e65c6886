"""Flat bilingual glossaries out of concept entries: what may be met on one side, what to write on the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from termlode.languages.tags import primary
from termlode.termbase.records import ASPECT_TYPES, SHORT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.model import ConceptEntry, TermSection

# The direction of a pair's glossary: out of the language on the left, into the one on the right.
_ORDER = ("zh", "ar", "fa", "ps", "en")
_VARIANT_OF = "OCR variant of "
_REGION, _NOTE, _DEFINITION = "usual: ", "nb: ", "def: "
COMMENT = 200  # characters of a comment at most
_OURS = ("homonym: ", "unverified: ", _REGION, _NOTE, _DEFINITION)  # "unverified" stood in older glossaries
_SHORTEST = 24  # characters of a part that was cut
_NAMES = {"zh": "Chinese", "ar": "Arabic", "fa": "Persian", "ps": "Pashto", "en": "English"}
_SENTENCE, _CLAUSE = re.compile(r"(?<=\.) "), re.compile(r"(?<=;) ")
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
    """The rows of a glossary from ``source`` to ``target``, one for each source term and its partner.

    Every source term that may be met is listed, deprecated and forbidden ones with a remark; OCR
    ``variants`` too, so that uncorrected texts match (those in mixed scripts only correction needs).
    Deprecated and forbidden targets are never offered. ``verified_only`` leaves out unverified terms on
    both sides.
    """
    for entry in entries:
        sources, targets = _terms(entry, source, verified_only), _terms(entry, target, verified_only)
        targets = [term for term in targets if _RANK[term.status] < _RANK["deprecated"]]
        if not sources or not targets:
            continue
        for term in sources:
            found, remarked = partner(term, targets)
            comment = _comment(entry, term, found, targets, remarked=remarked, languages=(source, target))
            yield GlossaryRow(term.term, found.term, comment)
            for variant in term.variants if variants else ():
                if not _mixed(variant.text):
                    named = f"{_VARIANT_OF}{term.term}; {comment}"
                    yield GlossaryRow(variant.text, found.term, _shortened(named, COMMENT))


def partner(term: TermSection, targets: Sequence[TermSection]) -> tuple[TermSection, str | None]:
    """The target term that goes with ``term``, and a remark where none is of its type.

    ``targets``: preferred first, none of them deprecated. Terms for one side of the concept (the process, the
    property …) pair with each other, short forms with short forms, all others with the preferred term.
    """
    if term.type in ASPECT_TYPES:
        same = next((other for other in targets if other.type == term.type), None)
        return same or targets[0], None if same else f"names the {term.type}, the target the concept"
    plain = [other for other in targets if other.type not in ASPECT_TYPES] or list(targets)
    if term.type in SHORT_TYPES:
        same = _short(term, plain)
        return same or plain[0], None if same else f"{term.type.replace('-', ' ')}, the target is the full form"
    if term.status != "preferred" and plain[0].type in SHORT_TYPES:  # 中华人民共和国 is not just China
        return next((other for other in plain if other.type not in (*SHORT_TYPES, "variant")), plain[0]), None
    return plain[0], None


def _short(term: TermSection, targets: Sequence[TermSection]) -> TermSection | None:
    """The short form to set for a short form: one of its type; acronyms stand for short names (欧盟, EU)."""
    same = next((other for other in targets if other.type == term.type), None)
    if same is not None or (term.type == "short-form" and targets[0].part_of_speech != "proper-noun"):
        return same
    return next((other for other in targets if other.type in SHORT_TYPES), None)


def _mixed(text: str) -> bool:
    """Whether Latin letters stand beside others: no text that anybody writes."""
    letters = [char for char in text if char.isalpha()]
    return 0 < sum(char.isascii() for char in letters) < len(letters)


def _terms(entry: ConceptEntry, language: str, verified_only: bool) -> list[TermSection]:
    section = entry.section(language)
    found = [t for t in section.terms if t.reliability == "verified" or not verified_only] if section else []
    return sorted(found, key=lambda term: _RANK[term.status])


def _comment(
    entry: ConceptEntry,
    term: TermSection,
    target: TermSection,
    targets: Sequence[TermSection],
    *,
    remarked: str | None,
    languages: tuple[str, str],
) -> str:
    """What to know of the two terms, at most :data:`COMMENT` characters: warnings before the definition."""
    parts = [entry.id]
    if _RANK[term.status] >= _RANK["deprecated"]:
        parts.append(f"{term.status} source term")
    if term.region or target.region:
        sides = (f"{one.term} in {', '.join(one.region)}" for one in (term, target) if one.region)
        parts.append(f"{_REGION}{' and '.join(sides)}")
    if entry.do_not_translate:
        parts.append("do not translate")
    if term.homonyms or (homonyms := [other for relation, other in entry.related if relation == "homonym"]):
        parts.append("homonym: " + ", ".join(term.homonyms or homonyms))
    if term.reliability == target.reliability == "verified":
        parts.append("verified")
    notes = [note for note in (remarked, term.note, target.note) if note]
    said = [f"{_NOTE}{_plain(note)}" for note in dict.fromkeys(notes)]
    said += [f"{_DEFINITION}{_plain(entry.definition)}"] if entry.definition else []
    remarks = _of_the_pair(entry.note or "", languages)
    said += [f"{_NOTE}{_plain(remarks)}"] if remarks else []
    others = [t.term for t in targets if t is not target and (t.type in ASPECT_TYPES) == (target.type in ASPECT_TYPES)]
    parts += _fitting("also " + ", ".join(others), COMMENT // 2 - len("; ".join(parts))) if others else []
    for part in said:
        parts += _fitting(part, COMMENT - len("; ".join(parts)) - len("; "))
    return "; ".join(parts)


def _of_the_pair(note: str, languages: tuple[str, str]) -> str:
    """The clauses of a note, without those that speak of other languages only.

    A clause that names no language speaks of the one that its sentence has named before.
    """
    own = {_NAMES[tag] for language in languages if (tag := primary(language)) in _NAMES}
    kept = []
    for sentence in _SENTENCE.split(note):
        named: set[str] = set()
        for clause in _CLAUSE.split(sentence):
            named = {name for name in _NAMES.values() if name in clause} or named
            if not named or named & own:
                kept.append(clause)
    return " ".join(kept).removesuffix(";")


def _fitting(part: str, room: int) -> list[str]:
    """The part, cut at a word if it must be; nothing where what is left would say nothing."""
    short = _shortened(part, room)
    return [short] if short == part or len(short) >= _SHORTEST else []


def _shortened(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    cut = text[: max(0, room - 1)].rpartition(" ")[0].rstrip(" ,;:")
    return f"{cut}…" if cut else ""


def _plain(text: str) -> str:
    """A text without line ends, and without what parts a comment."""
    return " ".join(text.split()).replace("; ", ", ").removesuffix(".")


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
            also = tuple(text for text in part.removeprefix("also ").split(", ") if not text.endswith("…"))
        elif part not in ("do not translate", "verified") and not part.startswith(_OURS):
            rest.append(part)
    return Remark(concept, status, variant, also, "; ".join(rest))
