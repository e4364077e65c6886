"""``termlode doctor``: is everything in place, and what to do where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from termlode.cli.app import EXIT_NOTHING

if TYPE_CHECKING:
    from termlode.pipeline.health import Finding

EPILOG = "Example: termlode -C my-project doctor"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("doctor", epilog=EPILOG)(doctor)


def doctor(json: Annotated[bool, typer.Option("--json", help="Print one JSON object a finding.")] = False) -> None:
    """Check Python, the libraries, the packaged data, the terminal, the workspace; exit 1 where something is wrong."""
    from termlode import workspace
    from termlode.pipeline.health import examine

    findings = examine(workspace.find())
    for finding in findings:
        typer.echo(_as_json(finding) if json else _line(finding))
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(EXIT_NOTHING)


def _line(finding: Finding) -> str:
    cure = f" → {finding.cure}" if finding.cure else ""
    return f"{finding.state:<5}{finding.subject}: {finding.detail}{cure}"


def _as_json(finding: Finding) -> str:
    from dataclasses import asdict
    from json import dumps

    return dumps(asdict(finding), ensure_ascii=False)
