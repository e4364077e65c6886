"""Concepts of the termbase: list, read, put, delete. An edit names the revision that it was made from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter
from pydantic import Field

from termlode.jobs import concept as concepts
from termlode.jobs.answers.records import ConceptRecord, concept_record
from termlode.jobs.opened import Opened
from termlode.server.api.kinds import Body, Record, Slug
from termlode.server.api.revisions import Seen, SeenOrNew, tagged, unless_changed
from termlode.server.api.shapes import Concepts, Responses, problems
from termlode.server.desk import Desk
from termlode.server.visitors import permit


class ConceptPut(Body):
    """A whole concept."""

    subject_field: Slug
    record: Record = Field(description="The keys of the YAML files (docs/termbase.md).")


def register(reading: APIRouter, writing: APIRouter, desk: Desk) -> None:
    """Add the routes."""

    async def several(
        begins: Annotated[str, Parameter(max_length=100, description="Only ids that begin so.")] = "",
        page: Annotated[int, Parameter(ge=1, le=100_000)] = 1,
        per_page: Annotated[int, Parameter(ge=1, le=200)] = 50,
    ) -> Concepts:
        """Concepts in the order of their ids."""

        def found(opened: Opened) -> Concepts:
            compiled = opened.terms()
            ids = [one for one in compiled.ids() if one.startswith(begins)]
            shown = ids[(page - 1) * per_page : page * per_page]
            records = [concept_record(compiled.entry(one)) for one in shown]
            return {"concepts": records, "page": page, "total": len(ids)}

        return await desk.ask(found)

    async def read(concept: Slug, response: Response) -> ConceptRecord:
        """A concept with all that it holds."""
        return tagged(response, await desk.ask(lambda _: concept_record(concepts.find(desk.workspace, concept))))

    async def put(
        concept: Slug, body: ConceptPut, request: Request, response: Response, revision: SeenOrNew
    ) -> ConceptRecord:
        """Write a concept; If-Match names the revision that was read, If-None-Match: * says that it is new."""
        permit(request, "terms")
        place, field, record = desk.workspace, body.subject_field, body.record
        stored = await unless_changed(desk.write(lambda: concepts.put(place, concept, field, record, revision)))
        response.status_code = 201 if revision is None else 200
        return tagged(response, concept_record(stored))

    async def delete(concept: Slug, request: Request, revision: Seen) -> Response:
        """Take a concept out; If-Match names the revision that was read."""
        permit(request, "terms")
        await unless_changed(desk.write(lambda: concepts.remove(desk.workspace, concept, revision)))
        return Response(status_code=204)

    edit = problems(404, 412, 428)
    made: Responses = {201: {"model": ConceptRecord, "description": "The concept is new."}}
    one = "/concepts/{concept}"
    reading.add_api_route("/concepts", several, methods=["GET"], tags=["termbase"], responses=problems())
    reading.add_api_route(one, read, methods=["GET"], tags=["termbase"], responses=problems(404))
    writing.add_api_route(one, put, methods=["PUT"], tags=["termbase"], responses={**edit, **made})
    writing.add_api_route(one, delete, methods=["DELETE"], tags=["termbase"], responses=edit, status_code=204)
