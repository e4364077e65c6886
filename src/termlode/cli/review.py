"""``termlode review``: carry out what a person accepted in a review file."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = "Example: termlode fix bulletin.txt --report corrections.tsv; edit it; termlode review apply corrections.tsv"


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Carry out what a person accepted in a review file.")
    group.command("apply", epilog=EPILOG)(apply)
    app.add_typer(group, name="review")


def apply(
    file: options.ReviewFile,
    documents: options.ReviewDocuments = None,
    *,
    root: options.ReviewRoot = None,
    out: options.ReviewOut = None,
    store: options.ReviewStore = False,
    output: options.ReviewOutput = None,
) -> None:
    """Carry out the accepted rows of a review file, exactly; its first line says what it reviews."""
    from termlode.cli import review_view
    from termlode.cli.output import out as say
    from termlode.jobs import review as job

    kind = job.kind_of(file)
    places = bool(out or documents or root)
    job.check_places(kind, for_corrections=places, for_pairs=store or output is not None)
    if kind == "corrections":
        raise typer.Exit(review_view.corrections(job.corrections(file, documents or (), root=root, out=out)))
    if output is not None:
        say(f"{job.write(file, output)} pairs → {output}")
    if store:
        from termlode.workspace import require

        review_view.stored(job.store(file, require()))
