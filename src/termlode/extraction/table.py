"""The groups of a corpus with all their occurrences: what every feature is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from termlode.extraction.ngrams import occurrences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.extraction.corpus import Corpus
    from termlode.extraction.ngrams import Groups, Occurrences

    type Floats = NDArray[np.float64]
    type Longs = NDArray[np.int64]


@dataclass(slots=True)
class Table:
    """A corpus in a language, its groups, and where they occur."""

    corpus: Corpus
    groups: Groups
    language: str
    at: Occurrences = field(init=False)

    def __post_init__(self) -> None:
        self.at = occurrences(self.groups)

    def share(self, marks: NDArray[np.bool_]) -> Floats:
        """The share of the occurrences of each group that are marked."""
        hits = np.bincount(self.at.groups[marks], minlength=len(self.groups.counts))
        out: Floats = hits / self.groups.counts
        return out

    def words(self, number: int) -> Longs:
        """The word of that number of each group, or -1 where it has fewer."""
        places = np.minimum(self.groups.first + number, len(self.corpus.words) - 1)
        return np.where(self.groups.sizes > number, self.corpus.words[places], -1)
