"""The candidates of one language as linking sees them: words by lexicon keys, and the sentences they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.counterparts import noted
from termlode.alignment.words import words
from termlode.languages.folding import fold
from termlode.languages.stops import stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.words import Word
    from termlode.extraction import Candidate

    type Ints = NDArray[np.int64]


class Side:
    """Candidates of one language. ``flat[starts[k] : starts[k + 1]]`` are the types of the words of the k-th."""

    def __init__(self, candidates: Sequence[Candidate], language: str) -> None:
        self.candidates, self.language = candidates, language
        self.samples: dict[str, Word] = {}  # a word of each type, in the order of types
        found = [_content(one.term, language) for one in candidates]
        self.keys = [[word.key for word in noted(some, self.samples)] for some in found]
        self.written = [[word.surface for word in some] for some in found]
        self.surfaces = list(map("".join, self.written))
        types = {key: number for number, key in enumerate(self.samples)}
        self.starts = np.cumsum([0, *map(len, self.keys)]).astype(np.int64)
        self.flat = np.array([types[key] for some in self.keys for key in some], np.int64)
        self.sizes = np.maximum(np.diff(self.starts), 1)
        self.joined = ["".join(some) for some in self.keys]
        self.counts = np.array([one.count for one in candidates], np.float64)

    def __len__(self) -> int:
        return len(self.candidates)

    def words(self, number: int) -> list[tuple[int, str]]:
        """The words of a candidate: type and surface."""
        types = self.flat[self.starts[number] : self.starts[number + 1]].tolist()
        return list(zip(types, self.written[number], strict=True))

    def padded(self) -> Ints:
        """The types of the words of each candidate, -1 behind the last: shape (candidates, most words)."""
        out = np.full((len(self), int(self.sizes.max())), -1, np.int64)
        rows = np.repeat(np.arange(len(self)), np.diff(self.starts))
        out[rows, np.arange(len(self.flat)) - self.starts[rows]] = self.flat
        return out

    def holders(self) -> dict[str, list[int]]:
        """The candidates in each sentence."""
        found: dict[str, list[int]] = {}
        for number, one in enumerate(self.candidates):
            for sentence in dict.fromkeys(context.sentence for context in one.contexts):
                found.setdefault(sentence, []).append(number)
        return found


def _content(term: str, language: str) -> list[Word]:
    """The words of a term without those that say nothing, unless there are no others; one at the least."""
    found = words(term, language)
    stops = stop_words(language)
    kept = [word for word in found if fold(word.surface, language) not in stops]
    return kept or found or words("?", language) or [_nothing(term)]


def _nothing(term: str) -> Word:
    from termlode.alignment.words import Word

    return Word(term, term, "word")
