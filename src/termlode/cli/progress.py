"""Progress on a terminal's standard error; nothing where it is not a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from termlode.jobs.events import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.jobs.events import Progress


@contextmanager
def stages(names: Sequence[str]) -> Iterator[Progress]:
    """A bar for each stage of a job."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {name: bars.add_task(name, total=None, start=False) for name in names}

        def update(stage: str, done: int, total: int | None, /) -> None:
            task = tasks[stage]
            if not bars.tasks[task].started:
                bars.start_task(task)
            bars.update(task, completed=done, total=total or 0)

        yield update
