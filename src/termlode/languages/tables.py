"""Tables that text extraction wrote as lines, and whether their cells wrapped and now stand between each other.

Two shapes tell of one, each in at least three lines near each other: columns, kept apart by tabs or by three spaces and
more, and rows of figures, lines with two numbers or more beside a few words. A short line between such rows is a piece
of a cell that wrapped, or of several cells: what belongs together does not stand together there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = re.compile(r"\S(?:\t+| {3,})\S")
_NUMBER = re.compile(r"(?<!\S)[(+−-]?[0-9۰-۹٠-٩][0-9۰-۹٠-٩.,/٫٬٪%،:-]*\)?(?!\S)")
_DIGIT = re.compile("[0-9۰-۹٠-٩]")
_LONGEST = 160  # characters of a row of figures
_ROWS = 3  # so many rows make a table
_APART = 2  # so many lines may stand between two rows: what wrapped
_NUMBERS, _WORDS, _LETTERS = (
    2,
    6,
    40,
)  # a row of figures has so many numbers at least; so many words and letters at most
_PIECE = 40  # characters that a piece of a cell has at most
_PIECES = 2  # from so many pieces on cells seem to be interleaved


@dataclass(frozen=True, slots=True)
class Table:
    """Lines ``first`` to ``last`` (indexes, inclusive) that a table left; ``pieces``: indexes of pieces of cells."""

    first: int
    last: int
    pieces: tuple[int, ...] = ()
    figures: bool = False  # most rows hold numbers

    @property
    def interleaved(self) -> bool:
        """Whether its cells seem to have wrapped, so that their pieces stand between each other."""
        return self.figures and len(self.pieces) >= _PIECES


def tables(lines: Sequence[str]) -> list[Table]:
    """The tables of a text, in order. ``lines``: its lines, blank ones too."""
    return [_table(lines, rows) for rows in _runs(lines) if len(rows) >= _ROWS]


def is_row(line: str) -> bool:
    """Whether a line may be a row of a table: columns, or figures beside a few words."""
    if ("   " in line or "\t" in line) and _GAP.search(line):
        return True
    if len(line) > _LONGEST or not _DIGIT.search(line):
        return False
    numbers = len(_NUMBER.findall(line))
    if numbers < _NUMBERS or line.rstrip().endswith((".", "؟", "!", "。", ":")):
        return False
    rest = len(line.split()) - numbers
    return rest <= min(_WORDS, 2 * numbers) and sum(map(str.isalpha, line)) <= _LETTERS


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """The indexes of rows that stand near each other: blank lines and a few pieces of cells may be between."""
    rows: list[int] = []
    between = 0
    for index, line in enumerate(lines):
        if is_row(line):
            rows.append(index)
            between = 0
        elif rows and line.strip():
            between += 1 if _is_piece(line.strip()) else _APART + 1
            if between > _APART:
                yield rows
                rows, between = [], 0
    yield rows


def _is_piece(line: str) -> bool:
    return len(line) <= _PIECE and not line.endswith((".", "؟", "!", "。", ":", "؛"))


def _table(lines: Sequence[str], rows: Sequence[int]) -> Table:
    inside = set(rows)
    pieces = [index for index in range(rows[0], rows[-1]) if index not in inside and lines[index].strip()]
    figures = sum(_NUMBER.search(lines[index]) is not None for index in rows)
    return Table(rows[0], rows[-1], tuple(pieces), 2 * figures > len(rows))
