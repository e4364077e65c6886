"""``termlode align``: parallel documents become translation units."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = "Example: termlode align report.ar.docx report.en.pdf -o report.tmx --review review.html"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("align", epilog=EPILOG)(align)


def align(
    source: options.Source = None,
    target: options.Target = None,
    *,
    output: options.AlignOutput = None,
    pairs: options.PairList = None,
    jobs: options.AlignJobs = 1,
    min_score: options.MinScore = None,
    least_score: options.LeastScore = None,
    review: options.AlignReview = None,
    segments: options.Segments = "sentences",
    beads: options.Beads = None,
    from_: options.From = None,
    to: options.To = None,
    store: options.AlignStore = False,
    encoder: options.Encoder = None,
    fix: options.AlignFix = False,
    adapt: options.Adapt = False,
    json: options.Json = False,
) -> None:
    """Align two documents, one bilingual document, or a list of pairs; keep the sure pairs, show the doubtful ones."""
    from termlode.cli import align_view
    from termlode.cli.parse import tag_or_none
    from termlode.jobs.align import Options

    languages = (tag_or_none(from_, "--from"), tag_or_none(to, "--to"))
    how = Options(segments, languages, min_score, least_score, encoder, fix, adapt)
    places = align_view.Places(output, review, beads, store=store, json=json)
    if pairs is not None:
        raise typer.Exit(align_view.batch(pairs, how, places, jobs, named=source is not None))
    raise typer.Exit(align_view.single(source, target, how, places))
