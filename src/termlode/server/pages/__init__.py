"""The pages for a browser, rendered here; each module of this folder registers its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from termlode.server.desk import Desk


def register(app: FastAPI, desk: Desk) -> None:  # no page is there yet
    """Add all pages to ``app``."""
