"""``termlode build``: the main job."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from termlode.cli.app import EXIT_INPUT, EXIT_PARTLY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.pipeline import BuildResult
    from termlode.workspace import Workspace

EPILOG = "Example: termlode -C my-project build"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("build", epilog=EPILOG)(build)


def build(
    json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Read, correct, segment, align, store, extract and export the workspace's sources; write out/report.html."""
    from termlode import workspace
    from termlode.cli.progress import stages
    from termlode.files import write_text
    from termlode.pipeline import STAGES
    from termlode.pipeline import build as run
    from termlode.report import render

    found = workspace.require()
    with stages(STAGES) as progress, saying_what_stays():
        result = run(found, progress)
    report = found.output / "report.html"
    result.written.append(report)
    write_text(report, render(result, found))
    _show(result, found, as_json=json)
    if not result.sources and not result.failures:
        typer.echo(f"termlode: no documents in {found.sources}: put .txt, .html, .docx or .pdf files there", err=True)
    for failure in result.failures:
        typer.echo(f"termlode: {failure.reason}", err=True)
    if any(failure.fatal for failure in result.failures):
        raise typer.Exit(EXIT_PARTLY if result.sources else EXIT_INPUT)


@contextmanager
def saying_what_stays() -> Iterator[None]:
    """Where the user interrupts, say what is kept; the command itself says that it was interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        kept = "documents that were corrected, aligned and stored are kept: 'termlode build' goes on from there"
        typer.echo(f"termlode: {kept}", err=True)
        raise


def _show(result: BuildResult, found: Workspace, *, as_json: bool) -> None:
    figures = result.figures()
    if as_json:
        import json

        files = [str(_relative(path, found.root)) for path in result.written]
        typer.echo(json.dumps(figures | {"files": files}, ensure_ascii=False))
        return
    from termlode.cli.output import facts

    typer.echo(facts((name.replace("_", " "), value) for name, value in figures.items()), nl=False)
    for path in result.written:
        typer.echo(str(_relative(path, found.root)))


def _relative(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
