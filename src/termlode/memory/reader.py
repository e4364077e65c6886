"""What answers from a memory: the rows of one connection, its index, and the variants not yet in the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termlode.memory import unit_rows
    from termlode.memory.engine import Connection
    from termlode.memory.index.segments import Index
    from termlode.memory.index.unindexed import UnindexedVariants
    from termlode.memory.language_sets import LanguageSets


class Reader:
    """What the search for matches and the concordance both read; a store makes it once."""

    def __init__(
        self,
        connection: Connection,
        languages: unit_rows.Languages,
        language_sets: LanguageSets,
        unindexed: UnindexedVariants,
        index: Index,
    ) -> None:
        self._connection, self._languages, self._language_sets = connection, languages, language_sets
        self._unindexed, self._index = unindexed, index
