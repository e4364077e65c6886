"""Streams of units, in which plain ones (two texts, nothing else) may come in batches: how millions travel fast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termlode.model import TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NO_VARIANTS = TranslationUnit(())


@dataclass(frozen=True, slots=True)
class PlainBatch:
    """Many plain units as two columns.

    Unit i has the texts 2i and 2i + 1, in the languages 2i and 2i + 1; all else is as in ``like``.

    No text is blank, all are whole Unicode (no half of a surrogate pair), and ``like`` has no variants.
    """

    languages: Sequence[str]
    texts: Sequence[str]
    like: TranslationUnit = NO_VARIANTS

    def __len__(self) -> int:
        """How many units."""
        return len(self.texts) // 2

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Each unit, as usual."""
        return map(self.unit, range(len(self)))

    def unit(self, number: int) -> TranslationUnit:
        """One unit, from 0."""
        first, second = 2 * number, 2 * number + 1
        one = Variant(self.languages[first], self.texts[first])
        return replace(self.like, variants=(one, Variant(self.languages[second], self.texts[second])))

    def __getitem__(self, part: slice) -> PlainBatch:
        """Some units in a row."""
        start, end, _ = part.indices(len(self))
        return PlainBatch(self.languages[2 * start : 2 * end], self.texts[2 * start : 2 * end], self.like)

    def only(self, places: Iterable[int]) -> PlainBatch:
        """The units at ``places``."""
        both = [number for place in places for number in (2 * place, 2 * place + 1)]
        return PlainBatch([self.languages[n] for n in both], [self.texts[n] for n in both], self.like)


type UnitOrBatch = TranslationUnit | PlainBatch  # an item of a stream of units


def one_by_one(units: Iterable[UnitOrBatch]) -> Iterator[TranslationUnit]:
    """Each unit of a stream."""
    for item in units:
        if isinstance(item, PlainBatch):
            yield from item
        else:
            yield item
