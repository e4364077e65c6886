"""A corpus as TMX, or into a memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.corpus import parts, table
from termlode.errors import NothingFound, UsageError
from termlode.exchange.selection import pair_name
from termlode.jobs.events import silent
from termlode.languages.tags import matches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.corpus.place import Place
    from termlode.jobs.events import Progress
    from termlode.memory import AddReport
    from termlode.model import TranslationUnit
    from termlode.workspace import Workspace


def tmx(place: Place, path: Path, pair: tuple[str, str] | None = None, client: str | None = None) -> int:
    """Write the units of one pair of languages (which must be said where there are several) as TMX; how many.

    ``client``: the program that it is for. Raises UsageError, NothingFound, UnreadableError.
    """
    from termlode.exchange.profiles import profile
    from termlode.exchange.tmx.write import write

    if path.suffix.lower() != ".tmx":
        raise UsageError(f"{path}: name a .tmx file")
    found = list(dict.fromkeys(map(parts.pair_of, parts.names(place))))
    if pair is None:
        if len(found) > 1:
            raise UsageError(f"the corpus holds {', '.join(found)}: add --pair {found[0]}")
        first = next(units(place), None)
        if first is None:
            raise NothingFound(f"{place.url}: the corpus is empty: nothing is written")
        pair = first.variants[0].language, first.variants[1].language
    elif next(units(place, pair), None) is None:
        raise NothingFound(f"the corpus holds no {pair_name(pair)}, only {', '.join(found)}: nothing is written")
    return write(units(place, pair), path, source=pair[0], target=pair[1], client=profile(client)).units


def memory(place: Place, workspace: Workspace, progress: Progress = silent) -> AddReport:
    """Add all units to the workspace's memory. Raises NothingFound, StoreError."""
    parts.names(place)

    def tell(done: int, total: int | None) -> None:
        progress("store", done, total)

    with workspace.memory(write=True) as store:
        return store.add(units(place), progress=tell)


def units(place: Place, pair: tuple[str, str] | None = None) -> Iterator[TranslationUnit]:
    """The units of the corpus (of a pair, whichever side comes first), a part in memory at a time."""
    for row in parts.rows(place):
        sides = row["source_language"], row["target_language"]
        if pair is None or _is(sides, pair) or _is(sides, pair[::-1]):
            yield table.unit(row)


def _is(sides: tuple[str, str], pair: tuple[str, str]) -> bool:
    return matches(sides[0], pair[0]) and matches(sides[1], pair[1])
