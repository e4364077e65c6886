"""The pages that ask: look-up as you type, and concordance. They work without a script too."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends
from fastapi import Query as Parameter
from fastapi.requests import Request
from fastapi.responses import HTMLResponse

from termlode.errors import UsageError
from termlode.jobs.concordance import others, wanted_of
from termlode.jobs.lookup import Request as Asked
from termlode.jobs.lookup import must_know
from termlode.languages.named import tag_or_none
from termlode.server.visitors import from_our_page, permit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.jobs.lookup import Answer
    from termlode.jobs.opened import Opened
    from termlode.memory.concordance import Hit
    from termlode.model import Match
    from termlode.server.desk import Desk
    from termlode.server.pages.drawing import Drawer

type Text = Annotated[str, Parameter(max_length=5000)]
type Word = Annotated[str, Parameter(max_length=100)]
_PER_PAGE = 25
_NEAR = 8  # terms that are only like the query


def router(desk: Desk, drawer: Drawer) -> APIRouter:
    """The routes."""
    made = APIRouter(dependencies=[Depends(from_our_page)], include_in_schema=False)
    languages = desk.workspace.languages

    async def answered(q: str, source: str, to: str) -> dict[str, Any]:
        text = " ".join(q.split())
        if not text:
            return {"answer": None, "wanted": ()}
        return await desk.ask(lambda opened: _answer(opened, text, source, to))

    @made.get("/")
    async def start(request: Request, q: Text = "", source: Word = "", to: Word = "") -> HTMLResponse:
        permit(request, "read")
        said = {"q": q, "source": source, "to": to, "languages": languages}
        return drawer.page(request, "lookup.html", **said, **await answered(q, source, to))

    @made.get("/look")
    async def look(request: Request, q: Text = "", source: Word = "", to: Word = "") -> HTMLResponse:
        permit(request, "read")
        return HTMLResponse(drawer.part("lookup_answer.html", q=q, **await answered(q, source, to)))

    @made.get("/concordance")
    async def concordance(
        request: Request, *, q: Text = "", source: Word = "", to: Word = "", word: bool = False, page: int = 1
    ) -> HTMLResponse:
        permit(request, "read")
        page = min(max(page, 1), 1000)
        found = await desk.ask(lambda opened: _hits(opened, q.strip(), source, to, word=word, page=page))
        said = {"q": q, "source": source, "to": to, "word": word, "page": page, "languages": languages}
        return drawer.page(request, "concordance.html", **said, **found)

    return made


def _answer(opened: Opened, text: str, source: str, to: str) -> dict[str, Any]:
    """What is known of a text. Raises UsageError for a language that is none of the workspace's."""
    targets = tuple(filter(None, [tag_or_none(to, "to")]))
    asked = Asked(tag_or_none(source, "from"), targets)
    must_know(opened.workspace, (asked.source, *targets))
    answer = opened.answer(text, asked)
    return {"answer": _sorted_out(answer), "wanted": targets, "memory": [_match(one, text) for one in answer.memory]}


def _sorted_out(answer: Answer) -> dict[str, Any]:
    """Concepts that the query names get a card, those within it and near it a line."""
    whole = [one for one in answer.terms if one.is_whole]
    within = [one for one in answer.terms if one.is_sure and not one.is_whole]
    near = [one for one in answer.terms if not one.is_sure]
    return {"whole": whole, "within": within, "near": near[:_NEAR]}


def _match(one: Match, query: str) -> dict[str, Any]:
    """A match, with what in its source is another than in the query."""
    from termlode.memory.differences import differences

    same = one.kind in ("exact", "context") or one.source.text == query
    pieces = [] if same or one.kind == "fragment" else differences(one.source.text, query, one.source.language)
    return {"match": one, "pieces": pieces}


def _hits(opened: Opened, text: str, source: str, to: str, *, word: bool, page: int) -> dict[str, Any]:
    nothing: dict[str, Any] = {"hits": [], "more": False, "said": ""}
    if not text:
        return nothing
    show = tuple(filter(None, [tag_or_none(to, "to")]))
    try:
        wanted = wanted_of(opened.workspace, text, tag_or_none(source, "in"), show, word=word)
        store = opened.memory()
        if store is None:
            return {**nothing, "said": "there is no translation memory here yet: termlode import FILE makes one"}
        found = list(islice(store.occurrences(wanted), (page - 1) * _PER_PAGE, page * _PER_PAGE + 1))
    except UsageError as error:
        return {**nothing, "said": str(error)}
    return {"hits": [_hit(one, show) for one in found[:_PER_PAGE]], "more": len(found) > _PER_PAGE, "said": ""}


def _hit(one: Hit, show: Sequence[str]) -> dict[str, Any]:
    return {"hit": one, "others": others(one, show), "document": one.unit.origin.document}
