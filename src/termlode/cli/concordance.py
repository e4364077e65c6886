"""``termlode concordance``: every place where a word or phrase occurs in the memory, with its translations."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode concordance 稀土 --in zh --show en,fa · termlode concordance battery --word · "
    "termlode concordance کاتد --page 2 --tsv · termlode concordance 'rare * magnet' --wildcards --with 磁 · "
    "termlode concordance '\\d+ (tonnes|tons)' --regex --in en --count"
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
    wildcards: options.Wildcards = False,
    regex: options.Regex = False,
    with_: options.With = None,
    without: options.Without = None,
    context: options.Lines = 0,
    count: options.Count = False,
    page: options.Page = 1,
    per_page: options.PerPage = 20,
    json: options.Json = False,
    tsv: options.Tsv = False,
    bidi: options.Bidi = "auto",
) -> None:
    """Show where a text occurs in the memory: spelling is folded, parts of words count, any side is searched."""
    from termlode.cli.concordance_view import answer

    answer(
        text, in_=in_, show=show, word=word, wildcards=wildcards, regex=regex, with_=with_, without=without,
        context=context, count=count, page=page, per_page=per_page, json=json, tsv=tsv, bidi=bidi,
    )  # fmt: skip
