"""How near candidates are to the known concepts of a termbase. That a candidate is known itself counts for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.languages.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from termlode.extraction.corpus import Corpus
    from termlode.extraction.ngrams import Groups
    from termlode.extraction.table import Table
    from termlode.languages.runs import Runs

    type Floats = NDArray[np.float64]
    type Longs = NDArray[np.int64]

type Key = tuple[str, ...]


def keys_of(terms: Iterable[str], runs: Runs) -> dict[Key, list[str]]:
    """The keys of terms that lie in one run, with the terms."""
    out: dict[Key, list[str]] = {}
    for term in terms:
        found = list(runs(term))
        if len(found) == 1:
            out.setdefault(tuple(word.key for word in found[0] if not word.link), []).append(term)
    return out


def pairs_of(texts: Mapping[str, str], runs: Runs) -> list[tuple[Key, Key]]:
    """The keys of texts and of what they stand for, where both lie in one run and have as many words."""
    keys = {text: key for key, some in keys_of({*texts, *texts.values()}, runs).items() for text in some}
    pairs = ((keys.get(text, ()), keys.get(other, ())) for text, other in texts.items())
    return [(one, two) for one, two in pairs if len(one) == len(two) > 0 and one != two]


def as_known(cited: str, surfaces: Iterable[str], terms: Iterable[str], language: str) -> str:
    """The citation form of a known candidate: ``cited`` where that is written, else as the termbase has it.

    Of single words several may have one key (صناعة, صناعي), so that the termbase's must be written then.
    """
    by_form = {fold(term, language): term for term in reversed(list(terms))}
    written = [fold(form, language) for form in surfaces]
    form = fold(cited, language)
    if form in by_form or form in written:
        return by_form.get(form, cited)
    found = next((by_form[one] for one in written if one in by_form), "")
    return found or (cited if len(cited.split()) < 2 else next(reversed(by_form.values()), cited))


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
        known, sizes, several = self.is_known(table.groups), table.groups.sizes, table.groups.sizes > 1
        every, longer = self._containing(len(table.corpus.keys))
        near, terms = (np.zeros(len(known)) for _ in range(2))
        for number in range(len(table.groups.levels)):
            words = table.words(number)
            near += (words >= 0) & (every[words] > known)
            terms += np.where(words >= 0, np.log2(1 + np.maximum(longer[words] - (known & several), 0)), 0)
        torn, inside = _overlaps(table, self)
        return {
            "near": several * near / sizes,
            "near terms": several * terms / sizes,
            "single near": ~several * terms,
            "torn": torn,
            "inside": inside,
        }

    def _containing(self, keys: int) -> tuple[Longs, Longs]:
        """In how many known terms, and in how many of several words, each word of the corpus stands."""
        every, longer = (np.zeros(keys + 1, dtype=np.int64) for _ in range(2))
        for term in self.terms:
            words = sorted(set(term))
            every[words] += 1
            longer[words] += len(term) > 1
        return every, longer


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
