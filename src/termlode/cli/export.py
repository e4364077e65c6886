"""``termlode export``: the memory and the termbase as files for other tools."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = """
Examples:

  termlode export out/ --format tmx --pair fa-en

  termlode export acme.tmx --for omegat --pair fa-en --client acme --since 20260101

  termlode export glossary.utf8 --format omegat-glossary --pair fa-en

  termlode export terms.tbx
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", epilog=EPILOG)(export)


def export(
    destination: options.Destination,
    *,
    format: options.ExportFormat = None,
    as_: options.Way = None,
    pair: options.Pairs = None,
    multilingual: options.Multilingual = False,
    profile: options.Profile = None,
    level: options.Level = None,
    version: options.Version = None,
    origin: options.Origins = None,
    quality: options.Quality = None,
    since: options.Since = None,
    until: options.Until = None,
    client: options.Clients = None,
    domain: options.Domains = None,
    max_units: options.MaxUnits = None,
    max_mb: options.MaxMb = None,
    bom: options.Bom = False,
    no_escape: options.NoEscape = False,
    verified_only: options.VerifiedOnly = False,
    json: options.Json = False,
) -> None:
    """Write the memory or the termbase for other tools; the same content gives the same bytes."""
    from termlode.cli import export_view
    from termlode.jobs.export import export as job
    from termlode.jobs.formats import writing
    from termlode.workspace import require

    said = writing(
        profile=profile, level=level, version=version, bom=bom, escape=not no_escape, max_units=max_units,
        max_bytes=round(max_mb * 1_000_000) if max_mb else None,
        extra={"verified-only": "yes"} if verified_only else {},
    )  # fmt: skip
    keep = export_view.selection(origin, quality, (since, until), client, domain)
    files = job(
        require(), destination, format=format, kind=as_, pairs=pair or (), multilingual=multilingual, options=said,
        keep=keep,
    )  # fmt: skip
    export_view.show(files, said, json=json)
