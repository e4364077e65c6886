"""Known terms in running text: one automaton over folded forms, then a look at what stands around.

``Recogniser.build(entries)`` compiles, ``to_bytes``/``from_bytes`` store and load what was compiled (the
automaton itself is built on loading: it is faster than reading one), ``find`` answers with
:class:`TermHit`. The surroundings decide: recognition_endings (affixes), recognition_chinese (words
without boundaries), recognition_regions (which language stands where).

Source of the automaton: Aho & Corasick 1975, in the ahocorasick_rs library.
"""

from __future__ import annotations

import marshal
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zlib import crc32

from termlode.termbase.recognition_endings import PREFIXES, ending
from termlode.termbase.recognition_explain import Trace, rule
from termlode.termbase.recognition_guards import is_guarded
from termlode.termbase.recognition_key import GAP, HAN_GAP, KeyText, key_text
from termlode.termbase.recognition_regions import Regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.model import ConceptEntry

_MAGIC = f"termlode recogniser 1 {sys.implementation.cache_tag} {marshal.version}\n".encode()
_KINDS = {"term": 0, "form": 1, "attested": 2, "nonword": 3, "realword": 4}
_LONGEST_PREFIX = 5
_SHORT = 6  # letters that a term must have before a lost space inside it is believed


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found in a text: ``text[start:end] == surface``.

    ``variant`` is the OCR variant by which it was found, ``rule`` says in words what leads from the term
    to the surface. ``nested``: a longer hit covers or overlaps this one (reported with ``every`` only).
    """

    start: int
    end: int
    surface: str
    term: str
    concept: str
    language: str
    variant: str | None
    rule: str
    nested: bool = False
    status: str = "preferred"


@dataclass(frozen=True, slots=True)
class _Reading:
    """A path through the tree that reached the end of a term, in places of the key."""

    start: int
    end: int
    node: int
    language: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class _Path:
    """Where a reading began, in which language, behind which prefix, and the steps taken so far."""

    start: int
    language: str
    prefix: str
    steps: tuple[str, ...]

    def step(self, name: str | None) -> _Path:
        return _Path(self.start, self.language, self.prefix, (*self.steps, name)) if name else self


class Recogniser:
    """A compiled termbase, ready to find its terms in any text."""

    def __init__(self, data: dict[str, Any]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._data = data
        self._patterns: list[str] = data["patterns"]
        self._roots: list[list[tuple[str, str, str, str, int]]] = data["roots"]
        self._edges: list[tuple[tuple[int, ...], dict[str, list[tuple[str, str, str, int]]]]] = data["edges"]
        self._payloads: list[list[tuple[int, str, str]]] = data["payloads"]
        self._terms: list[tuple[str, str, str, str]] = data["terms"]
        self._automaton = AhoCorasick(self._patterns, store_patterns=False)

    @classmethod
    def build(cls, entries: Iterable[ConceptEntry]) -> Recogniser:
        """Compile the terms, forms, attested surfaces and OCR variants of concept entries."""
        from termlode.termbase.recognition_compile import compile_terms

        return cls(compile_terms(entries))

    def to_bytes(self) -> bytes:
        """The compiled data, with a checksum; good for this version of Python only."""
        body = marshal.dumps(self._data)
        return _MAGIC + crc32(body).to_bytes(4, "little") + body

    @classmethod
    def from_bytes(cls, data: bytes) -> Recogniser:
        """What ``to_bytes`` wrote. Raises ValueError where it is damaged or of another version."""
        start = len(_MAGIC) + 4
        if data[: len(_MAGIC)] != _MAGIC or len(data) < start:
            raise ValueError("not a recogniser of this version")
        body = memoryview(data)[start:]
        if crc32(body) != int.from_bytes(data[start - 4 : start], "little"):
            raise ValueError("the recogniser is damaged")
        return cls(marshal.loads(body))  # noqa: S302  # our own cache; the checksum was compared

    def find(self, text: str, language: str | None = None, every: bool = False) -> list[TermHit]:
        """The terms in ``text``, in order. Offsets are code points of ``text``.

        ``language`` is the text's language where it is known; otherwise each line is identified. Of
        overlapping hits the longest wins; concepts that share a term are all reported. With ``every``
        the others are given too, marked ``nested``.
        """
        if not self._terms:
            return []
        keyed, regions = key_text(text), Regions(text, language)
        found: dict[tuple[int, int, int], TermHit] = {}
        rank: dict[tuple[int, int, int], int] = {}
        for reading in self._readings(keyed, regions):
            for hit, term, order in self._hits(reading, keyed):
                place = (hit.start, hit.end, term)
                if order < rank.get(place, 9):
                    found[place], rank[place] = hit, order
        return _select(_best_per_concept(found.values(), regions), every)

    # ── from automaton to readings ──────────────────────────────────────────────────────────────

    def _readings(self, keyed: KeyText, regions: Regions) -> Iterator[_Reading]:
        key = keyed.key
        for index, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            if key[start] == " ":
                start += 1  # noqa: PLW2901  # the pattern begins with the edge of a word
            char = key[start]
            kind = 1 if "\u0620" <= char <= "\u06ff" else 2 if char >= "\u2e80" else 0
            before = None
            for language, prefixes, after, note, node in self._roots[index]:
                if before is None:
                    before = _before(key, start, kind)
                    if before is None:
                        break
                if before not in PREFIXES[prefixes] or (len(before) == 1 and end - start < 3):
                    continue
                first = start - len(before)
                if not regions.allows(language, keyed.offsets[first], kind):
                    continue
                path = _Path(first, language, before, (note,) if note else ())
                yield from self._walk(keyed, path, end, after, node)

    def _walk(self, keyed: KeyText, path: _Path, place: int, after: str, node: int) -> Iterator[_Reading]:
        """What can follow a fixed part that ends at ``place``: an ending, then the end or another word."""
        inner = bool(self._edges[node][0])
        match = ending(after).match(keyed.key, place)
        if match:
            end, here = match.end(), path.step(match.lastgroup)
            if self._payloads[node]:
                yield _Reading(path.start, end, node, path.language, Trace(path.prefix, here.steps))
            if inner:
                yield from self._next(keyed, here, end, node)
        if inner:
            yield from self._joined(keyed, path, place, node)

    def _next(self, keyed: KeyText, path: _Path, end: int, node: int) -> Iterator[_Reading]:
        """The next word, behind a gap."""
        key, start = keyed.key, end
        while key[start : start + 1] == " ":
            start += 1
        if start == end or start >= len(key):
            return
        gap = HAN_GAP if path.language == "zh" else GAP
        if not gap.fullmatch(keyed.text, keyed.end(end), keyed.offsets[start]):
            return
        for prefix in _INNER if path.language == "ar" else ("",):
            if key.startswith(prefix, start):
                yield from self._follow(keyed, path, start + len(prefix), prefix, node)

    def _joined(self, keyed: KeyText, path: _Path, place: int, node: int) -> Iterator[_Reading]:
        """The next word where the space, or ZWNJ, before it is lost."""
        if keyed.key[place : place + 1].isalnum():
            lost = keyed.offsets[place] == keyed.offsets[place - 1] + 1
            for reading in self._follow(keyed, path.step("lost" if lost else None), place, "", node):
                if path.language == "zh" or reading.end - reading.start >= _SHORT:
                    yield reading

    def _follow(self, keyed: KeyText, path: _Path, start: int, prefix: str, node: int) -> Iterator[_Reading]:
        lengths, edges = self._edges[node]
        for length in lengths:
            for prefixes, after, note, child in edges.get(keyed.key[start : start + length], ()):
                if prefix in PREFIXES[prefixes]:
                    yield from self._walk(keyed, path.step(note), start + length, after, child)

    # ── from readings to hits ───────────────────────────────────────────────────────────────────

    def _hits(self, reading: _Reading, keyed: KeyText) -> Iterator[tuple[TermHit, int, int]]:
        text = keyed.text
        start = keyed.offsets[reading.start]
        for index, kind, spelling in self._payloads[reading.node]:
            if is_guarded(keyed, (reading.start, reading.end), reading.language, spelling, reading.trace):
                continue
            concept, term, language, status = self._terms[index]
            end = _end(keyed, reading, spelling)
            surface = text[start:end]
            why = rule(reading.trace, surface, spelling, kind, language)
            variant = spelling if kind in ("nonword", "realword") else None
            hit = TermHit(start, end, surface, term, concept, language, variant, why, status=status)
            yield hit, index, _KINDS[kind] + (0 if why == "exact" else 1)


_WHOLE = frozenset({"exact", "folded", "marks", "case", "ZWNJ", "hyphen", "line break", "form", "attested"})
# Readings that give way to a term that is spelt just so: کانی is a mineral, not "a mine".
_WEAK = ("; ی", "ی", "possessive", "pronoun suffix", "accusative ا", "oblique", "agreement")
_INNER = ("", "ال", "و", "وال", "ل", "لل", "ب", "بال", "ک", "کال")


def _before(key: str, start: int, kind: int) -> str | None:
    """What stands between the edge of the word and ``start``; None where the hit begins inside a word."""
    if kind == 2:
        return ""
    if kind == 0:
        char = key[start - 1]
        return None if char.isalnum() and char < "\u0370" else ""
    edge = key.rfind(" ", max(0, start - _LONGEST_PREFIX - 1), start)
    return None if edge < 0 else key[edge + 1 : start]


def _end(keyed: KeyText, reading: _Reading, spelling: str) -> int:
    """The end in the original; a term's bracket, a possessive and the last point of U.S. belong to it."""
    end, text = keyed.end(reading.end), keyed.text
    if spelling[-1] in ")）" and text[end : end + 1] in tuple(")）"):
        return end + 1
    if text[end - 1].isascii() and text[end - 1].isalnum():
        if text[end : end + 2] in ("'s", "’s") and not text[end + 2 : end + 3].isalnum():
            return end + 2
        if text[end : end + 1] == "." and text[end - 2 : end - 1] == ".":
            return end + 1
    return end


