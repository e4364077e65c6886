"""What tells terms from other phrases: the features of the ranking model, a column each for all groups at once.

Frequency outside longer candidates (C-value; Frantzi, Ananiadou & Mima 2000), rarity in general language (after
Ahmad et al. 1999), how firmly the words of a phrase hold together (normalised pointwise mutual information; Bouma
2009) and how freely its neighbours vary (boundary entropy; Jin & Tanaka-Ishii 2006).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.extraction.corpus import CUT, DOUBT, NAME
from termlode.extraction.ngrams import edges
from termlode.languages import registry
from termlode.languages.background import rarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.extraction.known import Nearness
    from termlode.extraction.ngrams import Groups
    from termlode.extraction.places import Places
    from termlode.extraction.table import Table

    type Floats = NDArray[np.float64]
    type Longs = NDArray[np.int64]

_OFTEN, _HARDLY = 5, 0.1
_RECUR = 3
_RAREST = 18.0  # what is rarer in general language is no likelier a term


def features(table: Table, places: Places, near: Nearness) -> dict[str, Floats]:
    """The columns by their names."""
    groups = table.groups
    nesting = _Nesting(groups)
    rare = _rarity(table)
    single = (groups.sizes == 1).astype(float)
    opens, closes = edges(table.corpus, table.at)
    left, right = _entropies(table)
    first = registry.pack(table.language).head_first
    name = _word_share(table, NAME)
    known = near.columns(table)
    return {
        "free": np.log2(1 + np.maximum(groups.counts - nesting.mean, 0)),
        "freedom": np.minimum(left, right) / np.maximum(np.log2(groups.counts), 1),
        "rarity": rare,
        "cohesion": _cohesion(table),
        "single": single,
        "single rarity": single * rare,
        "single name": single * name,
        "single once": single * (groups.counts == 1),
        "single cut": single * table.share(table.corpus.has(CUT)[table.at.lasts]),
        "name": name,
        "four words": (groups.sizes > 3).astype(float),
        "edge": table.share(closes if first else opens),
        "absorbed": np.minimum(1.0, nesting.most / groups.counts),
        "family": np.log2(1 + nesting.longer),
        "doubt": _any(table, DOUBT),
        **places.columns(table),
        **known,
        "single inside": single * known["inside"],
        "single near inside": known["single near"] * known["inside"],
    }


def modifiers(table: Table) -> NDArray[np.bool_]:
    """Which groups are one word that qualifies others: no name, met five times, hardly ever where a head stands."""
    if registry.extraction(table.language) is None:
        return np.zeros(len(table.groups.counts), dtype=bool)
    opens, closes = edges(table.corpus, table.at)
    heads = table.share(opens if registry.pack(table.language).head_first else closes)
    often = (table.groups.sizes == 1) & (table.groups.counts >= _OFTEN)
    out: NDArray[np.bool_] = often & (heads < _HARDLY) & (_word_share(table, NAME) == 0)
    return out


def cut(table: Table) -> NDArray[np.bool_]:
    """Which groups of several words never end where a phrase does: all have what belongs to their last word behind."""
    out: NDArray[np.bool_] = (table.groups.sizes > 1) & (table.share(table.corpus.has(CUT)[table.at.lasts]) == 1)
    return out


def fragments(columns: dict[str, Floats], table: Table) -> NDArray[np.bool_]:
    """Which groups are met three times or more, and always within one and the same longer candidate: Hong, 合国."""
    out: NDArray[np.bool_] = (columns["absorbed"] >= 1) & (table.groups.counts >= _RECUR)
    return out


class _Nesting:
    """How often each group lies in longer ones that recur: the mean and the most of their counts, and their number."""

    def __init__(self, groups: Groups) -> None:
        self.longer, sums, self.most = (np.zeros(len(groups.counts)) for _ in range(3))
        recur = np.flatnonzero((groups.counts > 1) & (groups.sizes > 1))
        for size, level in enumerate(groups.levels, start=1):
            for shift in range(len(groups.levels) - size + 1):
                outer = recur[(groups.sizes[recur] > size) & (groups.sizes[recur] >= size + shift)]
                raw = level.raw[groups.first[outer] + shift]
                inner = np.where(raw >= 0, level.groups[raw], -1)
                outer, inner = outer[inner >= 0], inner[inner >= 0]
                np.add.at(self.longer, inner, 1)
                np.add.at(sums, inner, groups.counts[outer])
                np.maximum.at(self.most, inner, groups.counts[outer])
        self.mean = sums / np.maximum(self.longer, 1)


def _rarity(table: Table) -> Floats:
    """−log2 of the frequency in general language of the least rare word of each group."""
    corpus = table.corpus
    rare = [rarity(key, text, table.language) for key, text in zip(corpus.keys, corpus.texts, strict=True)]
    return np.minimum(_least(table, np.array(rare)), _RAREST)


def _least(table: Table, values: Floats) -> Floats:
    out = np.full(len(table.groups.counts), np.inf)
    for number in range(len(table.groups.levels)):
        words = table.words(number)
        out = np.where(words >= 0, np.minimum(out, values[words]), out)
    return out


def _cohesion(table: Table) -> Floats:
    """Normalised pointwise mutual information of the weakest joint, -1..1; 0 for one word."""
    corpus, groups = table.corpus, table.groups
    counts, total = np.bincount(corpus.words, minlength=len(corpus.keys)), len(corpus.words)
    pairs = groups.levels[1]
    number = np.bincount(pairs.raw[pairs.raw >= 0], minlength=len(pairs.table))
    out = np.full(len(groups.counts), np.inf)
    for joint in range(len(groups.levels) - 1):
        some = groups.sizes > joint + 1
        place = groups.first[some] + joint
        pair = number[pairs.raw[place]]
        left, right = counts[corpus.words[place]], counts[corpus.words[place + 1]]
        with np.errstate(divide="ignore"):
            value = np.log2(pair * total / (left * right)) / np.maximum(np.log2(total / pair), 1.0)
        out[some] = np.minimum(out[some], value)
    return np.where(groups.sizes == 1, 0.0, out)


def _entropies(table: Table) -> tuple[Floats, Floats]:
    """How freely the left and right neighbours vary: the entropy of each in bits; every edge of a run is a new one."""
    corpus, at = table.corpus, table.at
    opens, closes = edges(corpus, at)
    before = np.where(opens, -1, corpus.words[np.maximum(at.places - 1, 0)])
    after = np.where(closes, -1, corpus.words[np.minimum(at.lasts + 1, len(corpus.words) - 1)])
    return _entropy(table, before), _entropy(table, after)


def _entropy(table: Table, neighbours: Longs) -> Floats:
    counts, groups = table.groups.counts, table.at.groups
    met, number = np.unique((groups << 32) | (neighbours + 1), return_counts=True)
    owner, word = met >> 32, met & 0xFFFFFFFF
    share = number / counts[owner]
    bits = np.where(word == 0, share * np.log2(counts[owner]), -share * np.log2(share))
    return np.bincount(owner, weights=bits, minlength=len(counts))


def _word_share(table: Table, flag: int) -> Floats:
    """The share of words with a flag, where each group occurs first."""
    marked = np.concatenate(([0], np.cumsum(table.corpus.has(flag))))
    first, sizes = table.groups.first, table.groups.sizes
    out: Floats = (marked[first + sizes] - marked[first]) / sizes
    return out


def _any(table: Table, flag: int) -> Floats:
    """Whether any word has a flag, where each group occurs first."""
    return (_word_share(table, flag) > 0).astype(float)
