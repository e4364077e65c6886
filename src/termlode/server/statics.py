"""The files that pages load, out of the package: a fixed table made at the start. No path of a request is opened."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from termlode.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


class Static(NamedTuple):
    """A file that pages load."""

    data: bytes
    media_type: str
    tag: str


def table() -> Mapping[str, Static]:
    """All of them by name."""
    found = {}
    for item in files("termlode.server").joinpath("static").iterdir():
        kind = _TYPES.get(item.name[item.name.rfind(".") :])
        if kind is not None:
            data = item.read_bytes()
            found[item.name] = Static(data, kind, f'"{sha256(data).hexdigest()[:16]}"')
    return found


def install(app: FastAPI) -> None:
    """Serve them under ``/static/NAME``."""
    known = table()

    async def static(request: Request) -> Response:
        one = known.get(request.path_params["name"])
        if one is None:
            raise Problem(404, "there is no such file")
        headers = {"ETag": one.tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == one.tag:
            return Response(status_code=304, headers=headers)
        return Response(one.data, media_type=one.media_type, headers=headers)

    app.add_route("/static/{name}", static, methods=["GET", "HEAD"], include_in_schema=False)
