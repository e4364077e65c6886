"""Another state of a termbase: a folder, a single file, or the folder as a git revision had it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.termbase.load import SUFFIX, Termbase, gather, load, parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator


def state(name: str, folder: Path) -> Termbase:
    """The termbase that ``name`` stands for: a folder, a YAML file, or a git revision of ``folder``.

    Raises UsageError where it is none of these; TermbaseError and UnreadableError where it cannot be read.
    """
    path = Path(name)
    if path.is_dir():
        return load(path)
    if path.is_file():
        return gather([(path, *read(path))])
    return gather((path, *parse(text, path)) for path, text in _revision(name, folder))


def _revision(name: str, folder: Path) -> Iterator[tuple[Path, str]]:
    if name.startswith("-"):
        raise UsageError(f"{name} is no git revision")
    listed = _git(folder, "ls-tree", "--name-only", name, "./")
    if listed is None:
        raise UsageError(f"{name} is no folder, no file, and no git revision of {folder}")
    for file in listed.splitlines():
        if file.endswith(SUFFIX):
            text = _git(folder, "show", f"{name}:./{file}")
            yield folder / file, text or ""


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says, or None where it fails or is not there."""
    command = ["git", "-C", str(folder), "-c", "core.quotepath=off", *arguments]
    try:
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603  # no shell
    except OSError:
        return None
    return run.stdout if run.returncode == 0 else None
