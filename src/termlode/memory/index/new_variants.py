"""Variants that were added and are to be indexed, as columns: two million tuples would cost more than indexing does."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from termlode.memory.unit_rows import MAX_VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.memory.language_sets import LanguageSets
    from termlode.memory.unit_rows import VariantRow


class NewVariants:
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

    def language_sets(self, sets: LanguageSets) -> list[int]:
        """The number of the language set of each variant."""
        found: list[int] = []
        known: dict[tuple[int, ...], list[int]] = {}
        unit, start = -1, 0
        languages = self.languages
        for place, number in enumerate(self.ids):
            if number // MAX_VARIANTS != unit:
                found += _within(languages[start:place], sets, known)
                unit, start = number // MAX_VARIANTS, place
        return found + _within(languages[start:], sets, known)


def _within(languages: Iterable[int], sets: LanguageSets, known: dict[tuple[int, ...], list[int]]) -> list[int]:
    """The language sets of the variants of a unit in these languages."""
    key = tuple(languages)
    if key not in known:
        known[key] = [sets.set_number(language, key[:i] + key[i + 1 :]) for i, language in enumerate(key)]
    return known[key]
