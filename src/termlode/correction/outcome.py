"""What came of correcting one file, and where its corrected text goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode import documents
from termlode.edits import automatic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.model import Edit, Notice


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file. ``error`` says why there is nothing."""

    path: str
    text: str = ""  # as read
    edits: tuple[Edit, ...] = ()
    written: str | None = None
    notices: tuple[Notice, ...] = ()
    error: str | None = None
    backup: str | None = None  # the copy of what was changed in place

    @property
    def made(self) -> list[Edit]:
        """The automatic edits."""
        return automatic(self.edits)

    def lined(self) -> Iterator[tuple[Edit, int]]:
        """The edits with their lines (from 1), counted once through the text."""
        line, at = 1, 0
        for edit in self.edits:
            line += self.text.count("\n", at, edit.start)
            at = max(at, edit.start)
            yield edit, line


def destinations(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Where in ``folder`` each file goes: under its name, with its own folder's where two have one name.

    A PDF goes into a text file, and so does what else cannot be written back.
    """
    names = [path.with_suffix(".txt").name if documents.becomes_text(path) else path.name for path in paths]
    often = Counter(names)
    taken: set[str] = set()
    targets = []
    for path, plain in zip(paths, names, strict=True):
        name = plain if often[plain] == 1 else f"{path.absolute().parent.name}-{plain}"
        while name in taken:
            name = f"_{name}"
        taken.add(name)
        targets.append(folder / name)
    return targets
