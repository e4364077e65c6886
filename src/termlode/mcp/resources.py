"""What an assistant may read as resources: the workspace, its list of concepts, each concept."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server import MCPServer

    from termlode.jobs.session import Session
    from termlode.mcp.desk import Desk

MOST = 2000  # ids in the list


def register(server: MCPServer, desk: Desk) -> None:
    """Offer them, as JSON."""

    @server.resource("termlode://workspace", title="The workspace", mime_type="application/json")
    async def workspace() -> dict[str, Any]:
        """Its name and languages, and how much termbase and memory hold."""
        found = await _asked(desk, lambda session: session.stats())
        languages = list(desk.workspace.languages)
        return {"name": found.name, "languages": languages, "termbase": asdict(found.termbase), "memory": found.memory}

    @server.resource("termlode://concepts", title="All concepts", mime_type="application/json")
    async def concepts() -> dict[str, Any]:
        """The ids of the concepts by subject field, each to be read as termlode://concept/ID; how many are left out."""
        entries = await _asked(desk, lambda session: session.workspace.concepts())
        fields: dict[str, list[str]] = {}
        for entry in entries[:MOST]:
            fields.setdefault(entry.subject_field, []).append(entry.id)
        return {"concepts": fields, "left_out": max(0, len(entries) - MOST)}

    @server.resource("termlode://concept/{identifier}", title="A concept", mime_type="application/json")
    async def concept(identifier: str) -> dict[str, Any]:
        """A concept with its terms in all languages, their status, region, forms and misreadings."""
        from termlode.jobs.answers import lookup

        try:
            entry = await desk.ask(lambda session: session.concept(identifier))
        except ToolError as error:
            raise ResourceNotFoundError(str(error)) from error
        return dict(lookup.concept(entry))


async def _asked[T](desk: Desk, job: Callable[[Session], T]) -> T:
    """What ``job`` makes of the session. Raises ResourceError with the words of our own errors."""
    try:
        return await desk.ask(job)
    except ToolError as error:
        raise ResourceError(str(error)) from error
