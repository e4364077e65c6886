"""A server of one review file, which it may write, and nothing else: what ``termlode review open`` runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware

from termlode.server import problems, statics
from termlode.server.pages import drawing, reviews
from termlode.server.security import Guard

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.server.settings import Settings


def make_app(file: Path, settings: Settings) -> FastAPI:
    """The application for ``file``. Raises FormatError, UnreadableError where it is no review file."""
    known = reviews.Reviews([file])
    known.session(1)
    app = FastAPI(
        title="Termlode", docs_url=None, redoc_url=None, openapi_url=None,
        middleware=[Middleware(Guard, settings=settings)],
    )  # fmt: skip
    app.state.settings = settings
    problems.install(app)
    statics.install(app)
    drawer = drawing.install(app, (), str(file))
    app.include_router(reviews.only(known, drawer))
    return app
