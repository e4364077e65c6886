"""Where requests wait for their turn: one thread that asks, one that writes, and processes for slow work.

Termbase and memory are opened once, in the thread that asks, and opened anew when their files have changed. What takes
long or much memory is done in a process of its own, so that nobody else waits for it and it can be stopped.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from termlode.jobs.opened import Opened
from termlode.server.labour import Labourer
from termlode.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.errors import TermlodeError
    from termlode.server.settings import Settings
    from termlode.workspace import Workspace


class Desk:
    """A workspace that is being served; what it does is asked of it in the event loop's thread."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.workspace, self.settings = workspace, settings
        self._opened = Opened(workspace, self._broken)
        self._asking = ThreadPoolExecutor(1, "ask")
        self._writing = ThreadPoolExecutor(1, "write")
        self._labourer, self._long = Labourer(), Labourer()

    def _broken(self, error: TermlodeError) -> None:
        if self.settings.say is not None:
            self.settings.say(f"the termbase cannot be read, the last good one goes on answering: {error}")

    async def ask[T](self, job: Callable[[Opened], T]) -> T:
        """What ``job`` makes of the open workspace. Raises what it raises, and Problem where that takes too long."""
        seconds, loop = self.settings.limits.seconds, asyncio.get_running_loop()
        try:
            return await asyncio.wait_for(loop.run_in_executor(self._asking, job, self._opened), seconds)
        except TimeoutError as error:
            raise Problem(503, f"no answer within {seconds:g} seconds: ask for less, or later") from error

    async def write[T](self, job: Callable[[], T]) -> T:
        """Do ``job``, which writes; one at a time. Raises what it raises, and Problem where its turn does not come.

        Once it has begun its end is waited for, so that no write is told to have failed that is done later.
        """
        seconds, turn = self.settings.limits.seconds, self._writing.submit(job)
        done = asyncio.wrap_future(turn)
        await asyncio.wait({done}, timeout=seconds)
        if not done.done() and turn.cancel():
            raise Problem(503, f"others have been writing for {seconds:g} seconds; nothing is written: ask again later")
        return await done

    async def labour[T](self, job: Callable[..., T], *values: Any) -> T:
        """Have a process of its own do ``job``, a function of a module, with picklable values. Raises Problem."""
        return await self._labourer.do(job, *values, seconds=self.settings.limits.seconds)

    async def labour_long[T](self, job: Callable[..., T], *values: Any) -> T:
        """The same for imports and exports, which may take longer and are in nobody's way. Raises Problem."""
        return await self._long.do(job, *values, seconds=self.settings.limits.long_seconds)

    async def close(self) -> None:
        """Wait for what is being done, and close all."""
        await asyncio.get_running_loop().run_in_executor(self._asking, self._opened.close)
        for threads in (self._asking, self._writing):
            threads.shutdown()
        self._labourer.close()
        self._long.close()
