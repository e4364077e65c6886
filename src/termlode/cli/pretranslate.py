"""``termlode pretranslate``: the memory's matches into a bilingual file, or a document into one."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode pretranslate job.xlf --threshold 85 --terms · "
    "termlode pretranslate new.xlf --previous old.xlf · "
    "termlode pretranslate bulletin.docx --to fa -o bulletin.xlf · termlode pretranslate messages.po --in-place"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("pretranslate", epilog=EPILOG)(pretranslate)


def pretranslate(
    file: options.WorkFile,
    *,
    source: options.From = None,
    target: options.To = None,
    threshold: options.Threshold = 75,
    terms: options.AddTerms = False,
    overwrite: options.Overwrite = None,
    previous: options.PreviousFile = None,
    out: options.OutFile = None,
    in_place: options.WorkInPlace = False,
    version: options.XliffVersion = "1.2",
    client: options.Profile = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Fill the open segments of a file with the best matches of the memory, scored and marked."""
    from termlode.cli import parse, pretranslate_view
    from termlode.cli.progress import stages
    from termlode.jobs import pretranslate as jobs
    from termlode.workspace import require

    pair = parse.tag_or_none(source, "--from"), parse.tag_or_none(target, "--to")
    with stages(["segments"]) as progress:
        found = jobs.pretranslate(
            require(), file, out, threshold=threshold, overwrite=parse.parts(overwrite), source=pair[0],
            target=pair[1], terms=terms, old=previous, in_place=in_place, version=version, client=client,
            dry_run=dry_run, progress=progress,
        )  # fmt: skip
    pretranslate_view.show(found, json=json)
