"""What ``termlode import`` prints: how far it is, what became of each file, the exit status of the batch."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from termlode.cli import output
from termlode.cli.exits import EXIT_NOTHING, of_batch
from termlode.jobs.events import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.exchange.importing import ImportReport


class progress:  # noqa: N801  # a context manager, called like a function
    """Units, rate, time and what is left on the terminal, if there is one; what stays of an interrupted import."""

    def __init__(self, *, safe: bool) -> None:
        self._name, self._safe = "", safe
        self._terminal, self._drawn = sys.stderr.isatty(), False
        self._done, self._begun = 0, 0.0

    def __enter__(self) -> Self:
        return self

    def __call__(self, name: str, done: int, total: int | None, /) -> None:
        """Draw the line anew."""
        if name != self._name:
            self.clear()
            self._name, self._begun = name, time.monotonic()
        self._done = done
        if self._terminal and done:
            self._drawn = True
            output.progress(self._line(name, done, total))

    def _line(self, name: str, done: int, total: int | None) -> str:
        seconds = max(time.monotonic() - self._begun, 0.001)
        line = f"{name}: {done:,} units, {done / seconds:,.0f} a second, {seconds:.0f} s"
        if total is not None and done:
            left = seconds * (total - done) / done
            line += f", {100 * done // total} %, " + (f"about {left:.0f} s left" if left >= 1 else "nearly done")
        return line

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            output.progress("")
            self._drawn = False

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.clear()
        if kind is KeyboardInterrupt and self._safe and self._name:
            again = "import it again to go on"
            output.warn(f"{self._name}: {self._done:,} units were read and are safe: {again}")


def show(found: Iterable[ImportReport | Failure], told: progress, *, json: bool) -> int:
    """What became of each file, as it comes; the exit status."""
    reports: list[ImportReport] = []
    failed = 0
    for one in found:
        told.clear()
        if isinstance(one, Failure):
            output.warn(one.error)
            failed += 1
            continue
        reports.append(one)
        _tell(one)
        if not json:
            output.out(_line(one))
    if json:
        output.record(_summary(reports, failed), ascii=True)
    if failed:
        return of_batch(len(reports), failed)
    return 0 if any(_taken(report) for report in reports) else EXIT_NOTHING


def _taken(report: ImportReport) -> int:
    """How many units or concepts are in the memory or termbase now, whether new or not."""
    return report.added + report.merged + report.unchanged


def _tell(report: ImportReport) -> None:
    """Warnings, with line, how often, and the reason where nothing was imported."""
    for notice, count in report.notices.lines():
        place = f"{report.path}, line {notice.line}" if notice.line else report.path
        more = f" ({count} times)" if count > 1 else ""
        output.warn(f"{place}: {notice.message}{more}")
    for conflict in report.conflicts:
        output.warn(f"{report.path}: {conflict}")
    if not _taken(report):
        what = "translation unit" if report.route == "memory" else "concept"
        output.warn(f"{report.path}: nothing to import: no {what} that can be used")


def _line(report: ImportReport) -> str:
    head = f"{report.path}: {report.format}, {report.route}"
    would = "would be " if report.dry else ""
    counts = [
        f"{report.added} {would}added",
        f"{report.merged} {'updated' if report.route == 'memory' else 'merged'}",
        f"{report.unchanged} unchanged",
    ]
    skipped = ", ".join(f"{count} {reason}" for reason, count in report.skipped.items())
    tail = f"; skipped: {skipped}" if skipped else ""
    files = f" → {', '.join(report.files)}" if report.files else ""
    return f"{head}: {', '.join(counts)}{tail}{files}"


def _summary(reports: Sequence[ImportReport], failed: int) -> dict[str, object]:
    files = [
        {
            "file": report.path,
            "format": report.format,
            "as": report.route,
            "units": report.units,
            "added": report.added,
            "merged": report.merged,
            "unchanged": report.unchanged,
            "skipped": report.skipped,
            "warnings": report.notices.counts,
            "conflicts": list(report.conflicts),
            "written": list(report.files),
        }
        for report in reports
    ]
    units = sum(report.units for report in reports)
    return {"units": units, "failed": failed, "dry_run": any(r.dry for r in reports), "files": files}
