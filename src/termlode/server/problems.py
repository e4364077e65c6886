"""Errors as answers: the right status, and a problem as JSON (RFC 9457) that names cause and cure, no traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from termlode import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
_STATUSES: tuple[tuple[type[errors.TermlodeError], int], ...] = (  # the first that fits
    (errors.UsageError, 400),
    (errors.NothingFound, 404),
    (errors.TermbaseError, 422),
    (errors.ReplayError, 409),
    (errors.InputError, 422),
    (errors.StoreLocked, 503),
    (errors.StoreError, 500),
    (errors.MissingExtra, 501),
)


class Problem(errors.TermlodeError):
    """A request that is refused, with the status that says why."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.headers = status, dict(headers or {})


def status_of(error: errors.TermlodeError) -> int:
    """The HTTP status of an error."""
    if isinstance(error, Problem):
        return error.status
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def body(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """A problem as JSON has it."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}


def response(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> JSONResponse:
    """A problem as a response."""
    said = dict(headers or {})
    if status == 503:
        said.setdefault("Retry-After", "2")
    return JSONResponse(body(status, detail, **more), status, said, MEDIA_TYPE)


def of(error: errors.TermlodeError | HTTPException, root: str | None) -> JSONResponse:
    """An error as a response."""
    if isinstance(error, HTTPException):
        return response(error.status_code, str(error.detail), error.headers)
    return response(status_of(error), said(error, root), getattr(error, "headers", None))


def said(error: Exception, root: str | None) -> str:
    """What an error says; files of the workspace are named as they lie in it, whose ``root`` is nobody's business."""
    return str(error) if root is None else str(error).replace(f"{root}/", "")


def install(app: FastAPI) -> None:
    """Have ``app`` answer errors with problems; ``app.state.problem_page`` may draw them for browsers."""
    app.add_exception_handler(errors.TermlodeError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.TermlodeError)
    detail = said(error, request.state.root)
    return _answer(request, status_of(error), detail, getattr(error, "headers", None))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_methods(request))
    return _answer(request, error.status_code, str(error.detail), headers)


def _methods(request: Request) -> list[str]:
    """The methods of all routes of the path (the router names those of the first)."""
    return [
        method
        for method in ("DELETE", "GET", "POST", "PUT")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in request.app.routes)
    ]


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [
        {"where": ".".join(map(str, one["loc"])), "message": str(one["msg"])} for one in error.errors()[:20]
    ]  # what was sent is not sent back
    detail = "; ".join(f"{one['where']}: {one['message']}" for one in faults[:3])
    return _answer(request, 422, detail or "the request is malformed", None, errors=faults)


def _answer(request: Request, status: int, detail: str, headers: Mapping[str, str] | None, **more: Any) -> Response:
    page = getattr(request.app.state, "problem_page", None)
    if page is not None and "text/html" in request.headers.get("accept", ""):
        drawn: Response = page(request, status, detail)
        drawn.headers.update(headers or {})
        return drawn
    return response(status, detail, headers, **more)
