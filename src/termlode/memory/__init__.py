"""The translation memory: a store of units in one SQLite file, exact and fuzzy match, concordance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.memory.penalties import Penalties
from termlode.memory.query import Query
from termlode.memory.store import Store, open_store

if TYPE_CHECKING:
    from termlode.memory.writer import AddReport, Policy, Refusal

__all__ = ["AddReport", "Penalties", "Policy", "Query", "Refusal", "Store", "open_store"]


def __getattr__(name: str) -> object:
    """What only writing needs is loaded when it is named: a look-up does without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from termlode.memory import writer

    return getattr(writer, name)
