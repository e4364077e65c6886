"""``termlode shell``: look-ups at a prompt, with completion of terms and a history."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = "Example: termlode shell --from zh --to fa,en   (then type 稀土, or /help)"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("shell", epilog=EPILOG)(shell)


def shell(source: options.From = None, to: options.Languages = None, bidi: options.Bidi = "auto") -> None:
    """Look up terms at a prompt: answers at once, Tab completes terms, Up recalls, /help shows the commands."""
    import sys

    from termlode.cli.parse import tag_or_none, tags
    from termlode.errors import MissingExtra, UsageError
    from termlode.jobs.lookup import Request
    from termlode.workspace import require

    workspace = require()
    request = Request(tag_or_none(source, "--from"), tags(to))
    try:
        import prompt_toolkit  # noqa: F401  # an extra
    except ImportError as error:
        raise MissingExtra("termlode shell", "shell") from error
    if not sys.stdin.isatty():
        raise UsageError("the shell needs a terminal; for a list of queries use: termlode lookup --input FILE")
    from termlode.cli.shell_prompt import run

    run(workspace, request, bidi)
