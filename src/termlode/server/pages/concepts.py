"""The termbase: find concepts, see one, edit it from the revision that was read, add one, take one out."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import APIRouter, Depends, Form
from fastapi.requests import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from termlode.errors import TermlodeError, UsageError
from termlode.jobs import concept as concepts
from termlode.jobs import termbase
from termlode.languages.named import tag
from termlode.server.problems import status_of
from termlode.server.visitors import from_our_page, permit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.jobs.opened import Opened
    from termlode.model import ConceptEntry, Status
    from termlode.server.desk import Desk
    from termlode.server.pages.drawing import Drawer

_PER_PAGE = 40
_BLANK = 3  # lines for new terms in a form
_STATUSES = ("preferred", "admitted", "deprecated", "forbidden")
type Texts = Annotated[tuple[str, ...], Form()]
type Text = Annotated[str, Form(max_length=10_000)]


def router(desk: Desk, drawer: Drawer) -> APIRouter:
    """The routes."""
    made = APIRouter(prefix="/concepts", dependencies=[Depends(from_our_page)], include_in_schema=False)
    place = desk.workspace

    def draw(request: Request, template: str, status: int = 200, /, **said: Any) -> HTMLResponse:
        told = {"languages": place.languages, "statuses": _STATUSES, "error": "", **said}
        return drawer.page(request, template, status, writes="terms" in request.state.visitor.scopes, **told)

    @made.get("")
    async def browse(request: Request, q: str = "", field: str = "", page: int = 1) -> HTMLResponse:
        permit(request, "read")
        found = await desk.ask(lambda opened: _found(opened, " ".join(q.split()), field, page))
        return draw(request, "concepts.html", q=q, field=field, **found)

    @made.get("/new")
    async def new(request: Request) -> HTMLResponse:
        permit(request, "terms")
        return draw(request, "concept_new.html", said={"field": "", "concept": "", "definition": ""}, rows=_blank(5))

    @made.post("/new")
    async def add(
        request: Request,
        *,
        field: Text,
        concept: Text = "",
        definition: Text = "",
        language: Texts = (),
        term: Texts = (),
    ) -> Response:
        permit(request, "terms")
        rows = _rows(language, (), term, ())
        pairs = [f"{one.language}={one.term}" for one in rows if one.term]
        said = {"definition": definition.strip() or None, "concept": concept.strip() or None}
        try:
            done = await desk.write(lambda: termbase.add(place, field.strip(), pairs, **said))
        except TermlodeError as error:
            told = {"field": field, "concept": concept, "definition": definition}
            status = status_of(error)
            return draw(request, "concept_new.html", status, error=str(error), said=told, rows=[*rows, *_blank(2)])
        return RedirectResponse(f"/concepts/{done.entry.id}", 303)

    @made.get("/{concept}")
    async def one(request: Request, concept: str, edit: bool = False) -> HTMLResponse:
        permit(request, "terms" if edit else "read")
        entry = await desk.ask(lambda _: concepts.find(place, concept))
        return draw(request, "concept_edit.html" if edit else "concept.html", entry=entry, **_form(entry))

    @made.post("/{concept}")
    async def write(
        request: Request, concept: str, *, seen: Text, action: Text = "save", field: Text = "", definition: Text = "",
        note: Text = "", language: Texts = (), was: Texts = (), term: Texts = (), status: Texts = (),
    ) -> Response:  # fmt: skip
        permit(request, "terms")
        rows = _rows(language, was, term, status)
        said = {"definition": definition.strip(), "note": note.strip(), "subject_field": field.strip()}
        try:
            if action == "delete":
                await desk.write(lambda: concepts.remove(place, concept, seen))
                return RedirectResponse("/concepts", 303)
            await desk.write(lambda: concepts.revise(place, concept, seen, rows, **said))
        except TermlodeError as error:
            now = await desk.ask(lambda _: concepts.find(place, concept))
            told = {
                **_form(now),
                "said": {**said, "field": field},
                "rows": [*rows, *_blank(_BLANK)],
                "error": str(error),
            }
            return draw(request, "concept_edit.html", status_of(error), entry=now, **told)
        return RedirectResponse(f"/concepts/{concept}", 303)

    return made


def _found(opened: Opened, text: str, field: str, page: int) -> dict[str, Any]:
    """The concepts of one page: those that a text finds, likeliest first, else all by their ids."""
    if not opened.workspace.termbase.is_dir():
        return {"entries": [], "subject_fields": [], "at": 1, "pages": 1, "count": 0}
    every = {entry.id: entry for entry in opened.terms().entries()}
    fields = sorted({entry.subject_field for entry in every.values()})
    found = list(_by_text(opened, text, every)) if text else sorted(every.values(), key=lambda entry: entry.id)
    wanted = [entry for entry in found if field in ("", entry.subject_field)]
    pages = max(1, -(-len(wanted) // _PER_PAGE))
    at = min(max(page, 1), pages)
    shown = wanted[(at - 1) * _PER_PAGE : at * _PER_PAGE]
    return {"entries": shown, "subject_fields": fields, "at": at, "pages": pages, "count": len(wanted)}


def _by_text(opened: Opened, text: str, every: dict[str, ConceptEntry]) -> list[ConceptEntry]:
    found = {match.entry.id: match.entry for match in opened.terms().lookup(text)}
    return [*found.values(), *(entry for one, entry in every.items() if text.lower() in one and one not in found)]


def _form(entry: ConceptEntry) -> dict[str, Any]:
    """What the form of a concept is filled with."""
    rows = [
        concepts.Written(section.language, term.term, term.term, term.status)
        for section in entry.languages
        for term in section.terms
    ]
    said = {"definition": entry.definition or "", "note": entry.note or "", "field": entry.subject_field}
    return {"said": said, "rows": [*rows, *_blank(_BLANK)], "seen": concepts.revision(entry)}


def _blank(count: int) -> list[concepts.Written]:
    return [concepts.Written("", "", "", "admitted")] * count


def _rows(
    languages: Sequence[str], was: Sequence[str], terms: Sequence[str], statuses: Sequence[str]
) -> list[concepts.Written]:
    """The lines of a form that are filled in, or were. Raises UsageError."""
    found = []
    for language, old, term, status in zip_longest(languages, was, terms, statuses, fillvalue=""):
        text = " ".join(term.split())
        if text or old:
            if status not in ("", *_STATUSES):
                raise UsageError(f"{status[:40]} is not a status: any of {', '.join(_STATUSES)}")
            kept = cast("Status", status or "admitted")
            found.append(concepts.Written(tag(language, "language"), old, text, kept))
    return found
