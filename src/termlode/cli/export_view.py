"""Which units ``termlode export`` is asked for, and what it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from termlode.cli import output, parse
from termlode.jobs import export as job
from termlode.jobs.lookup import ORIGINS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.exchange.exporting import ExportFile
    from termlode.exchange.options import WriteOptions
    from termlode.exchange.selection import Selection
    from termlode.model import OriginKind


def selection(
    origins: Sequence[str] | None,
    quality: float | None,
    dates: tuple[str | None, str | None],
    clients: Sequence[str] | None,
    domains: Sequence[str] | None,
) -> Selection:
    """The units wanted. Raises UsageError for an unknown origin or what is not a date."""
    for origin in origins or ():
        parse.choice(origin, "--origin", ORIGINS)
    return job.selection(
        origins=cast("Sequence[OriginKind]", origins or ()),
        quality=quality,
        since=parse.day(dates[0], "--since"),
        until=parse.day(dates[1], "--until"),
        clients=clients or (),
        domains=domains or (),
    )


def show(files: Sequence[ExportFile], options: WriteOptions, *, json: bool) -> None:
    """The files written, and what could not be written as it is."""
    for notice, count in options.notices.lines():
        times = f" ({count} times)" if count > 1 else ""
        output.warn(f"{notice.message}{times}")
    if json:
        listed = [{"file": str(file.path), "units": file.units} for file in files]
        output.record({"files": listed, "skipped": options.notices.skipped}, ascii=True)
        return
    for file in files:
        output.out(f"{file.path}\t{file.units}")
