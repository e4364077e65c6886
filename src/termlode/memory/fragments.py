"""Fragments: the longest stretches of a query that occur in the memory, when no whole match is good enough.

The target of a fragment is told in two ways: a unit that says just the fragment gives its whole target; else
the longest stretch that most of the targets of different units with the fragment share, and that the
targets of the memory at large do not. Where neither holds it is not told.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from termlode.languages.folding import fold
from termlode.languages.stops import stop_words
from termlode.languages.tags import primary, serves
from termlode.languages.tokens import words
from termlode.memory.concordance import Wanted
from termlode.memory.index.keys import rough
from termlode.model import Match, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.languages.tokens import Token
    from termlode.memory.concordance import Concordancer, Hit
    from termlode.memory.query import Query

_LEAST = 2  # words
_HAN = 4  # or so many characters without spaces between
_CONTENT = 2  # words that are neither numbers nor stop words (two Han characters count as one); with fewer, …
_PART = 0.2  # … a stretch must be so much of the query
_EXAMPLES = 24  # hits that a target is told from
_SHARED = 0.6  # the part of the targets that must share it
_RARE = 0.01  # of the memory at large, the part that may hold it
_LONGEST = 400  # words of a query that are tried at most


def fragments(query: Query, concordancer: Concordancer) -> list[Match]:
    """The longest stretches of the query that occur and say something, none inside another, longest first."""
    tokens = words(query.text, query.source or "und")[:_LONGEST]
    found: list[tuple[int, int]] = []
    start, end = 0, 0
    while start < len(tokens):
        tag: str | None = None
        last = max(end, _first(tokens, start))  # the stretch before this one, less its first word, occurs too
        while last <= len(tokens) and _substantial(tokens[start:last]):
            more = _spoken(query, _stretch(query.text, tokens, start, last), concordancer)
            if more is None:
                break
            tag, end, last = more, last, last + 1
        if tag and (not found or end > found[-1][1]) and _telling(query, tokens[start:end], tag):
            found.append((start, end))
        start += 1
    found.sort(key=lambda one: tokens[one[0]].start - tokens[one[1] - 1].end)
    stretches = [_stretch(query.text, tokens, a, z) for a, z in found[: query.top]]
    return [_match(query, one, list(_hits(query, one, concordancer)), concordancer) for one in stretches]


def _stretch(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    return text[tokens[start].start : tokens[end - 1].end]


def _first(tokens: Sequence[Token], start: int) -> int:
    """The end of the shortest stretch from ``start`` that is worth showing."""
    end = start + 1
    while end < len(tokens) and not _substantial(tokens[start:end]):
        end += 1
    return end


def _substantial(tokens: Sequence[Token]) -> bool:
    """Whether a stretch is worth showing: some words, or some Han characters."""
    han = sum(len(token.text) for token in tokens if token.kind == "han")
    return han >= _HAN or sum(token.kind != "han" for token in tokens) + (han > 0) >= _LEAST


def _telling(query: Query, tokens: Sequence[Token], language: str) -> bool:
    """Whether a stretch that occurs in ``language`` is no noise: some content, and enough of it or of the query."""
    tag = primary(language)
    stops = stop_words(tag)
    content = [t for t in tokens if t.kind != "number" and fold(t.text, tag) not in stops]
    weight = sum(len(token.text) / 2 if token.kind == "han" else 1.0 for token in content)
    covered = len(rough(_stretch(query.text, tokens, 0, len(tokens)))) / max(1, len(rough(query.text)))
    return weight >= _CONTENT or (weight > 0 and covered >= _PART)


def _spoken(query: Query, stretch: str, concordancer: Concordancer) -> str | None:
    """A language that a stretch occurs in; None where it does not."""
    return next((hit.variant.language for hit in _hits(query, stretch, concordancer)), None)


def _hits(query: Query, stretch: str, concordancer: Concordancer) -> Iterator[Hit]:
    found = concordancer.search(Wanted(stretch, query.source, query.target, word=True), thorough=False)
    return (hit for hit in islice(found, _EXAMPLES) if query.takes(hit.unit))


def _match(query: Query, stretch: str, hits: Sequence[Hit], concordancer: Concordancer) -> Match:
    """The fragment as a match: its score is the part of the query that it covers."""
    best = next((hit for hit in hits if rough(hit.variant.text) == rough(stretch)), hits[0])
    target = _target(query, stretch, hits, concordancer)
    points = min(98, 100 * len(rough(stretch)) // max(1, len(rough(query.text))))
    source = Variant(best.variant.language, stretch)
    return Match(points, "fragment", source, target, best.unit, best.unit_key)


def _target(query: Query, stretch: str, hits: Sequence[Hit], concordancer: Concordancer) -> Variant | None:
    """What translates the stretch, where it can be told."""
    pairs = [(hit, other) for hit in hits for other in _others(query, hit)]
    whole = [other for hit, other in pairs if rough(hit.variant.text).strip(" .:。：") == rough(stretch)]
    if whole:
        return Variant(whole[0].language, whole[0].text)
    tag = query.target or (pairs[0][1].language if pairs else "und")
    texts = {rough(hit.variant.text): other.text for hit, other in pairs if serves(other.language, tag)}
    shared = _shared(list(dict.fromkeys(texts.values())), tag, len(words(stretch, query.source or "und")))
    return None if shared is None or concordancer.share(shared) > _RARE else Variant(tag, shared)


def _others(query: Query, hit: Hit) -> Iterable[Variant]:
    return (v for v in hit.unit.variants if v is not hit.variant and serves(v.language, query.target))


def _pieces(text: str, language: str, longest: int) -> Iterator[tuple[str, str]]:
    """Every stretch of up to ``longest`` words, with its rough key before it."""
    tokens = words(text, language)
    parts = [rough(token.text) for token in tokens]
    gaps = [rough(text[a.end : b.start]) or " " * (a.end < b.start) for a, b in pairwise(tokens)]
    for start, first in enumerate(tokens):
        key = ""
        for end in range(start, min(len(tokens), start + longest)):
            key += (gaps[end - 1] if end > start else "") + parts[end]
            yield key, text[first.start : tokens[end].end]


def _shared(texts: Sequence[str], language: str, size: int) -> str | None:
    """The longest stretch, of at most twice ``size`` words, in most of at least three texts."""
    if len(texts) < 3:
        return None
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for text in texts:
        here = dict(_pieces(text, language, 2 * size))
        counts.update(here.keys())
        shown.update(here)
    common = [key for key, count in counts.items() if count >= max(3, _SHARED * len(texts)) and len(key) > 1]
    best = max(common, key=lambda key: (len(words(key, language)), len(key)), default=None)
    return None if best is None or len(words(best, language)) * 2 < size else shown[best]
