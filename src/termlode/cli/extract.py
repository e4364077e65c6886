"""``termlode extract``: the phrases of some files that may be terms, best first, and those that belong together."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode extract bulletin.txt --top 20 · termlode extract sources/ --lang zh --tsv > candidates.tsv · "
    "termlode extract report.docx --new --json · termlode extract sources/ --link --draft drafts/ · "
    "termlode extract report.ar.docx report.en.docx --parallel --draft drafts/ · "
    "termlode extract sources/ --top 200 --report terms.html · termlode extract --memory --link --tsv > links.tsv"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("extract", epilog=EPILOG)(extract)


def extract(
    files: options.ExtractFiles = None,
    *,
    lang: options.ExtractLangs = None,
    top: options.ExtractTop = None,
    minimum: options.ExtractMin = 1,
    new: options.New = False,
    link: options.LinkTerms = False,
    parallel: options.Parallel = False,
    memory: options.OfMemory = False,
    draft: options.DraftFolder = None,
    report: options.ExtractReport = None,
    json: options.Json = False,
    tsv: options.Tsv = False,
    bidi: options.Bidi = "auto",
) -> None:
    """Show the phrases that may be terms, best first in each language; link them across languages; draft entries."""
    from termlode.cli import extract_links, extract_view, parse
    from termlode.cli.exits import of_batch
    from termlode.cli.output import warn_of
    from termlode.cli.progress import stages
    from termlode.cli.reading import sources
    from termlode.jobs import extract as jobs
    from termlode.jobs import links, reports
    from termlode.workspace import find

    parse.only_one(json=json, tsv=tsv)
    reports.must_be_known(report, drafts=draft is not None)
    wanted = parse.tags(lang, "--lang")
    if link or parallel or memory or draft:
        way = links.way(parallel=parallel, memory=memory)
        asked = extract_links.Asked(files or [], wanted, way, draft, top, minimum, report)
        raise typer.Exit(extract_links.run(asked, json=json, tsv=tsv, bidi=bidi))
    choice = {"top": top or 50, "minimum": minimum}
    with stages(["read", "extract"]) as progress:
        reading = jobs.segments_of(sources(files or []), progress=progress, met=warn_of)
        found = jobs.extract(reading.segments, find(), languages=wanted, **choice, new=new, progress=progress)
    extract_view.failures(reading)
    if reading.read:
        extract_view.show(found, reading, wanted, report, json=json, tsv=tsv, bidi=bidi)
    raise typer.Exit(of_batch(reading.read, len(reading.failures)))
