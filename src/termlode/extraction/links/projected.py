"""Phrases that aligned texts show to be terms: what stands where a candidate of the other language is translated.

Words of a bead are aligned by the lexicons, each with its best counterpart; the span of words that belong to a
candidate, and to nothing else of its sentence, is its translation there (phrase extraction: Koehn, Och & Marcu 2003).
A span that recurs and is no candidate of its own language becomes one: English finds no term in "touching", but what
it stands for may be one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from termlode.alignment.counterparts import collect
from termlode.extraction.candidate import Candidate, Occurrence
from termlode.extraction.citation import citation
from termlode.extraction.links.parallel import Bitext
from termlode.extraction.links.texts import Texts
from termlode.languages.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction.links.texts import Token

    type Key = tuple[str, ...]
    type Span = tuple[int, int]  # of tokens
    type Rows = Mapping[str, Mapping[str, float]]

POOL = 1500  # candidates of a language whose translations are looked for
_PLACES = 40  # beads of a candidate that are looked at
_LONGEST = 4  # words of a phrase
_LEAST = 0.08  # association of two words that may stand for each other
_SHARE = 0.25  # of the beads of a candidate in which a phrase must stand for it
_OFTEN = 2  # beads
_SIDES = (attrgetter("source"), attrgetter("target"))
_WITHIN = re.compile(r"[\w\s'’‐‑\-/·\u200c\u200d]*")  # what may stand within a phrase


def added(
    candidates: Mapping[str, Sequence[Candidate]],
    beads: Mapping[tuple[str, str], Sequence[Bitext]],
    lexicons: Mapping[tuple[str, str], Sequence[Lexicon]],
) -> dict[str, list[Candidate]]:
    """The phrases of each language that translate a candidate of another one and are no candidates themselves."""
    texts = {tag: Texts(tag) for tag in candidates}
    there = {tag: _surfaces(some, tag) for tag, some in candidates.items()}
    phrases: dict[str, dict[Key, float]] = {tag: {} for tag in candidates}
    for pair, known in lexicons.items():
        if some := beads.get(pair):
            for tag, side in zip(pair, _SIDES, strict=True):
                texts[tag].add(sentence for bead in some for sentence in side(bead))
            one, other = texts[pair[0]], texts[pair[1]]
            forth = _rows(one, other, known)
            turned = [Bitext(bead.target, bead.source, bead.confidence) for bead in some]
            for way in (
                _Way(one, other, some, forth, there[pair[1]]),
                _Way(other, one, turned, _turned(forth), there[pair[0]]),
            ):
                _note(phrases[way.other.language], way.phrases(candidates[way.one.language]))
    return {tag: _Writer(texts[tag], there[tag], candidates[tag]).candidates(some) for tag, some in phrases.items()}


def _note(phrases: dict[Key, float], more: Mapping[Key, float]) -> None:
    for key, score in more.items():
        phrases[key] = max(phrases.get(key, score), score)


def _rows(one: Texts, other: Texts, lexicons: Iterable[Lexicon]) -> Rows:
    """How surely words of two texts stand for each other."""
    rows: dict[str, dict[str, float]] = defaultdict(dict)
    found = collect(one.samples, other.samples, (one.language, other.language), lexicons)
    left, right = list(one.samples), list(other.samples)
    for a, b, strength in zip(found.source.tolist(), found.target.tolist(), found.strength.tolist(), strict=True):
        if strength >= _LEAST:
            rows[left[a]][right[b]] = strength
    return rows


def _turned(rows: Rows) -> Rows:
    turned: dict[str, dict[str, float]] = defaultdict(dict)
    for one, row in rows.items():
        for other, strength in row.items():
            turned[other][one] = strength
    return turned


def _surfaces(candidates: Iterable[Candidate], language: str) -> frozenset[str]:
    texts = (text for one in candidates for text in (one.term, *(text for text, _ in one.surfaces)))
    return frozenset(fold(text, language) for text in texts)


@dataclass(frozen=True, slots=True)
class _Way:
    """From one language to the other; ``there``: the folded surfaces of the candidates of the other."""

    one: Texts
    other: Texts
    beads: Sequence[Bitext]
    rows: Rows
    there: frozenset[str]

    def phrases(self, candidates: Sequence[Candidate]) -> dict[Key, float]:
        """The phrases that stand for candidates often enough, each with the best of their scores."""
        holders: dict[str, list[Bitext]] = defaultdict(list)
        for bead in self.beads:
            for sentence in bead.source:
                holders[sentence].append(bead)
        found: dict[Key, float] = {}
        for candidate in candidates[:POOL]:
            for key in self._of(candidate, holders):
                found[key] = max(found.get(key, candidate.score), candidate.score)
        return found

    def _of(self, candidate: Candidate, holders: Mapping[str, Sequence[Bitext]]) -> list[Key]:
        seen: Counter[Key] = Counter()
        looked = 0
        for place in candidate.contexts[:_PLACES]:
            inside, outside = self._words(place)
            for bead in holders.get(place.sentence, ()):
                looked += 1
                seen.update(key for sentence in bead.target if (key := self._phrase(sentence, inside, outside)))
        enough = max(_SHARE * looked, min(_OFTEN, looked))
        return [key for key, times in seen.most_common(2) if times >= enough]

    def _words(self, place: Occurrence) -> tuple[set[str], set[str]]:
        """The keys of the words of a candidate, and those of the other words of its sentence."""
        cut = self.one.cut.get(place.sentence, ())
        inside = [token for token in cut if place.start <= token.start and token.end <= place.end]
        keys = {token.key for token in inside if not token.stop} or {token.key for token in inside}
        return keys, {token.key for token in cut} - keys

    def _phrase(self, sentence: str, inside: set[str], outside: set[str]) -> Key | None:
        """What stands for the words ``inside`` and for none ``outside``, if it is one phrase and no candidate."""
        cut = self.other.cut[sentence]
        mine = [number for number, token in enumerate(cut) if not token.stop and self._belongs(token, inside, outside)]
        if not mine or mine[-1] - mine[0] >= _LONGEST:
            return None
        some = cut[mine[0] : mine[-1] + 1]
        text = sentence[some[0].start : some[-1].end]
        if not _WITHIN.fullmatch(text) or fold(text, self.other.language) in self.there:
            return None
        return tuple(token.key for token in some)

    def _belongs(self, token: Token, inside: set[str], outside: set[str]) -> bool:
        best = self._strength(token, inside)
        return best > 0 and best >= self._strength(token, outside)

    def _strength(self, token: Token, keys: Iterable[str]) -> float:
        return max((row.get(token.key, 0.0) for key in keys if (row := self.rows.get(key))), default=0.0)


class _Writer:
    """Makes candidates of phrases, with all their places that are of no other candidate."""

    def __init__(self, texts: Texts, there: frozenset[str], known: Iterable[Candidate]) -> None:
        self._texts, self._there = texts, there
        self._at = {place.sentence: place for one in known for place in one.contexts if place.location}

    def candidates(self, phrases: Mapping[Key, float]) -> list[Candidate]:
        """Best first."""
        places: dict[Key, list[Occurrence]] = defaultdict(list)
        for sentence, cut in self._texts.cut.items():
            for key, (first, last) in _found(cut, phrases):
                start, end = cut[first].start, cut[last - 1].end
                if fold(sentence[start:end], self._texts.language) not in self._there:
                    places[key].append(self._occurrence(sentence, start, end))
        made = [self._candidate(phrases[key], some) for key, some in places.items()]
        return sorted(made, key=lambda one: (-one.score, one.term))

    def _occurrence(self, sentence: str, start: int, end: int) -> Occurrence:
        from termlode.model import Location

        if (beside := self._at.get(sentence)) is None or (there := beside.location) is None:
            return Occurrence(sentence, start, end)
        first = there.start - beside.start
        location = Location(there.document, there.block, first + start, first + end, there.place)
        return Occurrence(sentence, start, end, location)

    def _candidate(self, score: float, places: Sequence[Occurrence]) -> Candidate:
        surfaces = Counter(place.sentence[place.start : place.end] for place in places)
        documents = {place.location.document for place in places if place.location}
        return Candidate(
            term=citation(surfaces, self._texts.language),
            language=self._texts.language,
            score=score,
            count=len(places),
            surfaces=tuple(sorted(surfaces.items(), key=lambda one: (-one[1], len(one[0]), one[0]))),
            contexts=tuple(places),
            documents=max(1, len(documents)),
        )


def _found(cut: Sequence[Token], phrases: Mapping[Key, float]) -> Iterator[tuple[Key, Span]]:
    """The phrases in a sentence, and the tokens that they span."""
    keys = tuple(token.key for token in cut)
    for first in range(len(keys)):
        for last in range(first + 1, min(first + _LONGEST, len(keys)) + 1):
            if keys[first:last] in phrases:
                yield keys[first:last], (first, last)
