"""The order in a file of units with the same source text: clients take the first or the last of them.

Units stream through a spool on disk, so that ordering a memory of any size costs a few bytes a unit.
"""

from __future__ import annotations

from array import array
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from termlode.exchange.selection import last_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termlode.exchange.notices import Notices
    from termlode.exchange.profiles import Profile
    from termlode.model import TranslationUnit


def in_client_order(
    units: Iterable[TranslationUnit],
    client: Profile,
    render: Callable[[TranslationUnit], str],
    source: str | None,
    notices: Notices,
) -> Iterator[bytes]:
    """The rendered units; of those with one source text, the newest stands where the client looks.

    Only bilingual files (``source`` given) are reordered; a repeated pair is written once, and counted.
    """
    if client.duplicates == "keep" or source is None:
        for unit in units:
            yield render(unit).encode("utf-8", "ignore")
        return
    with TemporaryFile() as spool:
        lengths, groups = array("Q"), _SourceGroups()
        for unit in units:
            if groups.add(unit, len(lengths)):
                data = render(unit).encode("utf-8", "ignore")
                spool.write(data)
                lengths.append(len(data))
            else:
                message = "a pair of texts is in the memory more than once: written once (without --for it stays)"
                notices.skip("repeated", message, text=unit.id or "")
        starts = array("Q", [0])
        for length in lengths:
            starts.append(starts[-1] + length)
        for index in groups.order(len(lengths), best_last=client.duplicates == "best-last"):
            spool.seek(starts[index])
            yield spool.read(lengths[index])


class _SourceGroups:
    """Units by the hash of their source text; only groups of several keep more than a number."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._dates: dict[int, tuple[str, int]] = {}
        self._groups: dict[int, list[int]] = {}
        self._seen: dict[int, int] = {}

    def add(self, unit: TranslationUnit, index: int) -> bool:
        """Note a unit; False where the same pair of texts was there before (its date may be newer now)."""
        left, right = unit.variants[0], unit.variants[-1]
        pair = hash((left.text, left.codes, right.text, right.codes))
        date = last_change(unit)
        if (place := self._seen.setdefault(pair, index)) != index:
            self._dates[place] = max((date, place), self._dates.get(place, ("", place)))
            return False
        key = hash(left.text)
        if key in self._first:
            self._groups.setdefault(key, [self._first[key]]).append(index)
        else:
            self._first[key] = index
        if date:
            self._dates[index] = (date, index)
        return True

    def order(self, count: int, *, best_last: bool) -> Iterator[int]:
        """The indexes, the places of each group shared out by rank."""
        moved: dict[int, int] = {}
        for places in self._groups.values():
            ranked = sorted(places, key=lambda index: self._dates.get(index, ("", index)), reverse=not best_last)
            moved.update(zip(places, ranked, strict=True))
        return (moved.get(index, index) for index in range(count))
