"""``termlode review``: decide in a page, carry out what a person accepted in a review file; tables for reviewers."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode fix bulletin.txt --report corrections.tsv; edit it; termlode review apply corrections.tsv · "
    "termlode review apply corrections.tsv --accept-rule zwnj.compound --accept-word کتابها --refuse-word شان · "
    "termlode review apply job.review.xlsx job.xlf"
)


TABLE = (
    "Examples: termlode review table job.xlf · termlode review table job.xlf -o job.review.docx · "
    "termlode review apply job.review.docx job.xlf"
)


OPEN = (
    "Examples: termlode review open review.tsv · termlode review open corrections.tsv --no-open --port 8800 · "
    "then: termlode review apply review.tsv --store"
)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Decide on a review file, and carry out what was accepted.")
    group.command("apply", epilog=EPILOG)(apply)
    group.command("open", epilog=OPEN)(open_)
    group.command("table", epilog=TABLE)(table)
    app.add_typer(group, name="review")


def apply(
    file: options.ReviewFile,
    documents: options.ReviewDocuments = None,
    *,
    root: options.ReviewRoot = None,
    out: options.ReviewOut = None,
    accept_rule: options.AcceptRules = None,
    accept_word: options.AcceptWords = None,
    refuse_rule: options.RefuseRules = None,
    refuse_word: options.RefuseWords = None,
    store: options.ReviewStore = False,
    output: options.ReviewOutput = None,
) -> None:
    """Carry out the accepted rows of a review file, exactly; its first line says what it reviews."""
    from termlode.cli import review_view
    from termlode.cli.output import out as say
    from termlode.jobs import review as job

    if job.is_table(file):
        review_view.table(job.apply_table(file, documents or ()))
        return
    kind = job.kind_of(file)
    choice = job.choice(accept_rule or (), accept_word or (), refuse_rule or (), refuse_word or ())
    places = bool(out or documents or root or choice)
    job.check_places(kind, for_corrections=places, for_pairs=store or output is not None)
    if kind == "corrections":
        made = job.corrections(file, documents or (), root=root, out=out, choice=choice)
        raise typer.Exit(review_view.corrections(made))
    if output is not None:
        say(f"{job.write(file, output)} pairs → {output}")
    if store:
        from termlode.workspace import require

        review_view.stored(job.store(file, require()))


def open_(file: options.PageFile, *, port: options.ReviewPort = 0, no_open: options.NoOpen = False) -> None:
    """Decide on the rows of a review file in the browser, with keys; each step is saved in that file at once."""
    from termlode.cli.review_page import serve

    serve(file, port, browser=not no_open)


def table(file: options.WorkFile, *, out: options.OutFile = None) -> None:
    """Write a bilingual file as a table for a reviewer who works in Excel or Word."""
    from termlode.cli.output import out as say
    from termlode.jobs.review_table import table as write

    place, rows = write(file, out)
    say(f"{rows} segments → {place}")
