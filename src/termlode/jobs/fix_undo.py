"""Take back what ``fix --in-place`` changed: each run is recorded, with the copies that it kept.

The record lies in the workspace, or, outside of one, in the folder where fix was run.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import InputError, NothingFound, UsageError
from termlode.files import copy, forget, read_bytes, write_text
from termlode.jobs.identity import content_hash
from termlode.sheets import parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.correction.outcome import Outcome
    from termlode.workspace import Workspace

_NAME, _RUNS = "fixed.json", 20


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that was corrected in place: where (absolute), the name of its copy beside it, the digest of what came."""

    path: str
    backup: str
    digest: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one file: the copy that it was restored from, or ``error``."""

    path: str
    backup: str
    error: str = ""


def place(workspace: Workspace | None, *, make: bool = False) -> Path:
    """The file that records the runs: in the ``workspace``, or else in the current folder."""
    if workspace is None:
        return Path.cwd() / f".termlode-{_NAME}"
    return workspace.own_file(_NAME) if make else workspace.private / _NAME


def record(outcomes: Iterable[Outcome], file: Path) -> None:
    """Remember in ``file`` what a run changed. Raises UnreadableError where it cannot be written."""
    files = [_changed(one.written, one.backup) for one in outcomes if one.written and one.backup]
    if files:
        _keep(file, [*_runs(file), files][-_RUNS:])


def _changed(written: str, backup: str) -> Changed:
    path = Path(written).absolute()
    return Changed(str(path), Path(backup).name, content_hash(path))


def undo(named: Sequence[Path], workspace: Workspace | None) -> list[Undone]:
    """Restore the files of the last run, or those of them that are ``named`` (files or folders).

    A file that has changed since is left alone, and so is one whose copy is gone: they stay in the record. Raises
    NothingFound where no run is recorded, UsageError where a named file is not of the last run.
    """
    file = place(workspace)
    runs = _runs(file)
    if not runs:
        where = workspace.root if workspace else Path.cwd()
        raise NothingFound(f"{where}: no run of fix --in-place is recorded here (go to where it was run)")
    chosen = _chosen(runs[-1], named)
    done = [_restored(one) for one in chosen]
    failed = {one.path for one in done if one.error}
    left = [one for one in runs[-1] if one not in chosen or one.path in failed]
    _keep(file, [*runs[:-1], left] if left else runs[:-1])
    return done


def _chosen(run: list[Changed], named: Sequence[Path]) -> list[Changed]:
    places = [path.absolute() for path in named]
    for path in places:
        if not any(Path(one.path).is_relative_to(path) for one in run):
            raise UsageError(f"{path} was not changed by the last run of fix --in-place")
    return [one for one in run if not places or any(Path(one.path).is_relative_to(path) for path in places)]


def _restored(one: Changed) -> Undone:
    path = Path(one.path)
    backup = path.with_name(one.backup)
    try:
        if content_hash(path) == one.digest:
            copy(backup, path)
            return Undone(one.path, str(backup))
    except (InputError, OSError) as error:
        return Undone(one.path, str(backup), str(error))
    return Undone(one.path, str(backup), f"{path}: has changed since it was corrected; its old text is in {backup}")


def _runs(file: Path) -> list[list[Changed]]:
    """The recorded runs, the last at the end; a damaged record counts as none."""
    runs: list[list[Changed]] = []
    with suppress(InputError, ValueError, TypeError, KeyError, AttributeError):
        runs += [[_read(one) for one in run] for run in parse_json(read_bytes(file))["runs"]]
    return runs


def _read(one: dict[str, object]) -> Changed:
    """An entry. Raises ValueError for what fix does not write: a copy is named after its file and lies beside it."""
    found = Changed(str(one["path"]), str(one["backup"]), str(one["digest"]))
    if Path(found.backup).name != found.backup or not found.backup.startswith(f"{Path(found.path).name}.bak"):
        raise ValueError(found.backup)
    return found


def _keep(file: Path, runs: list[list[Changed]]) -> None:
    if runs:
        write_text(file, json.dumps({"runs": [[asdict(one) for one in run] for run in runs]}, ensure_ascii=False))
    else:
        forget(file)
