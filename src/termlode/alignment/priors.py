"""Bead priors and length model estimated from the document pair itself (expectation maximisation),
and the choice between them and the hypothesis that every bead is 1-1.

Nothing about a genre is fixed: the share of nulls and merges starts from a broad guess that counts as
little as a few beads, and each round replaces it by what the text shows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment import length
from termlode.alignment.band import BEADS, SKIP_SOURCE, SKIP_TARGET

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.alignment.dynamic import Lattice
    from termlode.alignment.embedding import Told
    from termlode.alignment.evidence import Words
    from termlode.alignment.length import LengthModel

    type Floats = NDArray[np.float64]

_START = {
    (1, 1): 0.60, (1, 0): 0.02, (0, 1): 0.02, (1, 2): 0.11, (2, 1): 0.11, (2, 2): 0.035, (1, 3): 0.04, (3, 1): 0.04,
    (1, 4): 0.014, (4, 1): 0.014, (1, 5): 0.005, (5, 1): 0.005, (1, 6): 0.002, (6, 1): 0.002
}  # fmt: skip
_RARE = 0.001
_MERGED = 2.5  # segments for one of the other text, as a mean: more are not all merges
BELIEF = 10.0  # the broad guess counts as this many beads
ROUNDS = 2  # of each pass; there are two or three passes
_SETTLED = 0.02


def broad() -> Floats:
    """What is believed of any text."""
    guess = np.array([_START.get(bead, _RARE) for bead in BEADS])
    return np.asarray(guess / guess.sum())


def initial(rows: int, columns: int) -> Floats:
    """Where estimation starts: what a text has that no merge accounts for has no counterpart."""
    guess = broad()
    more = max(rows, columns)
    surplus = max(0.0, more - _MERGED * min(rows, columns)) / max(more, 1)
    guess *= 1 - surplus
    guess[SKIP_SOURCE if rows > columns else SKIP_TARGET] += surplus
    return guess


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned about a document pair."""

    priors: Floats
    lengths: LengthModel


@dataclass(frozen=True, slots=True)
class Weights:
    """How far each kind of evidence is believed while estimating (its words and letters are not independent)."""

    lexical: float = 0.3
    length: float = 1.4
    encoder: float = 0.5
    null: float = -0.5  # a segment without counterpart must be earned: where little is known, all could be such


@dataclass(frozen=True, slots=True)
class Decoding:
    """How far each kind of evidence is believed in the end, where beads of different kinds are compared.

    Trained as a conditional random field (Lafferty et al. 2001) with the estimated priors held fixed, on
    documents of many shares of nulls and merges (``benchmarks/train_alignment.py``). What the evidence of
    a bead understates, because a bead of one segment each is the best of many, is added to the others.
    """

    lexical: float
    lexical_merged: float  # of beads of more than two segments
    length: float
    length_merged: float
    length_null: float
    null: float
    three: float
    more: float
    shifted: float  # several on both sides
    bounded: float = 0.0  # of evidence of which no segment tells more than so much
    least: float = 0.0  # of the segment of a merged bead that has least to do with the other block
    encoder: float = 0.0
    encoder_gain: float = 0.0
    encoder_member: float = 0.0

    def factors(self, one: float, merged: float, null: float) -> Floats:
        """A weight for each kind of bead, shape (bead kinds, 1, 1)."""
        kinds = (null if not (a and b) else merged if a + b > 2 else one for a, b in BEADS)
        return np.asarray(np.array(list(kinds), np.float64)[:, None, None])

    @property
    def kinds(self) -> Floats:
        """What is added to each kind of bead, shape (bead kinds, 1, 1)."""
        larger = np.array([(a + b > 3) * self.more + (a + b == 3) * self.three for a, b in BEADS])
        shifted = np.array([(min(a, b) > 1) * self.shifted for a, b in BEADS])
        return np.asarray(self.factors(0.0, 0.0, self.null) + (larger + shifted)[:, None, None])

    def table(self, told: Words, lengths: NDArray[np.float32], model: Model) -> Floats:
        """The scores of all beads without encoder and structure."""
        words = self.factors(self.lexical, self.lexical_merged, 0.0) * told.lexical
        if self.bounded or self.least:
            words = words + self.bounded * told.bounded + self.least * told.least
        letters = self.factors(self.length, self.length_merged, self.length_null) * lengths
        found: Floats = np.asarray(words + letters + self.kinds, np.float64)
        return np.asarray(found + np.log(model.priors)[:, None, None])

    def vectors(self, told: Told) -> NDArray[np.float32]:
        """What sentence vectors add to them."""
        merged = self.encoder_gain * told.gain + self.encoder_member * told.member
        return np.asarray(self.encoder * told.evidence + merged)


