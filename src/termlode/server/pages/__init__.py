"""The pages for a browser, rendered here; each module of this folder registers its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.server.pages import drawing, reviews

if TYPE_CHECKING:
    from fastapi import FastAPI

    from termlode.server.desk import Desk

PLACES = (("/reviews", "Reviews"),)


def register(app: FastAPI, desk: Desk) -> None:
    """Add all pages to ``app``."""
    drawer = drawing.install(app, PLACES, desk.workspace.name)
    app.include_router(reviews.router(reviews.Reviews(desk.settings.reviews), drawer))
