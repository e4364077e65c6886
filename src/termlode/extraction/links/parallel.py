"""What aligned texts say: which candidates stand in beads together, and which words translate each other there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from termlode.alignment.association import associate
from termlode.alignment.lexicon import nested
from termlode.alignment.words import is_han, words
from termlode.languages.folding import fold
from termlode.languages.stops import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction.links.side import Side

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int64]
    type Bools = NDArray[np.bool_]

_TEACHING = 50  # beads; fewer teach no words
_TWICE = 1.2  # beads, by their confidence: more than one
_CERTAIN = 0.9  # of two words that are terms of one concept


class Bitext(NamedTuple):
    """The sentences of a bead in two languages, and the chance that it is right."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    confidence: float = 1.0


class Together(NamedTuple):
    """Pairs of candidates that meet in beads, with weighted numbers of beads."""

    rows: Ints
    columns: Ints
    both: Floats  # beads with both
    one: Floats  # beads with the first of each pair, with the second
    other: Floats
    beads: float  # in all

    def kept(self, chosen: Bools) -> Together:
        """The chosen pairs."""
        rows, columns = self.rows[chosen], self.columns[chosen]
        return Together(rows, columns, self.both[chosen], self.one[chosen], self.other[chosen], self.beads)


def together(one: Side, other: Side, beads: Sequence[Bitext]) -> Together:
    """In how many beads the candidates of both sides meet."""
    holders, theirs = one.holders(), other.holders()
    ones, others = np.zeros(len(one)), np.zeros(len(other))
    met, weights = [np.zeros(0, np.int64)], [np.zeros(0)]
    for bead in beads:
        left, right = _in(bead.source, holders), _in(bead.target, theirs)
        ones[left] += bead.confidence
        others[right] += bead.confidence
        met.append((left[:, None] * len(other) + right).ravel())
        weights.append(np.full(len(left) * len(right), bead.confidence))
    pairs, inverse = np.unique(np.concatenate(met), return_inverse=True)
    both = np.bincount(inverse, np.concatenate(weights), len(pairs))
    rows, columns = np.divmod(pairs, max(len(other), 1))
    return Together(rows, columns, both, ones[rows], others[columns], sum(bead.confidence for bead in beads))


def _in(sentences: Sequence[str], holders: Mapping[str, Sequence[int]]) -> Ints:
    return np.array(sorted({k for sentence in sentences for k in holders.get(sentence, ())}), np.int64)


def of_terms(pairs: Iterable[tuple[str, str]], languages: tuple[str, str]) -> Lexicon:
    """The words that translate each other in terms that do: told apart by the other terms that they stand in."""
    known = list(pairs)
    lexicon = taught([Bitext((one,), (other,)) for one, other in known], languages, least=0.0)
    for one, other in known:
        left, right = words(one, languages[0]), words(other, languages[1])
        if len(left) == len(right) == 1:
            lexicon.setdefault(left[0].key, {})[right[0].key] = _CERTAIN
    return lexicon


def taught(beads: Sequence[Bitext], languages: tuple[str, str], *, least: float = _TWICE) -> Lexicon:
    """The words that translate each other in the beads; empty where there are too few.

    Words that met in fewer than ``least`` beads teach nothing: what speaks for them is the one bead again.
    """
    if len(beads) < _TEACHING:
        return {}
    corpus = (
        (list(_keys(bead.source, languages[0])), list(_keys(bead.target, languages[1])), bead.confidence)
        for bead in beads
    )
    return nested(associate(corpus, least=0.02, least_count=least))


def _keys(sentences: Sequence[str], language: str) -> Iterator[str]:
    """The keys of words that say something; Chinese ones also by their characters, for words never seen."""
    stops = stop_words(language)
    for sentence in sentences:
        for word in words(sentence, language):
            if fold(word.surface, language) in stops:
                continue
            yield word.key
            if is_han(word.key) and len(word.key) > 1:
                yield from word.key


def significance(found: Together) -> Floats:
    """The log-likelihood ratio of each pair against chance (Dunning 1993), 0 where they meet less than by chance."""
    n, k, a, b = max(found.beads, 1.0), found.both, found.one, found.other
    table = (k, np.maximum(a - k, 0), np.maximum(b - k, 0), np.maximum(n - a - b + k, 0))
    expected = (a * b / n, a * (n - b) / n, (n - a) * b / n, (n - a) * (n - b) / n)
    ratio = sum(2 * o * np.log(np.maximum(o, 1e-9) / np.maximum(e, 1e-9)) for o, e in zip(table, expected, strict=True))
    return np.where(k * n > a * b, np.maximum(ratio, 0.0), 0.0)
