"""What ``termlode import`` does with each file: where it goes, the report, the exit status of the batch."""

from __future__ import annotations

import json as json_
import sys
import time
from typing import TYPE_CHECKING, Self

import typer

from termlode.cli.app import EXIT_INPUT, EXIT_NOTHING, EXIT_PARTLY
from termlode.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from termlode.exchange.importing import ImportReport, Progress, Route
    from termlode.exchange.options import ReadOptions
    from termlode.memory import Policy, Store


def read_options(
    source: str | None,
    target: str | None,
    encoding: str | None,
    columns: str | None,
    *,
    recover: bool = False,
    fuzzy: bool = False,
    obsolete: bool = False,
    **names: str | None,
) -> ReadOptions:
    """The options of the command line. Raises UsageError where a language is none."""
    from termlode.exchange.options import ReadOptions

    return ReadOptions(
        source=language(source, "--from"),
        target=language(target, "--to"),
        encoding=encoding,
        recover=recover,
        fuzzy=fuzzy,
        obsolete=obsolete,
        columns=tuple(part.strip() for part in columns.split(",")) if columns else (),
        **names,
    )


def language(tag: str | None, option: str) -> str | None:
    """A language option as BCP 47. Raises UsageError."""
    from termlode.languages.tags import normalise

    if tag is None:
        return None
    try:
        return normalise(tag)
    except InputError as error:
        raise UsageError(f"{option}: {error}") from error


class Destination:
    """The workspace that files go into: its memory is opened when the first file needs it."""

    def __init__(self, *, dry: bool, on_conflict: Policy) -> None:
        from termlode import workspace

        self._workspace = workspace.find() if dry else workspace.require()
        self._dry, self._policy = dry, on_conflict
        self._store: Store | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._store is not None:
            self._store.close()

    def take(self, path: Path, options: ReadOptions, name: str | None, route: Route | None) -> ImportReport:
        """Import one file. Raises what is wrong with it."""
        from termlode.exchange.importing import import_memory, import_terms, plan

        found, way = plan(path, options, name, route)
        if way == "terms":
            folder = self._workspace.termbase if self._workspace else None
            return import_terms(path, found, options, folder, dry=self._dry)
        store = self._memory()
        with _Progress(path.name, safe=store is not None) as progress:
            return import_memory(path, found, options, store, on_conflict=self._policy, progress=progress)

    def _memory(self) -> Store | None:
        if self._store is None and not self._dry and self._workspace is not None:
            self._store = self._workspace.memory(write=True)
        return self._store


class _Progress:
    """Units, rate, time and what is left on the terminal, if there is one; what stays of an interrupted import."""

    def __init__(self, name: str, *, safe: bool) -> None:
        self._name, self._safe = name, safe
        self._terminal, self._drawn = sys.stderr.isatty(), False
        self._done, self._begun = 0, time.monotonic()

    def __enter__(self) -> Progress:
        return self._take

    def _take(self, done: int, total: int | None) -> None:
        self._done = done
        if self._terminal:
            self._drawn = True
            seconds = max(time.monotonic() - self._begun, 0.001)
            line = f"{self._name}: {done:,} units, {done / seconds:,.0f} a second, {seconds:.0f} s"
            if total is not None and done:
                left = seconds * (total - done) / done
                line += f", {100 * done // total} %, " + (f"about {left:.0f} s left" if left >= 1 else "nearly done")
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        if kind is KeyboardInterrupt and self._safe:
            again = "import it again to go on"
            print(f"termlode: {self._name}: {self._done:,} units were read and are safe: {again}", file=sys.stderr)


def run(files: Sequence[Path], take: Callable[[Path], ImportReport], *, json: bool) -> None:
    """Import each file and report. A single file's error is the command's; else the exit status tells.

    Raises InputError, UsageError (one file), typer.Exit.
    """
    reports: list[ImportReport] = []
    failed = 0
    for path in files:
        try:
            report = take(path)
        except (InputError, UsageError) as error:
            if len(files) == 1:
                raise
            print(f"termlode: {error}", file=sys.stderr)
            failed += 1
            continue
        reports.append(report)
        _tell(report)
        if not json:
            _line(report)
    if json:
        print(json_.dumps(_summary(reports, failed), ensure_ascii=True))
    code = _status(reports, failed)
    if code:
        raise typer.Exit(code)


def _status(reports: Sequence[ImportReport], failed: int) -> int:
    if failed:
        return EXIT_PARTLY if reports else EXIT_INPUT
    return 0 if any(_taken(report) for report in reports) else EXIT_NOTHING


def _taken(report: ImportReport) -> int:
    """How many units or concepts are in the memory or termbase now, whether new or not."""
    return report.added + report.merged + report.unchanged


def _tell(report: ImportReport) -> None:
    """Warnings, with line, how often, and the reason where nothing was imported."""
    for notice, count in report.notices.lines():
        place = f"{report.path}, line {notice.line}" if notice.line else report.path
        more = f" ({count} times)" if count > 1 else ""
        print(f"termlode: {place}: {_plain(notice.message)}{more}", file=sys.stderr)
    for remark in report.conflicts:
        print(f"termlode: {report.path}: {_plain(remark)}", file=sys.stderr)
    if not _taken(report):
        what = "translation unit" if report.route == "memory" else "concept"
        print(f"termlode: {report.path}: nothing to import: no {what} that can be used", file=sys.stderr)


def _line(report: ImportReport) -> None:
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
    print(f"{head}: {', '.join(counts)}{tail}{files}")


def _plain(text: str) -> str:
    """Nothing that a file says may steer the terminal."""
    from termlode.exchange.importing import shown

    return shown(text)


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
