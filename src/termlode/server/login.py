"""Where a browser shows its token, once: it gets a session that is as good as the token, for half a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, RedirectResponse, Response

from termlode.server import tokens
from termlode.server.visitors import COOKIE, LASTS, session

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

    from termlode.server.settings import Settings

_PAGE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Termlode: token</title><link rel="stylesheet" href="/static/plain.css"></head>
<body><main><h1>Termlode</h1><p role="status">{message}</p>
<form method="post" action="/login">
<label for="token">Your token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>Come in</button>
</form></main></body></html>
"""


def install(app: FastAPI, settings: Settings) -> None:
    """Add the page ``/login``; where no tokens are needed, it leads on."""

    async def page(_: Request) -> Response:
        return HTMLResponse(_PAGE.format(message="")) if settings.tokens else RedirectResponse("/", 303)

    async def come_in(request: Request) -> Response:
        form = await request.form()
        given = form.get("token")
        one = tokens.holder(settings.tokens, given.strip()) if isinstance(given, str) else None
        if one is None:
            return HTMLResponse(_PAGE.format(message="This is no token of this server."), 403)
        answer = RedirectResponse("/", 303)
        secure = request.headers.get("origin", "").startswith("https:")  # a proxy does TLS
        value = session(one.name, settings)
        answer.set_cookie(COOKIE, value, LASTS, httponly=True, samesite="lax", secure=secure)
        return answer

    app.add_route("/login", page, methods=["GET"], include_in_schema=False)
    app.add_route("/login", come_in, methods=["POST"], include_in_schema=False)
