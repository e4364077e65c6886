"""Align two texts given as segments: at once, or in windows where they are long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.alignment import confidence
from termlode.alignment.aligner import Aligner
from termlode.alignment.windows import align_long

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from termlode.alignment.aligner import Resources
    from termlode.alignment.structure import Structure
    from termlode.model import Bead

    type Progress = Callable[[int, int | None], None]

_WINDOW = 1500  # source segments aligned at a time
_MARGIN = 150  # of them aligned again with what follows


def align_with(
    known: Resources,
    source: Sequence[str],
    target: Sequence[str],
    *,
    structure: Structure | None = None,
    progress: Progress | None = None,
) -> list[Bead]:
    """The beads of two texts, in order; every segment is in exactly one.

    ``known`` is made once for many documents. ``progress`` hears (source segments done, all).
    """
    if not source or not target:
        return confidence.only_nulls(len(source), len(target))
    if len(source) <= 2 * _WINDOW and len(target) <= 4 * _WINDOW:
        beads, _model = Aligner(known, source, target, structure=structure).beads()
    else:
        beads = align_long(known, source, target, structure, progress, window=_WINDOW, margin=_MARGIN)
    if progress:
        progress(len(source), len(source))
    return beads
