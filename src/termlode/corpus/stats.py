"""How much a corpus holds, and how sure it is of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from termlode.corpus import parts
from termlode.jobs.events import silent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.corpus.engines import Engine
    from termlode.corpus.place import Place
    from termlode.jobs.events import Progress

STEPS = (0.5, 0.7, 0.9)


@dataclass(frozen=True, slots=True)
class Stats:
    """Of one pair of languages: units, documents, characters of both sides, means, units of at least each of STEPS."""

    pair: str
    units: int
    documents: int
    characters: tuple[int, int]
    probability: float
    quality: float
    sure: tuple[int, ...]


def stats(place: Place, engine: Engine, progress: Progress = silent) -> list[Stats]:
    """The figures of each pair. Raises NothingFound, FormatError, UnreadableError."""
    names = parts.names(place)
    found = parts.done(engine, partial(_of_part, place), names, "count", progress)
    by_pair: dict[str, list[_Sums]] = {}
    for name, sums in zip(names, found, strict=True):
        by_pair.setdefault(parts.pair_of(name), []).append(sums)
    return [_joined(pair, sums) for pair, sums in by_pair.items()]


@dataclass(frozen=True, slots=True)
class _Sums:
    units: int
    documents: frozenset[str]
    characters: tuple[int, int]
    probability: float
    quality: float
    sure: tuple[int, ...]


def _of_part(place: Place, name: str) -> _Sums:
    some = parts.read(place, name)
    lengths = [int(pc.sum(pc.utf8_length(some[side])).as_py() or 0) for side in ("source", "target")]
    quality = some["quality"]
    return _Sums(
        some.num_rows,
        frozenset(pc.unique(some["document"]).to_pylist()),
        (lengths[0], lengths[1]),
        float(pc.sum(some["probability"]).as_py() or 0.0),
        float(pc.sum(quality).as_py() or 0.0),
        tuple(int(pc.sum(pc.greater_equal(quality, step)).as_py() or 0) for step in STEPS),
    )


def _joined(pair: str, some: Iterable[_Sums]) -> Stats:
    every = list(some)
    units = sum(one.units for one in every)
    return Stats(
        pair,
        units,
        len(frozenset().union(*(one.documents for one in every))),
        (sum(one.characters[0] for one in every), sum(one.characters[1] for one in every)),
        round(sum(one.probability for one in every) / max(1, units), 4),
        round(sum(one.quality for one in every) / max(1, units), 4),
        tuple(sum(one.sure[step] for one in every) for step in range(len(STEPS))),
    )
