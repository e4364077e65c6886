"""``termlode analyze``: the words of a job by what the memory has for them."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode analyze job/*.xlf · termlode analyze report.docx --to fa · "
    "termlode analyze new.xlf --previous old.xlf --html analysis.html · termlode analyze job/*.xlf --csv > analysis.csv"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("analyze", epilog=EPILOG)(analyze)


def analyze(
    files: options.WorkFiles,
    *,
    source: options.From = None,
    target: options.To = None,
    previous: options.PreviousFile = None,
    internal: options.Internal = True,
    json: options.Json = False,
    csv: options.Csv = False,
    html: options.AnalysisPage = None,
    xml: options.AnalysisXml = None,
) -> None:
    """Count the words of a job by bands of matches: 101, 100, fuzzy, new; repetitions apart."""
    from termlode.cli import analyze_view, parse
    from termlode.cli.progress import stages
    from termlode.jobs import analyze as jobs
    from termlode.workspace import require

    parse.only_one(json=json, csv=csv)
    pair = parse.tag_or_none(source, "--from"), parse.tag_or_none(target, "--to")
    with stages(["analysis"]) as progress:
        found = jobs.analyze(
            require(), files, source=pair[0], target=pair[1], previous=previous, internal=internal, progress=progress
        )
    jobs.write_reports(found, html=html, xml=xml)
    analyze_view.show(found, json=json, csv=csv)
