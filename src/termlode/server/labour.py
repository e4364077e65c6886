"""A process that does what takes long or much memory: nobody else waits for it, and it can be stopped.

It is started when it is first needed and ends when nothing was asked of it for a while, or its parent is gone.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from termlode.errors import TermlodeError
from termlode.server.problems import Problem, status_of

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_IDLE = 120.0  # seconds until it ends


class Labourer:
    """One process, and the turns of those who wait for it. Used in the event loop's thread."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None
        self._end: TimerHandle | None = None

    async def do[T](self, job: Callable[..., T], *values: Any, seconds: float) -> T:
        """What ``job``, a function of a module, makes of picklable values.

        Raises Problem for what it raises, and where it, or waiting for it, takes longer than ``seconds``.
        """
        try:
            await asyncio.wait_for(self._turn.acquire(), seconds)
        except TimeoutError as error:
            raise Problem(503, "others are being served: ask again later") from error
        try:
            if self._end is not None:
                self._end.cancel()
            found: T = await asyncio.to_thread(self._do, job, values, seconds)
            return found
        finally:
            self._end = asyncio.get_running_loop().call_later(_IDLE, self.close)
            self._turn.release()

    def _do(self, job: Callable[..., Any], values: tuple[Any, ...], seconds: float) -> Any:
        line = self._open()
        try:
            line.send((job, values))
            if not line.poll(seconds):
                self.close()
                raise Problem(503, f"it would take longer than {seconds:g} seconds: ask for less")
            status, found = line.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise Problem(500, "the process that did it died (is it too large?)") from error
        if status:
            raise Problem(status, found)
        return found

    def _open(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self.close()
            context = get_context("spawn")
            self._line, other = context.Pipe()
            self._process = context.Process(target=_work, args=(other,), daemon=True)
            self._process.start()
            other.close()  # so that the end of the process is seen
        return self._line

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._end is not None:
            self._end.cancel()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


def _work(line: Connection) -> None:
    """The life of the process: jobs in, what they give or raise out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends us
    with suppress(EOFError, BrokenPipeError):
        while True:
            job, values = line.recv()
            line.send(_done(job, values))


def _done(job: Callable[..., Any], values: tuple[Any, ...]) -> tuple[int, Any]:
    try:
        return 0, job(*values)
    except TermlodeError as error:
        return status_of(error), str(error)
    except MemoryError:
        return 413, "it does not fit into memory: ask for less"
    except Exception as error:  # noqa: BLE001  # told to who asked, without what it says: that may be a text
        return 500, f"something is wrong with the server ({type(error).__name__})"
