"""What a workspace holds: its sources, its termbase, its memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode import documents
from termlode.termbase.stats import Stats
from termlode.termbase.stats import stats as count

if TYPE_CHECKING:
    from termlode.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Overview:
    """The counts of a workspace; ``memory`` is empty where there is none yet."""

    name: str
    sources: int
    termbase: Stats
    memory: dict[str, object] = field(default_factory=dict)


def stats(workspace: Workspace) -> Overview:
    """Count what the workspace holds. Raises TermbaseError or StoreError where that cannot be read."""
    terms = count(workspace.concepts())
    memory: dict[str, object] = {}
    if workspace.has_memory:
        with workspace.memory() as store:
            memory = store.stats()
    sources = len(documents.discover([workspace.sources])) if workspace.sources.is_dir() else 0
    return Overview(workspace.name, sources, terms, memory)
