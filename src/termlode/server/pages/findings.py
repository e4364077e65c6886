"""What is wrong with translations: of a pair of texts that is typed in, and of the bilingual files that were named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.requests import Request
from fastapi.responses import HTMLResponse

from termlode.languages.named import tag
from termlode.server import work
from termlode.server.problems import Problem
from termlode.server.visitors import from_our_page, permit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.quality.unit import Finding
    from termlode.server.desk import Desk
    from termlode.server.pages.drawing import Drawer

_MOST = 5000  # findings of a file that are shown
type Text = Annotated[str, Form(max_length=20_000)]


def router(desk: Desk, drawer: Drawer, files: Sequence[Path]) -> APIRouter:
    """The routes; ``files`` are the bilingual files whose findings may be seen."""
    made = APIRouter(prefix="/findings", dependencies=[Depends(from_our_page)], include_in_schema=False)
    place = desk.workspace
    named = dict(enumerate(files, 1))
    pair = (*place.languages, "en", "en")[:2]

    def draw(request: Request, **said: Any) -> HTMLResponse:
        told: dict[str, Any] = {"source": "", "target": "", "tags": pair, "findings": None, "error": "", **said}
        names = [(number, file.name) for number, file in named.items()]
        return drawer.page(request, "findings.html", languages=place.languages, files=names, **told)

    @made.get("")
    async def start(request: Request) -> HTMLResponse:
        permit(request, "read")
        return draw(request)

    @made.post("")
    async def texts(request: Request, source: Text, target: Text, first: Text, second: Text) -> HTMLResponse:
        permit(request, "read")
        tags = tag(first, "source language"), tag(second, "target language")
        found = await desk.labour(work.findings, desk.workspace, source, target, tags)
        return draw(request, source=source, target=target, tags=tags, findings=[_shown(one) for one in found])

    @made.get("/{number}")
    async def file(request: Request, number: int, code: str = "") -> HTMLResponse:
        permit(request, "read")
        if number not in named:
            raise Problem(404, "there is no such file")
        found = await desk.labour(work.findings_in, place, named[number], _MOST)
        codes = sorted({(one.code, one.message.partition(":")[0], one.severity) for one in found})
        shown = [_shown(one) for one in found if code in ("", one.code)]
        said = {"name": named[number].name, "codes": codes, "code": code, "findings": shown, "number": number}
        return drawer.page(request, "findings_file.html", count=len(found), most=_MOST, **said)

    return made


def _shown(one: Finding) -> dict[str, Any]:
    """A finding; the stretch of the text that is struck is marked, unless it is the whole of it."""
    text = one.source if one.side == "source" else one.target
    spans = [(one.start, one.end)] if 0 < one.end - one.start < len(text) else []
    sides = (one.source, one.languages[0], spans if one.side == "source" else []), (
        one.target, one.languages[1], spans if one.side == "target" else [],
    )  # fmt: skip
    return {"one": one, "sides": sides}
