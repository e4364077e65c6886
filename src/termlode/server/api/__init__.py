"""The JSON API under ``/api/termlode/v1``; each module registers the routes of some verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends

from termlode.server.visitors import may_read

if TYPE_CHECKING:
    from fastapi import FastAPI

    from termlode.server.desk import Desk

PREFIX = "/api/termlode/v1"


def register(app: FastAPI, desk: Desk) -> None:
    """Add all routes to ``app``: what answers from the workspace needs the scope read, what writes asks for its own."""
    from termlode.server.api import about, concepts, files, lookup, texts, units

    reading, writing = APIRouter(prefix=PREFIX, dependencies=[Depends(may_read)]), APIRouter(prefix=PREFIX)
    for module in (about, lookup, texts):
        module.register(reading, desk)
    for both in (concepts, units, files):
        both.register(reading, writing, desk)
    app.include_router(reading)
    app.include_router(writing)
