"""Look-ups of many queries by several processes, in the order they were asked."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from termlode.memory.query import Query
    from termlode.model import Match

    type Search = Callable[[Iterable[Query]], Iterator[list[Match]]]

_AHEAD = 3  # batches of each process that wait for it

_search_here: Search | None = None


def search(make: Callable[[], Search], batches: Iterator[tuple[Query, ...]], jobs: int) -> Iterator[list[Match]]:
    """The matches of each query of ``batches``; ``jobs`` processes share these, each with what ``make`` gives it."""
    waiting: deque[Future[list[list[Match]]]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_start, initargs=(make,)) as pool:
        waiting.extend(pool.submit(_search, batch) for batch in islice(batches, _AHEAD * jobs))
        while waiting:
            found = waiting.popleft().result()
            waiting.extend(pool.submit(_search, batch) for batch in islice(batches, 1))
            yield from found


def _start(make: Callable[[], Search]) -> None:
    global _search_here  # noqa: PLW0603  # a worker process has one store for its life
    _search_here = make()


def _search(batch: tuple[Query, ...]) -> list[list[Match]]:
    assert _search_here is not None
    return list(_search_here(batch))
