"""What the commands of ``termlode memory`` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.cli import output
from termlode.cli.exits import EXIT_NOTHING
from termlode.errors import NothingFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from termlode.jobs.memory import Removed
    from termlode.jobs.memory_check import Cleaned
    from termlode.jobs.migrate import Migrated
    from termlode.memory.former import Former
    from termlode.memory.writer import AddReport
    from termlode.quality.doubts import Doubt


def figures(found: Mapping[str, object], *, json: bool) -> None:
    """Names and values; a table of counts gives a line each."""
    if json:
        output.record(dict(found))
        return
    rows: list[tuple[object, ...]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            rows += [(name, key, count) for key, count in sorted(value.items(), key=lambda pair: -pair[1])]
        else:
            rows.append((name, value))
    if output.is_drawing():
        output.out(output.facts((" ".join(map(str, row[:-1])), row[-1]) for row in rows), end="")
    else:
        output.rows(rows)


def removed(units: Sequence[Removed], *, dry: bool) -> None:
    """A line a unit: number, reason, source. Raises NothingFound where there is none."""
    if not units:
        raise NothingFound("nothing to delete")
    for one in units:
        output.out(f"{one.key}\t{one.reason}\t{' '.join(one.source.split())}")
    said = "1 unit" if len(units) == 1 else f"{len(units):,} units"
    output.remark(f"{said} {'would be deleted' if dry else 'deleted'}")


def merged(path: Path, report: AddReport) -> None:
    """What became of the units of a memory file."""
    names = ("added", "updated", "unchanged", "refused")
    output.out("\t".join([str(path), *(f"{getattr(report, name)} {name}" for name in names)]))


def migrated(done: Migrated) -> None:
    """How many units are there now."""
    earlier = f", {done.before} of them from an earlier attempt" if done.before else ""
    output.out(f"{done.target}\t{done.units} units, the same as in the original{earlier}")


def former(found: Sequence[Former], *, json: bool) -> None:
    """A line for each text that was: when, who, program, language, text."""
    if json:
        output.record([{**one._asdict(), "texts": dict(one.texts)} for one in found])
        return
    output.rows((one.at, one.who, one.program, language, text) for one in found for language, text in one.texts)


def would_merge(path: Path, units: int) -> None:
    """How many units a memory file holds."""
    output.out(f"{path}\t{units} units would be looked at")


def sizes(found: Mapping[str, object]) -> None:
    """The size of the index and the file."""
    output.out(f"{found['segments']} segments, {found['tail']} in the tail, {found['bytes']} bytes")


def doubts(found: Iterable[Doubt], *, json: bool) -> int:
    """A row or a JSON object a doubt; 1 where there is one."""
    count = 0
    for one in found:
        count += 1
        if json:
            output.record({
                "unit": one.key, "quality": round(one.quality, 4), "codes": list(one.codes), "person": one.person,
                "source_language": one.source.language, "target_language": one.target.language,
                "source": one.source.text, "target": one.target.text,
            })  # fmt: skip
        else:
            output.rows([(one.key, f"{one.quality:.3f}", " ".join(one.codes), one.source.text, one.target.text)])
    return EXIT_NOTHING if count else 0


def doubts_written(path: Path, count: int) -> int:
    """Where the doubts are; 1 where there is one."""
    output.out(path)
    output.remark(f"{count:,} doubts: write remove in the column decision, then 'termlode memory clean --apply {path}'")
    return EXIT_NOTHING if count else 0


def cleaned(done: Cleaned, *, dry: bool) -> None:
    """How many units were taken out and where they are kept."""
    for line in done.stale:
        output.warn(f"line {line}: its unit is gone or has changed since: left alone")
    output.remark(f"{done.removed:,} units {'would be taken out' if dry else 'taken out'}")
    if done.kept is not None:
        output.out(done.kept)
        output.remark(f"'termlode import {done.kept}' puts them back")
