"""Look-up: what the termbase knows of a word or phrase, the surest answers first.

The kinds, in order: *exact* (as it is written), *folded* (equal but for spelling habits: hamza, ی and ي,
ZWNJ, case, width, simplified and traditional), *inflected*, *within* (a term inside a longer query),
*prefix* (a term that begins so), *part* (a term with a later word that begins so), *near* (typing errors;
searched only where the query as a whole is no term and begins none).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from termlode.languages.tags import primary
from termlode.termbase.surfaces import Via, key, stems, tight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.model import ConceptEntry, OcrVariant, TermSection
    from termlode.termbase.recognition import Recogniser

type LookupKind = Literal["exact", "folded", "inflected", "within", "prefix", "part", "near"]

KINDS: tuple[LookupKind, ...] = ("exact", "folded", "inflected", "within", "prefix", "part", "near")
WHOLE: tuple[LookupKind, ...] = ("exact", "folded", "inflected")
_SCORES = {"exact": 100, "folded": 99, "inflected": 95, "within": 90, "prefix": 85, "part": 75, "near": 89}
_VIAS = ("term", "form", "attested", "variant")
_STATUSES = ("preferred", "admitted", "deprecated", "forbidden")
_LAST = "\U0010ffff"
_EDGES = " \"'“”‘’«»‹›„`()[]{}<>（）［］【】〔〕《》〈〉「」『』.,:;!?…。，、：；！？·•،؛؟۔٪*_–—-\u200c\u200e\u200f"


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A concept that answers a query.

    ``matched`` is the spelling in the termbase that was met, ``via`` says what it is of ``term``, and
    ``start``/``end`` are the part of the query that it covers. ``homonyms`` are the ids of the other concepts
    that the same query names as well.
    """

    entry: ConceptEntry
    kind: LookupKind
    score: int  # 100 exact … 0
    language: str
    term: TermSection
    matched: str
    via: Via
    start: int = 0
    end: int = 0
    homonyms: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the query as a whole is a term of the concept."""
        return self.kind in WHOLE

    @property
    def is_sure(self) -> bool:
        """Whether the query names the concept: as a whole or within it. Other kinds only resemble it."""
        return self.kind in (*WHOLE, "within")

    @property
    def variant(self) -> OcrVariant | None:
        """The OCR variant that was met, if it was one."""
        return next((v for v in self.term.variants if self.via == "variant" and v.text == self.matched), None)


class Tables(Protocol):
    """What a look-up reads: an open compiled termbase (:class:`termlode.termbase.cache.Compiled`)."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[str, ...]]: ...
    def languages(self) -> tuple[str, ...]: ...
    def entry(self, concept: str) -> ConceptEntry: ...
    def recogniser(self) -> Recogniser: ...


class _Row(NamedTuple):
    concept: str
    language: str
    term: int
    via: Via
    text: str
    key: str


_COLUMNS = "surface.concept, surface.language, surface.term, surface.via, surface.text, surface.key"


def lookup(
    compiled: Tables,
    query: str,
    source: str | None = None,
    targets: Sequence[str] | None = None,
    *,
    limit: int = 12,
) -> list[TermMatch]:
    """The concepts that answer ``query``, best first: all that it names, then at most ``limit`` others.

    ``source`` is the language of the query (default: any); with ``targets``, concepts that only begin so,
    contain it or look alike are left out where they have no term in any of those languages.
    """
    text = " ".join(unicodedata.normalize("NFC", query).split())
    if not text:
        return []
    languages = [primary(source)] if source else list(compiled.languages())
    whole = (
        _unique(_whole(compiled, text, languages))
        or _unique(_bare(compiled, text, languages))
        or _unique(_inflected(compiled, text, languages))
    )
    if not whole and not (text.isascii() and text.isalpha() and text.islower()):  # one English word: stems do
        recognised = _unique(_recognised(compiled, text, languages))
        whole = [match for match in recognised if match.kind in WHOLE]
        whole = whole or recognised
    seen = {match.entry.id for match in whole}
    others = [match for match in _unique(_longer(compiled, text, languages, 4 * limit)) if match.entry.id not in seen]
    if any(match.kind in WHOLE for match in whole):
        return _with_homonyms(whole) + _wanted(others, targets)[:limit]
    # what the whole query was to say with an error in it comes before what only a part of it, or of a term, says
    begins = [match for match in others if match.kind == "prefix"]
    near = [] if begins else _wanted(_unique(_near(compiled, text, languages)), targets)[:limit]
    met = {match.entry.id for match in near}
    rest = whole + _wanted(others, targets)[: limit - len(near)]
    return near + [match for match in rest if match.entry.id not in met]


