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
    from termlode.cli import parse, terms_view
    from termlode.cli.reading import open_text, shown_name
    from termlode.errors import NothingFound
    from termlode.jobs.terms import terms as job
    from termlode.jobs.terms import write_page
    from termlode.workspace import require

    parse.only_one(json=json, tsv=tsv, html=html is not None)
    language, targets = parse.tag_or_none(lang, "--lang"), parse.tags(to)
    workspace, text = require(), open_text(file).text
    found = job(workspace, text, language=language, targets=targets, nested=all)
    if html is not None:
        write_page(html, shown_name(file), text, found)
        terms_view.written(html)
    elif not found:
        raise NothingFound(f"{shown_name(file)}: no known term")
    elif json:
        terms_view.records(found, nested=all)
    else:
        terms_view.show(text, found, bidi, tsv=tsv, header=header)
