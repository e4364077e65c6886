"""Lexical evidence: how much better each block of one text explains the words of a block of the other
than chance does.

For a word u and a counterpart v with association m, the log-likelihood ratio of meeting v in an aligned
block against meeting it in any block is ``log(1 - r_u + k m / q_v)``, where q_v is the chance of v and
r_u the probability that u has a counterpart at all; where none is met it is ``log(1 - r_u)``. The
evidence of a block is the sum over its words, in both directions (after IBM model 1, Moore 2002).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.band import BEADS, LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from termlode.alignment.band import Band

    type Floats = NDArray[np.float32]
    type Ints = NDArray[np.int64]

BOUNDS = -6.0, 6.0  # of what a segment tells, where it may not tell more
_CHUNK = 1024  # words looked at together
PAD = 8  # nodes looked at beyond the band, for blocks that begin above it


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one text: type of every occurrence, first occurrence of every segment (CSR)."""

    types: tuple[str, ...]
    occurrences: Ints
    starts: Ints  # segments + 1
    frequency: Ints  # segments that hold each type

    @property
    def segments(self) -> int:
        """How many."""
        return len(self.starts) - 1

    @property
    def segment_of(self) -> Ints:
        """The segment of every occurrence."""
        return np.repeat(np.arange(self.segments), np.diff(self.starts))

    def types_of(self, segments: range) -> set[int]:
        """The types that occur in a run of segments."""
        return set(self.occurrences[self.starts[segments.start] : self.starts[segments.stop]].tolist())


def side(segments: Iterable[Iterable[str]], index: dict[str, int] | None = None) -> Side:
    """The words of each segment, repetitions within it left out."""
    index = {} if index is None else index
    rows = [[index.setdefault(word, len(index)) for word in dict.fromkeys(words)] for words in segments]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    flat = np.fromiter((t for row in rows for t in row), np.int64, int(starts[-1]))
    return Side(tuple(index), flat, starts, np.bincount(flat, minlength=len(index)))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Associated types: source type, target type, strength 0..1."""

    source: Ints
    target: Ints
    strength: Floats

    def turned(self) -> Pairs:
        """From the target's side."""
        return Pairs(self.target, self.source, self.strength)


_EDGES = (0.1, 0.2, 0.35, 0.5, 0.7, 0.9)  # of the bins of association mass
_START = (0.04, 0.1, 0.18, 0.27, 0.36, 0.45, 0.5)  # a broad guess of what each bin is worth
_BELIEF = 30.0  # words that the guess counts as


@dataclass(frozen=True, slots=True)
class Trust:
    """How often a word finds a counterpart in an aligned block, by the mass of its associations."""

    rates: tuple[float, ...] = _START

    def of(self, mass: Floats) -> Floats:
        """The probability that a word has a counterpart."""
        rates = np.array(self.rates)[np.searchsorted(_EDGES, mass)]
        return np.asarray(np.where(mass > 0, rates, 0.0))


@dataclass(frozen=True, slots=True)
class Chance:
    """How the chance of meeting a word is smoothed."""

    less: float = 0.6
    more: float = 15.0
    floor: float = 0.004


CHANCE = Chance()


def masses(pairs: Pairs, left: Side) -> Floats:
    """Total association of each type of the left text."""
    return np.asarray(np.bincount(pairs.source, pairs.strength, len(left.types)))


def partners(pairs: Pairs) -> dict[int, set[int]]:
    """The counterparts of each type."""
    found: dict[int, set[int]] = defaultdict(set)
    for u, v in zip(pairs.source.tolist(), pairs.target.tolist(), strict=True):
        found[u].add(v)
    return found


