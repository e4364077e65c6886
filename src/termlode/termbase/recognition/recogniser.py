"""Known terms in running text: one automaton over folded forms, then a look at what stands around.

``Recogniser.build(entries)`` compiles, ``to_bytes``/``from_bytes`` store and load what was compiled (the
automaton itself is built on loading: it is faster than reading one), ``find`` answers with
:class:`TermHit`. The surroundings decide: ``endings`` (affixes), ``guards`` (other words),
``regions`` (which language stands where).

Source of the automaton: Aho & Corasick 1975, in the ahocorasick_rs library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from termlode.languages.forms import Trace
from termlode.termbase.recognition.endings import PREFIXES, ending
from termlode.termbase.recognition.explain import rule
from termlode.termbase.recognition.guards import is_address, is_guarded
from termlode.termbase.recognition.key import key_text
from termlode.termbase.recognition.regions import Regions
from termlode.termbase.recognition.search import Edges, Path, Reading, Search
from termlode.termbase.recognition.select import Candidate, nested, one_per_concept
from termlode.termbase.recognition.signs import SIGN, between, bounds, pattern_of, stands_free
from termlode.termbase.recognition.stored import Lines, from_text, to_text, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termlode.languages.forms import KeyText
    from termlode.model import ConceptEntry

_MAGIC = b"termlode recogniser 4\n"
_LONG = 2_000  # characters
_LONGEST_PREFIX = 5


class TermHit(NamedTuple):  # no dataclass: its import costs a look-up 10 ms
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


class Recogniser:
    """A compiled termbase, ready to find its terms in any text."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._again: Callable[[], Recogniser] | None = None
        self._use(data)

    @classmethod
    def build(cls, entries: Iterable[ConceptEntry]) -> Recogniser:
        """Compile the terms, forms, attested surfaces and OCR variants of concept entries."""
        from termlode.termbase.recognition.compile import compile_terms

        return cls(compile_terms(entries))

    def to_bytes(self) -> bytes:
        """The compiled data, with a checksum."""
        body = to_text(self._data).encode("utf-8", "surrogatepass")
        return _MAGIC + b"%08x\n" % crc32(body) + body

    @classmethod
    def from_bytes(cls, data: bytes, again: Callable[[], Recogniser] | None = None) -> Recogniser:
        """What ``to_bytes`` wrote; ``again`` builds another where it turns out to be wrong in the course of work.

        Raises ValueError where it is damaged or of another version.
        """
        start = len(_MAGIC) + 9
        body = data[start:]
        if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : start] != b"%08x\n" % crc32(body):
            raise ValueError("not a recogniser of this version, or damaged")
        made = cls(from_text(body.decode("utf-8", "surrogatepass")))
        made._again = again
        return made

    def _use(self, data: dict[str, Any]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._data = data
        self._patterns: list[str] = data["patterns"]
        self._roots: list[list[tuple[str, str, str, str, int]]] = data["roots"]
        self._edges: list[Edges] = data["edges"]
        self._payloads: list[list[tuple[int, str, str]]] = data["payloads"]
        self._terms: list[tuple[str, str, str, str]] = data["terms"]
        self._signs = [tuple(data["signs"][place]) for place in range(len(data["signs"]))]
        self._automaton = AhoCorasick(self._patterns, store_patterns=False)

    def _read_all(self) -> None:
        """Read what was stored as a whole: a long text asks for most of it."""
        self._roots, self._edges = whole(self._roots), whole(self._edges)
        self._payloads, self._terms = whole(self._payloads), whole(self._terms)

    def find(self, text: str, language: str | None = None, every: bool = False) -> list[TermHit]:
        """The terms in ``text``, in order. Offsets are code points of ``text``.

        ``language`` is the text's language where it is known; otherwise each line is identified. Of
        overlapping hits the longest wins; concepts that share a term are all reported. With ``every``
        the others are given too, marked ``nested``.
        """
        try:
            return self._find(text, language, every=every)
        except (ValueError, TypeError, LookupError, RecursionError):
            if self._again is None:
                raise
        rebuilt, self._again = self._again(), None  # what was stored is wrong
        self._use(rebuilt._data)
        return self._find(text, language, every=every)

    def _find(self, text: str, language: str | None, *, every: bool) -> list[TermHit]:
        if not self._terms:
            return []
        if len(text) > _LONG and isinstance(self._edges, Lines):
            self._read_all()
        keyed, regions = key_text(text), Regions(text, language)
        found: list[Candidate] = []
        for reading in self._readings(keyed, regions):
            found.extend(self._candidates(reading, keyed))
        if self._signs:
            found.extend(self._of_signs(text, regions))
        if not found:
            return []
        chosen = one_per_concept(found, regions.given or "")
        inner = nested(chosen)
        return list(_hits([pair for pair in zip(chosen, inner, strict=True) if every or not pair[1]], text))

    # ── from automaton to readings ──────────────────────────────────────────────────────────────

    def _readings(self, keyed: KeyText, regions: Regions) -> list[Reading]:
        key, roots, edges, offsets = keyed.key, self._roots, self._edges, keyed.offsets
        search = Search(keyed, self._edges, self._payloads)
        for index, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            char = key[start]
            if char == " ":
                start += 1  # noqa: PLW2901  # the pattern begins with the edge of a word
                char = key[start]
            kind = 1 if "\u0620" <= char <= "\u06ff" else 2 if char >= "\u2e80" else 0
            before = _before(key, start, kind)
            if before is None:
                continue
            first = start - len(before)
            offset, allowed = offsets[first], ""
            for language, prefixes, after, note, node in roots[index]:
                if before in PREFIXES[prefixes] and (language == allowed or regions.allows(language, offset, kind)):
                    allowed = language
                    if edges[node] or ending(after).match(key, end):
                        search.walk(Path(first, language, before, (note,) if note else ()), end, after, node)
        return search.found

    def _candidates(self, reading: Reading, keyed: KeyText) -> Iterator[Candidate]:
        """The terms of a reading, where the letters around do not speak against them."""
        language = reading.language
        first, end, guarded, known = 0, 0, False, None
        for index, kind, spelling in self._payloads[reading.node]:
            if spelling is not known:
                first, end, guarded = self._judged(keyed, reading, spelling)
                exact, known = keyed.text[first:end] == spelling, spelling
            if not guarded:
                concept, term, _, status = self._terms[index]
                is_exact = exact and kind in _OWN
                yield Candidate(first, end, concept, term, language, status, kind, spelling, reading.trace, is_exact)

    def _of_signs(self, text: str, regions: Regions) -> Iterator[Candidate]:
        """The terms without a letter: →, %."""
        for match in pattern_of(tuple(one[0] for one in self._signs)).finditer(text):
            start, end = match.span()
            if not stands_free(text, start, end) or is_address(text, start, end):
                continue
            for spelling, index, kind in self._signs:
                concept, term, language, status = self._terms[index]
                if spelling.split() == match[0].split() and regions.allows_sign(language):
                    yield Candidate(
                        start, end, concept, term, language, status, kind, spelling, Trace("", ()), kind in _OWN
                    )

    @staticmethod
    def _judged(keyed: KeyText, reading: Reading, spelling: str) -> tuple[int, int, bool]:
        """Start and end of a reading in the original, and whether what stands around makes another word of it."""
        start, end = keyed.offsets[reading.start], _end(keyed, reading, spelling)
        span = bounds(keyed.text, start, end, spelling)
        if span is None:
            return start, end, True
        start, end = span
        if SIGN in reading.trace.steps and between(spelling) != between(_unowned(keyed.text[start:end])):
            return start, end, True
        return start, end, is_guarded(keyed, reading[:2], reading.language, spelling, reading.trace)


def _unowned(surface: str) -> str:
    """A surface without the possessive at its end."""
    return surface[:-2] if surface.endswith(_POSSESSIVE) else surface


def _hits(chosen: list[tuple[Candidate, bool]], text: str) -> Iterator[TermHit]:
    """The answers; concepts that share a term, a place and a reading are explained once."""
    known: tuple[Trace, str, str] | None = None
    surface = why = ""
    for one, inner in chosen:
        start, end, concept, term, language, status, kind, spelling, trace, _ = one
        if known is None or known[0] is not trace or known[1:] != (spelling, kind):
            surface, known = text[start:end], (trace, spelling, kind)
            why = rule(trace, surface, spelling, kind, language)
        variant = spelling if one.is_variant else None
        yield TermHit(start, end, surface, term, concept, language, variant, why, inner, status)


_POSSESSIVE = ("'s", "’s")
_OWN = frozenset({"term", "form", "attested"})


def _before(key: str, start: int, kind: int) -> str | None:
    """What stands between the edge of the word and ``start``; None where the hit begins inside a word."""
    if kind == 2:
        return ""
    if kind == 0:
        char = key[start - 1]
        return None if char.isalnum() and char < "\u0370" else ""
    edge = key.rfind(" ", max(0, start - _LONGEST_PREFIX - 1), start)
    return None if edge < 0 else key[edge + 1 : start]


def _end(keyed: KeyText, reading: Reading, spelling: str) -> int:
    """The end in the original; a term's bracket, a possessive and the last point of U.S. belong to it."""
    end, text = keyed.end(reading.end), keyed.text
    if spelling[-1] in ")）" and text[end : end + 1] in tuple(")）"):
        return end + 1
    if text[end - 1].isascii() and text[end - 1].isalnum():
        if text[end : end + 2] in _POSSESSIVE and not text[end + 2 : end + 3].isalnum():
            return end + 2
        if text[end : end + 1] == "." and text[end - 2 : end - 1] == ".":
            return end + 1
    return end
