"""Looking after the translation memory. What deletes can be asked first what it would delete (``dry``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from termlode.errors import FormatError, NothingFound, StoreDamaged, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.memory.former import Former
    from termlode.memory.maintenance import Finding
    from termlode.memory.store import Store
    from termlode.memory.writer import AddReport
    from termlode.model import TranslationUnit
    from termlode.workspace import Workspace

    type OnConflict = Literal["keep", "newest", "replace"]


@dataclass(frozen=True, slots=True)
class Removed:
    """A unit that was deleted (or would be): its number, why, and its source text."""

    key: int
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Compacted:
    """The figures of :func:`stats` before and after."""

    before: dict[str, object]
    after: dict[str, object]


def _open(workspace: Workspace, *, write: bool = False) -> Store:
    """The memory, which must be there: looking after it makes none."""
    workspace.memory().close()
    return workspace.memory(write=write)


def stats(workspace: Workspace) -> dict[str, object]:
    """What the memory holds: units, variants by language, its size and its index. Raises NothingFound, StoreError."""
    with workspace.memory() as store:
        return dict(store.stats())


def owners(workspace: Workspace, kind: Literal["client", "domain", "project"] = "client") -> list[str]:
    """The clients (domains, projects) whose units the memory holds. Raises NothingFound, StoreError."""
    with workspace.memory() as store:
        return store.owners(kind)


def dedupe(workspace: Workspace, *, everything: bool = False, dry: bool = False) -> list[Removed]:
    """Delete units that say what another says; the newest stays.

    Units of another client, domain, project or context are kept unless ``everything``. Raises StoreError.
    """
    with _open(workspace, write=not dry) as store:
        return _remove(store, store.maintenance.duplicates(everything=everything), dry=dry)


def clean(workspace: Workspace, *, ratio: float = 5.0, dry: bool = False) -> list[Removed]:
    """Delete units that translate nothing: no target, the source repeated, lengths more than ``ratio`` apart."""
    with _open(workspace, write=not dry) as store:
        return _remove(store, store.maintenance.useless(ratio), dry=dry)


def delete(
    workspace: Workspace,
    keys: Iterable[int] = (),
    *,
    client: str | None = None,
    domain: str | None = None,
    project: str | None = None,
    origin: str | None = None,
    language: str | None = None,
    contains: str | None = None,
    since: str | None = None,
    until: str | None = None,
    dry: bool = False,
) -> list[Removed]:
    """Delete the units that meet all of what is said. Raises UsageError where nothing is, StoreError."""
    from termlode.memory.maintenance import Choice
    from termlode.memory.query import Query

    query = Query("", client=client, domain=domain, project=project, origin=origin, since=since, until=until)
    choice = Choice(query, language, contains, frozenset(keys))
    if choice == Choice(Query("")):
        raise UsageError("no units named: give their numbers or a condition, for example --client acme")
    with _open(workspace, write=not dry) as store:
        return _remove(store, store.maintenance.chosen(choice), dry=dry)


def _remove(store: Store, found: Iterable[Finding], *, dry: bool) -> list[Removed]:
    removed = [Removed(*one) for one in found]
    if removed and not dry:
        store.delete(one.key for one in removed)
    return removed


def edit(workspace: Workspace, key: int, language: str, text: str, *, dry: bool = False) -> str:
    """Replace the text of a unit in one language; the text it had. Raises NothingFound, UsageError, StoreError."""
    from termlode.memory.editing import with_text

    with _open(workspace, write=not dry) as store:
        unit = store.unit(key)
        if unit is None:
            raise NothingFound(f"there is no unit {key}")
        before, changed = with_text(unit, language, text)
        if not dry:
            store.replace(key, changed)
    return before


def history(workspace: Workspace, key: int) -> list[Former]:
    """What a unit said before somebody replaced or deleted it, the latest first: a team's memory remembers.

    Raises NothingFound where it was always as it is, UsageError for a memory that is a file, StoreError.
    """
    with _open(workspace) as store:
        found = store.history(key)
    if not found:
        raise NothingFound(f"unit {key} was never changed")
    return found


def merge(workspace: Workspace, other: Path, *, on_conflict: OnConflict = "keep") -> AddReport:
    """Take the units of another memory file into this one.

    Raises UnreadableError, FormatError for a file that is not a memory, StoreError.
    """
    with _other(other) as source, _open(workspace, write=True) as store:
        return store.add(_units(source), on_conflict)


def count(other: Path) -> int:
    """The units of a memory file. Raises UnreadableError, FormatError."""
    with _other(other) as source:
        return int(str(source.stats()["units"]))


def _other(path: Path) -> Store:
    """A memory to read from: an input like any other."""
    from termlode.files import read_bytes
    from termlode.memory.opening import open_store

    read_bytes(path, 1)  # a missing file is told as such
    try:
        return open_store(path)
    except StoreDamaged as error:
        raise _as_input(error, path) from error


def _units(other: Store) -> Iterator[TranslationUnit]:
    try:
        yield from other.units()
    except StoreDamaged as error:
        raise _as_input(error, other.path) from error


def _as_input(error: StoreDamaged, path: Path | str) -> FormatError:
    return FormatError(f"cannot be merged: it {str(error).removeprefix(f'{path}: ')}", path=path)


def verify(workspace: Workspace) -> Sequence[str]:
    """What is wrong with the memory by SQLite's own check and ours; nothing where it is whole. Raises StoreError."""
    with workspace.memory() as store:
        return store.verify()


def backup(workspace: Workspace, destination: Path) -> None:
    """Copy the memory to one file, while it is in use.

    An older backup is replaced. Raises UsageError for the memory itself and for a file of another kind.
    """
    from termlode.files import read_bytes

    with workspace.memory() as store:
        if destination.exists():
            if workspace.remote is None and destination.samefile(workspace.memory_file):
                raise UsageError(f"{destination} is the memory itself: name another file")
            if read_bytes(destination, 16) not in (b"", b"SQLite format 3\0"):
                raise UsageError(f"{destination} exists and is not a memory: name another file")
        store.backup(destination)


def compact(workspace: Workspace, *, anew: bool = False, dry: bool = False) -> Compacted:
    """Make the index one piece, without what was deleted, and give free room back. Raises StoreError.

    Its parts are merged; all texts are read and indexed ``anew`` where that is asked for, or pays.
    """
    with _open(workspace, write=not dry) as store:
        before = dict(store.stats())
        if not dry:
            store.compact(anew=anew)
        return Compacted(before, dict(store.stats()))
