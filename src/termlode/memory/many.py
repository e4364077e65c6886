"""Look-ups of many queries by several processes, in the order they were asked."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termlode.memory.query import Query
    from termlode.model import Match

    type Search = Callable[[Iterable[Query]], Iterator[list[Match]]]
    type Answers = Callable[[Sequence[Query]], list[list[Match]]]

_AHEAD = 2  # batches of each process that wait for it
_KEPT = 4  # times as many batches, answered or not, wait for those before them

_search_here: Search | None = None


def search(
    make: Callable[[], Search], here: Answers, batches: Iterator[tuple[Query, ...]], jobs: int
) -> Iterator[list[Match]]:
    """The matches of each query of ``batches``; ``jobs`` processes share these, this one among them.

    Each of the others searches with what ``make`` gives it; this one, which has started already, with ``here``,
    while it would have to wait.
    """
    waiting: deque[Future[list[list[Match]]]] = deque()
    most = _AHEAD * (jobs - 1)
    with ProcessPoolExecutor(jobs - 1, get_context("spawn"), initializer=_start, initargs=(make,)) as pool:
        while True:
            free = most - sum(not future.done() for future in waiting)
            waiting.extend(pool.submit(_search, batch) for batch in islice(batches, free))
            if waiting and not waiting[0].done() and len(waiting) < _KEPT * most:
                own = next(batches, None)
                if own is not None:
                    waiting.append(_answered(here, own))
                    continue
            if not waiting:
                return
            yield from waiting.popleft().result()


def _answered(here: Answers, batch: tuple[Query, ...]) -> Future[list[list[Match]]]:
    """The answers to a batch that this process found itself."""
    found: Future[list[list[Match]]] = Future()
    found.set_result(here(batch))
    return found


def _start(make: Callable[[], Search]) -> None:
    global _search_here  # noqa: PLW0603  # a worker process has one store for its life
    _search_here = make()


def _search(batch: tuple[Query, ...]) -> list[list[Match]]:
    assert _search_here is not None
    return list(_search_here(batch))
