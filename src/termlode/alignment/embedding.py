"""Evidence from sentence vectors: how much nearer two blocks are than blocks that do not belong together.

The similarity of a block pair is its cosine less what both blocks have with anything (margin, Artetxe &
Schwenk 2019). Both its distributions, of aligned and of random blocks, are estimated from the document
pair; the evidence is their log-likelihood ratio. A block's vector is the length-weighted sum of its
segments' vectors, or, near the first path, its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.band import BEADS, LONGEST
from termlode.alignment.encoders import encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.alignment.band import Band
    from termlode.alignment.encoders import Encoder

    type Matrix = NDArray[np.float32]
    type Table = NDArray[np.float32]

GAMMA = 0.5  # how the evidence of a bead grows with its size
_LEAST, _MOST = -6.0, 10.0
_NEIGHBOURS = 4  # of the margin, as published


class Vectors:
    """The vectors of the blocks of one text: blocks of k segments by their last segment."""

    def __init__(self, encoder: Encoder, texts: Sequence[str], joint: str, weight: NDArray[np.float64]) -> None:
        self.encoder, self.texts, self.joint = encoder, texts, joint
        single = encoded(encoder, texts)
        self.blocks: dict[int, Matrix] = {1: single}
        self._sharp: dict[int, set[int]] = {size: set() for size in range(2, LONGEST + 1)}
        total = np.cumsum(np.vstack([np.zeros_like(single[:1]), single * weight[:, None]]), axis=0)
        for size in range(2, LONGEST + 1):
            if size <= len(texts):
                block = total[size:] - total[:-size]
                self.blocks[size] = block / np.maximum(np.linalg.norm(block, axis=1, keepdims=True), 1e-9)

    def sharpen(self, size: int, ends: NDArray[np.int64]) -> None:
        """Encode the blocks of ``size`` segments that end before the positions ``ends`` as texts of their own."""
        fresh = [end for end in ends.tolist() if end not in self._sharp[size]]
        if size in self.blocks and fresh:
            texts = [self.joint.join(self.texts[end - size : end]) for end in fresh]
            self.blocks[size][np.array(fresh) - size] = encoded(self.encoder, texts)
            self._sharp[size].update(fresh)


def similarities(source: Vectors, target: Vectors, band: Band) -> Table:
    """Margin similarity of every bead with both sides by its end node; NaN where there is none."""
    rows = np.arange(band.rows + 1)
    out = np.full((len(BEADS), band.rows + 1, band.width), np.nan, np.float32)
    for kind, (a, b) in enumerate(BEADS):
        if not (a and b) or a not in source.blocks or b not in target.blocks:
            continue
        left, right = source.blocks[a], target.blocks[b]
        usual_left, usual_right = _usual(left, target.blocks[1]), _usual(right, source.blocks[1])
        for i in rows[a:]:
            j = band.low[i] + np.arange(band.width)
            ok = (j >= b) & (j <= band.columns)
            block = j[ok] - b
            out[kind, i, ok] = right[block] @ left[i - a] - (usual_left[i - a] + usual_right[block]) / 2
    return out


def _usual(blocks: Matrix, others: Matrix) -> Matrix:
    """How similar each block is to anything: half the text's mean, half its nearest neighbours."""
    near = blocks @ others.T
    k = min(_NEIGHBOURS, near.shape[1])
    return np.asarray((np.partition(near, -k, axis=1)[:, -k:].mean(axis=1) + near.mean(axis=1)) / 2)


def ratio(similar: Table, posteriors: NDArray[np.float64]) -> Table:
    """Log-likelihood ratio of every bead, from what ``posteriors`` of a first pass say is aligned; nulls 0."""
    out = np.zeros_like(similar)
    good, weight = [], []
    for kind, (a, b) in enumerate(BEADS):
        if a and b:
            chosen = (posteriors[kind] > 0.05) & np.isfinite(similar[kind])
            good.append(similar[kind][chosen])
            weight.append(posteriors[kind][chosen])
    aligned = _normal(np.concatenate(good), np.concatenate(weight))
    for kind, (a, b) in enumerate(BEADS):
        if not (a and b):
            continue
        finite = np.isfinite(similar[kind])
        if not finite.any():
            out[kind] = _LEAST
            continue
        chance = _normal(similar[kind][finite], (1 - posteriors[kind][finite]))
        value = np.clip(_density(similar[kind], aligned) - _density(similar[kind], chance), _LEAST, _MOST)
        value = np.where(similar[kind] >= aligned[0], np.maximum(value, 0), value)
        value = np.where(similar[kind] <= chance[0], np.minimum(value, _LEAST / 2), value)
        out[kind] = np.nan_to_num(value, nan=_LEAST) * ((a + b) / 2) ** GAMMA
    return out


def _normal(values: NDArray[np.float32], weight: NDArray[np.float64]) -> tuple[float, float]:
    if weight.sum() < 3:
        return 0.35, 0.12
    mean = float(np.average(values, weights=weight))
    return mean, max(0.04, float(np.sqrt(np.average((values - mean) ** 2, weights=weight))))


def _density(values: Table, normal: tuple[float, float]) -> Table:
    mean, deviation = normal
    return np.asarray(-0.5 * ((values - mean) / deviation) ** 2 - np.log(deviation), np.float32)
