"""What stands around two candidates of texts that do not translate each other (after Rapp 1999, Fung & McKeown 1997).

A candidate's context vector counts the words of its sentences, rare ones more; the lexicon carries it over into the
other language. Known concepts in the sentences are a language of their own: they are compared as they are.
Acronyms and numbers in brackets beside a candidate are looked at by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.counterparts import collect, noted
from termlode.alignment.words import words
from termlode.languages.folding import fold
from termlode.languages.stops import stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.lexicon import Lexicon
    from termlode.alignment.words import Word
    from termlode.extraction import Occurrence
    from termlode.extraction.links.side import Side

    type Matrix = NDArray[np.float32]

_MOST = 3_000  # words of each language, the most frequent ones that are not in every sentence
_PLACES = 30  # sentences of a candidate that are looked at
_BESIDE = re.compile(r"\s*[(（\[]\s*([A-Za-z][A-Za-z0-9&.\-]{1,14}|\d[\d.,]{2,})\s*[)）\]]")


class _Around:
    """The words of the sentences of one side, counted by candidate: shape (candidates, words)."""

    def __init__(self, side: Side) -> None:
        self.samples: dict[str, Word] = {}
        stops = stop_words(side.language)
        rows: dict[str, list[str]] = {}
        for sentence in side.holders():
            kept = [w for w in words(sentence, side.language) if fold(w.surface, side.language) not in stops]
            rows[sentence] = [word.key for word in noted(kept, self.samples)]
        spread = Counter(key for row in rows.values() for key in set(row))
        self.types = {key: number for number, (key, _) in enumerate(spread.most_common(_MOST))}
        self.samples = {key: self.samples[key] for key in self.types}
        weight = {key: log(1 + len(rows) / spread[key]) for key in self.types}
        self.counts = np.zeros((len(side), len(self.types)), np.float32)
        for number, one in enumerate(side.candidates):
            found = Counter(k for c in one.contexts[:_PLACES] for k in rows.get(c.sentence, ()) if k in self.types)
            for key, count in found.items():
                self.counts[number, self.types[key]] = log(1 + count) * weight[key]


def similarity(one: Side, other: Side, lexicons: Sequence[Lexicon]) -> Matrix:
    """The cosine of the context vectors, carried over by the lexicons: shape (candidates, candidates), 0..1."""
    left, right = _Around(one), _Around(other)
    if not left.types or not right.types:
        return np.zeros((len(one), len(other)), np.float32)
    found = collect(left.samples, right.samples, (one.language, other.language), lexicons)
    table = np.zeros((len(left.types), len(right.types)), np.float32)
    table[found.source, found.target] = found.strength
    table /= np.maximum(table.sum(axis=1, keepdims=True), 1.0)
    return np.asarray(_unit(left.counts @ table) @ _unit(right.counts).T)


def _unit(rows: Matrix) -> Matrix:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def beside(side: Side) -> list[frozenset[str]]:
    """The acronyms and numbers in brackets right behind each candidate, folded."""
    return [
        frozenset(match[1].casefold().strip(".,") for place in one.contexts if (match := _bracket(place)))
        for one in side.candidates
    ]


def _bracket(place: Occurrence) -> re.Match[str] | None:
    return _BESIDE.match(place.sentence, place.end)
