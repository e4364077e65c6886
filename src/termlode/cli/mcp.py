"""``termlode mcp``: the workspace as tools for assistants and editors, over standard input and output."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = "Examples: termlode mcp · termlode -C ~/bulletins mcp --write memory,terms"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("mcp", epilog=EPILOG)(mcp)


def mcp(*, write: options.AssistantWrites = None) -> None:
    """Offer look-up, terms of a text, concordance, fix and check to an assistant (Model Context Protocol, stdio)."""
    from termlode.cli import parse
    from termlode.errors import MissingExtra
    from termlode.workspace import require

    allowed = parse.parts(write)
    for one in allowed:
        parse.choice(one, "--write", ("memory", "terms"))
    workspace = require()
    try:
        from termlode.mcp.server import run
    except ImportError as error:
        raise MissingExtra("termlode mcp", "mcp") from error
    run(workspace, allowed)
