"""The tail: variants that no segment holds yet, kept in memory and searched one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termlode.memory import queries
from termlode.memory.keys import rough

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


class Entry(NamedTuple):
    """A variant of the tail."""

    variant: int
    language: int
    text: str


class Tail:
    """The tail as it is in the file; read again when the file has changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._keys: dict[Entry, str] = {}

    def reload(self) -> None:
        """Read the tail; the keys of texts that were there before are kept."""
        old = self._keys
        entries = [Entry(*row) for row in self._connection.execute(queries.TAIL_TEXTS)]
        self._keys = {entry: old.get(entry) or rough(entry.text) for entry in entries}

    def __len__(self) -> int:
        return len(self._keys)

    def similar(self, key: str, least: float, limit: int, allowed: Callable[[int], bool]) -> list[int]:
        """Up to ``limit`` variants whose key is at least ``least`` (0..1) similar, and language is allowed."""
        if not self._keys:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        choices = {entry.variant: text for entry, text in self._keys.items() if allowed(entry.language)}
        scorer = Levenshtein.normalized_similarity
        return [row[2] for row in process.extract(key, choices, scorer=scorer, score_cutoff=least, limit=limit)]

    def masked(self, key: str, mask: Callable[[str], str], allowed: Callable[[int], bool]) -> list[int]:
        """Variants whose key is the same but for numbers."""
        wanted = mask(key)
        return [e.variant for e, text in self._keys.items() if mask(text) == wanted and allowed(e.language)]
