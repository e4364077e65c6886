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
from termlode.extraction.damaged import listed, mended, misread
from termlode.extraction.features import cut, features, fragments, modifiers
from termlode.extraction.known import Nearness, as_known, keys_of, pairs_of
from termlode.extraction.names import label, stands_for
from termlode.extraction.ngrams import group
from termlode.extraction.places import places
from termlode.extraction.table import Table
from termlode.languages import registry
from termlode.languages.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
        *,
        progress: Callable[[int, int], object] = lambda _done, _total: None,
        misreadings: Mapping[str, str] | None = None,
    ) -> None:
        self._segments, self._language = segments, language
        texts = [segment.text for segment in segments]
        runs = _runs(language, texts, known)
        self._terms = keys = keys_of(known, runs)
        corpus = read(texts, runs, lambda number: progress(number, len(texts)))
        self._listed = listed(corpus, pairs_of(misreadings or {}, runs))
        corpus = corpus.corrected_at(self._listed)
        corpus = corpus.corrected(misread(corpus, language, {word for key in keys for word in key}))
        self.corpus, self._misread = corpus, bool((corpus.words != corpus.read).any())
        self.groups = group(self.corpus, max(minimum, least(len(self.corpus.words))))
        self.table = Table(self.corpus, self.groups, language)
        self._places = places(self.corpus, segments, language)
        near = Nearness.of(keys, self.corpus)
        self.columns = features(self.table, self._places, near)
        self.known = near.is_known(self.groups)
        parts = cut(self.table) | fragments(self.columns, self.table) & ~self.known
        self.modifiers = modifiers(self.table) | parts | self._places.repeated_labels(self.table)
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
        term = self._cited(number, right or self._mended(number) or surfaces)
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
            variants=tuple(Variant(text, surfaces[text], damaged[text]) for text in sorted(damaged)),
            why=model.reasons(self.columns, number),
        )

    def _cited(self, number: int, surfaces: Mapping[str, int]) -> str:
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
        found = dict[str, str]()
        for first, last in self._misread_at(number):
            for place, wrong, right in self._misread_words(first, last):
                why = "the termbase has the misreading" if place in self._listed else "in no list, dots alone differ"
                found[self._text(first, last)] = f"{wrong} for {right}: {why}"
        return found

    def _mended(self, number: int) -> dict[str, int]:
        """The surfaces of a group that are written with misread words, with the right ones."""
        corpus, found = self.corpus, Counter[str]()
        for first, last in self._misread_at(number):
            text = self._text(first, last)
            for place, wrong, right in reversed(list(self._misread_words(first, last))):
                start = int(corpus.starts[place] - corpus.starts[first])
                text = text[:start] + right + text[start + len(wrong) :]
            found[text] += 1
        return found

    def _misread_words(self, first: int, last: int) -> Iterator[tuple[int, str, str]]:
        """The misread words of an occurrence: where, as written, and put right."""
        corpus = self.corpus
        for place in range(first, last + 1):
            wrong, word = int(corpus.read[place]), int(corpus.words[place])
            if wrong != word:
                text = self._text(place, place)
                yield place, text, mended(text, corpus.keys[wrong], corpus.keys[word])

    def _misread_at(self, number: int) -> Iterator[tuple[int, int]]:
        """The first and the last word of each occurrence of a group that has a misread one."""
        rows, corpus = self.table.at.of(number), self.corpus
        if not self._misread:
            return
        for first, last in zip(self.table.at.places[rows].tolist(), self.table.at.lasts[rows].tolist(), strict=True):
            if (corpus.read[first : last + 1] != corpus.words[first : last + 1]).any():
                yield first, last

    def _text(self, first: int, last: int) -> str:
        """The text from a word to another of its segment."""
        corpus = self.corpus
        text: str = self._segments[corpus.segments[first]].text[corpus.starts[first] : corpus.ends[last]]
        return text

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
