"""What a build was made of and what it wrote, by size and date of the files: where nothing changed, nothing is done."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termlode import __version__
from termlode.errors import InputError
from termlode.files import read_bytes, write_text
from termlode.jobs.stages.stamp import code
from termlode.results import BuildResult, Failure
from termlode.sheets import parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.workspace import Workspace

    type Marks = dict[str, list[int]]  # size and date by path

_DAMAGE = (InputError, ValueError, TypeError, KeyError, AttributeError)


class State:
    """The state file of a workspace. One that is damaged counts as absent."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._path = workspace.private / "build" / "state"

    def documents(self) -> frozenset[str]:
        """The documents that were there at the last build."""
        with suppress(*_DAMAGE):
            return frozenset(map(str, parse_json(read_bytes(self._path))["documents"]))
        return frozenset()

    def last(self) -> BuildResult | None:
        """The result of the last build, where what it was made of and what it wrote are as it left them."""
        with suppress(*_DAMAGE):
            kept = parse_json(read_bytes(self._path))
            if kept["inputs"] == self.inputs() and kept["outputs"] == _marks(map(Path, kept["outputs"])):
                return _result(kept)
        return None

    def record(self, result: BuildResult, before: Marks) -> None:
        """Keep ``result``. ``before``: :meth:`inputs` at its start; but for memory and drafts they must be the same."""
        place = self._workspace
        memory = set(map(str, _memory(place)))
        now = self.inputs()

        def others(marks: Marks) -> Marks:
            drafts = place.drafts  # some may be new, some gone
            return {path: mark for path, mark in marks.items() if path not in memory and Path(path).parent != drafts}

        if others(now) != others(before):
            return
        kept = {
            "inputs": now,
            "outputs": _marks(result.written),
            "documents": [source.original.path for source in result.sources],
            "figures": result.figures(),
            "failures": [[f.name, f.reason, f.fatal] for f in result.failures],
            "unused": [[f.name, f.reason, f.fatal] for f in result.unused],
            "deleted": result.deleted,
            "adapted": result.adapted,
            "signature": result.signature,
        }
        with suppress(InputError):
            write_text(self._path, json.dumps(kept, ensure_ascii=False))

    def inputs(self) -> Marks:
        """All that a build depends on."""
        place = self._workspace
        files = [place.root / "termlode.toml", *sorted(place.root.glob("words.*.txt")), *_memory(place)]
        files += _drafts(place)
        for folder in (place.sources, place.termbase):
            files += sorted(path for path in folder.rglob("*") if path.is_file())
        marks = {**_marks(files), f"termlode {__version__}": code()}
        if place.remote is not None:  # what others did to it meanwhile cannot be told from here
            marks["memory"] = [time.time_ns(), 0]
        return marks


def _memory(place: Workspace) -> tuple[Path, Path]:
    return place.memory_file, place.memory_file.with_name(place.memory_file.name + "-wal")


def _drafts(place: Workspace) -> list[Path]:
    """What the build itself writes, and a person edits."""
    return sorted(place.drafts.glob("*.yaml"))


def _marks(paths: Iterable[Path]) -> Marks:
    found: Marks = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            found[str(path)] = [-1, 0]
            continue
        empty_log = path.name.endswith("-wal") and not status.st_size
        found[str(path)] = [-1, 0] if empty_log else [status.st_size, status.st_mtime_ns]
    return found


def _result(kept: dict[str, Any]) -> BuildResult:
    """The kept result as that of a build that changed nothing. Raises ValueError, TypeError, KeyError."""
    figures = {str(name): int(value) for name, value in kept["figures"].items()}
    unchanged = figures["units_added"] + figures["units_updated"] + figures["units_unchanged"]
    figures |= {"units_added": 0, "units_updated": 0, "units_unchanged": unchanged, "units_removed": 0}
    units = {"added": 0, "updated": 0, "unchanged": unchanged, "removed": 0}
    units |= {"deleted": figures["units_of_deleted"], "total": figures["units_in_memory"]}
    return BuildResult(
        failures=[Failure(str(name), str(reason), bool(fatal)) for name, reason, fatal in kept["failures"]],
        unused=[Failure(str(name), str(reason), bool(fatal)) for name, reason, fatal in kept["unused"]],
        units=units,
        deleted={str(name): int(count) for name, count in kept["deleted"].items()},
        adapted=bool(kept["adapted"]),
        concepts=figures["concepts"],
        signature=str(kept["signature"]),
        written=[Path(path) for path in kept["outputs"]],
        summary=figures,
    )
