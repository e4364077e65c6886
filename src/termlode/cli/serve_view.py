"""Starts the server and says where it is; makes tokens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from termlode.cli import output
from termlode.cli.parse import parts
from termlode.errors import MissingExtra, UsageError
from termlode.workspace import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.server.settings import Settings
    from termlode.server.tokens import Token
    from termlode.workspace import Workspace


def start(
    *,
    port: int,
    open: bool,
    host: str,
    names: Sequence[str],
    tokens: Path | None,
    write: str | None,
    reviews: Sequence[Path],
    workers: int,
    log_texts: bool,
) -> None:
    """Serve until interrupted. Raises UsageError for settings that cannot be, MissingExtra."""
    _need()
    from termlode.server.run import run
    from termlode.server.settings import Settings
    from termlode.server.tokens import WRITES, scopes

    if workers > 1 and reviews:
        raise UsageError("a review is kept by one process: leave out --workers, or open it with termlode review open")
    workspace = require()
    settings = Settings(
        host, port, frozenset(names), scopes(parts(write), "--write", WRITES), _known(tokens),
        *_sorted_out(_within(reviews, workspace)), log_texts=log_texts, say=output.log,
    )  # fmt: skip
    run(workspace, settings, partial(_ready, settings, open), workers)


def _need() -> None:
    try:
        import fastapi  # noqa: F401  # an extra
        import jinja2  # noqa: F401
        import python_multipart  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingExtra("termlode serve", "server") from error


def _within(files: Sequence[Path], workspace: Workspace) -> tuple[Path, ...]:
    """Review files, absolute. Raises UsageError for one that is not there, or not in the workspace."""
    found = tuple(file.resolve() for file in files)
    for file in found:
        if not file.is_file() or not file.is_relative_to(workspace.root.resolve()):
            raise UsageError(f"--review {file}: not a file of this workspace; termlode review open FILE opens any")
    return found


def _sorted_out(files: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The review files, and the others: bilingual ones, whose findings are shown."""
    from termlode.jobs.review import is_review

    reviews = tuple(filter(is_review, files))
    return reviews, tuple(file for file in files if file not in reviews)


def _known(path: Path | None) -> tuple[Token, ...]:
    if path is None:
        return ()
    from termlode.server.tokens import read

    return read(path)


def _ready(settings: Settings, browser: bool, port: int) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{port}/"
    output.remark(f"Termlode is served at {address} (Ctrl-C ends it)")
    if browser:
        import webbrowser

        webbrowser.open(address)


def make_token(name: str, path: Path | None, wanted: str) -> None:
    """Add a token to the file and print it: it is told this once. Raises UsageError."""
    if path is None:
        raise UsageError("--new-token NAME needs the file to write to: --tokens tokens.toml")
    from termlode.server.tokens import make, scopes

    output.out(make(path, name, scopes(parts(wanted), "--scopes")))
