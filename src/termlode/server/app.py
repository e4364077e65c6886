"""The application: what is asked under which address, behind what :mod:`termlode.server.security` lets through."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware

from termlode import __version__
from termlode.server import api, description, login, pages, problems, statics, uploads
from termlode.server.desk import Desk
from termlode.server.security import Guard
from termlode.server.tmserver import STORES, Dropin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from termlode.server.settings import Settings
    from termlode.workspace import Workspace


UPLOADS = f"{api.PREFIX}/import|{STORES}"


def make_app(workspace: Workspace, settings: Settings) -> FastAPI:
    """The application for ``workspace``; termbase and memory are opened when they are first asked for."""
    desk = Desk(workspace, settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        uploads.sweep(desk)
        yield
        await desk.close()

    guard = Middleware(Guard, settings=settings, root=str(workspace.root), uploads=UPLOADS)
    app = FastAPI(
        title="Termlode", version=__version__, lifespan=life, docs_url=None, redoc_url=None,
        middleware=[guard, Middleware(Dropin, desk=desk)],
    )  # fmt: skip
    app.state.settings, app.state.desk = settings, desk
    problems.install(app)
    statics.install(app)
    login.install(app, settings)
    api.register(app, desk)
    description.install(app)
    pages.register(app, desk)
    return app
