"""``termlode corpus``: documents into a corpus of aligned units in Parquet, and what is done with one."""

from __future__ import annotations

import typer

from termlode.cli import corpus_options as own
from termlode.cli import options

BUILD = (
    'Examples: termlode corpus build "docs/*.txt" -o parquet/ · '
    "termlode corpus build s3://bucket/bulletins --workers 4 -o s3://bucket/corpus · "
    'termlode corpus build "docs/*.html" --scheduler tcp://host:8786 -o /shared/parquet'
)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Make a corpus of many documents, on one machine or a cluster.")
    group.command("build", epilog=BUILD)(build)
    group.command("stats", epilog="Example: termlode corpus stats parquet/")(stats)
    group.command("dedupe", epilog="Example: termlode corpus dedupe parquet/ -o unique/ --near 0.9")(dedupe)
    keeping = "Example: termlode corpus filter parquet/ -o good/ --min-quality 0.7 --pair fa-en --max-length 2000"
    group.command("filter", epilog=keeping)(filter_)
    tmx, memory = (
        "termlode corpus export tmx parquet/ -o corpus.tmx --pair fa-en",
        "termlode corpus export memory parquet/",
    )
    exporting = f"Examples: {tmx} · {memory}"
    group.command("export", epilog=exporting)(export)
    app.add_typer(group, name="corpus")


def build(
    documents: own.Documents,
    *,
    out: own.Out,
    engine: own.Engine = "dask",
    workers: own.Workers = None,
    scheduler: own.Scheduler = None,
    as_is: own.AsIs = False,
    json: options.Json = False,
) -> None:
    """Read, correct, segment, align and score documents into Parquet; a build that was stopped goes on."""
    from termlode.cli import corpus_view
    from termlode.cli.progress import stages
    from termlode.workspace import find

    with corpus_view.engine(engine, workers, scheduler) as chosen, stages(["align", "join"]) as progress:
        from termlode.corpus.build import build as job

        found = job(documents, out, chosen, workspace=find(), fix=not as_is, progress=progress)
    raise typer.Exit(corpus_view.built(found, out, json=json))


def stats(
    corpus: own.Corpus, *, engine: own.Engine = "local", workers: own.Workers = None,
    scheduler: own.Scheduler = None, json: options.Json = False,
) -> None:  # fmt: skip
    """Count units, documents and characters of each pair of languages, and how sure they are."""
    from termlode.cli import corpus_view

    with corpus_view.engine(engine, workers, scheduler) as chosen:
        from termlode.corpus.place import Place
        from termlode.corpus.stats import stats as job

        corpus_view.stats(job(Place.at(corpus), chosen), json=json)


def dedupe(
    corpus: own.Corpus,
    *,
    out: own.Out,
    near: own.Near = None,
    engine: own.Engine = "local",
    workers: own.Workers = None,
    scheduler: own.Scheduler = None,
    json: options.Json = False,
) -> None:
    """Write a corpus without units that say the same (but for spelling), or nearly the same."""
    from termlode.cli import corpus_view
    from termlode.cli.progress import stages

    with corpus_view.engine(engine, workers, scheduler) as chosen, stages(["read", "compare", "write"]) as progress:
        from termlode.corpus.dedupe import dedupe as job
        from termlode.corpus.place import Place

        found = job(Place.at(corpus), Place.at(out), chosen, near=near, progress=progress)
    corpus_view.left(found._asdict(), out, json=json)


def filter_(
    corpus: own.Corpus,
    *,
    out: own.Out,
    min_quality: own.LeastQuality = 0.0,
    min_score: own.LeastProbability = 0.0,
    pair: own.Pairs = None,
    min_length: own.Shortest = 1,
    max_length: own.Longest = None,
    ratio: own.LengthRatio = None,
    charset: own.Strange = None,
    engine: own.Engine = "local",
    workers: own.Workers = None,
    scheduler: own.Scheduler = None,
    json: options.Json = False,
) -> None:
    """Write the units of a corpus that are good enough."""
    from termlode.cli import corpus_view
    from termlode.cli.progress import stages

    with corpus_view.engine(engine, workers, scheduler) as chosen, stages(["filter"]) as progress:
        from termlode.corpus.filtering import Filter, keep
        from termlode.corpus.place import Place

        pairs = corpus_view.pairs(pair or [])
        wanted = Filter(min_quality, min_score, pairs, min_length, max_length, ratio, charset)
        before, after = keep(Place.at(corpus), Place.at(out), wanted, chosen, progress)
    corpus_view.left({"before": before, "after": after}, out, json=json)


def export(
    kind: own.Export, corpus: own.Corpus, *, out: options.OutFile = None, pair: own.Pair = None,
    client: options.Profile = None,
) -> None:  # fmt: skip
    """Write a corpus as TMX, or add it to the memory of the workspace."""
    from termlode.cli import corpus_view

    corpus_view.export(kind, corpus, out, pair, client)
