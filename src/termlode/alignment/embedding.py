"""Evidence from sentence vectors: how much nearer two blocks are than blocks that do not belong together.

The similarity of a block pair is its cosine less what both blocks have with anything (margin, Artetxe &
Schwenk 2019), after the mean of each text was taken out of its vectors: what all sentences of a language or a
subject share says nothing, and in some encoders it is nearly all. Both distributions of the similarity, of
aligned and of random blocks, are estimated from the document pair; the evidence is their log-likelihood ratio.
A block's vector is the length-weighted sum of its segments' vectors, or, near the path, its own.

A segment too many hardly moves the sum, so a merged bead is asked two things more: what it gains over the bead
without its first or last segment, and how near each of its segments is to the other block.

Only the segments that are asked for are encoded; a bead that holds any other has no similarity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.band import BEADS, LONGEST, SKIP_SOURCE, SKIP_TARGET
from termlode.alignment.encoders import encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.band import Band
    from termlode.alignment.encoders import Encoder

    type Matrix = NDArray[np.float32]
    type Table = NDArray[np.float32]
    type Mask = NDArray[np.bool_]

GAMMA = 0.5  # how the evidence of a bead grows with its size
_LEAST, _MOST = -6.0, 10.0
_NEIGHBOURS = 4  # of the margin, as published
_BROAD = 4.0  # segments that a mean of nothing counts as: two or three have no mean to take out
_ALIGNED, _CHANCE = (0.3, 0.12), (-0.2, 0.12)  # similarities where a document is too short to tell
_FEW = 3.0  # beads


class Vectors:
    """The vectors of the blocks of one text: of k segments by their last segment.

    ``wanted`` tells which segments are encoded; the vectors of the others are 0.
    """

    def __init__(
        self, encoder: Encoder, texts: Sequence[str], joint: str, weight: NDArray[np.float64], wanted: Mask
    ) -> None:
        self.encoder, self.texts, self.joint, self.wanted = encoder, texts, joint, wanted
        some = np.nonzero(wanted)[0]
        found = encoded(encoder, [texts[k] for k in some.tolist()])
        self.usual = found.sum(axis=0) / (len(found) + _BROAD)
        single = np.zeros((len(texts), found.shape[1]), np.float32)
        single[some] = _unit(found - self.usual)
        self.blocks: dict[int, Matrix] = {1: single}
        self.known: dict[int, Mask] = {1: wanted}
        self._sharp: dict[int, set[int]] = {size: set() for size in range(2, LONGEST + 1)}
        total = np.cumsum(np.vstack([np.zeros_like(single[:1]), single * weight[:, None]]), axis=0)
        count = np.concatenate([[0], np.cumsum(wanted)])
        for size in range(2, min(LONGEST, len(texts)) + 1):
            self.blocks[size] = _unit(total[size:] - total[:-size])
            self.known[size] = count[size:] - count[:-size] == size

    def sharpen(self, size: int, ends: NDArray[np.int64]) -> None:
        """Encode the blocks of ``size`` segments that end before the positions ``ends`` as texts of their own."""
        fresh = [end for end in ends.tolist() if end not in self._sharp[size] and self.known[size][end - size]]
        if fresh:
            texts = [self.joint.join(self.texts[end - size : end]) for end in fresh]
            self.blocks[size][np.array(fresh) - size] = _unit(encoded(self.encoder, texts) - self.usual)
            self._sharp[size].update(fresh)


def _unit(vectors: Matrix) -> Matrix:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)


def similarities(source: Vectors, target: Vectors, band: Band) -> Table:
    """Margin similarity of every bead with both sides by its end node; NaN where there is none."""
    out = np.full((len(BEADS), band.rows + 1, band.width), np.nan, np.float32)
    for kind, (a, b) in enumerate(BEADS):
        if not (a and b) or a not in source.blocks or b not in target.blocks:
            continue
        left, right = source.blocks[a], target.blocks[b]
        usual_left, usual_right = _usual(left, target), _usual(right, source)
        for row in np.nonzero(source.known[a])[0].tolist():
            i = row + a
            j = band.low[i] + np.arange(band.width)
            ok = (j >= b) & (j <= band.columns)
            ok[ok] = target.known[b][j[ok] - b]
            block = j[ok] - b
            out[kind, i, ok] = right[block] @ left[row] - (usual_left[row] + usual_right[block]) / 2
    return out


def _usual(blocks: Matrix, others: Vectors) -> Matrix:
    """How similar each block is to anything: half the text's mean, half its nearest neighbours."""
    near = blocks @ others.blocks[1][others.wanted].T
    k = min(_NEIGHBOURS, near.shape[1])
    return np.asarray((np.partition(near, -k, axis=1)[:, -k:].mean(axis=1) + near.mean(axis=1)) / 2)


