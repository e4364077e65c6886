"""Serves one review file to the browser until Ctrl-C."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from termlode.cli import output
from termlode.errors import MissingExtra

if TYPE_CHECKING:
    from pathlib import Path


def serve(file: Path, port: int, *, browser: bool) -> None:
    """Serve the page of a review. Raises FormatError, UnreadableError, UsageError, MissingExtra."""
    try:
        from termlode.server.one_review import make_app
        from termlode.server.run import run_app
    except ImportError as error:
        raise MissingExtra("termlode review open", "server") from error
    from termlode.server.settings import Settings

    settings = Settings(port=port, write=frozenset({"review"}))
    app = make_app(file, settings)
    with suppress(KeyboardInterrupt):  # that is how it ends
        run_app(lambda: app, settings, partial(_ready, file, browser))


def _ready(file: Path, browser: bool, port: int) -> None:
    address = f"http://127.0.0.1:{port}/"
    output.out(address)
    output.remark(f"{file} is open there; every step is saved. Ctrl-C ends it.")
    if browser:
        import webbrowser

        webbrowser.open(address)
