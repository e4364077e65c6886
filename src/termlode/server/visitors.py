"""Who asks, and what they may do; sessions of browsers, and the word that a page's own forms carry."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request

from termlode.server import tokens
from termlode.server.problems import Problem
from termlode.server.tokens import SCOPES, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from termlode.server.settings import Settings

COOKIE = "termlode_session"
FIELD, HEADER = "csrf", "x-csrf-token"  # where a form, and a script, put the word
LASTS = 12 * 3600  # seconds of a session
_READ: frozenset[Scope] = frozenset({"read"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the name of a token (empty where none is needed), and what that may do on this server."""

    name: str
    scopes: frozenset[Scope]


def visitor(headers: Mapping[str, str], cookies: Mapping[str, str], settings: Settings) -> Visitor | None:
    """Who asks with these headers; None where a token is needed and none that we know is given."""
    if not settings.tokens:
        return Visitor("", settings.write | _READ)
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        one = tokens.holder(settings.tokens, given.strip())
    else:
        name = _name_in(cookies.get(COOKIE, ""), settings)
        one = next((token for token in settings.tokens if token.name == name), None)
    return None if one is None else Visitor(one.name, one.scopes & (settings.write | _READ))


def permit(request: Request, scope: Scope) -> Visitor:
    """The visitor, who may do ``scope``. Raises Problem (403), which says what would allow it."""
    one: Visitor = request.state.visitor
    if scope in one.scopes:
        return one
    settings: Settings = request.state.settings
    if scope != "read" and scope not in settings.write:
        raise Problem(403, f"this server writes no {scope}: start it with --write {scope}")
    raise Problem(403, f"the token of {one.name} does not have the scope {scope} (of {', '.join(SCOPES)})")


async def may_read(request: Request) -> None:
    """A dependency of all routes that only read. Raises Problem (403) where the token has other scopes alone."""
    permit(request, "read")


# ── sessions of browsers ─────────────────────────────────────────────────────────────────────────


def session(name: str, settings: Settings) -> str:
    """The value of the cookie of a visitor who has shown a token."""
    said = f"{name.encode().hex()}.{int(time.time()) + LASTS}"
    return f"{said}.{_signed('session ' + said, settings)}"


def _name_in(cookie: str, settings: Settings) -> str | None:
    said, _, signature = cookie.rpartition(".")
    name, _, until = said.partition(".")
    if not hmac.compare_digest(_signed(f"session {said}", settings).encode(), signature.encode()):
        return None
    return bytes.fromhex(name).decode() if int(until) > time.time() else None


def _signed(text: str, settings: Settings) -> str:
    return hmac.new(settings.secret.encode(), text.encode(), "sha256").hexdigest()


# ── forms ────────────────────────────────────────────────────────────────────────────────────────


def csrf(request: Request) -> str:
    """The word that forms of our own pages send along (as ``csrf``, or in the header X-CSRF-Token)."""
    one: Visitor = request.state.visitor
    return _signed(f"csrf {one.name}", request.state.settings)


async def from_our_page(request: Request) -> None:
    """A dependency of all routes of pages: what changes something must carry the word. Raises Problem (403)."""
    if request.method in ("GET", "HEAD"):
        return
    given = request.headers.get(HEADER)
    if given is None and request.headers.get("content-type", "").partition(";")[0].strip().lower() in _FORMS:
        form = await request.form()  # the route is given the same
        value = form.get(FIELD)
        given = value if isinstance(value, str) else None
    if given is None or not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), csrf(request).encode()):
        raise Problem(403, "the form is not one of this server's pages, or of an earlier run: load the page again")
