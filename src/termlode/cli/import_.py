"""``termlode import``: files of other tools into the memory or the termbase."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = """
Examples:

  termlode import *.tmx --client acme --domain mining

  termlode import glossary.tbx --subject-field energy

  termlode import pairs.csv --from en --to fa --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", epilog=EPILOG)(import_)


def import_(
    files: options.Imported,
    *,
    as_: options.Way = None,
    format: options.Format = None,
    source: options.From = None,
    target: options.To = None,
    client: options.SetClient = None,
    domain: options.SetDomain = None,
    project: options.SetProject = None,
    subject_field: options.SubjectField = None,
    columns: options.Columns = None,
    separators: options.Separators = None,
    encoding: options.Encoding = None,
    recover: options.Recover = False,
    fuzzy: options.Fuzzy = False,
    obsolete: options.Obsolete = False,
    check: options.SiftUnits = False,
    on_conflict: options.OnConflict = "keep",
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Read files of other tools into the memory or the termbase, and say what became of each unit."""
    from termlode.cli import import_view, parse
    from termlode.jobs.formats import reading
    from termlode.jobs.import_ import import_ as job
    from termlode.workspace import find, require

    said = reading(
        source=parse.tag_or_none(source, "--from"), target=parse.tag_or_none(target, "--to"), encoding=encoding,
        columns=parse.parts(columns), separators=separators, recover=recover, fuzzy=fuzzy, obsolete=obsolete,
        check=check, subject_field=subject_field, client=client, domain=domain, project=project,
    )  # fmt: skip
    workspace = find() if dry_run else require()
    with import_view.progress(safe=not dry_run) as told:
        found = job(
            workspace, files, said, format=format, route=as_, on_conflict=on_conflict, dry=dry_run, progress=told
        )
        raise typer.Exit(import_view.show(found, told, json=json))
