"""What is served: the workspace's name and languages, and what may be written."""

from __future__ import annotations

from fastapi import APIRouter

from termlode import __version__
from termlode.server.api.shapes import About, problems
from termlode.server.desk import Desk
from termlode.server.tokens import WRITES


def register(router: APIRouter, desk: Desk) -> None:
    """Add the route."""

    async def about() -> About:
        """The workspace that is served, and what may be written."""
        place, writes = desk.workspace, desk.settings.write
        writable = [name for name in WRITES if name in writes]
        return {"name": place.name, "version": __version__, "languages": list(place.languages), "writable": writable}  # type: ignore[typeddict-item]

    router.add_api_route("/", about, methods=["GET"], tags=["about"], responses=problems())
