"""Long document pairs in windows: a first path through the whole, then one window after another.

Each window but the last is aligned further than it is used: its last beads lack the text that follows,
so the next window begins again at a sure bead before them. Memory is bounded by one window and the
words of the texts as numbers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment import anchors, confidence, length, reading
from termlode.alignment.aligner import Aligner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from termlode.alignment.aligner import Resources
    from termlode.alignment.structure import Structure
    from termlode.model import Bead

_SURE = 0.9


def align_long(
    known: Resources,
    source: Sequence[str],
    target: Sequence[str],
    structure: Structure | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    *,
    window: int,
    margin: int,
) -> list[Bead]:
    """The beads of texts of any length."""
    text = reading.read(known.languages, known.lexicons, source, target)
    path = anchors.path(text.pairs, text.source, text.target, length.lengths(source), length.lengths(target))
    found: list[Bead] = []
    i = j = 0
    model = None
    while i < len(source) and j < len(target):
        last = i + window + margin >= len(source)
        end_i = len(source) if last else i + window
        end_j = len(target) if last else max(int(path[end_i]), j + 1)  # at most the whole: j is less
        part = Aligner(
            known,
            source[i:end_i],
            target[j:end_j],
            text=text.part(i, end_i, j, end_j),
            path=np.clip(path[i : end_i + 1] - j, 0, end_j - j),
            start=model,
            structure=structure.part(i, end_i, j, end_j) if structure else None,
        )
        beads, model = part.beads()
        kept = beads if last else _sure_part(beads, end_i - i - margin)
        found.extend(_moved(bead, i, j) for bead in kept)
        i, j = i + sum(len(b.source) for b in kept), j + sum(len(b.target) for b in kept)
        if progress:
            progress(i, len(source))
    rest = confidence.only_nulls(len(source) - i, len(target) - j)
    return found + [_moved(bead, i, j) for bead in rest]


def _sure_part(beads: Sequence[Bead], until: int) -> list[Bead]:
    """The beads up to the last sure 1-1 bead that begins before source segment ``until``."""
    sure = [
        k
        for k, bead in enumerate(beads)
        if bead.source and bead.target and bead.source[-1] < until and bead.confidence >= _SURE
    ]
    if sure:
        return list(beads[: sure[-1] + 1])
    before = [k for k, bead in enumerate(beads) if bead.source and bead.source[-1] < until]
    return list(beads[: before[-1] + 1]) if before else list(beads)


def _moved(bead: Bead, i: int, j: int) -> Bead:
    return replace(bead, source=tuple(s + i for s in bead.source), target=tuple(t + j for t in bead.target))
