"""One thread in which an open workspace is asked: its files stay open, and the protocol goes on meanwhile."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from mcp.server.mcpserver.exceptions import ToolError

from termlode.errors import TermlodeError
from termlode.jobs.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.workspace import Workspace


class Desk:
    """A workspace and the thread that works in it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._session = Session(workspace)
        self._thread = ThreadPoolExecutor(1, "termlode")

    async def ask[T](self, job: Callable[[Session], T]) -> T:
        """What ``job`` makes of the session. Raises ToolError with the words of our own errors."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, job, self._session)
        except TermlodeError as error:
            raise ToolError(str(error)) from error

    async def close(self) -> None:
        """Close the workspace and end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._session.close)
        self._thread.shutdown()
