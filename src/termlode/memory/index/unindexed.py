"""Variants that no segment of the index holds yet (table ``tail``): kept in memory and searched one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termlode.memory import sql
from termlode.memory.edit_distance import likeness
from termlode.memory.index.keys import mask, rough

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.memory.engine import Connection

_FEW = 40  # texts that are compared one by one


class Waiting(NamedTuple):
    """A variant that waits to be indexed."""

    variant: int
    language: int
    text: str


class SearchKeys(NamedTuple):
    """What a text is compared by: its rough key, the same without spaces, and with a sign for each number."""

    rough: str
    bare: str
    masked: str

    @classmethod
    def of(cls, text: str) -> SearchKeys:
        """The keys of a text."""
        key = rough(text)
        return cls(key, key.replace(" ", ""), mask(key))


class UnindexedVariants:
    """Those that wait in the file to be indexed; read again when the file has changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: dict[Waiting, SearchKeys] = {}
        self._masked: dict[str, list[Waiting]] = {}

    def reload(self) -> None:
        """Read them; the keys of texts that were there before are kept."""
        old = self._keys
        entries = [Waiting(*row) for row in self._connection.execute(sql.TAIL_TEXTS)]
        self._keys = {entry: old.get(entry) or SearchKeys.of(entry.text) for entry in entries}
        self._masked = {}
        for entry, known in self._keys.items():
            self._masked.setdefault(known.masked, []).append(entry)

    def __len__(self) -> int:
        return len(self._keys)

    def similar(
        self, key: str, least: float, limit: int, allowed: Callable[[int], bool]
    ) -> list[tuple[float, list[int]]]:
        """The variants of up to ``limit`` texts of allowed languages, at least ``least`` (0..1) like ``key``."""
        bare = key.replace(" ", "")
        shortest, longest = least * len(bare), len(bare) / max(least, 0.01)
        groups: dict[str, list[int]] = {}
        for entry, known in self._keys.items():
            # Texts that are too short or too long are told by that, without loading what compares letters.
            if shortest <= len(known.bare) <= longest and allowed(entry.language):
                groups.setdefault(known.bare, []).append(entry.variant)
        if not groups:
            return []
        if len(groups) <= _FEW:
            found = [(likeness(bare, text, least), variants) for text, variants in groups.items()]
            return [one for one in found if one[0] >= least][:limit]
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        scorer = Levenshtein.normalized_similarity
        rows = process.extract(bare, groups.keys(), scorer=scorer, score_cutoff=least, limit=limit)
        return [(row[1], groups[row[0]]) for row in rows]

    def holding(self, key: str, allowed: Callable[[int], bool]) -> list[int]:
        """Variants whose key holds ``key``."""
        return [e.variant for e, known in self._keys.items() if key in known.rough and allowed(e.language)]

    def masked(self, key: str, allowed: Callable[[int], bool]) -> list[int]:
        """Variants whose key is the same, or the same but for numbers."""
        return [entry.variant for entry in self._masked.get(mask(key), ()) if allowed(entry.language)]
