"""Rows of a corpus that are worth keeping: by quality, languages, lengths, letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from termlode.corpus import parts
from termlode.errors import UsageError
from termlode.jobs.events import silent
from termlode.languages import registry, scripts
from termlode.languages.tags import matches

if TYPE_CHECKING:
    from termlode.corpus.engines import Engine
    from termlode.corpus.place import Place
    from termlode.jobs.events import Progress


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows must meet, all together. Lengths are characters of either side, ``ratio`` that of the longer one.

    ``strange``: the most letters, of all those of a side, that are of a script its language is not written in.
    """

    quality: float = 0.0
    probability: float = 0.0
    pairs: tuple[tuple[str, str], ...] = ()
    shortest: int = 1
    longest: int | None = None
    ratio: float | None = None
    strange: float | None = None

    def __post_init__(self) -> None:
        if self.longest is not None and self.longest < self.shortest:
            raise UsageError(f"--max-length {self.longest} is less than --min-length {self.shortest}")


def keep(place: Place, out: Place, wanted: Filter, engine: Engine, progress: Progress = silent) -> tuple[int, int]:
    """Write the rows that meet ``wanted`` to ``out``; how many rows there were, and are. Raises as ``rewritten``."""
    return parts.rewritten(place, out, partial(_kept, wanted), engine, stage="filter", progress=progress)


def _kept(wanted: Filter, _name: str, some: pa.Table) -> pa.Table:
    left, right = pc.utf8_length(some["source"]), pc.utf8_length(some["target"])
    short, long = pc.min_element_wise(left, right), pc.max_element_wise(left, right)
    mask = pc.greater_equal(some["quality"], wanted.quality)
    mask = pc.and_(mask, pc.greater_equal(some["probability"], wanted.probability))
    mask = pc.and_(mask, pc.greater_equal(short, wanted.shortest))
    if wanted.longest is not None:
        mask = pc.and_(mask, pc.less_equal(long, wanted.longest))
    if wanted.ratio is not None:
        mask = pc.and_(mask, pc.less_equal(long, pc.multiply(pc.cast(short, pa.float64()), wanted.ratio)))
    left_over = some.filter(mask)
    if not wanted.pairs and wanted.strange is None:
        return left_over
    flags = [_fits(wanted, row) for row in left_over.select(_TEXTS).to_pylist()]
    return left_over.filter(pa.array(flags, pa.bool_()))


_TEXTS = ["source_language", "target_language", "source", "target"]


def _fits(wanted: Filter, row: dict[str, Any]) -> bool:
    one, other = row["source_language"], row["target_language"]
    if wanted.pairs and not any(
        (matches(one, a) and matches(other, b)) or (matches(one, b) and matches(other, a)) for a, b in wanted.pairs
    ):
        return False
    if wanted.strange is None:
        return True
    sides = ((row["source"], one), (row["target"], other))
    return all(_strange(text, language) <= wanted.strange for text, language in sides)


def _strange(text: str, language: str) -> float:
    """The share of letters that are of another script than the language's."""
    own = registry.pack(language).script
    letters = [char for char in text if char.isalpha()]
    if not letters or not own:
        return 0.0
    return sum(scripts.script(char) != own for char in letters) / len(letters)
