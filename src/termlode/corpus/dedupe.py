"""The same unit twice, in one part or in several: exactly but for orthography, or nearly.

Exact: equal 64-bit hashes of both sides, folded. Near: MinHash (Broder 1997) of the letter four-grams of both sides,
banded (Leskovec, Rajaraman, Ullman, *Mining of Massive Datasets*, 3.4) to find candidates, whose four-grams are then
compared themselves. Of what is the same the surest row stays, of equally sure ones the first.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from termlode.corpus import parts
from termlode.errors import UsageError
from termlode.jobs.events import silent
from termlode.languages.folding import fold, tight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from termlode.corpus.engines import Engine
    from termlode.corpus.place import Place
    from termlode.jobs.events import Progress

    type Floats = NDArray[np.float64]
    type Row = tuple[int, int]  # number of the part, of the row in it

HASHES, BANDS = 32, 8  # rows of a band: 4, so that units that share nine tenths of their four-grams are met at .9998
GRAM = 4
_RANDOM = np.random.default_rng(20261130)
_FACTORS = _RANDOM.integers(1, 1 << 31, HASHES, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _RANDOM.integers(0, 1 << 63, HASHES, dtype=np.uint64)


class Marks(NamedTuple):
    """Of each row of a part: the hash of its texts, how sure it is, and its MinHash (none where only exact)."""

    exact: NDArray[np.uint64]
    sure: NDArray[np.float64]
    near: NDArray[np.uint16]


class Deduped(NamedTuple):
    """How many rows there were and are, and how many of those that are gone were only nearly the same."""

    before: int
    after: int
    near: int


def dedupe(
    place: Place, out: Place, engine: Engine, *, near: float | None = None, progress: Progress = silent
) -> Deduped:
    """Write a corpus without repetitions to ``out``. ``near``: the least share of four-grams, of each side, that two
    units must have in common to count as the same. Some 80 bytes a unit are held here.

    Raises UsageError, NothingFound, UnreadableError, FormatError.
    """
    if near is not None and not 0.5 <= near <= 1:
        raise UsageError(f"--near {near}: a share between 0.5 and 1")
    names = parts.names(place)
    every = parts.done(engine, partial(marks, place, near is not None), names, "read", progress)
    drop = _repeated(every)
    exact = sum(map(len, drop.values()))
    if near is not None:
        links = _candidates(every, drop)
        tasks = [(number, names[number], rows) for number, rows in _rows_of(links)]
        found = parts.done(engine, partial(_texts, place), tasks, "compare", progress)
        texts = {(task[0], row): text for task, some in zip(tasks, found, strict=True) for row, text in some}
        for number, row in _nearly(every, links, texts, near):
            drop.setdefault(number, set()).add(row)
    by_name = {names[number]: rows for number, rows in drop.items()}
    before, after = parts.rewritten(place, out, partial(_without, by_name), engine, stage="write", progress=progress)
    return Deduped(before, after, before - after - exact)


def _without(drop: Mapping[str, set[int]], name: str, some: pa.Table) -> pa.Table:
    gone = drop.get(name, set())
    return some.filter(pa.array([row not in gone for row in range(some.num_rows)], pa.bool_()))


# ── what is repeated ─────────────────────────────────────────────────────────────────────────────


def _repeated(every: Sequence[Marks]) -> dict[int, set[int]]:
    """The rows whose texts a better row, or an earlier one as good, says too."""
    part, row, exact, sure = _joined(every)
    order = np.lexsort((row, part, -sure, exact))
    again = np.zeros(len(order), bool)
    again[1:] = exact[order][1:] == exact[order][:-1]
    drop: dict[int, set[int]] = {}
    for at in order[again]:
        drop.setdefault(int(part[at]), set()).add(int(row[at]))
    return drop


def _joined(every: Sequence[Marks]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64], Floats]:
    """Part, row, hash and sureness of all rows."""
    counts = [len(one.exact) for one in every]
    part = np.repeat(np.arange(len(every)), counts)
    row = np.concatenate([np.arange(count) for count in counts]) if counts else np.zeros(0, np.int64)
    empty = np.zeros(0)
    exact = np.concatenate([one.exact for one in every]) if every else empty.astype(np.uint64)
    return part, row, exact, np.concatenate([one.sure for one in every]) if every else empty


def _rows_of(links: set[tuple[Row, Row]]) -> list[tuple[int, tuple[int, ...]]]:
    """The rows of each part that are to be compared."""
    wanted: dict[int, set[int]] = {}
    for pair in links:
        for number, row in pair:
            wanted.setdefault(number, set()).add(row)
    return [(number, tuple(sorted(rows))) for number, rows in sorted(wanted.items())]


def _nearly(
    every: Sequence[Marks], links: set[tuple[Row, Row]], texts: Mapping[Row, tuple[str, str]], near: float
) -> list[Row]:
    """The rows that are nearly the same as a better one that stays."""
    beside: dict[Row, set[Row]] = {}
    for one, other in links:
        if _alike(texts[one], texts[other]) >= near:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    kept: set[Row] = set()
    dropped = []
    for at in sorted(beside, key=lambda at: (-every[at[0]].sure[at[1]], at)):
        if beside[at] & kept:
            dropped.append(at)
        else:
            kept.add(at)
    return dropped


def _candidates(every: Sequence[Marks], gone: Mapping[int, set[int]]) -> set[tuple[Row, Row]]:
    """Pairs of rows that share a band of their signatures: with the first of those that do, and with the one before."""
    part, row, *_ = _joined(every)
    signatures = np.concatenate([one.near for one in every]) if every else np.zeros((0, HASHES), np.uint16)
    there = np.array([int(r) not in gone.get(int(p), ()) for p, r in zip(part, row, strict=True)], bool)
    part, row, signatures = part[there], row[there], np.ascontiguousarray(signatures[there])
    found: set[tuple[Row, Row]] = set()
    width = HASHES // BANDS
    for band in range(BANDS):
        keys = np.ascontiguousarray(signatures[:, band * width : (band + 1) * width]).view(np.uint64).ravel()
        order = np.argsort(keys, kind="stable")
        first = order[0] if len(order) else 0
        for before, at in pairwise(order):
            if keys[before] != keys[at]:
                first = at
                continue
            here = (int(part[at]), int(row[at]))
            found.update(((int(part[other]), int(row[other])), here) for other in {int(first), int(before)})
    return found


def _texts(place: Place, task: tuple[int, str, tuple[int, ...]]) -> list[tuple[int, tuple[str, str]]]:
    """The texts of some rows of a part, as they are compared."""
    _, name, wanted = task
    some = parts.read(place, name).take(pa.array(wanted))
    return list(zip(wanted, zip(_folded(some, "source"), _folded(some, "target"), strict=True), strict=True))


def _alike(one: tuple[str, str], other: tuple[str, str]) -> float:
    """The share of four-grams that two units have in common, of the side that has less."""
    return min(_share(grams(a), grams(b)) for a, b in zip(one, other, strict=True))


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)


# ── marks of a part ──────────────────────────────────────────────────────────────────────────────


def marks(place: Place, near: bool, name: str) -> Marks:
    """The marks of a part's rows."""
    some = parts.read(place, name)
    sides = [_folded(some, side) for side in ("source", "target")]
    exact = np.array([_hash(f"{one}\0{other}") for one, other in zip(*sides, strict=True)], np.uint64)
    sure = np.array([(p or 0.0) * (q or 0.0) for p, q in zip(*(some[c].to_pylist() for c in _SURE), strict=True)])
    signatures = [_signature(grams(one) | grams(other, 1)) for one, other in zip(*sides, strict=True)] if near else []
    return Marks(exact, sure, np.array(signatures, np.uint16).reshape(len(exact) if near else 0, HASHES))


