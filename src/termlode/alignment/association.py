"""Word association from sentence pairs: IBM model 1 in both directions (Brown et al. 1993), symmetrised."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int64]

MAX_WORDS = 80  # of a segment; longer ones say little about single words


class _Corpus:
    """The co-occurrences of a parallel corpus as flat arrays, one entry per pair of words in a sentence pair."""

    def __init__(self, pairs: Iterable[tuple[Sequence[str], Sequence[str], float]]) -> None:
        import numpy as np

        self.left: dict[str, int] = {}
        self.right: dict[str, int] = {}
        lefts, rights, left_slots, right_slots, weights = [], [], [], [], []
        n_left = n_right = 0
        for a, b, weight in pairs:
            x = [self.left.setdefault(w, len(self.left)) for w in dict.fromkeys(a)][:MAX_WORDS]
            y = [self.right.setdefault(w, len(self.right)) for w in dict.fromkeys(b)][:MAX_WORDS]
            if not x or not y:
                continue
            lefts.append(np.repeat(x, len(y)))
            rights.append(np.tile(y, len(x)))
            left_slots.append(np.repeat(np.arange(n_left, n_left + len(x)), len(y)))
            right_slots.append(np.tile(np.arange(n_right, n_right + len(y)), len(x)))
            weights.append(np.full(len(x) * len(y), weight))
            n_left, n_right = n_left + len(x), n_right + len(y)
        self.empty = not lefts
        if self.empty:
            return
        joined = np.concatenate(lefts).astype(np.int64) * len(self.right) + np.concatenate(rights)
        self.pairs, self.inverse = np.unique(joined, return_inverse=True)
        self.slots = (np.concatenate(left_slots), np.concatenate(right_slots))
        self.sizes = (n_left, n_right)
        self.weights = np.concatenate(weights)
        self.pair_left, self.pair_right = self.pairs // len(self.right), self.pairs % len(self.right)
        self.counts = np.bincount(self.inverse, self.weights, len(self.pairs))

    def translate(self, *, forward: bool, rounds: int) -> Floats:
        """t(right | left) (or the other way round) of every co-occurring pair."""
        import numpy as np

        given = self.pair_left if forward else self.pair_right
        n_given = len(self.left) if forward else len(self.right)
        slot, n_slots = (self.slots[1], self.sizes[1]) if forward else (self.slots[0], self.sizes[0])
        table = self.counts / np.bincount(given, self.counts, n_given)[given]
        for _ in range(rounds):
            share = table[self.inverse]
            total = np.bincount(slot, share, n_slots)[slot] + 0.01  # the empty word's share
            count = np.bincount(self.inverse, self.weights * share / total, len(self.pairs))
            table = count / (np.bincount(given, count, n_given)[given] + 0.5)
        return np.asarray(table)


def associate(
    pairs: Iterable[tuple[Sequence[str], Sequence[str], float]],
    *,
    rounds: int = 6,
    least: float = 0.02,
    least_count: float = 0.0,
) -> dict[tuple[str, str], float]:
    """Word pairs with their association in 0..1, the geometric mean of both translation probabilities.

    ``pairs`` are (left words, right words, weight); pairs of words that met fewer than ``least_count``
    times (weighted) are left out.
    """
    import numpy as np

    corpus = _Corpus(pairs)
    if corpus.empty:
        return {}
    strength = np.sqrt(corpus.translate(forward=True, rounds=rounds) * corpus.translate(forward=False, rounds=rounds))
    kept = np.nonzero((strength > least) & (corpus.counts >= least_count))[0]
    left, right = list(corpus.left), list(corpus.right)
    return {(left[corpus.pair_left[k]], right[corpus.pair_right[k]]): float(strength[k]) for k in kept}
