"""How near candidates are to the known concepts of a termbase. That a candidate is known itself counts for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from termlode.extraction.corpus import Corpus
    from termlode.extraction.ngrams import Groups
    from termlode.extraction.table import Table
    from termlode.languages.runs import Runs

    type Floats = NDArray[np.float64]
    type Longs = NDArray[np.int64]

type Key = tuple[str, ...]


def keys_of(terms: Iterable[str], runs: Runs) -> set[Key]:
    """The keys of terms that lie in one run."""
    out = set()
    for term in terms:
        found = list(runs(term))
        if len(found) == 1:
            out.add(tuple(word.key for word in found[0] if not word.link))
    return out


@dataclass(frozen=True, slots=True)
class Nearness:
    """The keys of known terms, as the words of the corpus have them (-1: a word that it does not have)."""

    terms: Sequence[tuple[int, ...]]

    @classmethod
    def of(cls, keys: Iterable[Key], corpus: Corpus) -> Nearness:
        """From the keys of known terms."""
        return cls([tuple(corpus.index.get(word, -1) for word in key) for key in sorted(keys)])

    def is_known(self, groups: Groups) -> NDArray[np.bool_]:
        """Which groups are known terms."""
        out = np.zeros(len(groups.counts), dtype=bool)
        for term in self.terms:
            if min(term) >= 0 and (number := groups.group(term)) >= 0:
                out[number] = True
        return out

    def columns(self, table: Table) -> dict[str, Floats]:
        """The features of all groups."""
        first = registry.pack(table.language).head_first
        within, heads = (np.zeros(len(table.corpus.keys) + 1) for _ in range(2))
        for term in self.terms:
            within[sorted(set(term))] += 1
            heads[term[0 if first else -1]] += 1
        known = self.is_known(table.groups)
        sizes = table.groups.sizes
        near = np.zeros(len(known))
        for number in range(len(table.groups.levels)):
            words = table.words(number)
            near += (words >= 0) & (within[words] > known)
        head = table.corpus.words[table.groups.first + (0 if first else sizes - 1)]
        torn, inside = _overlaps(table, self)
        several = sizes > 1
        return {
            "near": several * near / sizes,
            "near head": several * (heads[head] > known),
            "single near": ~several * (within[head] > known),
            "torn": torn,
            "inside": inside,
        }


def _overlaps(table: Table, near: Nearness) -> tuple[Floats, Floats]:
    """The share of occurrences that cut through an occurrence of a known term, and of those that lie inside one."""
    size = len(table.corpus.words) + 1
    begin, stop = np.full(size, size), np.full(size, -1)  # of what known term lies across each joint
    for length, level in enumerate(table.groups.levels[1:], start=2):
        wanted = [table.groups.find(term) for term in near.terms if len(term) == length and min(term) >= 0]
        starts = np.flatnonzero(np.isin(level.raw, [one for one in wanted if one >= 0]))
        for joint in range(1, length):
            np.minimum.at(begin, starts + joint, starts)
            np.maximum.at(stop, starts + joint, starts + length)
    start, end = table.at.places, table.at.lasts + 1
    left, right = stop[start] >= 0, stop[end] >= 0
    inside = (left & (stop[start] >= end)) | (right & (begin[end] <= start))
    torn = ~inside & (left | right)
    return table.share(torn), table.share(inside)
