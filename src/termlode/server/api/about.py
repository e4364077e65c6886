"""What is served: the workspace's name and languages, and what may be written."""

from __future__ import annotations

from typing import Literal, TypedDict

from fastapi import APIRouter

from termlode import __version__
from termlode.server.desk import Desk


class About(TypedDict):
    """A workspace that is served."""

    name: str
    version: str
    languages: list[str]
    writable: list[Literal["review", "terms", "memory"]]


def register(router: APIRouter, desk: Desk) -> None:
    """Add the route."""

    async def about() -> About:
        """The workspace that is served, and what may be written."""
        place, writes = desk.workspace, desk.settings.write
        writable: list[Literal["review", "terms", "memory"]] = [
            name for name in ("review", "terms", "memory") if name in writes
        ]
        return {"name": place.name, "version": __version__, "languages": list(place.languages), "writable": writable}

    router.add_api_route("/", about, methods=["GET"], tags=["about"])
