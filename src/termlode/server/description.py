"""The description of the API: OpenAPI under ``/openapi.json``, and a page of our own without foreign scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from termlode.server.api.shapes import components

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

_PAGE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Termlode API</title><link rel="stylesheet" href="/static/plain.css"></head>
<body><main><h1>Termlode API {version}</h1>
<p>The same as <a href="/openapi.json">OpenAPI</a>. Errors are problems (RFC 9457): status, title, detail.</p>
{body}</main></body></html>
"""


def install(app: FastAPI) -> None:
    """Describe ``app`` with the problems that routes may answer with, and add the page ``/api/``."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        found = plain()
        found["components"]["schemas"].update(components())
        return found

    app.openapi = described  # type: ignore[method-assign]  # as FastAPI's documentation has it

    async def page(_: Request) -> Response:
        return HTMLResponse(render(app.openapi()))

    app.add_route("/api/", page, methods=["GET"], include_in_schema=False)


def render(found: Mapping[str, Any]) -> str:
    """The page of an OpenAPI document."""
    body = "".join(_paths(found))
    return _PAGE.format(version=escape(found["info"]["version"]), body=body)


def _paths(found: Mapping[str, Any]) -> Iterator[str]:
    for path, methods in found["paths"].items():
        for method, said in methods.items():
            yield f"<h2><code>{method.upper()} {escape(path)}</code></h2><p>{escape(said.get('description', ''))}</p>"
            yield _table("Parameters", map(_parameter, said.get("parameters", ())))
            body = said.get("requestBody", {}).get("content", {})
            yield _table("Body", (row for one in body.values() for row in _fields(one["schema"], found)))
            yield _table("Answers", ((code, escape(one["description"])) for code, one in said["responses"].items()))


def _parameter(one: Mapping[str, Any]) -> tuple[str, str]:
    needed = ", required" if one.get("required") else ""
    said = one.get("description") or one["schema"].get("description", "")
    return f"{one['name']} <small>({one['in']}{needed})</small>", escape(said)


def _fields(schema: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of a body, and what is said of each."""
    if "$ref" in schema:
        schema = found["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for name, one in schema.get("properties", {}).items():
        needed = " <small>(required)</small>" if name in schema.get("required", ()) else ""
        yield escape(name) + needed, escape(one.get("description", one.get("title", "")))


def _table(caption: str, rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><th scope=row>{name}</th><td>{said}</td></tr>" for name, said in rows)
    return f"<table><caption>{caption}</caption>{cells}</table>" if cells else ""
