"""What the words and lengths of two texts tell of whether one translates the other.

The evidence is that of alignment (:mod:`termlode.alignment.evidence`): for every word of either text, how much better
the other explains it than chance does. The chance of a word is that of general language (``background.tsv`` of its
pack), corrected by the batch of units that are judged together.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment import evidence, length, reading
from termlode.alignment.lexicon import packaged
from termlode.alignment.words import stem
from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.evidence import Matches, Side
    from termlode.alignment.lexicon import Lexicon

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int64]

_BELIEF = 200  # units that what is usual for the languages counts as
_GENERAL = 60  # units that the counts of general language count as
_RARE = 1e-5  # share of a word that the counts do not have
_UNKNOWN = 17.0  # -log2 of it


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of each unit of a batch, a row a unit.

    ``own``: the evidence with its own target. ``words``: how many words of both
    sides the lexicon knows. ``ratio``: log of the target's letters for those of the source, as against what is usual
    for the languages. ``halves``: the evidence of the first and the second half of the source.
    """

    own: Floats
    words: Floats
    ratio: Floats
    halves: Floats


class Evidence:
    """The evidence of the pairs of a batch of units in two languages."""

    def __init__(
        self,
        languages: tuple[str, str],
        source: Sequence[str],
        target: Sequence[str],
        more: Sequence[Lexicon] = (),
    ) -> None:
        self.languages, self.count = languages, len(source)
        lexicons = [lexicon for lexicon in (packaged(*languages), *more) if lexicon]
        found = reading.read(languages, lexicons, source, target)
        self._source, self._target = found.source, found.target
        trust = evidence.Trust()
        q, p = (_chance(side, language) for side, language in zip((found.source, found.target), languages, strict=True))
        self._forward = evidence.Matches(found.pairs, found.source, found.target, trust, p)
        self._backward = evidence.Matches(found.pairs.turned(), found.target, found.source, trust, q)
        self._known = _known(self._forward, self._source), _known(self._backward, self._target)
        self._letters = np.log(length.lengths(source)), np.log(length.lengths(target))
        self._usual = self._usual_ratio()

    def told(self) -> Told:
        """What is told of each unit."""
        rows = np.arange(self.count)
        return Told(self.pairs(rows, rows), self.words(rows, rows), self.ratio(rows, rows), self._halves(rows))

    def letters(self) -> Floats:
        """The letters of each source; a Han character counts as three."""
        return np.asarray(np.exp(self._letters[0]))

    def words(self, sources: Ints, targets: Ints) -> Floats:
        """How many words of both sides of pairs the lexicon knows."""
        return np.asarray(self._known[0][sources] + self._known[1][targets])

    def ratio(self, sources: Ints, targets: Ints) -> Floats:
        """Log of the target's letters for those of the source, less what is usual."""
        return np.asarray(self._letters[1][targets] - self._letters[0][sources] - self._usual)

    def _usual_ratio(self) -> float:
        """What is usual for the languages, and for the batch where it is large."""
        before = float(np.log(density(self.languages)))
        middle = float(np.median(self._letters[1] - self._letters[0]))
        return (_BELIEF * before + self.count * middle) / (_BELIEF + self.count)

    def pairs(self, sources: Ints, targets: Ints) -> Floats:
        """The evidence of pairs of any source with any target of the batch."""
        return _sums(self._forward, self._source, sources, targets) + _sums(
            self._backward, self._target, targets, sources
        )

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


def _chance(side: Side, language: str) -> NDArray[np.float32]:
    """The chance to meet each type in a segment: as in general language, corrected by the batch as it grows."""
    words = max(1.0, len(side.occurrences) / max(1, side.segments))
    usual = 1 - (1 - np.array([_share(key, language) for key in side.types])) ** words
    seen = np.maximum(side.frequency - evidence.CHANCE.less, 0)
    chance = (seen + _GENERAL * usual) / (side.segments + _GENERAL)
    return np.asarray(np.maximum(chance, evidence.CHANCE.floor), np.float32)


@lru_cache(maxsize=100_000)
def _share(key: str, language: str) -> float:
    """The share of the words of general language that have a key of alignment."""
    if key in (known := _shares(language)):
        return known[key]
    more = registry.background(language)
    if known or more is None or registry.pack(language).spaced:
        return _RARE
    return float(2.0 ** -more.rarity(key, _UNKNOWN))


@lru_cache(maxsize=16)
def _shares(language: str) -> dict[str, float]:
    total, *rows = registry.lines(language, "background.tsv") or ["1"]
    found: dict[str, float] = defaultdict(float)
    for word, count in (row.split("\t") for row in rows):
        found[stem(word, language)] += int(count) / int(total)
    return found


def density(languages: tuple[str, str]) -> float:
    """How many letters a target usually has for a letter of its source; a Han character counts as three."""
    source, target = (_density(language) for language in languages)
    return target / source


def _density(language: str) -> float:
    rules = registry.quality(language)
    wide = 3 if registry.pack(language).script == "Hani" else 1
    return rules.DENSITY * wide if rules else 1.0
