"""The JSON API under ``/api/termlode/v1``; each module registers the routes of some verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

if TYPE_CHECKING:
    from fastapi import FastAPI

    from termlode.server.desk import Desk

PREFIX = "/api/termlode/v1"


def register(app: FastAPI, desk: Desk) -> None:
    """Add all routes to ``app``."""
    from termlode.server.api import about, concepts, files, lookup, texts, units

    router = APIRouter(prefix=PREFIX)
    for module in (about, lookup, texts, concepts, units, files):
        module.register(router, desk)
    app.include_router(router)
