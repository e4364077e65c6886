"""The findings of ``termlode check`` and its codes; they give the exit status."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from termlode.cli import output
from termlode.cli.exits import EXIT_NOTHING, of_batch
from termlode.cli.output import printable
from termlode.jobs.events import silent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.checks import Check
    from termlode.jobs.check import Checked
    from termlode.jobs.events import Progress
    from termlode.quality.unit import Finding


def show(found: Checked, *, json: bool) -> int:
    """A line or a JSON object a finding; 1 where there are errors or warnings."""
    from termlode.jobs.answers.findings import finding as as_json

    counts: Counter[str] = Counter()
    for finding in found.findings:
        counts[finding.severity] += 1
        if json:
            output.record(as_json(finding))
        else:
            output.out(_line(finding))
    if not json:
        _close(found, counts)
    for failure in found.failures:
        output.warn(failure.error)
    if found.failures:
        return of_batch(found.tally.checked + found.tally.open, len(found.failures))
    return EXIT_NOTHING if counts["error"] or counts["warning"] else 0


def gather(found: Checked, progress: Progress) -> None:
    """Find all before anything is printed where a bar is drawn, which lines would break; else they are told as met."""
    if progress is not silent:
        found.findings = iter(list(found.findings))


def written(paths: Iterable[Path]) -> None:
    """Where reports were written."""
    for path in paths:
        output.remark(f"written: {path}")


def _line(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    return f"{place}: {finding.severity} {finding.code} [{printable(finding.unit)}] {printable(finding.message)}"


def _close(found: Checked, counts: Counter[str]) -> None:
    tally = found.tally
    told = ", ".join(f"{counts[name]} {name}" for name in ("error", "warning", "information") if counts[name])
    output.warn(f"{tally.checked} units checked: {told or 'no findings'}")
    if tally.open:
        output.warn(f"{tally.open} units are not translated yet")
    for code, count in tally.habits.items():
        output.warn(f"{count} units have {code}: taken for the style of the texts ('check --explain {code}')")
    if tally.waived:
        output.warn(f"{tally.waived} findings are waved through by a note or the baseline")


def codes(checks: Iterable[Check[Any, Any]], wanted: str | None, *, json: bool) -> None:
    """The codes, a line each: code, severity, kind, message, cure; one of them, or all that begin as ``wanted``."""
    from termlode.errors import UsageError

    rows = [
        (one.code, one.severity, one.kind, one.message, one.cure)
        for one in checks
        if one.code.startswith((wanted or "").upper())
    ]
    if not rows:
        raise UsageError(f"no check has the code {wanted}: 'termlode check --codes' lists them")
    if json:
        for row in rows:
            output.record(dict(zip(("code", "severity", "kind", "message", "cure"), row, strict=True)))
    elif wanted:
        output.out(
            "\n\n".join(
                f"{code} ({severity}, {kind}): {said}\n  Cure: {cure}" for code, severity, kind, said, cure in rows
            )
        )
    else:
        output.rows(rows)
