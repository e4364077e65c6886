"""``termlode serve``: a local server with the look-up page, reviews, a JSON API, tmserver's and amaGama's interface."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = (
    "Examples: termlode serve --open · termlode serve --write review,terms,memory · "
    "termlode serve --host 0.0.0.0 --allow-host tm.example --tokens tokens.toml · "
    "termlode serve --tokens tokens.toml --new-token weblate --scopes read,memory"
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("serve", epilog=EPILOG)(serve)


def serve(
    *,
    port: options.Port = 8765,
    open: options.OpenBrowser = False,
    host: options.Host = "127.0.0.1",
    allow_host: options.AllowHost = None,
    tokens: options.Tokens = None,
    write: options.ServerWrites = None,
    review: options.ServedReviews = None,
    workers: options.Workers = 1,
    log_texts: options.LogTexts = False,
    new_token: options.NewToken = None,
    scopes: options.TokenScopes = "read",
) -> None:
    """Serve the workspace to browsers and CAT tools on this machine: look-ups, reviews, a JSON API."""
    from termlode.cli.serve_view import make_token, start

    if new_token is not None:
        make_token(new_token, tokens, scopes)
    else:
        start(
            port=port, open=open, host=host, names=allow_host or [], tokens=tokens, write=write,
            reviews=review or [], workers=workers, log_texts=log_texts,
        )  # fmt: skip
