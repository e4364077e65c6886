"""The conductor of a corpus build: find tasks, let an engine do them, join what came of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from termlode.corpus import find, shards
from termlode.corpus.place import Place
from termlode.corpus.process import Piece, Settings, process
from termlode.errors import TermlodeError
from termlode.jobs.events import silent
from termlode.jobs.fix import settings_of
from termlode.jobs.stages.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.corpus.engines import Engine
    from termlode.jobs.events import Progress
    from termlode.workspace import Workspace


@dataclass(slots=True)
class Built:
    """What came of a corpus build: tasks done now and before, parts with their rows, documents left out and why."""

    made: int = 0
    kept: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    unused: list[tuple[str, str]] = field(default_factory=list)  # read, but nothing in them could be aligned
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """In all parts."""
        return sum(self.parts.values())


def build(
    patterns: Sequence[str],
    out: Path | str,
    engine: Engine,
    *,
    workspace: Workspace | None = None,
    fix: bool = True,
    progress: Progress = silent,
) -> Built:
    """Make a corpus of all documents that ``patterns`` name, in ``out`` (a folder or an address).

    A document that cannot be used is part of the result and stops nothing. What was done before, even by a build that
    was killed, is not done again; the parts have the same bytes whatever the number of workers. ``progress`` has the
    stages ``align`` and ``join``. Raises NothingFound, UsageError, UnreadableError, MissingExtra, Lost.
    """
    place = Place.at(out)
    tasks = find.tasks(patterns, workspace.languages if workspace else ())
    settings = _settings(place, workspace, fix=fix)
    pieces: list[Piece | None] = [None] * len(tasks)
    progress("align", 0, len(tasks))
    for done, (number, found) in enumerate(engine.run(partial(process, settings=settings), tasks), 1):
        pieces[number] = found if isinstance(found, Piece) else Piece(tasks[number], failure=str(found))
        progress("align", done, len(tasks))
    result = _summed([piece for piece in pieces if piece is not None])
    _join(place, [piece for piece in pieces if piece is not None], engine, result, progress)
    return result


def _settings(place: Place, workspace: Workspace | None, *, fix: bool) -> Settings:
    code = blake2b(stamp().encode(), digest_size=16).hexdigest()
    if workspace is None:
        return Settings(place, code, fix=fix)
    return Settings(place, code, _known(workspace), str(workspace.root), fix)


def _known(workspace: Workspace) -> str:
    """The hash of what the workspace tells correction and alignment."""
    settings = settings_of(workspace)
    digest = blake2b(repr((settings.style, settings.words, workspace.languages)).encode(), digest_size=16)
    for path in sorted(workspace.termbase.glob("*.yaml")) if workspace.termbase.is_dir() else ():
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _summed(pieces: Sequence[Piece]) -> Built:
    result = Built()
    for piece in pieces:
        result.made += piece.made
        result.kept += bool(piece.key) and not piece.made
        if piece.failure:
            (result.failures if piece.fatal else result.unused).append((piece.task.title, piece.failure))
    return result


def _join(place: Place, pieces: Sequence[Piece], engine: Engine, result: Built, progress: Progress) -> None:
    """Write the parts and the manifest. Raises what a part raised."""
    parts = shards.plan(place, pieces)
    progress("join", 0, len(parts))
    for done, (_, found) in enumerate(engine.run(shards.write, parts), 1):
        if isinstance(found, Exception):
            raise found if isinstance(found, TermlodeError) else TermlodeError(f"a part was not written: {found}")
        progress("join", done, len(parts))
    shards.close(place, parts, [*result.failures, *result.unused])
    result.parts = {part.name: part.rows for part in parts}
