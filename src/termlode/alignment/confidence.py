"""How far a bead can be trusted: its posterior, calibrated, and the reasons a reader can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from termlode.alignment import evidence, order
from termlode.alignment.band import BEADS
from termlode.model import Bead

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from termlode.alignment.band import Band
    from termlode.alignment.embedding import Told
    from termlode.alignment.evidence import Pairs, Side

    type Floats = NDArray[np.float64]

# Logistic regression of pairs of sentences that translate each other, against unrelated sentences of like
# length in the same place, on the bead's lexical evidence and what its source has with any target
# (tuning bulletins of the benchmark, whole and in pieces of twelve); lower by .5 since wide lexicons know more words.
_INTERCEPT, _SLOPE, _ANY = -3.0, 0.41, 0.25
_UNRELATED = (1.25, 25.0)  # broad guess of how many beads of how many hold unrelated sentences
_ROUNDS = 5
_WORDS_BESIDE, _VECTORS = 0.5, 1.6  # where an encoder speaks too
_POSSIBLE = 0.01
_DOUBTFUL = 0.8  # mean chance of the beads of a text below which the order of both texts is asked
_MANY, _PLAIN, _PLAIN_OF_FEW = 12, 24.0, 25.0  # so many beads of so much evidence, or fewer of more, are no accident
_TOGETHER = 5.5  # log odds by its words of the middle bead of texts that belong together
_STRANGERS = 0.25  # what chances are worth in texts that do not


class Known(Protocol):
    """What confidence looks at, as the aligner has it after its last estimation."""

    band: Band
    lexical: NDArray[np.float32]  # evidence of the words, shape (bead kinds, rows + 1, width)
    similar: Told | None  # the same of an encoder, of the beads that it was asked about
    taught: float  # share of what is known of the words that comes from the texts themselves
    source: Side
    target: Side
    pairs: Pairs
    lengths: tuple[Floats, Floats]


def only_nulls(source: int, target: int) -> list[Bead]:
    """All segments unaligned: one side is empty, or at its end."""
    return [Bead((i,), (), 1.0, ("other side empty",)) for i in range(source)] + [
        Bead((), (j,), 1.0, ("other side empty",)) for j in range(target)
    ]


def own(told: Floats, usual: Floats, taught: float, *, together: bool = False) -> Floats:
    """The chance of each bead of a path to be a translation by the words of its own, wherever it stands.

    ``told`` is their evidence, ``usual`` what the source has with any target. The share of beads that hold
    unrelated sentences is estimated from them (expectation maximisation); what the texts ``taught`` themselves
    counts less. ``together``: that the texts as wholes belong together is known otherwise, so that words of which
    little is known are held against no bead.
    """
    known = _INTERCEPT + (_SLOPE * told - _ANY * usual) / (1 + taught)
    if together and len(known):
        known = known + max(0.0, _TOGETHER - float(np.median(known)))
    ratio = np.exp(np.clip(known, -50, 50))
    unrelated, of = _UNRELATED
    share = unrelated / of
    for _ in range(_ROUNDS):
        chance = (1 - share) * ratio / ((1 - share) * ratio + share)
        share = (float((1 - chance).sum()) + unrelated) / (len(ratio) + of)
    return np.asarray(chance)


def _usual(told: Floats, likely: Floats, aligner: Known) -> Floats:
    """The mean evidence of each source segment with targets that it hardly translates, summed from the start."""
    off = (likely[0] < _POSSIBLE) & np.isfinite(told[0]) & aligner.band.inside & (aligner.band.nodes > 0)
    values = np.where(off, told[0], 0.0)
    middle = float(values.sum()) / max(1, int(off.sum()))
    return np.cumsum((values.sum(axis=1) + 2 * middle) / (off.sum(axis=1) + 2))


def _chances(told: Floats, usual: Floats, taught: float, ask: Callable[[], float | None]) -> Floats:
    """The chances of :func:`own`; unless the words are plain, the order of both texts decides what they mean."""
    found = own(told, usual, taught)
    plain = (_PLAIN if len(found) >= _MANY else _PLAIN_OF_FEW) * (1 + taught)
    enough = len(found) >= order.LEAST and found.mean() > _DOUBTFUL and told.mean() > plain
    if enough or not len(found):
        return found
    by_order = ask()
    if by_order is None:
        return found
    borne_out = 1.0
    if len(found) >= _MANY and not taught:
        borne_out = order.borne_out(by_order, float(np.maximum(told, 0.0).sum()), len(found))
    if by_order >= order.TOGETHER and borne_out == 1.0:
        return own(told, usual, taught, together=True)
    return found * (_STRANGERS + (1 - _STRANGERS) * min(order.share(by_order), borne_out))


def beads(
    aligner: Known, path: list[tuple[int, int, int]], posteriors: Floats, ask: Callable[[], float | None]
) -> list[Bead]:
    """The beads of a path, with confidence and reasons.

    A bead is as sure as its place in the path, but no surer than its own words make it. ``ask`` tells, where it is
    wanted, what the order of the texts says (:mod:`termlode.alignment.order`).
    """
    where = tuple(np.array(path).T)
    paired = np.array([min(BEADS[kind]) > 0 for kind, _, _ in path])
    trust = np.clip(posteriors[where], 1e-6, 1 - 1e-6)
    told = aligner.lexical.astype(np.float64)
    if aligner.similar is not None:
        told = np.where(aligner.similar.known, _WORDS_BESIDE * told + _VECTORS * aligner.similar.evidence, told)
    usual = _usual(told, posteriors, aligner)
    spans = np.array([usual[row] - usual[row - BEADS[kind][0]] for kind, row, _ in path])
    trust[paired] = np.minimum(trust[paired], _chances(told[where][paired], spans[paired], aligner.taught, ask))
    partners = evidence.partners(aligner.pairs)
    found = []
    for (kind, row, column), sure in zip(path, trust.tolist(), strict=True):
        a, b = BEADS[kind]
        end = int(aligner.band.low[row]) + column
        source, target = tuple(range(row - a, row)), tuple(range(end - b, end))
        found.append(Bead(source, target, round(sure, 4), _reasons(aligner, source, target, partners)))
    return found


def _reasons(
    aligner: Known, source: tuple[int, ...], target: tuple[int, ...], partners: dict[int, set[int]]
) -> tuple[str, ...]:
    if not source or not target:
        return ("no counterpart",)
    left = _types(aligner, 0, source)
    right = _types(aligner, 1, target)
    met = [u for u in left if not right.isdisjoint(partners.get(u, ()))]
    x = sum(aligner.lengths[0][s] for s in source)
    y = sum(aligner.lengths[1][t] for t in target)
    numbers = [aligner.source.types[u][1:] for u in met if aligner.source.types[u].startswith("#")]
    reasons = [f"{len(source)}-{len(target)}", f"words {len(met)}/{len(left)}", f"length {y / x:.2f}"]
    return tuple(reasons + ([f"numbers {' '.join(numbers[:5])}"] if numbers else []))


def _types(aligner: Known, which: int, segments: tuple[int, ...]) -> set[int]:
    side = (aligner.source, aligner.target)[which]
    return set(side.occurrences[side.starts[segments[0]] : side.starts[segments[-1] + 1]].tolist())