_SURE = ("probability", "quality")


def _folded(some: pa.Table, side: str) -> list[str]:
    """The texts of a side as they are compared: without spaces, case and variants of letters."""
    texts, languages = some[side].to_pylist(), some[f"{side}_language"].to_pylist()
    return [tight(fold(text, language)) for text, language in zip(texts, languages, strict=True)]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def grams(text: str, side: int = 0) -> frozenset[int]:
    """The hashes of a text's four-grams; those of the other ``side`` are other numbers."""
    return frozenset(_gram(text[at : at + GRAM], side) for at in range(max(1, len(text) - GRAM + 1)))


def _gram(text: str, side: int) -> int:
    """A hash that is the same in every process (Python's own is not)."""
    value = 1469598103934665603 ^ side
    for char in text:
        value = ((value ^ ord(char)) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return value


def _signature(found: frozenset[int]) -> NDArray[np.uint16]:
    """The low bits of the least of each of HASHES permutations (b-bit MinHash: Li and König 2010)."""
    values = np.fromiter(found, np.uint64, len(found))
    mixed = values[:, None] * _FACTORS + _OFFSETS
    mixed ^= mixed >> np.uint64(29)
    return (mixed * np.uint64(0xBF58476D1CE4E5B9)).min(axis=0).astype(np.uint16)
