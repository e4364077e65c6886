"""``termlode align``: parallel documents become translation units."""

from __future__ import annotations

from pathlib import Path  # typer reads the annotations
from typing import Annotated, Literal

import typer

EPILOG = "Example: termlode align report.ar.docx report.en.pdf -o report.tmx --review review.html"
type Unit = Literal["sentences", "lines"]


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("align", epilog=EPILOG)(align)


def align(
    source: Annotated[
        Path | None, typer.Argument(metavar="[SOURCE]", help="A document; alone: one that holds both languages.")
    ] = None,
    target: Annotated[Path | None, typer.Argument(metavar="[TARGET]", help="Its translation.")] = None,
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write TMX here (--pairs: a folder).")
    ] = None,
    pairs: Annotated[
        Path | None, typer.Option("--pairs", metavar="TSV", help="Batch: two files a line, tab between.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Pairs aligned at a time.")] = 1,
    min_score: Annotated[
        float | None, typer.Option("--min-score", min=0, max=1, help="Beads below go to the review file only.")
    ] = None,
    least_score: Annotated[
        float | None, typer.Option("--least-score", min=0, max=1, help="Refuse documents that score less (0.35).")
    ] = None,
    review: Annotated[
        Path | None, typer.Option("--review", metavar="FILE", help="Write FILE.html and FILE.tsv for a person.")
    ] = None,
    segments: Annotated[
        Unit, typer.Option("--segments", help="Cut sentences, or take lines as they are.")
    ] = "sentences",
    beads: Annotated[
        Path | None,
        typer.Option("--beads", metavar="FILE", help="Write [0, 1]:[0]:0.93, a line a bead (--pairs: a folder)."),
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="TAG", help="Language of SOURCE.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="TAG", help="Language of TARGET.")] = None,
    store: Annotated[bool, typer.Option("--store", help="Put the pairs into the workspace's memory.")] = False,
    encoder: Annotated[
        str | None,
        typer.Option("--encoder", metavar="NAME", help="use, or the folder of a sentence-transformers model."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Align two documents, one bilingual document, or a list of pairs; keep the sure beads, show the doubtful ones."""
    from termlode.cli import align_batch, aligning

    options = aligning.Options(
        output, review, beads, segments, (from_, to), min_score, least_score, encoder, jobs, store=store, json=json
    )
    if pairs is not None:
        raise typer.Exit(align_batch.run(pairs, options, named=source is not None))
    raise typer.Exit(aligning.run(source, target, options))
