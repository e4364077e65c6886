"""``termlode shell``: look-ups at a prompt, with completion of terms and a history."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from termlode.errors import MissingExtra, UsageError

EPILOG = "Example: termlode shell --from zh --to fa,en   (then type 稀土, or /help)"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("shell", epilog=EPILOG)(shell)


def shell(
    source: Annotated[str | None, typer.Option("--from", metavar="LANG", help="The language of your queries.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="LANG,…", help="Languages to show.")] = None,
    bidi: Annotated[
        str, typer.Option("--bidi", metavar="MODE", help="Right-to-left text: auto, isolate, visual or off.")
    ] = "auto",
) -> None:
    """Look up terms at a prompt: answers at once, Tab completes terms, Up recalls, /help shows the commands."""
    from termlode.cli.answers import tag, tags
    from termlode.cli.asked import Request
    from termlode.workspace import require

    workspace = require()
    request = Request(tag(source, "--from") if source else None, tags(to), tm=False, min=70, top=5)
    try:
        import prompt_toolkit  # noqa: F401  # an extra
    except ImportError as error:
        raise MissingExtra("termlode shell", "shell") from error
    if not sys.stdin.isatty():
        raise UsageError("the shell needs a terminal; for a list of queries use: termlode lookup --input FILE")
    from termlode.cli.shell_prompt import run

    run(workspace, request, bidi)
