"""A new workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.workspace import create

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Made:
    """A workspace that was made, and how many files it begins with."""

    workspace: Workspace
    documents: int
    termbase: int


def init(folder: Path, *, samples: bool = False, termbase: bool = False) -> Made:
    """Make a workspace in ``folder``: termlode.toml, .gitignore, sources/, termbase/, glossaries/.

    ``samples`` brings our sample documents and termbase, ``termbase`` the termbase alone; files that exist are
    kept. Raises UsageError where there is a workspace already.
    """
    made = create(folder, samples=samples, termbase=termbase)
    documents = sum(1 for path in made.sources.iterdir() if path.is_file())
    return Made(made, documents, len(list(made.termbase.glob("*.yaml"))))
