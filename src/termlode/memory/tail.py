"""The tail: variants that no segment holds yet, kept in memory and searched one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termlode.memory import queries
from termlode.memory.keys import mask, rough

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

    def similar(
        self, key: str, least: float, limit: int, allowed: Callable[[int], bool]
    ) -> list[tuple[float, list[int]]]:
        """The variants of up to ``limit`` texts of allowed languages, at least ``least`` (0..1) like ``key``."""
        bare = key.replace(" ", "")
        groups: dict[str, list[int]] = {}
        for entry, text in self._keys.items():
            if allowed(entry.language):
                groups.setdefault(text.replace(" ", ""), []).append(entry.variant)
        # Texts that are too short or too long are told by that, without loading what compares letters.
        if not any(min(len(bare), len(text)) >= least * max(len(bare), len(text)) for text in groups):
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        scorer = Levenshtein.normalized_similarity
        found = process.extract(bare, groups.keys(), scorer=scorer, score_cutoff=least, limit=limit)
        return [(row[1], groups[row[0]]) for row in found]

    def holding(self, key: str, allowed: Callable[[int], bool]) -> list[int]:
        """Variants whose key holds ``key``."""
        return [e.variant for e, text in self._keys.items() if key in text and allowed(e.language)]

    def masked(self, key: str, allowed: Callable[[int], bool]) -> list[int]:
        """Variants whose key is the same, or the same but for numbers."""
        wanted = mask(key)
        return [e.variant for e, text in self._keys.items() if mask(text) == wanted and allowed(e.language)]
