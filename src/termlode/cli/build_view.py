"""What ``termlode build`` shows: figures and files; on standard error what was not used, renamed or is gone."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from termlode.cli import output
from termlode.cli.exits import EXIT_INPUT, EXIT_PARTLY
from termlode.jobs.build import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.jobs.build import BuildResult
    from termlode.workspace import Workspace

_FEW = 3  # files of a folder that are listed one by one


def show(result: BuildResult, found: Workspace, *, as_json: bool) -> None:
    """The figures and the files, as lines or as one JSON object; then the remarks."""
    figures = result.figures()
    written = [_relative(path, found.root) for path in result.written]
    if as_json:
        output.out(json.dumps(figures | {"files": [str(path) for path in written]}, ensure_ascii=False))
    else:
        output.out(output.facts((label(name), value) for name, value in figures.items()), end="")
        for line in _files(written):
            output.out(line)
    for remark in _remarks(result, found):
        output.warn(remark)


def _files(written: Iterable[Path]) -> Iterator[str]:
    """A line a file; many of a folder share one."""
    files = list(written)
    folders = Counter(path.parent for path in files)
    told = set()
    for path in files:
        if folders[path.parent] <= _FEW:
            yield str(path)
        elif path.parent not in told:
            told.add(path.parent)
            yield f"{path.parent}/ ({folders[path.parent]} files)"


def _remarks(result: BuildResult, found: Workspace) -> Iterator[str]:
    if not result.figures()["sources"] and not result.failures:
        yield f"no documents in {found.sources}: put .txt, .html, .docx or .pdf files there"
    if result.adapted:
        yield "documents teach each other (adapt in termlode.toml): each change realigns those of its languages"
    for old, new in result.renamed.items():
        yield f"{old} is called {new} now; its units follow"
    for name, units in result.deleted.items():
        yield f"{name} is gone; {units} units of it are kept ('termlode build --prune' deletes them)"
    for one in (*result.failures, *result.unused):
        yield one.reason if one in result.failures else f"not used: {one.name} {one.reason}"


def status(result: BuildResult) -> int:
    """The exit status: some sources failed, or all of them."""
    if any(failure.fatal for failure in result.failures):
        return EXIT_PARTLY if result.figures()["sources"] else EXIT_INPUT
    return 0


def _relative(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
