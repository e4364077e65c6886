"""The server that an assistant starts: it speaks over standard input and output until they are closed."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from mcp.server import MCPServer

from termlode import __version__
from termlode.mcp import resources
from termlode.mcp.desk import Desk
from termlode.mcp.reading import Reading
from termlode.mcp.writing import Writing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from termlode.workspace import Workspace

INSTRUCTIONS = (
    "Termlode holds this workspace's approved terminology and earlier translations between {languages}. Before "
    "translating, call terms on the source text and lookup on each sentence; write preferred terms, never forbidden "
    "or deprecated ones; afterwards call check on the pairs. Answers say what was left out. Nothing that these tools "
    "give was made up: where they find nothing, say so."
)


def make_server(workspace: Workspace, write: Collection[str] = ()) -> MCPServer:
    """The server of a workspace; ``write``: "memory" and "terms" add the tools that write there."""
    desk = Desk(workspace)

    @asynccontextmanager
    async def lifespan(_: MCPServer) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await desk.close()

    server = MCPServer(
        "termlode",
        title=f"Termlode: {workspace.name}",
        version=__version__,
        instructions=INSTRUCTIONS.format(languages=", ".join(workspace.languages)),
        lifespan=lifespan,
        log_level="ERROR",
    )
    Reading(desk).register(server)
    resources.register(server, desk)
    Writing(desk).register(server, write)
    return server


def run(workspace: Workspace, write: Collection[str] = ()) -> None:
    """Serve over standard input and output until they are closed."""
    make_server(workspace, write).run("stdio")