def trusted(pairs: Pairs, left: Side, right: Side, blocks: Sequence[tuple[range, range]]) -> Trust:
    """How far the associations hold in ``blocks`` that are aligned, against blocks that are not."""
    bins = np.searchsorted(_EDGES, masses(pairs, left)).tolist()
    known = partners(pairs)
    met, stray, all_ = np.zeros(len(_START)), np.zeros(len(_START)), np.zeros(len(_START))
    shift = max(1, len(blocks) // 3)
    for k, (mine, theirs) in enumerate(blocks):
        here = right.types_of(theirs)
        elsewhere = right.types_of(blocks[(k + shift) % len(blocks)][1])
        for u in left.types_of(mine):
            if u in known:
                all_[bins[u]] += 1
                met[bins[u]] += not here.isdisjoint(known[u])
                stray[bins[u]] += not elsewhere.isdisjoint(known[u])
    chance = (stray + 0.5) / (all_ + 10)
    rates = (met + _BELIEF * np.array(_START)) / (all_ + _BELIEF)
    return Trust(tuple(np.clip((rates - chance) / (1 - chance), 0.01, 0.85).tolist()))


def chance_of(side: Side) -> Floats:
    """The chance to meet each type in any segment of a text."""
    return np.asarray(np.maximum((side.frequency - CHANCE.less) / (side.segments + CHANCE.more), CHANCE.floor))


def _gains(pairs: Pairs, left: Side, q: Floats, trust: Trust) -> tuple[Floats, Floats]:
    """Per pair: the gain over an unmatched word; per source type: the score of an unmatched word."""
    mass = masses(pairs, left)
    r = trust.of(mass)
    base = np.log1p(-r)
    share = r[pairs.source] * pairs.strength / np.maximum(mass[pairs.source], 1e-9)
    met = np.log(1 - r[pairs.source] + share / q[pairs.target])
    return (met - base[pairs.source]).astype(np.float32), base.astype(np.float32)


class Matches:
    """For every source type, the target segments that hold a counterpart, with the best gain of each.

    ``chance``: that of each type of the right text, where it is known better than from the text itself.
    """

    def __init__(self, pairs: Pairs, left: Side, right: Side, trust: Trust, chance: Floats | None = None) -> None:
        gain, self.base = _gains(pairs, left, chance_of(right) if chance is None else chance, trust)
        useful = gain > 0.2
        source, target, gain = pairs.source[useful], pairs.target[useful], gain[useful]
        order = np.argsort(right.occurrences, kind="stable")
        holders = right.segment_of[order]
        first = np.concatenate([[0], np.cumsum(right.frequency)])
        counts = right.frequency[target]
        where = np.repeat(first[target] - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        self.stride = right.segments + 1
        keys = np.repeat(source, counts) * self.stride + holders[where]
        values = np.repeat(gain, counts)
        order = np.lexsort((-values, keys))
        keys, values = keys[order], values[order]
        keep = np.ones(len(keys), bool)
        keep[1:] = keys[1:] != keys[:-1]
        self.keys, self.values = keys[keep], values[keep]

    def near(self, types: Ints, low: Ints, width: int) -> Floats:
        """Gain of each occurrence (of ``types``) in target segments low[p] .. low[p] + width - 1."""
        out = np.zeros((len(types), width), np.float32)
        begin = np.searchsorted(self.keys, types * self.stride + np.clip(low, 0, self.stride - 1))
        end = np.searchsorted(self.keys, types * self.stride + np.clip(low + width, 0, self.stride - 1))
        counts = np.maximum(end - begin, 0)
        rows = np.repeat(np.arange(len(types)), counts)
        where = np.repeat(begin - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts) + np.arange(counts.sum())
        columns = self.keys[where] % self.stride - low[rows]
        out[rows, columns] = self.values[where]
        return out


def windows(matches: Matches, left: Side, low: Ints, width: int) -> list[Floats]:
    """Evidence of each source segment in blocks of 1..6 target segments, shape (segments, width) each.

    Column d of row s is the block that begins at target segment low[s] + d.
    """
    segment = left.segment_of
    base = np.bincount(segment, matches.base[left.occurrences], left.segments).astype(np.float32)
    out = [np.repeat(base[:, None], width, axis=1) for _ in range(LONGEST)]
    useful = np.zeros(len(left.types), bool)
    useful[matches.keys // matches.stride] = True
    kept = np.nonzero(useful[left.occurrences])[0]
    for begin in range(0, len(kept), _CHUNK):  # small enough to stay in the processor's cache
        some = kept[begin : begin + _CHUNK]
        rows = segment[some]
        best = gains = matches.near(left.occurrences[some], low[rows], width + LONGEST)
        first = np.concatenate([[0], np.nonzero(np.diff(rows))[0] + 1])
        for size in range(1, LONGEST + 1):
            if size > 1:
                best = np.maximum(best[:, : width + LONGEST - size + 1], gains[:, size - 1 : width + LONGEST])
            discounted = np.maximum(best[:, :width] - np.float32(np.log(size)), 0)
            out[size - 1][rows[first]] += np.add.reduceat(discounted, first, axis=0)
    return out


class Words:
    """What the words of every segment tell of every block of the other text that is worth looking at."""

    def __init__(self, pairs: Pairs, source: Side, target: Side, band: Band, trust: tuple[Trust, Trust]) -> None:
        self.pairs, self.sides, self.band, self.trust = pairs, (source, target), band, trust
        self._low = band.low[:-1] - PAD
        self._first, self._height = _columns(band)

    @cached_property
    def _forward(self) -> list[Floats]:
        source, target = self.sides
        matches = Matches(self.pairs, source, target, self.trust[0])
        return windows(matches, source, self._low, self.band.width + 2 * PAD)

    @cached_property
    def _backward(self) -> list[Floats]:
        source, target = self.sides
        matches = Matches(self.pairs.turned(), target, source, self.trust[1])
        return windows(matches, target, self._first, self._height)

    @cached_property
    def lexical(self) -> Floats:
        """Evidence of every bead by its end node, shape (bead kinds, rows + 1, width); nulls 0, impossible -inf."""
        return self._beads(self._forward, self._backward)

    @cached_property
    def bounded(self) -> Floats:
        """The same where no segment tells more than ``BOUNDS``, so that one name outweighs no other segment."""
        return self._beads(*([np.clip(block, *BOUNDS) for block in side] for side in (self._forward, self._backward)))

    def _beads(self, forward: Sequence[Floats], backward: Sequence[Floats]) -> Floats:
        out = np.zeros((len(BEADS), self.band.rows + 1, self.band.width), np.float32)
        for k, (a, b) in enumerate(BEADS):
            if a and b:
                there = self._down(forward[b - 1], a, b, np.add)
                out[k] = there + self._across(backward[a - 1], a, b, np.add)
        return out

    @cached_property
    def least(self) -> Floats:
        """Of merged beads: what the segment tells that has least to do with the other block; within ``BOUNDS``."""
        out = np.zeros((len(BEADS), self.band.rows + 1, self.band.width), np.float32)
        for k, (a, b) in enumerate(BEADS):
            if a and b and a + b > 2:
                sides = [self._down(self._forward[b - 1], a, b, np.minimum)] if a > 1 else []
                sides += [self._across(self._backward[a - 1], a, b, np.minimum)] if b > 1 else []
                out[k] = np.clip(np.minimum.reduce(sides), *BOUNDS)
        return out

    def _down(self, block: Floats, a: int, b: int, join: np.ufunc) -> Floats:
        """``block[s, J - low[s]]`` of the a source segments s of the bead that ends in each node, joined."""
        band = self.band
        begin = band.nodes - b
        rows = np.arange(band.rows + 1)
        found = []
        for back in range(1, a + 1):
            row = rows - back
            clipped = np.clip(row, 0, band.rows - 1)
            column = begin - self._low[clipped][:, None]
            ok = (row >= 0)[:, None] & (column >= 0) & (column < block.shape[1]) & (begin >= 0)
            found.append(np.where(ok, block[clipped[:, None], np.clip(column, 0, block.shape[1] - 1)], -np.inf))
        return _joined(found, join)

    def _across(self, block: Floats, a: int, b: int, join: np.ufunc) -> Floats:
        """The same of the b target segments of the bead."""
        band = self.band
        begin = (np.arange(band.rows + 1) - a)[:, None]
        found = []
        for back in range(1, b + 1):
            target = band.nodes - back
            clipped = np.clip(target, 0, band.columns - 1)
            column = begin - self._first[clipped]
            ok = (target >= 0) & (target < band.columns) & (column >= 0) & (column < block.shape[1]) & (begin >= 0)
            found.append(np.where(ok, block[clipped, np.clip(column, 0, block.shape[1] - 1)], -np.inf))
        return _joined(found, join)


def _joined(found: list[Floats], join: np.ufunc) -> Floats:
    total = found[0]
    for more in found[1:]:
        total = join(total, more)
    return total


def _columns(band: Band) -> tuple[Ints, int]:
    """For each target segment: the first source segment worth looking at, and how many."""
    targets = np.arange(band.columns)
    top = np.searchsorted(band.low, targets - band.width + 1, side="left")
    bottom = np.searchsorted(band.low, targets + 1, side="right")
    first = np.maximum(top - PAD, 0) - 1
    return first, min(int((bottom - first).max(initial=1)) + PAD, 1024)
