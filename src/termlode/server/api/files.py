"""Files of other tools in and out, streamed: a file that is sent is kept beside the memory while it is read."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi import Query as Parameter
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from termlode.files import forget, open_file
from termlode.server import work
from termlode.server.api.kinds import Body, Day, Kind, Name, Policy, Tag, named
from termlode.server.api.shapes import Imported, Responses, problems
from termlode.server.desk import Desk
from termlode.server.problems import Problem
from termlode.server.uploads import kept, new
from termlode.server.visitors import permit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import IO

_BLOCK = 1 << 18
_SUFFIXES = {"xliff": ".xlf"}
_BINARY = "application/octet-stream"


class HowToImport(Body):
    """How a file is read, and where it goes."""

    format: Name | None = Field(None, description="Its format, where its content does not tell (termlode formats).")
    route: Literal["memory", "terms"] | None = Field(None, alias="as")
    on_conflict: Policy = "keep"
    source: Tag | None = Field(None, alias="from", description="For files that do not name their languages.")
    target: Tag | None = Field(None, alias="to")
    subject_field: Name | None = None
    client: Name | None = None
    domain: Name | None = None
    project: Name | None = None

    def options(self) -> dict[str, Any]:
        """The options of reading. Raises UsageError."""
        said = self.model_dump(include={"subject_field", "client", "domain", "project"})
        return {**said, "source": named(self.source, "from"), "target": named(self.target, "to")}

    def way(self) -> dict[str, Any]:
        """The other options of the job."""
        return self.model_dump(include={"format", "route", "on_conflict"})


class HowToExport(Body):
    """What is written, and how."""

    format: Literal["tmx", "tbx", "csv", "xlsx", "json", "jsonl", "xliff"] = "tmx"
    kind: Literal["terms", "memory"] | None = None
    source: Tag | None = Field(None, alias="from", description="With `to`: only this pair.")
    target: Tag | None = Field(None, alias="to")
    origin: Kind | None = None
    client: Name | None = None
    since: Day | None = None
    until: Day | None = None

    def way(self) -> dict[str, Any]:
        """The options of the job. Raises Problem, UsageError."""
        if (self.source is None) != (self.target is None):
            raise Problem(400, "name both languages of a pair, or none")
        pair = f"{named(self.source, 'from')}:{named(self.target, 'to')}"
        pairs = () if self.source is None else (pair,)
        return {"format": self.format, "kind": self.kind, "pairs": pairs, "multilingual": not pairs}

    def choice(self) -> dict[str, Any]:
        """Which units."""
        origins, clients = ((one,) if one else () for one in (self.origin, self.client))
        return {"origins": origins, "clients": clients, "since": self.since, "until": self.until}


def register(reading: APIRouter, writing: APIRouter, desk: Desk) -> None:
    """Add the routes."""

    async def receive(how: Annotated[HowToImport, Parameter()], request: Request) -> Imported:
        """Read a file, which is the body of the request, into the memory or the termbase."""
        if how.route is None:  # where it goes is found out: both must be allowed
            permit(request, "terms")
        permit(request, "terms" if how.route == "terms" else "memory")
        options, way = how.options(), how.way()
        async with kept(request, desk) as path:
            return await desk.labour_long(work.import_file, desk.workspace, path, options, way)

    async def send(how: Annotated[HowToExport, Parameter()]) -> Response:
        """The memory or the termbase as a file."""
        way, choice = how.way(), how.choice()
        path = new(desk, _SUFFIXES.get(how.format, f".{how.format}"))
        try:
            await desk.labour_long(work.export_file, desk.workspace, path, way, choice)
            written = open_file(path)
        finally:
            forget(path)  # its name now, its content once it is sent
        headers = {"Content-Disposition": f'attachment; filename="termlode.{how.format}"'}
        return StreamingResponse(_blocks(written), headers=headers, media_type="application/octet-stream")

    sent = {"requestBody": {"required": True, "content": {_BINARY: {"schema": {"type": "string", "format": "binary"}}}}}
    given: Responses = {200: {"content": {_BINARY: {"schema": {"type": "string", "format": "binary"}}}}}
    writing.add_api_route(
        "/import", receive, methods=["POST"], tags=["files"], responses=problems(), openapi_extra=sent
    )
    reading.add_api_route(
        "/export", send, methods=["GET"], tags=["files"], responses={**problems(404), **given}, response_class=Response
    )


async def _blocks(written: IO[bytes]) -> AsyncIterator[bytes]:
    with written:
        while block := await to_thread(written.read, _BLOCK):
            yield block