def _wanted(matches: list[TermMatch], targets: Sequence[str] | None) -> list[TermMatch]:
    """Those that have a term in any of the languages wanted."""
    return [match for match in matches if not targets or any(match.entry.section(tag) for tag in targets)]


def glance(compiled: Tables, query: str, source: str | None = None) -> list[TermMatch]:
    """Whole spellings of ``query``, else terms that begin so: fast enough for every key that is typed."""
    text = " ".join(unicodedata.normalize("NFC", query).split())
    languages = [primary(source)] if source else list(compiled.languages())
    if not text:
        return []
    return _unique(_whole(compiled, text, languages)) or _unique(_longer(compiled, text, languages, 4))


def complete(compiled: Tables, start: str, source: str | None = None, limit: int = 20) -> list[tuple[str, str]]:
    """Terms that begin with ``start`` after folding, each with its language and concept."""
    languages = [primary(source)] if source else list(compiled.languages())
    found: dict[str, str] = {}
    for language in languages:
        folded = key(start, language)
        condition = "surface WHERE language = ? AND key >= ? AND key < ? AND via = 'term' ORDER BY length(key) LIMIT ?"
        for row in _rows(compiled, condition, (language, folded, folded + _LAST, limit)) if folded else ():
            found.setdefault(row.text, f"{row.language} {row.concept}")
    return sorted(found.items(), key=lambda item: (len(item[0]), item[0]))[:limit]


def _match(compiled: Tables, row: _Row, kind: LookupKind, score: int, query: str) -> TermMatch:
    entry = compiled.entry(row.concept)
    section = entry.section(row.language)
    assert section is not None, "the cache and its entries were compiled together"
    return TermMatch(entry, kind, score, row.language, section.terms[row.term], row.text, row.via, 0, len(query))


def _order(match: TermMatch) -> tuple[object, ...]:
    return (
        KINDS.index(match.kind), match.via == "variant", -match.score, _VIAS.index(match.via),
        _STATUSES.index(match.term.status), match.start,
        abs(len(match.matched) - (match.end - match.start)), len(match.matched), match.entry.id,
    )  # fmt: skip


def _unique(matches: Iterator[TermMatch]) -> list[TermMatch]:
    """The best match of each concept, in order."""
    best: dict[str, TermMatch] = {}
    for match in sorted(matches, key=_order):
        best.setdefault(match.entry.id, match)
    return list(best.values())


def _rows(compiled: Tables, condition: str, values: Sequence[object]) -> list[_Row]:
    return [_Row._make(row) for row in compiled.rows(f"SELECT {_COLUMNS} FROM {condition}", values)]  # noqa: S608  # our own constants


def _whole(compiled: Tables, text: str, languages: Sequence[str]) -> Iterator[TermMatch]:
    """Spellings equal to the query, as written or after folding."""
    for language in languages:
        close = tight(key(text, language))
        for row in _rows(compiled, "surface WHERE language = ? AND tight = ?", (language, close)):
            kind: LookupKind = "exact" if row.text == text else "folded"
            yield _match(compiled, row, kind, _SCORES[kind], text)


def _bare(compiled: Tables, text: str, languages: Sequence[str]) -> Iterator[TermMatch]:
    """Spellings equal to the query without the quotes, brackets and stops it was copied with."""
    bare = text.strip(_EDGES)
    if bare and bare != text:
        start = text.index(bare)
        for match in _whole(compiled, bare, languages):
            yield replace(match, kind="folded", score=_SCORES["folded"], start=start, end=start + len(bare))


