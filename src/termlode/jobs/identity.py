"""The one name of a document: its path from the root of the workspace, with the hash of its content beside it.

The same content under a new name, and nothing under the old one: renamed, its units follow. A copy is a second
document. A document outside the workspace is known by its absolute path.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import UnreadableError
from termlode.files import open_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from termlode.memory.store import Store
    from termlode.workspace import Workspace


def document_name(path: Path | str, workspace: Workspace | None) -> str:
    """The name of the document in ``path``; as it is given where there is no workspace."""
    if workspace is None:
        return Path(path).as_posix()
    place = Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are, '..' goes
    root = Path(os.path.abspath(workspace.root))  # noqa: PTH100
    return (place.relative_to(root) if place.is_relative_to(root) else place).as_posix()


def path_of(name: str, workspace: Workspace) -> Path:
    """Where the document called ``name`` is."""
    return workspace.root / name


def content_hash(path: Path) -> str:
    """The hash of a file's content. Raises UnreadableError, and OSError while it is read."""
    digest = blake2b(digest_size=16)
    with open_file(path) as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def settled_name(name: str, workspace: Workspace) -> str:
    """The name of a document that termlode 0.1, or another folder, called ``name``; the same where none is found.

    0.1 named documents from the folder of sources, or as they were typed.
    """
    for place in (workspace.root / name, workspace.sources / name, Path.cwd() / name):
        if place.is_file():
            return document_name(place, workspace)
    return name


def adopt(store: Store, workspace: Workspace) -> None:
    """Give documents that termlode 0.1 named otherwise the names that they have now."""
    hashes = store.documents.hashes()
    names = {name: settled_name(name, workspace) for name, found in hashes.items() if found is None}
    names = {old: new for old, new in names.items() if old != new}
    if names:
        store.documents.follow_renames(names)


def follow(
    store: Store, workspace: Workspace, present: Mapping[str, str], lately: Collection[str] = ()
) -> dict[str, str]:
    """Rename what has another name now: old names by new ones. ``present``: documents that are there, with hashes.

    Where several have the same content, the first by name counts; the others are copies. Of several that are gone,
    one that was still there ``lately``, at the last build, has got the new name sooner than one that was not.
    """
    known = dict(sorted(store.documents.hashes().items(), key=lambda item: item[0] not in lately))
    fresh: dict[str, str] = {}
    for name in sorted(present, reverse=True):
        if known.get(name) != present[name]:
            fresh[present[name]] = name
    renamed: dict[str, str] = {}
    for old, found in known.items():
        if found is not None and found in fresh and not path_of(old, workspace).exists():
            renamed[old] = fresh.pop(found)
    if renamed:
        store.documents.follow_renames(renamed)
    return renamed


def hashes_of(names: Iterable[str], workspace: Workspace) -> dict[str, str]:
    """The hashes of those documents that can be read."""
    found = {}
    for name in names:
        try:
            found[name] = content_hash(path_of(name, workspace))
        except (UnreadableError, OSError):
            continue
    return found
