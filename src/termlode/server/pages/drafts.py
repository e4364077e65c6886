"""The page of the workspace's drafts: accept, join to a concept, refuse, edit; each by itself, without a script too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form
from fastapi.requests import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from termlode.jobs import one_draft
from termlode.jobs.concept import Written
from termlode.languages.named import tag
from termlode.server.problems import Problem
from termlode.server.visitors import from_our_page, permit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.server.desk import Desk
    from termlode.server.pages.drawing import Drawer
    from termlode.termbase.drafts.record import Block

_PER_PAGE = 100


def router(desk: Desk, drawer: Drawer) -> APIRouter:
    """The routes."""
    made = APIRouter(prefix="/drafts", dependencies=[Depends(from_our_page)], include_in_schema=False)
    place = desk.workspace

    @made.get("")
    async def page(request: Request, field: str = "", page: int = 1, said: str = "") -> HTMLResponse:
        writes = "terms" in permit(request, "read").scopes
        found = await desk.ask(lambda _: one_draft.every(place))
        fields = sorted({name for name, _ in found})
        wanted = [one for one in found if field in ("", one[0])]
        pages = max(1, -(-len(wanted) // _PER_PAGE))
        page = min(max(page, 1), pages)
        shown = wanted[(page - 1) * _PER_PAGE : page * _PER_PAGE]
        told = {"fields": fields, "field": field, "at": page, "pages": pages, "count": len(wanted), "writes": writes}
        rows = [_rows(block) for _, block in shown]
        told |= {"languages": place.languages, "said": said, "rows": rows}
        return drawer.page(request, "workspace_drafts.html", drafts=shown, **told)

    @made.post("/{file}/{draft}")
    async def decide(
        request: Request,
        file: str,
        draft: str,
        *,
        state: Annotated[str, Form()],
        action: Annotated[str, Form()],
        into: Annotated[str, Form()] = "",
        field: Annotated[str, Form()] = "",
        definition: Annotated[str, Form(max_length=5000)] = "",
        language: Annotated[tuple[str, ...], Form()] = (),
        term: Annotated[tuple[str, ...], Form()] = (),
    ) -> Response:
        permit(request, "terms")

        def job() -> str:
            match action:
                case "accept":
                    done = one_draft.accept(place, file, draft, state, into=into.strip() or None, preferred=True)
                    return f"accepted: {', '.join(done.accepted)}"
                case "refuse":
                    one_draft.refuse(place, file, draft, state)
                    return f"refused: {draft}"
                case "edit":
                    one_draft.edit(
                        place, file, draft, state, terms=_pairs(language, term), definition=definition.strip()
                    )
                    return f"changed: {draft}"
            raise Problem(404, f"there is no action {action[:40]}")

        said = await desk.write(job)
        return RedirectResponse(f"/drafts?{urlencode({'field': field, 'said': said})}#main", 303)

    return made


def _rows(block: Block) -> list[Written]:
    """The terms of a draft as its form has them, and two lines for new ones."""
    blank = Written("", "", "", "admitted")
    return [*(Written(language, term, term, "admitted") for language, term in block.draft.terms), blank, blank]


def _pairs(languages: Sequence[str], terms: Sequence[str]) -> list[tuple[str, str]]:
    """Language and term of each field that is filled in. Raises UsageError."""
    said = ((language, " ".join(term.split())) for language, term in zip(languages, terms, strict=False))
    return [(tag(language, "language"), term) for language, term in said if term]
