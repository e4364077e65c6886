"""``termlode sync``: projects of CAT tools and the workspace, each with what the other has."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = "Examples: termlode sync omegat ~/omegat/bulletins · termlode sync omegat ~/omegat/bulletins --dry-run"


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Keep a project of a CAT tool current, and take back its work.")
    group.command("omegat", epilog=EPILOG)(omegat)
    app.add_typer(group, name="sync")


def omegat(project: options.OmegatProject, *, dry_run: options.DryRun = False, json: options.Json = False) -> None:
    """Put glossary and memory into an OmegaT project; what its translators confirmed comes into the memory."""
    from termlode.cli import sync_view
    from termlode.jobs import sync as job
    from termlode.workspace import require

    sync_view.show(job.omegat(require(), project, dry=dry_run), json=json)
