"""The translation memory: a store of units in one SQLite file, exact and fuzzy match, concordance."""

from termlode.memory.penalties import Penalties
from termlode.memory.query import Query
from termlode.memory.store import Store, open_store
from termlode.memory.writer import AddReport, Policy, Refusal

__all__ = ["AddReport", "Penalties", "Policy", "Query", "Refusal", "Store", "open_store"]
