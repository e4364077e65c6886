"""What of the memory is probably no translation, and taking out of it what a person decided to take out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.errors import NothingFound
from termlode.jobs.events import silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.jobs.events import Progress
    from termlode.memory.store import Store
    from termlode.model import TranslationUnit
    from termlode.quality.doubts import Doubt
    from termlode.quality.doubts_file import Decided
    from termlode.workspace import Workspace

LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many units were taken out, where they are kept, and the lines whose unit is gone or has changed since."""

    removed: int
    kept: Path | None
    stale: tuple[int, ...]


def check(workspace: Workspace, least: float = LEAST, *, progress: Progress = silent) -> Iterator[Doubt]:
    """The units whose quality is below ``least`` (0..1), as they are met; time grows with the memory, room does not.

    Raises NothingFound where there is no memory, StoreError.
    """
    from termlode.quality.doubts import doubts

    with workspace.memory() as store:
        total = int(str(store.stats()["units"]))
        yield from doubts(store.items(), least, lambda done: progress("judging", done, total))


def write(path: Path, found: Iterable[Doubt], least: float) -> int:
    """Write doubts to a file in which a person decides; how many there are. Raises UnreadableError."""
    from termlode import __version__
    from termlode.files import atomic_writer
    from termlode.quality.doubts_file import lines

    count = -2  # signature and heads
    with atomic_writer(path) as handle:
        for line in lines(found, f"termlode {__version__} · quality below {least:g}"):
            handle.write(line.encode("utf-8", "surrogatepass"))
            count += 1
    return count


def clean(workspace: Workspace, findings: Path, *, dry: bool = False) -> Cleaned:
    """Take out of the memory what a person marked with ``remove``; it is kept as TMX, which ``import`` puts back.

    A unit whose texts are others by now stays. Raises FormatError, NothingFound where nothing is marked, StoreError.
    """
    from termlode.quality.doubts_file import read

    decided = read(findings)
    if not decided:
        raise NothingFound(f"{findings}: no row is marked: write remove in the column decision")
    workspace.memory().close()
    with workspace.memory(write=not dry) as store:
        units, stale = _still_there(store, decided)
        if dry or not units:
            return Cleaned(len(units), None, stale)
        kept = _kept(workspace, units.values())
        store.delete(units)
    return Cleaned(len(units), kept, stale)


def _still_there(store: Store, decided: Iterable[Decided]) -> tuple[dict[int, TranslationUnit], tuple[int, ...]]:
    """The units that were decided on and are as they were, by their keys; the lines of the others."""
    from termlode.quality.doubts import pairs

    found: dict[int, TranslationUnit] = {}
    stale = []
    for one in decided:
        unit = store.unit(one.key)
        if unit is not None and any(pair.digest == one.digest for pair in pairs(one.key, unit)):
            found[one.key] = unit
        else:
            stale.append(one.line)
    return found, tuple(stale)


def _kept(workspace: Workspace, units: Iterable[TranslationUnit]) -> Path:
    """Write units to a file of their own before they are deleted."""
    from datetime import UTC, datetime

    from termlode.exchange.options import WriteOptions
    from termlode.exchange.registry import named
    from termlode.files import make_folder

    folder = workspace.private / "removed"
    make_folder(folder)
    base = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    names = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    path = next(place for name in names if not (place := folder / f"{name}.tmx").exists())
    named("tmx").function("write_memory")(list(units), path, WriteOptions())
    return path
