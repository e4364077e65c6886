"""``termlode doctor``: is everything in place, and what to do where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from termlode.cli import options

if TYPE_CHECKING:
    from termlode.jobs.doctor import Finding

EPILOG = "Example: termlode -C my-project doctor"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("doctor", epilog=EPILOG)(doctor)


def doctor(json: options.Json = False) -> None:
    """Check Python, the libraries, the packaged data, the terminal, the workspace; exit 1 where something is wrong."""
    from dataclasses import asdict

    from termlode.cli.exits import EXIT_NOTHING
    from termlode.cli.output import out, record
    from termlode.jobs.doctor import doctor as job
    from termlode.workspace import find

    findings = job(find())
    for finding in findings:
        if json:
            record(asdict(finding))
        else:
            out(_line(finding))
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(EXIT_NOTHING)


def _line(finding: Finding) -> str:
    cure = f" → {finding.cure}" if finding.cure else ""
    return f"{finding.state:<5}{finding.subject}: {finding.detail}{cure}"
