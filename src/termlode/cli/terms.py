"""``termlode terms``: every known term in a text, with its equivalents."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode terms bulletin.txt --to en · termlode terms bulletin.txt --lang fa --all --json · "
    "termlode terms bulletin.txt --to fa,zh --html terms.html · termlode terms - --to fa < sentence.txt"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("terms", epilog=EPILOG)(terms)


def terms(
    file: options.TextFile,
    *,
    to: options.Languages = None,
    lang: options.TextLang = None,
    all: options.Nested = False,
    json: options.Json = False,
    tsv: options.Tsv = False,
    header: options.Header = False,
    html: options.TermsPage = None,
    bidi: options.Bidi = "auto",
) -> None:
    """Show every known term of a text with its equivalents."""
    from termlode.cli.terms_view import answer

    answer(file, to=to, lang=lang, all=all, json=json, tsv=tsv, header=header, html=html, bidi=bidi)
