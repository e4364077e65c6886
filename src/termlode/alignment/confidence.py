"""How far a bead can be trusted: its posterior, calibrated, and the reasons a reader can check."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from termlode.alignment.band import BEADS
from termlode.model import Bead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from termlode.alignment.aligner import Aligner

# Logistic regression of right against wrong beads on the logit of the posterior (benchmarks/bench_alignment.py).
_INTERCEPT, _SLOPE, _MERGED = 0.0, 1.0, 0.0


def only_nulls(source: int, target: int) -> list[Bead]:
    """All segments unaligned: one side is empty."""
    return [Bead((i,), (), 1.0, ("other side empty",)) for i in range(source)] + [
        Bead((), (j,), 1.0, ("other side empty",)) for j in range(target)
    ]


def calibrated(posterior: float, kind: tuple[int, int]) -> float:
    """The chance that a bead with this posterior is right."""
    p = min(max(posterior, 1e-6), 1 - 1e-6)
    logit = _INTERCEPT + _SLOPE * math.log(p / (1 - p)) + (_MERGED if kind not in ((1, 1), (1, 0), (0, 1)) else 0.0)
    return 1 / (1 + math.exp(-logit))


def beads(aligner: Aligner, path: list[tuple[int, int, int]], posteriors: NDArray[np.float64]) -> list[Bead]:
    """The beads of a path, with confidence and reasons."""
    partners: dict[int, set[int]] = defaultdict(set)
    for u, v in zip(aligner.pairs.source.tolist(), aligner.pairs.target.tolist(), strict=True):
        partners[u].add(v)
    found = []
    for kind, row, column in path:
        a, b = BEADS[kind]
        end = int(aligner.band.low[row]) + column
        source, target = tuple(range(row - a, row)), tuple(range(end - b, end))
        trust = calibrated(float(posteriors[kind, row, column]), (a, b))
        found.append(Bead(source, target, round(trust, 4), _reasons(aligner, source, target, partners)))
    return found


def _reasons(
    aligner: Aligner, source: tuple[int, ...], target: tuple[int, ...], partners: dict[int, set[int]]
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


def _types(aligner: Aligner, which: int, segments: tuple[int, ...]) -> set[int]:
    side = (aligner.source, aligner.target)[which]
    return set(side.occurrences[side.starts[segments[0]] : side.starts[segments[-1] + 1]].tolist())
