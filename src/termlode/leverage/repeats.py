"""What a job repeats of itself: segments that occur again, and those that are like an earlier one."""

from __future__ import annotations

from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from termlode.memory.inline import shapes
from termlode.memory.query import Query
from termlode.model import TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termlode.slots import Slot

_NEAR = 20  # matches looked through for one that stands earlier


def mark(slot: Slot) -> tuple[object, ...]:
    """What makes two segments the same to a translator: text, codes and languages."""
    return slot.languages, slot.source, shapes(slot.codes)


@contextmanager
def earlier(slots: Iterable[Slot], least: int) -> Iterator[Callable[[Slot], int]]:
    """A function from a segment to the score of the most similar segment before it in ``slots``; 0 below ``least``.

    The job's sources are put into a memory of their own for it, so the score is the memory's.
    """
    from termlode.memory.opening import open_store

    places: dict[tuple[object, ...], int] = {}
    units: list[TranslationUnit] = []
    for slot in slots:
        if slot.source.strip() and mark(slot) not in places:
            places[mark(slot)] = len(units)
            units.append(_unit(slot))
    with TemporaryDirectory(prefix="termlode-") as folder, open_store(f"{folder}/job.db", write=True) as store:
        store.add(units)
        order = {key: number for number, (key, _) in enumerate(store.items())}

        def score(slot: Slot) -> int:
            own = places.get(mark(slot), 0)
            found = store.ask(Query(slot.source, slot.languages[0], None, least, _NEAR, pivot=False))
            return next((match.score for match in found if order.get(match.unit_key, own) < own), 0)

        yield score


def _unit(slot: Slot) -> TranslationUnit:
    """A unit that holds the source and, for a second language, the codes' shapes, so that no two are one."""
    other = Variant("zxx", f"{shapes(slot.codes)} {slot.source}")
    return TranslationUnit((Variant(slot.languages[0], slot.source), other), source_language=slot.languages[0])
