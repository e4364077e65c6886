"""The candidates of one language in their order, made one after another from the arrays that were counted."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from termlode.extraction import model
from termlode.extraction.candidate import Candidate, Occurrence, Variant
from termlode.extraction.citation import citation
from termlode.extraction.corpus import read
from termlode.extraction.damaged import misread
from termlode.extraction.features import cut, features, modifiers
from termlode.extraction.known import Nearness, as_known, keys_of
from termlode.extraction.names import label, stands_for
from termlode.extraction.ngrams import group
from termlode.extraction.places import places
from termlode.extraction.table import Table
from termlode.languages import registry
from termlode.languages.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from termlode.languages.runs import Runs
    from termlode.model import Segment

_LARGE, _LARGER = 250_000, 1_000_000  # content words from which on a phrase must recur, and occur three times


class Ranking:
    """The groups of some segments, counted and scored."""

    def __init__(
        self,
        segments: Sequence[Segment],
        language: str,
        known: Sequence[str],
        minimum: int = 1,
        progress: Callable[[int, int], object] = lambda _done, _total: None,
    ) -> None:
        self._segments, self._language = segments, language
        texts = [segment.text for segment in segments]
        runs = _runs(language, texts, known)
        self._terms = keys = keys_of(known, runs)
        corpus = read(texts, runs, lambda number: progress(number, len(texts)))
        self._misread = misread(corpus, language, {word for key in keys for word in key})
        self.corpus = corpus.corrected(self._misread)
        self.groups = group(self.corpus, max(minimum, least(len(self.corpus.words))))
        self.table = Table(self.corpus, self.groups, language)
        self._places = places(self.corpus, segments, language)
        near = Nearness.of(keys, self.corpus)
        self.columns = features(self.table, self._places, near)
        self.modifiers = modifiers(self.table) | cut(self.table) | self._places.repeated_labels(self.table)
        self.known = near.is_known(self.groups)
        self._documents = self._places.distinct(self.table, self._places.documents)
        progress(len(texts), len(texts))

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """The score of each group."""
        return np.round(model.scores(self.columns), 4)

    def best(self, language: str, *, top: int | None, new: bool, contexts: int) -> Iterator[Candidate]:
        """The ``top`` candidates, best first; groups that have one citation form are one candidate, the better one."""
        seen: set[str] = set()
        for number in np.lexsort((self.groups.first, -self.scores)).tolist():
            if top is not None and len(seen) >= top:
                return
            if self.modifiers[number] or (new and self.known[number]):
                continue
            found = self._candidate(number, language, contexts)
            if (key := fold(found.term, self._language)) not in seen:
                seen.add(key)
                yield found

    def _candidate(self, number: int, language: str, contexts: int) -> Candidate:
        surfaces, damaged = self.surfaces(number), self.damaged(number)
        right = {text: times for text, times in surfaces.items() if text not in damaged}
        term = self._cited(number, right or surfaces)
        kind = label(term, self._language, self._kind(number))
        return Candidate(
            term=term,
            language=language,
            score=float(self.scores[number]),
            count=int(self.groups.counts[number]),
            surfaces=tuple(sorted(surfaces.items(), key=lambda one: (-one[1], len(one[0]), one[0]))),
            contexts=tuple(self._occurrences(number, contexts)),
            known=bool(self.known[number]),
            documents=int(self._documents[number]),
            label=kind,
            expansion=self._expansion(number, term) if kind == "acronym" else "",
            variants=tuple(Variant(text, surfaces[text], damaged[text]) for text in sorted(damaged)) if right else (),
            why=model.reasons(self.columns, number),
        )

    def _cited(self, number: int, surfaces: Counter[str] | dict[str, int]) -> str:
        """The citation form of a group."""
        term, first = citation(surfaces, self._language), int(self.groups.first[number])
        words = self.corpus.words[first : first + int(self.groups.sizes[number])]
        terms = self._terms.get(tuple(self.corpus.keys[word] for word in words.tolist()))
        return as_known(term, surfaces, terms, self._language) if terms else term

    def _kind(self, number: int) -> str:
        """What the only word of a group is said to be."""
        word = int(self.corpus.words[self.groups.first[number]])
        return self.corpus.kinds.get(word, "") if self.groups.sizes[number] == 1 else ""

    def _spans(self, number: int) -> Iterator[tuple[int, int, int, int]]:
        """Segment, start, start without what is written on the front, and end of each occurrence."""
        rows, corpus = self.table.at.of(number), self.corpus
        for first, last in zip(self.table.at.places[rows].tolist(), self.table.at.lasts[rows].tolist(), strict=True):
            lead = int(corpus.lead[first]) if last > first else -1
            start = lead if lead >= 0 else int(corpus.starts[first])
            bare = int(corpus.starts[first]) if lead >= 0 else int(corpus.bare[first])
            yield int(corpus.segments[first]), start, bare, int(corpus.ends[last])

    def surfaces(self, number: int) -> Counter[str]:
        """How a group is written, with how often; without what is written on the front too."""
        found: Counter[str] = Counter()
        for segment, start, bare, end in self._spans(number):
            text = self._segments[segment].text
            found.update({text[start:end], text[bare:end]})
        return found

    def damaged(self, number: int) -> dict[str, str]:
        """The surfaces of a group with a misread word, and why it is one."""
        if not self._misread:
            return {}
        rows, corpus, found = self.table.at.of(number), self.corpus, dict[str, str]()
        for first, last in zip(self.table.at.places[rows].tolist(), self.table.at.lasts[rows].tolist(), strict=True):
            for place in range(first, last + 1):
                wrong, word = int(corpus.read[place]), int(corpus.words[place])
                if wrong != word:
                    text = self._segments[corpus.segments[first]].text
                    why = f"{corpus.texts[wrong]} is in no list and differs from {corpus.texts[word]} by dots alone"
                    found |= {text[corpus.starts[first] : corpus.ends[last]]: why}
        return found

    def _occurrences(self, number: int, most: int) -> Iterator[Occurrence]:
        from termlode.model import Location

        for (segment, start, _, end), _ in zip(self._spans(number), range(most), strict=False):
            found = self._segments[segment]
            place = found.location
            yield Occurrence(
                found.text,
                start,
                end,
                place and Location(place.document, place.block, place.start + start, place.start + end, place.place),
            )

    def _expansion(self, number: int, acronym: str) -> str:
        """What stands right before the brackets around an acronym, or in them behind it."""
        found: Counter[str] = Counter()
        for place in self.table.at.places[self.table.at.of(number)].tolist():
            if place and self._places.before[place - 1]:
                found.update(self._ending(place - 1, acronym))
        return min(found, key=lambda text: (-found[text], text)) if found else ""

    def _ending(self, last: int, acronym: str) -> list[str]:
        """The phrase that ends at a word and may be the long form of an acronym."""
        corpus = self.corpus
        first = last
        while first and corpus.segments[first - 1] == corpus.segments[last] and last - first < 2 * len(acronym):
            text = self._segments[corpus.segments[last]].text[corpus.starts[first] : corpus.ends[last]]
            if stands_for(acronym, text):
                return [text]
            first -= 1
        rows = np.flatnonzero((self.table.at.lasts == last) & (self.table.at.places < last))
        if not len(rows):
            return []
        place = int(self.table.at.places[rows].min())
        return [self._segments[corpus.segments[last]].text[corpus.bare[place] : corpus.ends[last]]]


def least(words: int) -> int:
    """How often a phrase must occur in a corpus of so many content words."""
    return 1 + (words > _LARGE) + (words > _LARGER)


def _runs(language: str, texts: Sequence[str], known: Sequence[str]) -> Runs:
    from termlode.languages.plain_runs import simple_runs

    rules = registry.extraction(language)
    return rules.runs(texts, known) if rules else simple_runs(language)
