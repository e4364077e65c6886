"""Bilingual files reviewed in Word or Excel: a table out, and what was changed or approved in it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import FormatError, NothingFound
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.records import dataclass
from termlode.slots import Filling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.exchange.reviewtable.cells import Row
    from termlode.slots import Slot

APPROVED = frozenset({"ok", "yes", "approved", "final", "confirmed", "reviewed"})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a table: targets changed, targets approved as they were, comments, and rows that were left."""

    changed: int
    approved: int
    comments: int
    said: tuple[str, ...]


def table(path: Path, destination: Path | None = None) -> tuple[Path, int]:
    """Write a bilingual file as a review table; where, and how many rows.

    ``destination`` is NAME.review.xlsx beside it where not said; .docx is Word. Raises FormatError, UsageError,
    NothingFound.
    """
    from termlode.exchange.reviewtable.files import write
    from termlode.exchange.slots import open_job
    from termlode.jobs.worklist import apart

    slots = open_job(path, ReadOptions(), Notices()).slots
    if not slots:
        raise NothingFound(f"{path}: holds no segments")
    destination = destination or path.with_suffix(".review.xlsx")
    write(slots, path.name, apart(destination, path))
    return destination, len(slots)


def apply(file: Path, path: Path) -> Reviewed:
    """Put what a person changed or approved in a table into the bilingual file, whose old form is kept as .bak.

    A status of ok, approved, final … approves a target; a changed target is approved too. Raises FormatError where
    the table is not of this file, UnreadableError.
    """
    from termlode.exchange.reviewtable.files import read
    from termlode.exchange.slots import open_job
    from termlode.files import atomic_writer, back_up

    job = open_job(path, ReadOptions(), Notices())
    said: list[str] = []
    fillings, changed = dict[int, Filling](), 0
    for row in read(file):
        if not 0 <= row.number < len(job.slots):
            cure = f"it has {len(job.slots)} segments"
            raise FormatError(f"row {row.number + 1} is of no segment of {path.name}", path=file, cure=cure)
        slot = job.slots[row.number]
        for one in _filling(slot, row, said):
            fillings[slot.number] = one
            changed += one.text is not None and (one.text, one.codes) != (slot.target, _own(slot))
    if fillings:
        data = job.filled(fillings)
        back_up(path)
        with atomic_writer(path) as handle:
            handle.write(data)
    set_ones = sum(one.text is not None for one in fillings.values())
    comments = sum(bool(one.note) for one in fillings.values())
    if comments and not job.takes_terms:
        said.append(f"{comments} comments are not written: this kind of file has no place for them")
        comments = 0
    return Reviewed(changed, set_ones - changed, comments, tuple(said))


def _own(slot: Slot) -> Sequence[object]:
    """The codes of the target as the source has them."""
    from termlode.exchange.reviewtable.cells import shown, taken

    found = taken(shown(slot.target, slot.target_codes, slot.codes), slot.codes)
    return found[1] if found else ()


def _filling(slot: Slot, row: Row, said: list[str]) -> Iterator[Filling]:
    from termlode.exchange.reviewtable.cells import shown, taken

    where = f"row {row.number + 1}"
    before = shown(slot.target, slot.target_codes, slot.codes)
    if row.source != shown(slot.source, slot.codes, slot.codes):
        said.append(f"{where}: its source is not the file's: left")
        return
    edited = row.target.strip() != before.strip()
    wanted = edited or (row.status.lower() in APPROVED and bool(before))
    if not slot.translate and edited:
        said.append(f"{where}: is locked: left")
    elif wanted and not row.target.strip():
        said.append(f"{where}: its target was taken away: left")
    elif wanted and slot.translate:
        found = taken(row.target.strip(), slot.codes)
        if found is None:
            said.append(f"{where}: its codes ⟦…⟧ are not those of the source, each once: left")
            return
        yield Filling(slot.number, *found, 100, "exact", note=row.comment, reviewed=True)
    elif row.comment:
        yield Filling(slot.number, None, note=row.comment)
