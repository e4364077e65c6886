"""Small tools over sorted numpy arrays, and the types of the arrays that the index is built with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

type Ints = NDArray[np.int64]
type Hashes = NDArray[np.uint64]
type Shorts = NDArray[np.uint32]


def sorted_set[T: np.generic](values: NDArray[T]) -> NDArray[T]:
    """What ``numpy.unique`` gives; sorting is many times faster than its hashing. Sorts ``values`` in place."""
    values.sort()
    found: NDArray[T] = values[distinct(values)]
    return found


def distinct(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Where a sorted array has a value for the first time."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def runs(values: Ints, sizes: Ints) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The number and the values of each run of more than one, of runs of ``sizes`` in ``values``."""
    several = sizes > 1
    chosen = values[np.repeat(several, sizes)].tolist()
    start = 0
    for number, size in zip(np.flatnonzero(several).tolist(), sizes[several].tolist(), strict=True):
        yield number, tuple(chosen[start : start + size])
        start += size
