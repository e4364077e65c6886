"""Units of the memory: read, put, add, delete. An edit names the revision that it was made from."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import Field

from termlode.jobs import unit as units
from termlode.jobs.answers.records import UnitRecord, unit_record
from termlode.jobs.opened import Opened
from termlode.model import Context, Origin, TranslationUnit, Variant
from termlode.server.api.kinds import Body, Kind, Name, Policy, Query, Record, Tag, UnitKey, named
from termlode.server.api.revisions import Seen, tagged, unless_changed
from termlode.server.api.shapes import Added, problems
from termlode.server.desk import Desk
from termlode.server.visitors import permit


class TextIn(Body):
    """A text and its language."""

    language: Tag
    text: Query


class UnitIn(Body):
    """A meaning in several languages, the source first."""

    texts: Annotated[list[TextIn], Field(min_length=2, max_length=50)]
    origin: Kind = "human"
    client: Name | None = None
    domain: Name | None = None
    project: Name | None = None
    previous: Query | None = Field(None, description="The source segment before.")
    following: Query | None = Field(None, description="The source segment after.")

    def unit(self) -> TranslationUnit:
        """As the memory stores it. Raises UsageError."""
        variants = tuple(Variant(named(one.language, "language") or "und", one.text) for one in self.texts)
        origin = Origin(self.origin, client=self.client, domain=self.domain, project=self.project)
        context = Context(self.previous, self.following)
        return TranslationUnit(variants, source_language=variants[0].language, context=context, origin=origin)


class UnitsIn(Body):
    """Units to add."""

    units: Annotated[list[UnitIn], Field(min_length=1, max_length=1000)]
    on_conflict: Policy = Field(
        "keep", description="What becomes of a stored unit that translates the same source differently."
    )


class UnitPut(Body):
    """A whole unit in the place of another."""

    record: Record = Field(description="The fields of a line of a .jsonl export (docs/formats.md).")


def register(reading: APIRouter, writing: APIRouter, desk: Desk) -> None:
    """Add the routes."""

    async def read(unit: UnitKey, response: Response) -> UnitRecord:
        """A unit with all that it holds."""

        def found(opened: Opened) -> UnitRecord:
            return unit_record(unit, units.find(opened.memory(), unit))

        return tagged(response, await desk.ask(found))

    async def put(unit: UnitKey, body: UnitPut, request: Request, response: Response, revision: Seen) -> UnitRecord:
        """Replace a unit; If-Match names the revision that was read."""
        permit(request, "memory")
        new = units.of_record(body.record)
        stored = await unless_changed(desk.write(lambda: units.put(desk.workspace, unit, new, revision)))
        return tagged(response, unit_record(unit, stored))

    async def delete(unit: UnitKey, request: Request, revision: Seen) -> Response:
        """Delete a unit; If-Match names the revision that was read."""
        permit(request, "memory")
        await unless_changed(desk.write(lambda: units.remove(desk.workspace, unit, revision)))
        return Response(status_code=204)

    async def add(body: UnitsIn, request: Request) -> Added:
        """Add units; once this has answered they are kept, whatever happens to the server."""
        permit(request, "memory")
        new = [one.unit() for one in body.units]
        report = await desk.write(lambda: units.add(desk.workspace, new, body.on_conflict))
        refused: list[Any] = [{"number": one.number, "reason": one.reason} for one in report.reasons]
        return {"added": report.added, "updated": report.updated, "unchanged": report.unchanged, "refused": refused}

    edit = problems(404, 412, 428)
    writing.add_api_route("/units", add, methods=["POST"], tags=["memory"], responses=problems())
    reading.add_api_route("/units/{unit}", read, methods=["GET"], tags=["memory"], responses=problems(404))
    writing.add_api_route("/units/{unit}", put, methods=["PUT"], tags=["memory"], responses=edit)
    writing.add_api_route("/units/{unit}", delete, methods=["DELETE"], tags=["memory"], responses=edit, status_code=204)
