"""The words of two texts, and which of them may be counterparts; read once, looked at window by window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment import counterparts, evidence
from termlode.alignment.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from termlode.alignment.evidence import Pairs, Side
    from termlode.alignment.lexicon import Lexicon
    from termlode.alignment.words import Word

    type Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """Two texts as alignment sees them."""

    source: Side
    target: Side
    pairs: Pairs

    def part(self, i: int, end_i: int, j: int, end_j: int) -> Reading:
        """Source segments i to end_i and target segments j to end_j, with their own types."""
        source, here = _part(self.source, i, end_i)
        target, there = _part(self.target, j, end_j)
        u, v = here[self.pairs.source], there[self.pairs.target]
        kept = (u >= 0) & (v >= 0)
        return Reading(source, target, evidence.Pairs(u[kept], v[kept], self.pairs.strength[kept]))


def _part(side: Side, begin: int, end: int) -> tuple[Side, Ints]:
    """A run of segments, and the type in it of each type of the whole text; -1 where it does not occur."""
    first, last = side.starts[begin], side.starts[end]
    kept, occurrences = np.unique(side.occurrences[first:last], return_inverse=True)
    numbers = np.full(len(side.types), -1)
    numbers[kept] = np.arange(len(kept))
    types = tuple(side.types[k] for k in kept.tolist())
    starts = side.starts[begin : end + 1] - first
    return evidence.Side(types, occurrences, starts, np.bincount(occurrences, minlength=len(types))), numbers


def read(
    languages: tuple[str, str], lexicons: Iterable[Lexicon], source: Sequence[str], target: Sequence[str]
) -> Reading:
    """The words of two texts with the counterparts that are known of them."""
    samples: list[dict[str, Word]] = [{}, {}]
    left, right = (
        evidence.side([w.key for w in counterparts.noted(words(text, language), sample)] for text in texts)
        for texts, language, sample in zip((source, target), languages, samples, strict=True)
    )
    return Reading(left, right, counterparts.collect(samples[0], samples[1], languages, lexicons))