def _best_per_concept(hits: Iterable[TermHit], regions: Regions) -> list[TermHit]:
    """One hit a place, concept and language: the exact one, or that of the preferred term."""
    best: dict[tuple[int, int, str, str], TermHit] = {}
    for hit in hits:
        place = (hit.start, hit.end, hit.concept, hit.language)
        if place not in best or _preference(hit) < _preference(best[place]):
            best[place] = hit
    whole = {(h.start, h.end, h.language) for h in best.values() if h.rule in _WHOLE}
    weak = (h for h in best.values() if not h.rule.endswith(_WEAK) or (h.start, h.end, h.language) not in whole)
    kept = list(weak)
    at = regions.given or ""
    return sorted(kept, key=lambda h: (h.start, -h.end, h.language != at, h.language, h.concept))


def _preference(hit: TermHit) -> tuple[bool, bool, bool, int]:
    return hit.variant is not None, hit.rule != "exact", hit.status != "preferred", len(hit.rule)


def _select(hits: list[TermHit], every: bool) -> list[TermHit]:
    """Longest first; what overlaps a chosen span is nested. The same span in several concepts is chosen together."""
    spans: list[tuple[int, int]] = []
    chosen: set[tuple[int, int]] = set()
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        span = (hit.start, hit.end)
        if span not in chosen and not _overlaps(spans, span):
            chosen.add(span)
            _insert(spans, span)
    taken: set[tuple[int, int, str]] = set()
    result = []
    for hit in hits:
        place = (hit.start, hit.end, hit.concept)
        nested = (hit.start, hit.end) not in chosen or place in taken
        taken.add(place)
        if not nested or every:
            result.append(replace(hit, nested=nested) if nested else hit)
    return result


def _overlaps(spans: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    from bisect import bisect_left

    place = bisect_left(spans, span)
    before = place > 0 and spans[place - 1][1] > span[0]
    return before or (place < len(spans) and spans[place][0] < span[1])


def _insert(spans: list[tuple[int, int]], span: tuple[int, int]) -> None:
    from bisect import insort

    insort(spans, span)
