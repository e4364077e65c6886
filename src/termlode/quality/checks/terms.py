"""Terms of the termbase, through the recogniser (codes 3)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from termlode.quality.registry import check
from termlode.quality.terms import asks
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import ConceptEntry, TermSection
    from termlode.quality.pair import Pair
    from termlode.termbase.recognition.recogniser import TermHit

_USABLE = ("preferred", "admitted")


@check("W301", "term", "use a term of the termbase, or add the one that was used")
def missing(pair: Pair) -> Iterator[Hit]:
    """A term of the source has none of its equivalents in the target"""
    known = pair.known
    if known is None:
        return
    met = _met(pair)
    for hits in _asked(pair).values():
        entries = [known.concept(hit.concept) for hit in hits]
        wanted = [term.term for entry in entries for term in _terms(entry, pair, _USABLE)]
        found = any(hit.concept in met for hit in hits) or any(entry.do_not_translate for entry in entries)
        if wanted and not found and not any(known.stands(term, pair.target) for term in wanted):
            yield Hit(f"{hits[0].surface}: {', '.join(dict.fromkeys(wanted))}", hits[0].start, hits[0].end, "source")


@check("E302", "term", "use the preferred term")
def forbidden(pair: Pair) -> Iterator[Hit]:
    """The target has a forbidden term"""
    yield from _to_avoid(pair, "forbidden")


@check("W303", "term", "use the preferred term")
def deprecated(pair: Pair) -> Iterator[Hit]:
    """The target has a deprecated term"""
    yield from _to_avoid(pair, "deprecated")


@check("W304", "term", "leave it as it is in the source")
def translated_name(pair: Pair) -> Iterator[Hit]:
    """What is not to be translated does not stand in the target as it does in the source"""
    known = pair.known
    for hits in _asked(pair).values() if known else ():
        kept = [hit for hit in hits if known and known.concept(hit.concept).do_not_translate]
        if kept and kept[0].surface not in pair.target.text and not {hit.concept for hit in kept} & set(_met(pair)):
            yield Hit(kept[0].surface, kept[0].start, kept[0].end, "source")


def _asked(pair: Pair) -> dict[tuple[int, int], list[TermHit]]:
    """The terms of the source by their places; a concept that is met again is asked for once."""
    found: dict[tuple[int, int], list[TermHit]] = defaultdict(list)
    seen: set[str] = set()
    for hit in pair.terms("source"):
        if hit.concept not in seen and asks(hit, pair.source.plain):
            seen.add(hit.concept)
            found[hit.start, hit.end].append(hit)
    return found


def _met(pair: Pair) -> dict[str, set[str]]:
    """The concepts whose terms stand in the target, with the statuses of these terms."""
    found: dict[str, set[str]] = defaultdict(set)
    for hit in pair.terms("target"):
        found[hit.concept].add(hit.status)
    return found


def _to_avoid(pair: Pair, status: str) -> Iterator[Hit]:
    """Terms of a status in the target, for concepts of the source that have a better one."""
    known = pair.known
    if known is None:
        return
    asked = {hit.concept for hits in _asked(pair).values() for hit in hits}
    fine = {(hit.start, hit.end) for hit in pair.terms("target") if hit.status in _USABLE}
    for hit in pair.terms("target"):
        if hit.status == status and hit.concept in asked and (hit.start, hit.end) not in fine:
            better = ", ".join(term.term for term in _terms(known.concept(hit.concept), pair, _USABLE))
            yield Hit(f"{hit.surface}: {better}" if better else hit.surface, hit.start, hit.end)


def _terms(entry: ConceptEntry, pair: Pair, statuses: tuple[str, ...]) -> list[TermSection]:
    section = entry.section(pair.unit.target.language)
    return [term for term in section.ranked if term.status in statuses] if section else []
