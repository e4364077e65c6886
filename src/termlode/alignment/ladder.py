"""Beads as other tools and benchmarks read them: ``[0, 1]:[0]:0.93``, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.model import Bead


def render(beads: Iterable[Bead]) -> str:
    """Source indexes, target indexes and confidence of every bead."""
    return "".join(f"{list(bead.source)}:{list(bead.target)}:{bead.confidence:.4g}\n" for bead in beads)


def write_ladder(beads: Iterable[Bead], path: Path | str) -> None:
    """Write the beads atomically. Raises UnreadableError where the folder cannot be written."""
    write_text(path, render(beads))
