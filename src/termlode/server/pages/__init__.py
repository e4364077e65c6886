"""The pages for a browser, rendered here; each module of this folder registers its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.server.pages import asking, concepts, drafts, drawing, findings, reviews

if TYPE_CHECKING:
    from fastapi import FastAPI

    from termlode.server.desk import Desk

PLACES = (
    ("/", "Look-up"),
    ("/concordance", "Concordance"),
    ("/concepts", "Termbase"),
    ("/drafts", "Drafts"),
    ("/reviews", "Reviews"),
    ("/findings", "Findings"),
)


def register(app: FastAPI, desk: Desk) -> None:
    """Add all pages to ``app``."""
    drawer = drawing.install(app, PLACES, desk.workspace.name)
    app.include_router(asking.router(desk, drawer))
    app.include_router(concepts.router(desk, drawer))
    app.include_router(drafts.router(desk, drawer))
    app.include_router(reviews.router(reviews.Reviews(desk.settings.reviews), drawer))
    app.include_router(findings.router(desk, drawer, desk.settings.checked))
