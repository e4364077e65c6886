"""Who does the tasks: this process, or workers of Dask, here or on a cluster."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from itertools import batched, islice
from typing import TYPE_CHECKING, Any, Protocol

from termlode import __version__
from termlode.errors import MissingExtra, TermlodeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ENGINES = ("dask", "local")
AHEAD = 2  # times the tasks that go out together, for each worker
TOGETHER = 8  # tasks that go out together, where there are many: giving out costs the scheduler some milliseconds
_SPREAD = 8  # times that each worker is given some, at least
AGAIN = 1  # how often a task whose workers died is given out once more
_PATIENCE = 2  # deaths of workers that a task may be near, before it is thought to be their cause
_WAIT = 60  # seconds for a scheduler, and for its first worker


class Lost(TermlodeError):
    """A worker died again and again while it did a task, or the cluster is gone."""


class Engine(Protocol):
    """Does tasks in any order."""

    workers: int

    def run[T, R](self, job: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R | Exception]]:
        """The number of each task as it is done, with what came of it, or why nothing did. Raises Lost."""
        ...  # pragma: no cover


class Local:
    """Does them one after the other, in this process."""

    workers = 1

    def run[T, R](self, job: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R | Exception]]:
        """See :class:`Engine`."""
        for number, task in enumerate(tasks):
            yield number, job(task)


class Dask:
    """Does them on the workers of a client."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))

    def run[T, R](self, job: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R | Exception]]:
        """See :class:`Engine`. Tasks go out some at a time, so that a scheduler keeps many workers busy; few wait."""
        from distributed import as_completed

        size = max(1, min(TOGETHER, len(tasks) // (self.workers * _SPREAD)))
        waiting = batched(range(len(tasks)), size)
        running: dict[Any, tuple[int, ...]] = {}
        tries: Counter[tuple[int, ...]] = Counter()
        done = as_completed()

        def send(numbers: tuple[int, ...]) -> None:
            tries[numbers] += 1
            future = self._client.submit(_each, job, [tasks[number] for number in numbers], pure=False, retries=0)
            running[future] = numbers
            done.add(future)

        for numbers in islice(waiting, AHEAD * self.workers):
            send(numbers)
        while running:
            future = self._next(done)
            numbers = running.pop(future)
            found = self._result(future)
            if not isinstance(found, BaseException):
                yield from zip(numbers, found, strict=True)
            elif _is_death(found) and (len(numbers) > 1 or tries[numbers] <= AGAIN):
                for number in numbers:  # each by itself: only one of them may be the cause
                    send((number,))
                continue
            else:
                yield from ((number, _explained(found)) for number in numbers)
            for more in islice(waiting, 1):
                send(more)

    def _result(self, future: Any) -> Any:
        try:
            return future.result()
        except Exception as error:  # noqa: BLE001  # whatever the task raised, or Dask for it
            self._must_be_there(error)
            return error

    def _must_be_there(self, error: Exception) -> None:
        if self._client.status not in ("running", "connecting"):
            cure = "what is done is kept: start the same command again"
            raise Lost(f"the scheduler is gone ({error or type(error).__name__}): {cure}") from error

    def _next(self, done: Any) -> Any:
        try:
            return next(done)
        except Exception as error:  # whatever a broken connection raises
            self._must_be_there(error)
            raise


def _each[T, R](job: Callable[[T], R], tasks: Sequence[T]) -> list[R | Exception]:
    """What came of each of some tasks, on a worker."""
    found: list[R | Exception] = []
    for task in tasks:
        try:
            found.append(job(task))
        except Exception as error:  # noqa: BLE001  # one that fails stops no other
            found.append(error)
    return found


def _is_death(error: BaseException) -> bool:
    return type(error).__name__ in ("KilledWorker", "FutureCancelledError", "CancelledError", "CommClosedError")


def _explained(error: BaseException) -> Exception:
    if _is_death(error):
        return Lost("ended the worker each time it was tried: too large for it, or it makes a library crash")
    return error if isinstance(error, Exception) and str(error) else Lost(f"stopped by {type(error).__name__}")


@contextmanager
def engine(name: str = "dask", workers: int | None = None, scheduler: str | None = None) -> Iterator[Engine]:
    """The engine asked for; a cluster that it starts ends with it.

    Raises MissingExtra, UsageError for an unknown one, a scheduler that does not answer, or one whose workers have
    another version.
    """
    if name not in ENGINES:
        raise UsageError(f"--engine {name} is unknown: one of {', '.join(ENGINES)}")
    if name == "local":
        yield Local()
        return
    try:
        import dask

        dask.config.set({"logging.distributed": "critical"})  # read by the import; we tell what goes wrong, in a line
        import distributed
    except ImportError as error:
        raise MissingExtra("termlode corpus", "corpus") from error
    patient = {"distributed.scheduler.allowed-failures": _PATIENCE, "distributed.admin.tick.limit": "60s"}
    with dask.config.set(patient), _client(distributed, workers, scheduler) as client:
        _check_versions(client)
        yield Dask(client)


@contextmanager
def _client(distributed: Any, workers: int | None, scheduler: str | None) -> Iterator[Any]:
    if scheduler is not None:
        try:
            client = distributed.Client(scheduler, timeout=_WAIT)
        except (OSError, ValueError) as error:
            raise UsageError(f"--scheduler {scheduler}: does not answer ({error})") from error
        with client:
            try:
                client.wait_for_workers(1, timeout=_WAIT)
            except TimeoutError as error:
                cure = f"start some with 'dask worker {scheduler}'"
                raise UsageError(f"--scheduler {scheduler}: has no workers: {cure}") from error
            yield client
        return
    cluster = distributed.LocalCluster(
        n_workers=workers or _cores(), threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )
    with cluster, distributed.Client(cluster) as client:
        yield client


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check_versions(client: Any) -> None:
    """All workers run this version. Raises UsageError."""
    try:
        found = set(client.run(_version).values())
    except Exception as error:  # a worker without termlode raises what it likes
        raise UsageError(f"a worker has no termlode that can be loaded: {error}") from error
    if found != {__version__}:
        others = ", ".join(sorted(found - {__version__}))
        raise UsageError(f"this is termlode {__version__}, but workers have {others}: install the same there")


def _version() -> str:
    from termlode import __version__ as version

    return version
