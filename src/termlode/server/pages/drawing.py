"""Drawing pages out of the templates of this folder: every text is escaped, and has its language and direction."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from termlode import html
from termlode.languages.registry import pack
from termlode.server.visitors import csrf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI
    from starlette.requests import Request

type Places = Sequence[tuple[str, str]]  # address and name


class Drawer:
    """Draws the pages of one application; ``places`` are those that the head of each page leads to."""

    def __init__(self, places: Places, place: str) -> None:
        self._environment = _environment()
        self._environment.globals.update(places=list(places), place=place)

    def page(self, request: Request, template: str, status: int = 200, /, **said: Any) -> HTMLResponse:
        """A whole page."""
        here = "/" + request.url.path.strip("/").partition("/")[0]
        word = csrf(request) if getattr(request.state, "visitor", None) else ""
        return HTMLResponse(self._environment.get_template(template).render(said, here=here, csrf=word), status)

    def part(self, template: str, /, **said: Any) -> str:
        """A piece of a page as HTML."""
        return self._environment.get_template(template).render(said)

    def macro(self, template: str, macro: str, *arguments: Any) -> str:
        """What a macro of a template makes."""
        return str(getattr(self._environment.get_template(template).module, macro)(*arguments))


def install(app: FastAPI, places: Places, place: str) -> Drawer:
    """The drawer of ``app``, which draws its errors too."""
    drawer = Drawer(places, place)

    def problem(request: Request, status: int, detail: str) -> HTMLResponse:
        return drawer.page(request, "problem.html", status, title=HTTPStatus(status).phrase, detail=detail)

    app.state.problem_page = problem
    return drawer


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("termlode.server.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["direction"] = _direction
    made.filters["marked"] = _marked
    made.filters["language_name"] = _language_name
    return made


def _direction(language: str) -> Markup:
    """The ``lang`` and ``dir`` attributes of a text in a language; where that is unknown, the text itself decides."""
    return Markup('dir="auto"') if language == "und" else Markup(html.attributes(language))  # noqa: S704  # escaped there


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> Markup:
    """A text with stretches of it marked."""
    parts, at = [Markup()], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [Markup.escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            at = end
    return Markup().join([*parts, Markup.escape(text[at:])])


def _language_name(tag: str) -> str:
    """A language as people call it, with its tag."""
    name = pack(tag).name
    return f"{name} ({tag})" if name else tag
