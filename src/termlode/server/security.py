"""What stands before every route: a page elsewhere in the user's browser can neither read nor write this server.

* The Host header must name this server: else a foreign name that was made to point here (DNS rebinding) asks.
* Origin and Sec-Fetch-Site must not be foreign; following a link to one of our pages is all that others may cause.
* With tokens, nobody comes in without one.
* Bodies have a size and a time in which they must come; only so many requests are answered at once.
* Every answer forbids scripts, styles and frames that are not ours, and being kept.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser

from termlode.errors import TermlodeError
from termlode.server import problems
from termlode.server.problems import Problem
from termlode.server.visitors import visitor

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from termlode.server.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?")
_OURS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_OPEN = re.compile("/login|/static/[^/]+")  # what is shown to who has no token yet

_DRAINED, _PATIENCE = 64 << 20, 5.0  # bytes and seconds of a body that is refused


class _Answer(NamedTuple):
    """What is known of an answer: its status (0: not begun) and its length so far."""

    status: int = 0
    sent: int = 0


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: Settings, root: str | None = None, uploads: str = r"(?!)") -> None:
        self._app, self._settings, self._uploads = app, settings, re.compile(uploads)
        self._names = _OURS | {name.lower() for name in settings.names} | {settings.host.lower()}
        self._root, self._busy = root, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse. Nothing is raised: what goes wrong is an answer and a line of the log."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, answer = perf_counter(), _Answer()

        async def sending(message: Message) -> None:
            nonlocal answer
            if message["type"] == "http.response.start":
                _harden(message)
                answer = _Answer(message["status"], 0)
            else:
                answer = _Answer(answer.status, answer.sent + len(message.get("body", b"")))
            await send(message)

        self._busy += 1
        try:
            await self._answer(scope, receive, sending)
        except (TermlodeError, HTTPException) as error:
            if not answer.status:
                await _drain(receive)
                await problems.of(error, self._root)(scope, receive, sending)
        except Exception as error:  # noqa: BLE001  # no traceback ever leaves
            self._say(f"error: {type(error).__name__} in {_place(error)}")
            if not answer.status:
                await problems.response(500, "something is wrong with the server")(scope, receive, sending)
        finally:
            self._busy -= 1
            self._say(_line(scope, answer, perf_counter() - begun, texts=self._settings.log_texts))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._busy > self._settings.limits.at_once:
            raise Problem(503, "too many requests at once: ask again")
        headers = Headers(scope=scope)
        host = self._host(headers)
        _must_be_ours(scope["method"], headers, host)
        one = visitor(headers, cookie_parser(headers.get("cookie", "")), self._settings)
        if one is None and not _OPEN.fullmatch(scope["path"]):
            await _ask_for_token(scope, headers)(scope, receive, send)
            return
        scope.setdefault("state", {}).update(visitor=one, settings=self._settings, root=self._root)
        most = self._settings.limits.upload if self._uploads.fullmatch(scope["path"]) else self._settings.limits.body
        if int(headers.get("content-length", "0")) > most:
            raise _too_large(most)
        await self._app(scope, _counted(receive, most, self._settings.limits.arrival), send)

    def _host(self, headers: Headers) -> str:
        given = headers.getlist("host")
        found = _HOST.fullmatch(given[0].lower()) if len(given) == 1 else None
        if found is None:
            raise Problem(400, "the request has no Host header, or one that is none")
        if found[1] not in self._names:
            raise Problem(421, "this server is not called so: termlode serve --allow-host NAME names it")
        return found[0]

    def _say(self, line: str) -> None:
        if self._settings.say is not None:
            self._settings.say(line)


def _must_be_ours(method: str, headers: Headers, host: str) -> None:
    """Raises Problem (403) for what a page of another origin causes, but for following a link to us."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none").lower()
    if origin is not None and not _is_at(origin, host):
        raise Problem(403, "pages of other origins may not use this server")
    if site in ("none", "same-origin"):
        return
    follows = method in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate"
    if not follows or headers.get("sec-fetch-dest", "document") != "document":
        raise Problem(403, "pages of other origins may not use this server")


def _is_at(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin.lower())
    except ValueError:
        return False
    default = {"http": ":80", "https": ":443"}.get(parts.scheme)
    return default is not None and parts.netloc.removesuffix(default) == host.removesuffix(default)


def _ask_for_token(scope: Scope, headers: Headers) -> ASGIApp:
    from starlette.responses import RedirectResponse

    if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
        return RedirectResponse("/login", 303)
    detail = "this server needs a token: Authorization: Bearer TOKEN"
    return problems.response(401, detail, {"WWW-Authenticate": 'Bearer realm="termlode"'})


def _counted(receive: Receive, most: int, seconds: float) -> Receive:
    """``receive``, which raises HTTPException for a body that is too large or comes too slowly."""
    taken, until, ended = 0, monotonic() + seconds, False

    async def counting() -> Message:
        nonlocal taken, ended
        if ended:  # what follows is the end of the connection, at any time
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(0.0, until - monotonic()))
        except TimeoutError as error:
            raise HTTPException(408, f"the request did not come within {seconds:g} seconds") from error
        taken += len(message.get("body", b""))
        ended = not message.get("more_body", False)
        if taken > most:
            raise _too_large(most)
        return message

    return counting


async def _drain(receive: Receive) -> None:
    """Take what is still being sent, within bounds: who sends reads no answer before it is done."""
    taken, until = 0, monotonic() + _PATIENCE
    with suppress(TimeoutError):
        while taken < _DRAINED:
            message = await asyncio.wait_for(receive(), max(0.0, until - monotonic()))
            taken += len(message.get("body", b""))
            if not message.get("more_body", False):
                return


def _too_large(most: int) -> HTTPException:
    return HTTPException(413, f"the request is larger than {most >> 20} MiB", {"Connection": "close"})


def _harden(message: Message) -> None:
    headers = message["headers"]
    names = {name.lower() for name, _ in headers}
    headers.extend(one for one in _HEADERS if one[0] not in names)
    if b"cache-control" not in names:
        headers.append((b"cache-control", b"no-store"))


def _place(error: BaseException) -> str:
    """Where an error arose, without what it says: that may be a text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}" if trace is not None else "?"


def _line(scope: Scope, answer: _Answer, seconds: float, *, texts: bool) -> str:
    """The line of the log: the route, not the address, which may hold a text."""
    state = scope.get("state", {})
    if texts:
        where = scope.get("raw_path", b"").decode("latin-1") + "?" * bool(scope["query_string"])
        where += scope["query_string"].decode("latin-1")
    else:
        where = state.get("route") or getattr(scope.get("route"), "path", "-")
    who = getattr(state.get("visitor"), "name", "") or "-"
    return f"{who} {scope['method']} {where} {answer.status} {answer.sent} bytes {seconds * 1000:.1f} ms"
