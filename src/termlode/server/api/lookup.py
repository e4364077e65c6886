"""Asking: look-ups, the terms of a text, concordance."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from fastapi import Query as Parameter
from pydantic import Field

from termlode.errors import NothingFound
from termlode.jobs.answers.concordance import hit
from termlode.jobs.answers.lookup import LookupAnswer, lookup
from termlode.jobs.answers.terms import term
from termlode.jobs.concordance import page_of, wanted_of
from termlode.jobs.lookup import Request, must_know
from termlode.jobs.opened import Opened
from termlode.jobs.terms import terms_in
from termlode.server import work
from termlode.server.api.kinds import (
    Body,
    Day,
    Kind,
    Long,
    Name,
    Percent,
    Query,
    Short,
    Tag,
    Tags,
    Top,
    all_named,
    named,
)
from termlode.server.api.shapes import Hits, Lookups, Terms, problems
from termlode.server.api.texts import answer_of
from termlode.server.desk import Desk

_AT_ONCE = 4000  # characters of a text whose terms are found between look-ups


class Limits(Body):
    """Languages wanted, and which memory matches count."""

    source: Tag | None = Field(None, alias="from", description="The language of the text; none: any.")
    targets: Tags = Field(default=[], alias="to", description="The languages wanted; none: all.")
    min: Percent = Field(70, description="The least score of a memory match, in per cent.")
    top: Top = Field(5, description="Memory matches at most.")
    tm: bool = Field(False, description="Only the memory, only whole segments.")
    client: Name | None = None
    origin: Kind | None = None
    since: Day | None = Field(None, description="YYYYMMDD: only units changed then or later.")
    previous: Short | None = Field(None, description="The segment before, for matches in context.")
    following: Short | None = Field(None, description="The segment after.")

    def request(self) -> Request:
        """What the job is asked. Raises UsageError."""
        return Request(
            named(self.source, "from"), all_named(self.targets, "to"), self.tm, self.min, self.top, self.client,
            self.origin, self.since, self.previous, self.following,
        )  # fmt: skip


class One(Limits):
    """A query."""

    text: Short


class Several(Limits):
    """Queries."""

    texts: Annotated[list[Query], Field(min_length=1, max_length=100)]


class TermsIn(Body):
    """A text whose terms are wanted."""

    text: Long
    language: Tag | None = Field(None, description="The text's language; none: it is found out.")
    targets: Tags = Field(default=[], alias="to", description="The languages of equivalents; none: all others.")
    nested: bool = Field(False, description="Also terms inside or across others.")


class Occurrences(Body):
    """What is looked for in the memory."""

    text: Short
    language: Tag | None = Field(None, alias="in", description="The language of the texts searched; none: any.")
    show: Tags = Field(default=[], description="The languages shown; units without the first are left out.")
    word: bool = Field(False, description="Only whole words.")
    how: Literal["plain", "wildcards", "regex"] = "plain"
    beside: Short | None = Field(None, alias="with", description="Must occur in the other texts of the unit.")
    without: Short | None = Field(None, description="Must not occur there.")
    page: Annotated[int, Field(ge=1, le=1000)] = 1
    per_page: Annotated[int, Field(ge=1, le=100)] = 20


def register(router: APIRouter, desk: Desk) -> None:
    """Add the routes."""

    async def look_up(query: Annotated[One, Parameter()]) -> LookupAnswer:
        """What termbase and memory know of a word, a phrase or a sentence."""
        request = query.request()
        return await desk.ask(lambda opened: _answer(opened, query.text, request))

    async def look_up_several(queries: Several) -> Lookups:
        """The same for several queries at once."""
        request = queries.request()
        return {"answers": [await desk.ask(partial(_answer, text=text, request=request)) for text in queries.texts]}

    async def terms(wanted: TermsIn) -> Terms | Response:
        """The known terms of a text, in order, with their equivalents."""
        language, targets = named(wanted.language, "language"), all_named(wanted.targets, "to")
        if len(wanted.text) > _AT_ONCE:
            return await answer_of(desk, work.terms, desk.workspace, wanted.text, language, targets, wanted.nested)

        def found(opened: Opened) -> Terms:
            must_know(opened.workspace, (language, *targets))
            hits = terms_in(opened.terms(), wanted.text, language=language, targets=targets, nested=wanted.nested)
            return {"terms": [term(one) for one in hits]}

        return await desk.ask(found)

    async def concordance(wanted: Annotated[Occurrences, Parameter()]) -> Hits:
        """Where a word or phrase occurs in the memory, with its translations."""
        return await desk.ask(lambda opened: _page(opened, wanted))

    router.add_api_route("/lookup", look_up, methods=["GET"], tags=["asking"], responses=problems())
    router.add_api_route("/lookup", look_up_several, methods=["POST"], tags=["asking"], responses=problems())
    router.add_api_route("/terms", terms, methods=["POST"], tags=["asking"], responses=problems(), response_model=Terms)
    router.add_api_route("/concordance", concordance, methods=["GET"], tags=["asking"], responses=problems(404))


def _answer(opened: Opened, text: str, request: Request) -> LookupAnswer:
    must_know(opened.workspace, (request.source, *request.targets))
    return lookup(opened.answer(text, request), request)


def _page(opened: Opened, asked: Occurrences) -> Hits:
    show = all_named(asked.show, "show")
    options = {"word": asked.word, "how": asked.how, "beside": asked.beside, "without": asked.without}
    wanted = wanted_of(opened.workspace, asked.text, named(asked.language, "in"), show, **options)
    store = opened.memory()
    if store is None:
        raise NothingFound("there is no translation memory here yet")
    most = asked.per_page
    found = page_of(store, wanted, (asked.page - 1) * most, most + 1)
    return {"hits": [hit(one, show) for one in found[:most]], "page": asked.page, "more": len(found) > most}
