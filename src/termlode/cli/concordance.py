"""``termlode concordance``: every place where a word or phrase occurs in the memory, with its translations."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode concordance 稀土 --in zh --show en,fa · termlode concordance battery --word · "
    "termlode concordance کاتد --page 2 --tsv"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("concordance", epilog=EPILOG)(concordance)


def concordance(
    text: options.Occurring,
    *,
    in_: options.In = None,
    show: options.Beside = None,
    word: options.Word = False,
    page: options.Page = 1,
    per_page: options.PerPage = 20,
    json: options.Json = False,
    tsv: options.Tsv = False,
    bidi: options.Bidi = "auto",
) -> None:
    """Show where a text occurs in the memory: spelling is folded, parts of words count, any side is searched."""
    from termlode.cli import concordance_view
    from termlode.cli.parse import tag_or_none, tags
    from termlode.errors import NothingFound
    from termlode.jobs.concordance import concordance as job
    from termlode.workspace import require

    wanted, language = tags(show, "--show"), tag_or_none(in_, "--in")
    hits = job(require(), text, language=language, show=wanted, word=word, page=page, per_page=per_page)
    if not hits:
        raise NothingFound(f"nothing more on page {page}" if page > 1 else f"{text} does not occur in the memory")
    concordance_view.show(hits, wanted, json=json, tsv=tsv, bidi=bidi)
