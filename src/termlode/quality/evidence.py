"""What the words and lengths of two texts tell of whether one translates the other.

The evidence is that of alignment (:mod:`termlode.alignment.evidence`): for every word of either text, how much better
the other explains it than chance does. It is compared with what the same text has with targets of other units, and
with the lengths. Units are judged in batches of one pair of languages; the chance of a word is that of the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment import evidence, length, reading
from termlode.alignment.lexicon import packaged
from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.evidence import Matches, Side

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int64]

BATCH = 1000  # units judged together
_SHIFTS = (0.31, 0.73)  # how far away, in shares of a batch, unrelated targets are taken from


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of each unit of a batch, a row a unit.

    ``own``: the evidence with its own target. ``usual``: with those of other units. ``words``: how many words of both
    sides the lexicon knows. ``ratio``: log of the target's letters for those of the source, as against what is usual
    for the languages. ``halves``: the evidence of the first and the second half of the source.
    """

    own: Floats
    usual: Floats
    words: Floats
    ratio: Floats
    halves: Floats


class Evidence:
    """The evidence of the pairs of a batch of units in two languages."""

    def __init__(self, languages: tuple[str, str], source: Sequence[str], target: Sequence[str]) -> None:
        self.languages, self.count = languages, len(source)
        self._lexicons = tuple(lexicon for lexicon in (packaged(*languages),) if lexicon)
        found = reading.read(languages, self._lexicons, source, target)
        self._source, self._target = found.source, found.target
        trust = evidence.Trust()
        self._forward = evidence.Matches(found.pairs, found.source, found.target, trust)
        self._backward = evidence.Matches(found.pairs.turned(), found.target, found.source, trust)
        self._letters = length.lengths(source), length.lengths(target)

    def told(self) -> Told:
        """What is told of each unit."""
        own, rows = self._with(0), np.arange(self.count)
        usual = np.mean([self._with(max(1, int(share * self.count))) for share in _SHIFTS], axis=0)
        words = _known(self._forward, self._source) + _known(self._backward, self._target)
        x, y = self._letters
        ratio = np.log(y / x) - np.log(density(self.languages))
        return Told(own, usual, words, ratio, self._halves(rows))

    def pairs(self, sources: Ints, targets: Ints) -> Floats:
        """The evidence of pairs of any source with any target of the batch."""
        return _sums(self._forward, self._source, sources, targets) + _sums(
            self._backward, self._target, targets, sources
        )

    def _with(self, shift: int) -> Floats:
        rows = np.arange(self.count)
        return self.pairs(rows, (rows + shift) % self.count)

    def _halves(self, rows: Ints) -> Floats:
        """The evidence of both halves of each source, a word."""
        side = self._source
        segment = side.segment_of
        told = _occurrences(self._forward, side.occurrences, rows[segment])
        place = np.arange(len(segment)) - side.starts[segment]
        late = place * 2 >= np.diff(side.starts)[segment]
        found = []
        for half in (~late, late):
            total = np.bincount(segment[half], told[half], self.count)
            found.append(total / np.maximum(1, np.bincount(segment[half], minlength=self.count)))
        return np.stack(found, axis=1)


def _occurrences(matches: Matches, types: Ints, others: Ints) -> Floats:
    """The evidence of each occurrence of a type with the segment ``others`` of the other side."""
    met = matches.near(types, others, 1)[:, 0]
    return np.asarray(matches.base[types] + np.maximum(met, 0), np.float64)


def _sums(matches: Matches, side: Side, rows: Ints, others: Ints) -> Floats:
    """The evidence of the segments ``rows`` of a side with ``others`` of the other."""
    counts = np.diff(side.starts)[rows]
    owner = np.repeat(np.arange(len(rows)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    types = side.occurrences[side.starts[rows][owner] + offset]
    return np.bincount(owner, _occurrences(matches, types, others[owner]), len(rows))


def _known(matches: Matches, side: Side) -> Floats:
    """How many words of each segment the lexicon knows."""
    return np.bincount(side.segment_of, matches.base[side.occurrences] < 0, side.segments)


def density(languages: tuple[str, str]) -> float:
    """How many letters a target usually has for a letter of its source; a Han character counts as three."""
    source, target = (_density(language) for language in languages)
    return target / source


def _density(language: str) -> float:
    rules = registry.quality(language)
    wide = 3 if registry.pack(language).script == "Hani" else 1
    return rules.DENSITY * wide if rules else 1.0
