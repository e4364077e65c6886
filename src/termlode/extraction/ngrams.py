"""Groups of occurrences: every sequence of up to five content words in a run that may begin and end a term.

What occurs less than ``floor`` times is dropped as soon as that is known (a phrase is no commoner than its parts), so
that a large corpus needs no more memory than its recurring phrases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.extraction.corpus import ENDS, FIRST, LAST, STARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.extraction.corpus import Corpus

    type Longs = NDArray[np.int64]
    type Mask = NDArray[np.bool_]

LONGEST = 5  # content words in a term


@dataclass(frozen=True, slots=True)
class Level:
    """The sequences of one length. ``raw``: at each word of the corpus, the sequence that begins there, or -1.

    ``table``: what the sequences are made of, sorted (the one before their last word, and that word); ``groups``: the
    group of each, or -1. ``at``: at each word, the group of which an occurrence begins there, or -1.
    """

    raw: Longs
    table: Longs
    groups: Longs
    at: Longs


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups; arrays have one row a group, those of one length side by side.

    ``counts``: occurrences. ``first``: the word of the corpus where the first begins. ``sizes``: content words.
    """

    levels: Sequence[Level]
    counts: Longs
    first: Longs
    sizes: Longs

    def find(self, words: Sequence[int]) -> int:
        """The sequence of some words (indexes of keys) as ``raw`` has it, or -1."""
        found = -1
        for size, word in enumerate(words[: len(self.levels)]):
            table = self.levels[size].table
            wanted = word if size == 0 else (found << 32) | word
            place = int(np.searchsorted(table, wanted))
            if place == len(table) or table[place] != wanted:
                return -1
            found = place
        return found if len(words) <= len(self.levels) else -1

    def group(self, words: Sequence[int]) -> int:
        """The group of some words, or -1."""
        found = self.find(words)
        return int(self.levels[len(words) - 1].groups[found]) if found >= 0 else -1


def _pair(before: Longs, word: Longs) -> Longs:
    return (before << 32) | word


def group(corpus: Corpus, floor: int = 1) -> Groups:
    """The groups that occur at least ``floor`` times."""
    levels: list[Level] = []
    counts, first, sizes = [], [], []
    raw, offset = None, 0
    for size in range(1, LONGEST + 1):
        raw, table = _extend(corpus, raw, size, floor)
        valid = (raw >= 0) & _may_begin(corpus, size)
        places = np.flatnonzero(valid)
        met, begin, inverse, number = np.unique(raw[places], return_index=True, return_inverse=True, return_counts=True)
        kept = number >= floor
        renamed = np.where(kept, np.cumsum(kept) - 1 + offset, -1)
        groups, at = np.full(len(table), -1), np.full(len(raw), -1)
        groups[met], at[places] = renamed, renamed[inverse]
        levels.append(Level(raw, table, groups, at))
        counts.append(number[kept])
        first.append(places[begin[kept]])
        sizes.append(np.full(int(kept.sum()), size))
        offset += int(kept.sum())
    return Groups(levels, *(np.concatenate(column) for column in (counts, first, sizes)))


def _extend(corpus: Corpus, before: Longs | None, size: int, floor: int) -> tuple[Longs, Longs]:
    """The sequences of ``size`` words at each word, from those that are a word shorter, and what they are made of."""
    raw = np.full(len(corpus.words), -1)
    if before is None:
        made, places = corpus.words.astype(np.int64), np.arange(len(raw))
    else:
        ahead = np.full(len(raw), -1)
        ahead[:-1] = before[1:]
        places = np.flatnonzero((before >= 0) & (ahead >= 0) & _within(corpus, size))
        made = _pair(before[places], corpus.words[places + size - 1].astype(np.int64))
    table, inverse, number = np.unique(made, return_inverse=True, return_counts=True)
    raw[places] = np.where(number[inverse] >= floor, inverse, -1)
    return raw, table


def _within(corpus: Corpus, size: int) -> Mask:
    """Whether ``size`` words from each word on lie in one run."""
    run = np.cumsum(corpus.has(FIRST))
    out = np.zeros(len(run), dtype=bool)
    stop = max(0, len(run) - size + 1)
    out[:stop] = run[size - 1 :] == run[:stop]
    return out


def _may_begin(corpus: Corpus, size: int) -> Mask:
    """Whether the first and the last of ``size`` words from each word on may begin and end a term.

    A phrase with a particle inside begins with one too: what stands before د is no part of what follows it; and د X
    asks for the noun that it belongs to, so that no longer phrase ends with it.
    """
    stop = max(0, len(corpus.words) - size + 1)
    ends, whole = (np.zeros(len(corpus.words), dtype=bool) for _ in range(2))
    ends[:stop] = corpus.has(ENDS)[size - 1 :]
    led = corpus.lead >= 0
    particles = np.cumsum(led)
    whole[:stop] = led[:stop] | (particles[size - 1 :] == particles[:stop])
    if size > 1:
        ends[:stop] &= ~led[size - 1 :]
    out: Mask = corpus.has(STARTS) & ends & whole
    return out


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where groups occur, one row an occurrence, sorted by group and then by place."""

    groups: Longs
    places: Longs  # the word of the corpus where it begins
    lasts: Longs  # … and where it ends

    def of(self, number: int) -> slice:
        """The rows of a group."""
        return slice(*np.searchsorted(self.groups, (number, number + 1)))


def occurrences(found: Groups) -> Occurrences:
    """All occurrences of all groups."""
    groups, places, lasts = [], [], []
    for size, level in enumerate(found.levels, start=1):
        where = np.flatnonzero(level.at >= 0)
        order = np.argsort(level.at[where], kind="stable")
        where = where[order]
        groups.append(level.at[where])
        places.append(where)
        lasts.append(where + size - 1)
    return Occurrences(*(np.concatenate(column) for column in (groups, places, lasts)))


def edges(corpus: Corpus, found: Occurrences) -> tuple[Mask, Mask]:
    """Which occurrences begin and which end a run."""
    return corpus.has(FIRST)[found.places], corpus.has(LAST)[found.lasts]
