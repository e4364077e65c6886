"""``termlode lint``: why does the tool say "invalid file"?"""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = """
Examples:

  termlode lint export.tmx

  termlode lint *.tmx --for omegat

  termlode lint broken.tmx --fix -o mended.tmx
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lint", epilog=EPILOG)(lint)


def lint(
    files: options.Linted = None,
    *,
    client: options.Profile = None,
    fix: options.Fix = False,
    output: options.FixOutput = None,
    format: options.Format = None,
    encoding: options.Encoding = None,
    select: options.Select = "",
    ignore: options.Ignore = "",
    every: options.Every = False,
    codes: options.Codes = False,
    json: options.Json = False,
) -> None:
    """Check files for what their format or a program does not accept: where, why, and how to repair it."""
    from termlode.cli import lint_view
    from termlode.cli.parse import parts
    from termlode.jobs import lint as job

    if codes:
        lint_view.codes(job.checks(), json=json)
        return
    if not files:
        raise typer.BadParameter("name at least one FILE", param_hint="FILE…")
    if fix:
        done = job.mend(files, client, output=output, format=format, encoding=encoding)
        raise typer.Exit(lint_view.mended(done))
    found = job.lint(files, client, format=format, encoding=encoding, select=parts(select), ignore=parts(ignore))
    raise typer.Exit(lint_view.findings(found, limit=None if every else 10, json=json))
