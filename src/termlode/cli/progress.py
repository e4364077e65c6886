"""Progress on a terminal's standard error; nothing where it is not a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@contextmanager
def stages(names: Sequence[str]) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage of a job; the function takes (stage, done, total)."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {name: bars.add_task(name, total=None, start=False) for name in names}

        def update(stage: str, done: int, total: int) -> None:
            task = tasks[stage]
            if not bars.tasks[task].started:
                bars.start_task(task)
            bars.update(task, completed=done, total=total)

        yield update


@contextmanager
def single(name: str) -> Iterator[Callable[[int, int | None], None]]:
    """One bar; the function takes (done, total or None)."""
    with stages([name]) as update:
        yield lambda done, total: update(name, done, total or 0)