def _inflected(compiled: Tables, text: str, languages: Sequence[str]) -> Iterator[TermMatch]:
    """Spellings whose words have the stems of the query's words."""
    for language in languages:
        base = stems(text, language)
        if base:
            for row in _rows(compiled, "surface WHERE language = ? AND stems = ?", (language, base)):
                yield _match(compiled, row, "inflected", _SCORES["inflected"], text)


def _recognised(compiled: Tables, text: str, languages: Sequence[str]) -> Iterator[TermMatch]:
    """Terms that running-text recognition finds in the query: all of it, or inside it."""
    recogniser = compiled.recogniser()
    for language in languages:
        for hit in recogniser.find(text, language):
            if primary(hit.language) not in languages:
                continue
            entry = compiled.entry(hit.concept)
            section = entry.section(hit.language)
            term = next((term for term in section.terms if term.term == hit.term), None) if section else None
            if term is not None:
                kind: LookupKind = "inflected" if hit.surface.strip() == text else "within"
                via: Via = "variant" if hit.variant else "term"
                matched = hit.variant or hit.term
                yield TermMatch(entry, kind, _SCORES[kind], hit.language, term, matched, via, hit.start, hit.end)


def _longer(compiled: Tables, text: str, languages: Sequence[str], limit: int) -> Iterator[TermMatch]:
    """Terms that begin with the query, or have a later word that does."""
    for language in languages:
        start = key(text, language)
        if len(start) < 2 and not "\u3400" <= start <= _LAST:
            continue
        close = tight(start)
        begins = "surface WHERE language = ? AND tight > ? AND tight < ? ORDER BY length(key) LIMIT ?"
        for row in _rows(compiled, begins, (language, close, close + _LAST, limit)):
            yield _match(compiled, row, "prefix", _share("prefix", start, row.key), text)
        inside = (
            "tail JOIN surface ON surface.id = tail.surface WHERE tail.language = ? AND tail.text >= ?"
            " AND tail.text < ? ORDER BY length(surface.key) LIMIT ?"
        )
        for row in _rows(compiled, inside, (language, start, start + _LAST, limit)):
            yield _match(compiled, row, "part", _share("part", start, row.key), text)


def _share(kind: LookupKind, part: str, whole: str) -> int:
    covered = len(part) / max(1, len(whole))  # a query with more spaces than the term is no longer than it
    return int(_SCORES[kind] * (0.5 + 0.5 * min(1.0, covered)))


def _near(compiled: Tables, text: str, languages: Sequence[str]) -> Iterator[TermMatch]:
    """Spellings at a small distance: insertions, deletions, substitutions, neighbours swapped."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    for language in languages:
        close = tight(key(text, language))
        allowed = _errors(close)
        keys = compiled.rows("SELECT keys FROM spelling WHERE language = ?", (language,))
        if not allowed or not keys:
            continue
        for found, distance, _ in extract(
            close, keys[0][0].split("\n"), scorer=OSA.distance, score_cutoff=allowed, limit=20
        ):
            score = int(_SCORES["near"] * (1 - distance / max(len(found), len(close))))
            for row in _rows(compiled, "surface WHERE language = ? AND tight = ?", (language, found)):
                yield _match(compiled, row, "near", score, text)


def _errors(word: str) -> int:
    """How many typing errors a key of this length may hold."""
    size = len(word)
    if any("\u3400" <= char <= "\u9fff" for char in word):
        return min(size // 3, 2)
    return 0 if size < 4 else 1 if size < 6 else 2 if size < 11 else 3


def _with_homonyms(matches: list[TermMatch]) -> list[TermMatch]:
    """Mark the concepts that one and the same query names."""
    named = [match.entry.id for match in matches if match.kind in WHOLE]
    return [
        replace(match, homonyms=tuple(other for other in named if other != match.entry.id))
        if match.kind in WHOLE
        else match
        for match in matches
    ]
