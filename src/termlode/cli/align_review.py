"""What ``termlode review apply`` does with the review of an alignment."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from termlode.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def apply(file: Path, *, store: bool, output: Path | None) -> int:
    """The accepted beads into a TMX file, the memory, or both. Raises FormatError, NothingFound, UsageError."""
    from termlode.alignment import review

    if not store and output is None:
        raise UsageError("where to? -o FILE.tmx, or --store for the workspace's memory")
    units = review.apply(file)
    if not units:
        raise NothingFound(f"{file}: no row is accepted")
    if output is not None:
        from termlode.exchange.tmx.write import write

        write(units, output, source=units[0].variants[0].language, target=units[0].variants[1].language)
        print(f"{len(units)} pairs → {output}")
    if store:
        from termlode import workspace

        place = workspace.require()
        with place.memory(write=True) as opened:
            report = opened.add(units, on_conflict="replace")
        print(f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged", file=sys.stderr)
    return 0
