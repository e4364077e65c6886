"""From what was found to what is reported: one reading a place and concept, then the longest of what overlaps."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from termlode.languages.forms import Trace

# Endings whose reading gives way to a term that is spelt just so: کانی is a mineral, not "a mine".
_WEAK = frozenset({"ye", "ezafe", "possessive", "pronoun", "dual_pronoun", "accusative", "oblique", "agreement"})
_PLAIN = frozenset({"feminine", "base", "lost", "spelling", "sign"})


class Candidate(NamedTuple):
    """A term at a place of the text, before anything is chosen or explained."""

    start: int
    end: int
    concept: str
    term: str
    language: str
    status: str
    kind: str  # term, form, attested, nonword, realword
    spelling: str
    trace: Trace
    is_exact: bool

    @property
    def place(self) -> tuple[int, int, str]:
        """The place and the language."""
        return self.start, self.end, self.language

    @property
    def is_variant(self) -> bool:
        """Whether this is an OCR variant."""
        return self.kind in ("nonword", "realword")

    @property
    def is_weak(self) -> bool:
        """Whether the last ending may as well be part of another word."""
        return bool(self.trace.steps) and self.trace.steps[-1] in _WEAK

    @property
    def is_whole(self) -> bool:
        """Whether the term stands there uninflected."""
        return self.is_exact or (not self.trace.prefix and all(step in _PLAIN for step in self.trace.steps))


def _preference(one: Candidate) -> tuple[bool, bool, bool, bool, int]:
    plain = one.kind == "term"
    return one.is_variant, not one.is_exact, not plain, one.status != "preferred", len(one.trace.steps)


def one_per_concept(candidates: list[Candidate], given: str) -> list[Candidate]:
    """The best reading for each place, concept and language, in the order of the text."""
    best: dict[tuple[int, int, str, str], Candidate] = {}
    for one in candidates:
        place = (one.start, one.end, one.concept, one.language)
        known = best.get(place)
        if known is None or (known is not one and _preference(one) < _preference(known)):
            best[place] = one
    kept = list(best.values())
    if any(one.is_weak for one in kept):
        whole = {(one.start, one.end, one.language) for one in kept if one.is_whole}
        kept = [one for one in kept if not one.is_weak or one.is_whole or one.place not in whole]
    kept.sort(key=lambda one: (one.start, -one.end, one.language != given, one.language, one.concept))
    return kept


def nested(candidates: list[Candidate]) -> list[bool]:
    """For each candidate whether a longer one wins over it. All concepts of a winning span win together."""
    places = [(one.start, one.end) for one in candidates]
    spans: list[tuple[int, int]] = []
    for span in sorted(set(places), key=lambda span: (span[0] - span[1], span[0])):
        if not _overlaps(spans, span):
            insort(spans, span)
    chosen, taken = set(spans), set[tuple[tuple[int, int], str]]()
    result = []
    for one, span in zip(candidates, places, strict=True):
        place = (span, one.concept)
        result.append(span not in chosen or place in taken)  # a concept once a span, whatever the language
        taken.add(place)
    return result


def _overlaps(spans: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    place = bisect_left(spans, span)
    before = place > 0 and spans[place - 1][1] > span[0]
    return before or (place < len(spans) and spans[place][0] < span[1])
