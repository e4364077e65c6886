"""``termlode build``: the main job."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from termlode.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

EPILOG = "Example: termlode -C my-project build"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("build", epilog=EPILOG)(build)


def build(json: options.Json = False, prune: options.Prune = False, jobs: options.BuildJobs = 1) -> None:
    """Read, correct, segment, align, store, extract and export the workspace's sources; write out/report.html."""
    from termlode import workspace
    from termlode.cli import build_view
    from termlode.cli.progress import stages
    from termlode.jobs import build as job

    found = workspace.require()
    with stages(job.STAGES) as progress, saying_what_stays():
        result = job.build(found, prune=prune, jobs=jobs, progress=progress)
    build_view.show(result, found, as_json=json)
    raise typer.Exit(build_view.status(result))


@contextmanager
def saying_what_stays() -> Iterator[None]:
    """Where the user interrupts, say what is kept; the command itself says that it was interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        from termlode.cli.output import warn

        kept = "documents that were corrected, aligned and stored are kept: 'termlode build' goes on from there"
        warn(kept)
        raise
