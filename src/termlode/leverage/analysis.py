"""The analysis of a job: its words by the bands of what the memory has for them.

The rules, in the order in which a segment is asked:

1. locked, or not to be translated; 2. translated already (and not a draft); 3. taken over unchanged from the last
version of the file (*perfect*); 4. a match of 101 (same text, codes and context); 5. a repetition: the same text and
codes stood earlier in the file, or in an earlier file of the job; 6. the best match of the memory by its score after
penalties, or a segment earlier in the job (*internal*) where that is better and the match below 95; 7. new: below 50.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.leverage import bands
from termlode.leverage.repeats import earlier, mark
from termlode.leverage.words import NOTHING, Count, count
from termlode.slots import DONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from termlode.slots import Slot

_GOOD = 95  # a match as good as this is not beaten by the job's own segments


@dataclass(slots=True)
class Row:
    """Segments, words and characters of one band."""

    segments: int = 0
    count: Count = NOTHING

    def add(self, segments: int, counted: Count) -> None:
        """Count more."""
        self.segments += segments
        self.count += counted


@dataclass(slots=True)
class FileAnalysis:
    """One file's rows by band."""

    name: str
    rows: dict[str, Row] = field(default_factory=dict)

    def add(self, band: str, counted: Count) -> None:
        """Count one segment."""
        self.rows.setdefault(band, Row()).add(1, counted)

    @property
    def total(self) -> Row:
        """All bands together."""
        return _sum(self.rows.values())

    def weighted(self, rates: Mapping[str, float]) -> float:
        """The words as they are paid: each times the rate of its band."""
        return sum(row.count.words * rates.get(band, 1.0) for band, row in self.rows.items())


@dataclass(slots=True)
class Analysis:
    """The files of a job, and what a word costs in each band."""

    files: list[FileAnalysis]
    rates: Mapping[str, float]

    @property
    def total(self) -> FileAnalysis:
        """All files together."""
        whole = FileAnalysis("total")
        for file in self.files:
            for band, row in file.rows.items():
                whole.rows.setdefault(band, Row()).add(row.segments, row.count)
        return whole


def _sum(rows: Iterable[Row]) -> Row:
    whole = Row()
    for row in rows:
        whole.add(row.segments, row.count)
    return whole


type Score = Callable[[Slot], int]  # of the best match in the memory, 0 to 101; 102: taken over unchanged
PERFECT = 102


def analyse(
    files: Sequence[tuple[str, Sequence[Slot]]],
    score: Score,
    *,
    internal: bool = True,
    step: Callable[[], None] = lambda: None,
) -> Iterator[FileAnalysis]:
    """Each file (name, segments) by bands, in order; ``step`` is called after each segment.

    ``score`` is asked once for each text that is not translated yet; ``internal``: whether segments that are like
    earlier ones of the job count as internal matches.
    """
    work = (slot for _, slots in files for slot in slots if slot.translate)
    with earlier(work, bands.LEAST) if internal else nullcontext(lambda _slot: 0) as before:
        seen: dict[tuple[object, ...], int] = {}
        for number, (name, slots) in enumerate(files):
            found = FileAnalysis(name)
            for slot in slots:
                if slot.source or slot.codes:  # nobody is paid for a segment of nothing
                    found.add(_band(slot, number, seen, score, before), count(slot.source))
                step()
            yield found


def _band(slot: Slot, number: int, seen: dict[tuple[object, ...], int], score: Score, before: Score) -> str:
    if not slot.translate:
        return bands.LOCKED
    if slot.state in DONE:
        seen.setdefault(mark(slot), number)
        return bands.TRANSLATED
    points = score(slot)
    first = seen.setdefault(mark(slot), number) if mark(slot) in seen else None
    seen.setdefault(mark(slot), number)
    if points >= PERFECT:
        return bands.PERFECT
    if points > 100:
        return bands.CONTEXT
    if first is not None:
        return bands.REPEATED if first == number else bands.ACROSS
    inner = before(slot) if points < _GOOD else 0
    return bands.band(inner, internal=True) if inner > points else bands.band(points)