PLAIN = Decoding(
    lexical=0.195, lexical_merged=0.2, length=1.34, length_merged=1.22, length_null=0.7,
    null=0.4, three=-0.02, more=0.23, shifted=2.15, bounded=0.14, least=0.17,
)  # fmt: skip
ENCODED = Decoding(
    lexical=0.145, lexical_merged=0.163, length=1.34, length_merged=1.14, length_null=0.5,
    null=0.25, three=0.85, more=1.92, shifted=2.48, encoder=0.555, encoder_gain=0.57, encoder_member=1.7,
)  # fmt: skip


def counts(posteriors: Floats) -> Floats:
    """Expected number of beads of each kind."""
    return np.asarray(posteriors.sum(axis=(1, 2)))


def updated(expected: Floats) -> Floats:
    """Priors after seeing ``expected`` beads."""
    guess = broad()
    return np.asarray((expected + BELIEF * guess) / (expected.sum() + BELIEF))


def aligned_blocks(posteriors: Floats, lattice: Lattice, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """Lengths of the blocks that are probably aligned, and how probably."""
    xs, ys = np.concatenate([[0], np.cumsum(x)]), np.concatenate([[0], np.cumsum(y)])
    found: list[tuple[Floats, Floats, Floats]] = []
    for kind, (a, b) in enumerate(BEADS):
        if a and b:
            row, column = np.nonzero(posteriors[kind] > 0.05)
            node = lattice.band.low[row] + column
            found.append((xs[row] - xs[row - a], ys[node] - ys[node - b], posteriors[kind][row, column]))
    first, second, weight = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return first, second, weight


def nulls(posteriors: Floats, lattice: Lattice) -> tuple[Floats, Floats]:
    """How probably each segment of either text has no counterpart."""
    band = lattice.band
    left = posteriors[SKIP_SOURCE].sum(axis=1)[1:]
    columns = np.clip(band.nodes, 1, band.columns) - 1
    right = np.bincount(columns.ravel(), posteriors[SKIP_TARGET].ravel(), band.columns)
    return np.asarray(left), np.asarray(right)


def scores(
    evidence: NDArray[np.float32],
    lengths: NDArray[np.float32],
    priors: Floats,
    weights: Weights,
    inside: NDArray[np.bool_],
) -> Floats:
    """Log weight of every bead."""
    total = evidence.astype(np.float64) + weights.length * lengths
    total += np.log(priors)[:, None, None]
    total[[SKIP_SOURCE, SKIP_TARGET]] += weights.null
    total[:, ~inside] = -np.inf
    return total


def table(
    evidence: NDArray[np.float32], lattice: Lattice, x: Floats, y: Floats, *, model: Model, weights: Weights
) -> Floats:
    """The scores of all beads under a model.

    ``evidence`` is the weighted lexical (and encoder) evidence; x and y are the lengths of the segments.
    """
    spans = length.evidence(model.lengths, x, y, lattice.band)
    return scores(evidence, spans, model.priors, weights, lattice.band.inside)


def estimate(
    evidence: NDArray[np.float32],
    lattice: Lattice,
    x: Floats,
    y: Floats,
    weights: Weights,
    *,
    start: Model | None = None,
    rounds: int = ROUNDS,
) -> tuple[Model, Floats]:
    """The model that explains the texts best, and the last posteriors; arguments as of :func:`table`."""
    model = start or Model(initial(len(x), len(y)), length.initial(x, y))
    for _ in range(rounds):
        posteriors, _total = lattice.posteriors(table(evidence, lattice, x, y, model=model, weights=weights))
        priors = updated(counts(posteriors))
        lengths = length.refine(model.lengths, *aligned_blocks(posteriors, lattice, x, y))
        lengths = length.refine_nulls(lengths, (x, y), nulls(posteriors, lattice))
        moved = float(np.abs(priors - model.priors).max())
        model = Model(priors, lengths)
        if moved < _SETTLED:
            break
    return model, posteriors


def one_to_one_odds(table: Floats, lattice: Lattice, priors: Floats) -> float:
    """Log odds of "every bead is 1-1" against the estimated priors; -inf where it cannot be.

    Compares the weight of the one path whose beads are all 1-1, free of a prior, with the total weight of
    all paths, each charged for the priors it needed (Bayesian information criterion).
    """
    band = lattice.band
    n = band.rows
    columns = np.arange(n + 1) - band.low
    if n != band.columns or (columns < 0).any() or (columns >= band.width).any():
        return -math.inf
    rows = np.arange(1, n + 1)
    straight = float(table[0, rows, rows - band.low[1:]].sum()) - n * math.log(priors[0])
    total = float(lattice.forward(table)[-1, n - int(band.low[-1])])
    parameters = 0.5 * sum(1 for p in priors if p > 1.0 / max(n, 2)) * math.log(max(n, 2))
    return straight - total + parameters
