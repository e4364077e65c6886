"""Findings of ``termlode lint``, its codes, and what was done to repaired copies; each gives the exit status."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from termlode.cli import output
from termlode.cli.exits import EXIT_NOTHING
from termlode.cli.output import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.exchange.lint.check import Check, Finding
    from termlode.jobs.lint import Mended


def findings(found: Iterable[Finding], *, limit: int | None, json: bool) -> int:
    """A line a finding, the first ``limit`` of each code, and how many there are."""
    counts: Counter[str] = Counter()
    listed = []
    for finding in found:
        counts[finding.code] += 1
        if limit is not None and counts[finding.code] > limit:
            continue
        if json:
            listed.append({**asdict(finding), "path": str(finding.path)})
        else:
            output.out(_line(finding))
    if json:
        output.record({"findings": listed, "counts": dict(counts)}, ascii=True)
    else:
        _close(counts, limit)
    return EXIT_NOTHING if counts else 0


def _line(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line or '-'}"
    unit = f" [{printable(finding.unit)}]" if finding.unit else ""
    cure = f" — {finding.cure}" if finding.cure else ""
    return f"{place}: {finding.severity} {finding.code}{unit} {printable(finding.message)}{cure}"


def _close(counts: Counter[str], limit: int | None) -> None:
    more = {code: count - limit for code, count in counts.items() if limit is not None and count > limit}
    if more:
        hidden = ", ".join(f"{count} more {code}" for code, count in sorted(more.items()))
        output.warn(f"not shown: {hidden} (--all shows them)")
    output.warn(", ".join(f"{count} {code}" for code, count in sorted(counts.items())) or "no findings")


def mended(done: Iterable[Mended]) -> int:
    """The copies, and what was done to each; 1 where a file is cut off and its rest is lost."""
    lost = False
    for one in done:
        output.out(one.copy)
        for notice, count in one.notices.lines():
            place = f", line {notice.line}" if notice.line else ""
            output.warn(f"{one.path}{place}: {notice.message} ({count} times)")
        lost = lost or one.is_cut
    return EXIT_NOTHING if lost else 0


def codes(checks: Iterable[Check], *, json: bool) -> None:
    """All codes, a line each: code, severity, clients, message, cure."""
    rows = [
        (check.code, check.severity, " ".join(sorted(check.clients)) or "all", check.message, check.cure)
        for check in checks
    ]
    if json:
        for row in rows:
            output.record(dict(zip(("code", "severity", "clients", "message", "cure"), row, strict=True)), ascii=True)
    else:
        output.rows(rows)
