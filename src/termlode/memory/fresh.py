"""New variants on their way into the index, as columns: two million tuples would cost more than indexing does."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from termlode.memory.rows import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.memory.roles import Roles
    from termlode.memory.rows import VariantRow


class Fresh:
    """Ids, languages and texts of variants; those of a unit stand together."""

    __slots__ = ("ids", "languages", "texts")

    def __init__(self, rows: Iterable[VariantRow] = ()) -> None:
        self.ids, self.languages = array("q"), array("q")
        self.texts: list[str] = []
        self.append(rows)

    def __len__(self) -> int:
        return len(self.texts)

    def append(self, rows: Iterable[VariantRow]) -> None:
        """More variants, as rows of their table."""
        for number, language, text, _ in rows:
            self.ids.append(number)
            self.languages.append(language)
            self.texts.append(text)

    def extend(self, ids: Sequence[int], languages: Sequence[int], texts: Sequence[str]) -> None:
        """More variants, as columns."""
        self.ids.extend(ids)
        self.languages.extend(languages)
        self.texts += texts

    def roles(self, sets: Roles) -> list[int]:
        """The role of each variant."""
        found: list[int] = []
        known: dict[tuple[int, ...], list[int]] = {}
        unit, start = -1, 0
        languages = self.languages
        for place, number in enumerate(self.ids):
            if number // PLACES != unit:
                found += _within(languages[start:place], sets, known)
                unit, start = number // PLACES, place
        return found + _within(languages[start:], sets, known)


def _within(languages: Iterable[int], sets: Roles, known: dict[tuple[int, ...], list[int]]) -> list[int]:
    """The roles of the variants of a unit in these languages."""
    key = tuple(languages)
    if key not in known:
        known[key] = [sets.role(language, key[:i] + key[i + 1 :]) for i, language in enumerate(key)]
    return known[key]
