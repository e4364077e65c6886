"""The translation memory: a store of units in one SQLite file, exact and fuzzy match, concordance.

::

    adding      unit_batches ─▶ writer ─▶ unit_rows, codec ─▶ tables (schema.sql, sql)
                (what streams in) │ content_hash, stored_rows (what is there already), seen_sources (long imports)
                                  ├─▶ import_undo
                                  └─▶ index (index/__init__.py draws it)
    looking up  query ─▶ search ─▶ index ─▶ score ─▶ penalties ─▶ Match;   pivot, adapt, fragments
    reading     concordance, finder, neighbours
    keeping     maintenance, editing, compaction, verify, migrations;   connection, lock

``store.Store`` is the door to all of it; ``language_sets`` knows which languages meet in units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.memory.opening import open_store
from termlode.memory.penalties import Penalties
from termlode.memory.query import Query
from termlode.memory.store import Store

if TYPE_CHECKING:
    from termlode.memory.writer import AddReport, Policy, Refusal

__all__ = ["AddReport", "Penalties", "Policy", "Query", "Refusal", "Store", "open_store"]


def __getattr__(name: str) -> object:
    """What only writing needs is loaded when it is named: a look-up does without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from termlode.memory import writer

    return getattr(writer, name)
