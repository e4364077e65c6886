"""How ``termlode lint`` shows findings and mends files."""

from __future__ import annotations

import json as json_
import sys
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from termlode.cli.exits import EXIT_NOTHING
from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.exchange.lint.check import Finding


def report(
    files: Sequence[Path],
    client: str | None,
    name: str | None,
    encoding: str | None,
    codes: tuple[str | None, str | None],
    *,
    limit: int | None,
    json: bool,
) -> int:
    """Print the findings; returns how many there are. A file that is missing is an error of its own."""
    from termlode.exchange.importing import shown

    counts: Counter[str] = Counter()
    listed = []
    for finding in _findings(files, client, name, encoding, codes):
        counts[finding.code] += 1
        if limit is not None and counts[finding.code] > limit:
            continue
        if json:
            listed.append({**asdict(finding), "path": str(finding.path)})
        else:
            place = f"{finding.path}:{finding.line or '-'}"
            unit = f" [{shown(finding.unit)}]" if finding.unit else ""
            cure = f" — {finding.cure}" if finding.cure else ""
            print(f"{place}: {finding.severity} {finding.code}{unit} {shown(finding.message)}{cure}")
    if json:
        print(json_.dumps({"findings": listed, "counts": dict(counts)}, ensure_ascii=True))
    else:
        _close(counts, limit)
    return counts.total()


def _close(counts: Counter[str], limit: int | None) -> None:
    more = {code: count - limit for code, count in counts.items() if limit is not None and count > limit}
    if more:
        hidden = ", ".join(f"{count} more {code}" for code, count in sorted(more.items()))
        print(f"termlode: not shown: {hidden} (--all shows them)", file=sys.stderr)
    summary = ", ".join(f"{count} {code}" for code, count in sorted(counts.items())) or "no findings"
    print(f"termlode: {summary}", file=sys.stderr)


def _findings(
    files: Sequence[Path],
    client: str | None,
    name: str | None,
    encoding: str | None,
    codes: tuple[str | None, str | None],
) -> Iterator[Finding]:
    from termlode.exchange.lint.run import every_check, lint
    from termlode.files import read_bytes

    select, ignore = (tuple(part.strip() for part in text.split(",")) if text else () for text in codes)
    known = {check.code for check in every_check()}
    for begin in (*select, *ignore):
        if not any(code.startswith(begin) for code in known):
            raise UsageError(f"no code begins with {begin!r}: 'termlode lint --codes' lists them")
    for path in files:
        read_bytes(path, 1)  # a missing file is an error, not a finding
    for path in files:
        for finding in lint(path, client, wanted=name, encoding=encoding):
            if (not select or finding.code.startswith(select)) and not (ignore and finding.code.startswith(ignore)):
                yield finding


def mend(
    files: Sequence[Path], client: str | None, output: Path | None, name: str | None, encoding: str | None
) -> None:
    """Write mended copies and say what was done to each; exit 1 where a file is cut off and its rest is lost."""
    from termlode.exchange.importing import shown
    from termlode.exchange.lint.fix import fix

    if output is not None and len(files) > 1:
        raise UsageError("-o names one file: give one FILE, or leave -o out")
    lost = False
    for path in files:
        destination = output or path.with_name(f"{path.stem}.fixed{path.suffix}")
        if destination.exists() and path.exists() and destination.samefile(path):
            raise UsageError(f"-o {destination} is the file itself: name another one for the mended copy")
        notices = fix(path, destination, client, wanted=name, encoding=encoding)
        print(destination)
        for notice, count in notices.lines():
            place = f", line {notice.line}" if notice.line else ""
            print(f"termlode: {path}{place}: {shown(notice.message)} ({count} times)", file=sys.stderr)
        lost = lost or "damaged" in notices.counts
    if lost:
        raise typer.Exit(EXIT_NOTHING)


def list_codes(*, json: bool = False) -> None:
    """All codes, a line each: code, severity, clients, message, cure."""
    from termlode.cli.render import tsv
    from termlode.exchange.lint.run import every_check

    rows = [
        (check.code, check.severity, " ".join(sorted(check.clients)) or "all", check.message, check.cure)
        for check in every_check()
    ]
    if json:
        heads = ("code", "severity", "clients", "message", "cure")
        print("\n".join(json_.dumps(dict(zip(heads, row, strict=True)), ensure_ascii=True) for row in rows))
        return
    print(tsv(rows), end="")
