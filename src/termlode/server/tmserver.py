"""The interface of tmserver (translate-toolkit) and amaGama, under ``/tmserver`` and ``/api/v1``, for their clients.

::

    GET  /tmserver/{source}/{target}/unit/{text}            or /unit/?source=TEXT; min_similarity, max_candidates
    PUT, POST …/unit/{text}    {"source": …, "target": …}   add, or replace what translates the same source
    PUT  …/store/{name}        a file                       POST …/store/{name}   [{"source": …, "target": …}, …]
    GET  /tmserver/languages/

Paths are taken apart before they are decoded: a text may hold ``%2F``. Languages are written in any case, with hyphens
or underscores. A pair that the memory does not have gives an empty list. ``jsoncallback`` is ignored: it lets any page
read the memory.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from termlode.errors import InputError
from termlode.jobs import unit as units
from termlode.jobs.lookup import Request as Wanted
from termlode.languages.tags import normalise, primary, same
from termlode.model import Origin, TranslationUnit, Variant
from termlode.server import work
from termlode.server.problems import Problem
from termlode.server.uploads import kept
from termlode.server.visitors import permit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from termlode.jobs.opened import Opened
    from termlode.memory import Policy
    from termlode.server.desk import Desk

STORES = r"/+(?:tmserver|api/+v1)/+[^/]+/+[^/]+/+store/.*"
_OURS = re.compile(rb"/+(tmserver|api/+v1)/(.*)", re.DOTALL)
_LEAST, _MOST = 30, 50  # what a client may ask for, as in amaGama
_LONGEST = 20_000  # characters of a query


class _Call(NamedTuple):
    """An address: languages (empty where they are none), what is meant, and the text or name, decoded."""

    source: str
    target: str
    what: str
    name: str


class Dropin:
    """Answers what is asked under the two prefixes; all else is passed on."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on. Raises Problem and what jobs raise."""
        found = _OURS.fullmatch(scope["raw_path"]) if scope["type"] == "http" else None
        if found is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        response = await self._answer(request, found[2])
        await response(scope, receive, send)

    async def _answer(self, request: Request, path: bytes) -> Response:
        call, method = _call(path), request.method
        request.scope["state"]["route"] = f"tmserver {call.what}"
        if method == "GET":
            permit(request, "read")
        if call.what == "languages" and method == "GET":
            return JSONResponse(await self._desk.ask(_languages))
        if call.what == "unit":
            text = call.name or request.query_params.get("source", "")
            if not text:
                raise Problem(404, "name a text: …/unit/TEXT")
            if method == "GET":
                return JSONResponse(await self._desk.ask(partial(_candidates, call=call, text=text, request=request)))
            if method in ("PUT", "POST"):
                await self._add(request, call, [await _body(request)], "keep" if method == "PUT" else "replace")
                return PlainTextResponse("")
        if call.what == "store" and call.name and method in ("PUT", "POST"):
            count = await (self._upload(request, call) if method == "PUT" else self._list(request, call))
            return PlainTextResponse(f"added {count} units from {call.name}")
        raise Problem(405 if call.what in ("unit", "store", "languages") else 404, "tmserver has no such request")

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    async def _add(self, request: Request, call: _Call, pairs: list[Any], on_conflict: Policy) -> int:
        permit(request, "memory")
        new = [_unit(call, pair) for pair in pairs]
        report = await self._desk.write(lambda: units.add(self._desk.workspace, new, on_conflict))
        return report.added + report.updated

    async def _list(self, request: Request, call: _Call) -> int:
        pairs = await _body(request)
        if not isinstance(pairs, list):
            raise Problem(422, 'the body is not a list of {"source": …, "target": …}')
        return await self._add(request, call, pairs, "keep")

    async def _upload(self, request: Request, call: _Call) -> int:
        permit(request, "memory")
        if not call.source or not call.target:
            raise Problem(422, "the address names no two languages")
        options, how = {"source": call.source, "target": call.target}, {"route": "memory"}
        async with kept(request, self._desk, _suffix(call.name)) as path:
            report = await self._desk.labour_long(work.import_file, self._desk.workspace, path, options, how)
        return report["added"] + report["merged"]


def _call(path: bytes) -> _Call:
    """An address after its prefix. Raises Problem (404) where it is none."""
    rest, parts = path.lstrip(b"/"), list[bytes]()
    while rest and len(parts) < 3:
        part, _, rest = rest.partition(b"/")
        parts.append(part)
        rest = rest.lstrip(b"/") if len(parts) < 3 else rest
    if parts[:1] == [b"languages"] and len(parts) == 1:
        return _Call("", "", "languages", "")
    if len(parts) < 3:
        raise Problem(404, "tmserver has no such address")
    source, target = (_tag(unquote(part.decode("latin-1"))) for part in parts[:2])
    return _Call(source, target, parts[2].decode("latin-1"), unquote(rest.decode("latin-1")))


def _suffix(name: str) -> str:
    """What the name of a file tells of its format."""
    return next(iter(re.findall(r"\.[A-Za-z0-9]{1,8}$", name)), "")


def _tag(text: str) -> str:
    try:
        return normalise(text)
    except InputError:
        return ""


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def _languages(opened: Opened) -> dict[str, list[str]]:
    """What the memory has, as clients write it (``zh_hans``), and without script and region."""
    store = opened.memory()
    tags = store.languages() if store is not None else ()
    found = sorted({form for tag in tags for form in (tag.replace("-", "_").lower(), primary(tag))})
    return {"sourceLanguages": found, "targetLanguages": found}


def _candidates(opened: Opened, call: _Call, text: str, request: Request) -> list[dict[str, Any]]:
    if not call.source or not call.target or same(call.source, call.target) or len(text) > _LONGEST:
        return []
    least = min(100, max(_LEAST, _number(request, "min_similarity", 70)))
    most = min(_MOST, max(1, _number(request, "max_candidates", 5)))
    matches = opened.matches(Wanted(call.source, (call.target,), tm=True, min=least, top=most))(text)
    return [
        {
            "source": one.source.text,
            "target": one.target.text if one.adapted is None else one.adapted,
            "quality": float(min(100, one.score)),
            "rank": 100.0,
        }
        for one in matches
        if one.target is not None
    ]


def _number(request: Request, name: str, default: int) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else default


# ── bodies ───────────────────────────────────────────────────────────────────────────────────────


async def _body(request: Request) -> Any:
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Problem(400, "the body is not JSON") from error


def _unit(call: _Call, pair: Any) -> TranslationUnit:
    said = [pair.get(key) for key in ("source", "target")] if isinstance(pair, dict) else []
    texts = [text for text in said if isinstance(text, str) and text.strip()]
    if len(texts) < 2:
        raise Problem(422, 'a unit is {"source": TEXT, "target": TEXT}')
    if not call.source or not call.target or same(call.source, call.target):
        raise Problem(422, "the address names no two languages")
    variants = (Variant(call.source, texts[0]), Variant(call.target, texts[1]))
    return TranslationUnit(variants, source_language=call.source, origin=Origin("human"))