@dataclass(frozen=True, slots=True)
class Told:
    """What vectors tell of every bead, each of shape (bead kinds, rows + 1, width), 0 where nothing."""

    evidence: Table  # log-likelihood ratio; nulls 0
    gain: Table  # of merged beads: the least that an outer segment adds to the similarity, in tenths
    member: Table  # of merged beads: that of the segment least like the other block where it is below 0, in tenths
    known: Mask  # of which beads vectors tell; nulls: whose segment was encoded


def told(source: Vectors, target: Vectors, band: Band, posteriors: NDArray[np.float64]) -> Told:
    """What the vectors tell, from what ``posteriors`` of a first pass say is aligned."""
    similar = similarities(source, target, band)
    known = np.isfinite(similar)
    columns = np.clip(band.nodes, 1, band.columns) - 1
    known[SKIP_SOURCE, 1:] = source.wanted[:, None]
    known[SKIP_TARGET] = target.wanted[columns] & band.inside
    evidence = np.where(np.isfinite(similar), ratio(similar, posteriors), np.float32(0))
    gain, member = parts(similar, band)
    return Told(evidence, gain, member, known)


def parts(similar: Table, band: Band) -> tuple[Table, Table]:
    """Gain and member of every bead, as :class:`Told` has them, from the similarities of all beads."""
    gain, member = np.zeros_like(similar), np.zeros_like(similar)
    for kind, (a, b) in enumerate(BEADS):
        if a + b < 3 or not (a and b):
            continue
        smaller, single = [], []
        for less, sides, one in (((1, 0), a, (1, b)), ((0, 1), b, (a, 1))):
            if sides > 1:
                within = similar[BEADS.index((a - less[0], b - less[1]))]
                smaller += [within, _before(within, band, less)]
                alone = similar[BEADS.index(one)]
                single += [_before(alone, band, (less[0] * k, less[1] * k)) for k in range(sides)]
        gain[kind] = np.nan_to_num(similar[kind] - _most(smaller))
        member[kind] = np.minimum(np.nan_to_num(-_most([-table for table in single])), 0)
    return 10 * gain, 10 * member


def _before(table: Table, band: Band, bead: tuple[int, int]) -> Table:
    """``table`` at the node where a bead begins that ends in each node; NaN where there is none."""
    padded = np.pad(table, ((0, 0), (0, 1)), constant_values=np.nan)
    return np.asarray(padded.reshape(-1)[band.predecessors(bead)])


def _most(tables: Sequence[Table]) -> Table:
    return np.asarray(np.fmax.reduce(np.stack(tables)))


def ratio(similar: Table, posteriors: NDArray[np.float64]) -> Table:
    """Log-likelihood ratio of every bead with a similarity; nulls 0."""
    out = np.zeros_like(similar)
    good, weight = [], []
    for kind, (a, b) in enumerate(BEADS):
        if a and b:
            chosen = (posteriors[kind] > 0.05) & np.isfinite(similar[kind])
            good.append(similar[kind][chosen])
            weight.append(posteriors[kind][chosen])
    aligned = _normal(np.concatenate(good), np.concatenate(weight), _ALIGNED)
    for kind, (a, b) in enumerate(BEADS):
        finite = np.isfinite(similar[kind])
        if not finite.any():
            continue
        chance = _normal(similar[kind][finite], (1 - posteriors[kind][finite]), _CHANCE)
        value = np.clip(_density(similar[kind], aligned) - _density(similar[kind], chance), _LEAST, _MOST)
        value = np.where(similar[kind] >= aligned[0], np.maximum(value, 0), value)
        value = np.where(similar[kind] <= chance[0], np.minimum(value, _LEAST / 2), value)
        out[kind] = np.nan_to_num(value, nan=_LEAST) * ((a + b) / 2) ** GAMMA
    return out


def _normal(
    values: NDArray[np.float32], weight: NDArray[np.float64], usual: tuple[float, float]
) -> tuple[float, float]:
    if weight.sum() < _FEW:
        return usual
    mean = float(np.average(values, weights=weight))
    return mean, max(0.04, float(np.sqrt(np.average((values - mean) ** 2, weights=weight))))


def _density(values: Table, normal: tuple[float, float]) -> Table:
    mean, deviation = normal
    return np.asarray(-0.5 * ((values - mean) / deviation) ** 2 - np.log(deviation), np.float32)
