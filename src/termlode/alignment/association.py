"""Word association from sentence pairs: IBM model 1 in both directions (Brown et al. 1993), symmetrised.

Pairs of words that meet are held as two numbers each, block by block, and pairs that nearly always stand without each
other not at all: memory grows with the pairs that are left, time with all that meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    type Floats = NDArray[np.float64]
    type Ints = NDArray[np.int32]

MAX_WORDS = 80  # of a segment; longer ones say little about single words
_BLOCK = 1 << 20  # meetings of two words that are looked at together
_APART = 0.01  # two words that meet in a smaller share of their segments (Dice) are not compared


class _Side:
    """The words of one side of the segments: ``slots`` are the words one behind the other, ``starts`` of segments."""

    def __init__(self) -> None:
        self.types: dict[str, int] = {}
        self.slots: list[int] = []
        self.starts = [0]

    def add(self, words: Sequence[str]) -> None:
        types = self.types
        self.slots += [types.setdefault(word, len(types)) for word in dict.fromkeys(words)][:MAX_WORDS]
        self.starts.append(len(self.slots))


class _Block(NamedTuple):
    """The meetings of some word pairs, pair by pair: ``starts`` of each pair's meetings, the slots of each meeting.

    ``first``: the number of the first of these pairs among all.
    """

    first: int
    starts: NDArray[np.int64]
    left: Ints
    right: Ints


class _Corpus:
    """The words of a parallel corpus that meet: ``pairs`` of types, their weighted ``counts``, and where they meet."""

    def __init__(self, pairs: Iterable[tuple[Sequence[str], Sequence[str], float]]) -> None:
        import numpy as np

        left, right, weights = _Side(), _Side(), []
        for a, b, weight in pairs:
            if a and b:
                left.add(a)
                right.add(b)
                weights.append(weight)
        self.types = (list(left.types), list(right.types))
        self.slots = (np.array(left.slots, np.int32), np.array(right.slots, np.int32))
        self._starts = np.array(right.starts, np.int64)
        segments = np.arange(len(weights), dtype=np.int32)
        self._segment = np.repeat(segments, np.diff(left.starts))  # of each slot of the left
        every = np.array(weights, np.float64)
        self.weights = (every[self._segment], np.repeat(every, np.diff(right.starts)))
        seen = zip(self.slots, self.weights, self.types, strict=True)
        self._times = [np.bincount(slots, weights, len(types)) for slots, weights, types in seen]
        self.blocks: list[_Block] = []
        found = [(np.zeros((2, 0), np.int32), np.zeros(0)), *self._read()]
        self.pairs = np.concatenate([types for types, _ in found], axis=1)
        self.counts = np.concatenate([counts for _, counts in found])

    def _read(self) -> Iterator[tuple[Ints, Floats]]:
        """Make the blocks; yields the types and the counts of the pairs of each."""
        import numpy as np

        order = np.argsort(self.slots[0], kind="stable")
        sizes = np.diff(self._starts)[self._segment[order]]
        behind = np.cumsum(sizes)
        changes = np.flatnonzero(np.diff(self.slots[0][order])) + 1  # a block ends where the word does
        place = first = 0
        while place < len(order):
            full = int(np.searchsorted(behind, (behind[place - 1] if place else 0) + _BLOCK))
            later = changes[np.searchsorted(changes, max(full, place + 1)) :]
            end = int(later[0]) if len(later) else len(order)
            block, types, counts = self._block(order[place:end], sizes[place:end], first)
            self.blocks.append(block)
            yield types, counts
            place, first = end, first + len(counts)

    def _block(self, slots: NDArray[np.int64], sizes: NDArray[np.int64], first: int) -> tuple[_Block, Ints, Floats]:
        """The meetings of the words in some slots of the left with all words of their segments."""
        import numpy as np

        left = np.repeat(slots, sizes).astype(np.int32)
        within = np.arange(len(left)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        right = (self._starts[self._segment[left]] + within).astype(np.int32)
        keys = self.slots[0][left].astype(np.int64) * len(self.types[1]) + self.slots[1][right]
        order = np.argsort(keys, kind="stable")
        left, right, keys = left[order], right[order], keys[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        types = np.stack(np.divmod(keys[starts], len(self.types[1]))).astype(np.int32)
        counts = np.add.reduceat(self.weights[0][left], starts)
        kept = 2 * counts >= _APART * (self._times[0][types[0]] + self._times[1][types[1]])
        many = np.diff(starts, append=len(keys))
        meetings = np.repeat(kept, many)
        many = many[kept]
        block = _Block(first, np.cumsum(many) - many, left[meetings], right[meetings])
        return block, types[:, kept], counts[kept]

    def translate(self, *, forward: bool, rounds: int) -> Floats:
        """t(right | left) (or the other way round) of every pair that meets."""
        import numpy as np

        given, there = self.pairs[0 if forward else 1], 1 if forward else 0
        size = len(self.types[0 if forward else 1])
        table = self.counts / np.bincount(given, self.counts, size)[given]
        for _ in range(rounds):
            total = np.full(len(self.slots[there]), 0.01)  # the empty word's share
            for block, share in self._shares(table):
                total += np.bincount(block[2 + there], share, len(total))
            total = self.weights[there] / total
            count = np.zeros(len(table))
            for block, share in self._shares(table):
                some = slice(block.first, block.first + len(block.starts))
                count[some] = np.add.reduceat(share * total[block[2 + there]], block.starts)
            table = count / (np.bincount(given, count, size)[given] + 0.5)
        return np.asarray(table)

    def _shares(self, table: Floats) -> Iterator[tuple[_Block, Floats]]:
        """Each block that has pairs, and the entry of the table for each of its meetings."""
        import numpy as np

        for block in self.blocks:
            if len(block.starts):
                some = table[block.first : block.first + len(block.starts)]
                yield block, np.repeat(some, np.diff(block.starts, append=len(block.left)))


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
    strength = np.sqrt(corpus.translate(forward=True, rounds=rounds) * corpus.translate(forward=False, rounds=rounds))
    kept = np.nonzero((strength > least) & (corpus.counts >= least_count))[0]
    left, right = corpus.types
    ones, others = corpus.pairs[:, kept].tolist()
    return {(left[a], right[b]): s for a, b, s in zip(ones, others, strength[kept].tolist(), strict=True)}
