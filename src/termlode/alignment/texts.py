"""Align two texts given as segments: at once, or in windows where they are long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.alignment import confidence
from termlode.alignment.aligner import Aligner, resources
from termlode.alignment.windows import align_long

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from termlode.alignment.aligner import Resources
    from termlode.alignment.encoders import Encoder
    from termlode.alignment.structure import Structure
    from termlode.model import Bead

    type Progress = Callable[[int, int | None], None]

_WINDOW = 1500  # source segments aligned at a time
_MARGIN = 150  # of them aligned again with what follows


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    *,
    pairs: Iterable[tuple[str, str]] = (),
    encoder: Encoder | None = None,
    use_packaged: bool = True,
    structure: Structure | None = None,
    progress: Progress | None = None,
) -> list[Bead]:
    """The beads of two texts, in order; every segment is in exactly one.

    ``pairs`` are translations known beforehand (terms, memory). ``progress`` hears (source segments done, all).
    """
    known = resources(source_language, target_language, pairs=pairs, encoder=encoder, use_packaged=use_packaged)
    return align_with(known, source, target, structure=structure, progress=progress)


def align_with(
    known: Resources,
    source: Sequence[str],
    target: Sequence[str],
    *,
    structure: Structure | None = None,
    progress: Progress | None = None,
) -> list[Bead]:
    """As :func:`align`, with resources made once for many documents."""
    if not source or not target:
        return confidence.only_nulls(len(source), len(target))
    if len(source) <= 2 * _WINDOW and len(target) <= 4 * _WINDOW:
        beads, _model = Aligner(known, source, target, structure=structure).beads()
    else:
        beads = align_long(known, source, target, structure, progress, window=_WINDOW, margin=_MARGIN)
    if progress:
        progress(len(source), len(source))
    return beads
