"""Working on texts: correction, segmentation, alignment, checks; each in a process that can be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from termlode.jobs.answers.edits import CorrectionAnswer
from termlode.server import work
from termlode.server.api.kinds import Body, Codes, Long, Query, Tag, named
from termlode.server.api.shapes import AlignmentAnswer, Findings, Segments, problems
from termlode.server.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

Class = Literal["zwnj", "char", "arabic", "space", "line", "digit", "markup", "variant"]


class ToFix(Body):
    """A text to correct."""

    text: Long
    language: Tag | None = Field(None, description="The text's language; none: it is found out.")
    select: Annotated[list[Class], Field(max_length=8)] | None = Field(None, description="Only these classes of edits.")
    minimum: Annotated[float, Field(ge=0, le=1)] = Field(0.0, description="The least confidence of edits.")


class ToSegment(Body):
    """A text to cut into sentences."""

    text: Long
    language: Tag | None = None


class ToAlign(Body):
    """Two texts that translate each other."""

    source: Long
    target: Long
    source_language: Tag | None = Field(None, alias="from")
    target_language: Tag | None = Field(None, alias="to")
    segments: Literal["sentences", "lines"] = "sentences"


class Translated(Body):
    """A text and its translation."""

    source: Query
    target: Query


class ToCheck(Body):
    """Translations to check; findings name them by their numbers, from 1."""

    source_language: Tag = Field(alias="from")
    target_language: Tag = Field(alias="to")
    units: Annotated[list[Translated], Field(min_length=1, max_length=2000)]
    select: Codes = Field(default=[], description="Only checks whose codes begin so.")
    ignore: Codes = Field(default=[])


def register(router: APIRouter, desk: Desk) -> None:
    """Add the routes."""

    async def fix(asked: ToFix) -> Response:
        """The text with what is sure, and all edits: where, what, by which rule, how sure."""
        options = {"language": named(asked.language, "language"), "select": asked.select, "minimum": asked.minimum}
        return await answer_of(desk, work.fix, desk.workspace, asked.text, options)

    async def segment(asked: ToSegment) -> Response:
        """The sentences of a text."""
        return await answer_of(desk, work.segments, asked.text, named(asked.language, "language"))

    async def align(asked: ToAlign) -> Response:
        """Which sentences of two texts translate each other, and how sure that is."""
        from termlode.jobs.align import Options

        languages = (named(asked.source_language, "from"), named(asked.target_language, "to"))
        options = Options(asked.segments, languages)
        return await answer_of(desk, work.align, desk.workspace, asked.source, asked.target, options)

    async def check(asked: ToCheck) -> Response:
        """What is wrong with translations, by the workspace's terms, too."""
        languages = (named(asked.source_language, "from"), named(asked.target_language, "to"))
        texts = [(one.source, one.target) for one in asked.units]
        return await answer_of(desk, work.check, desk.workspace, texts, languages, asked.select, asked.ignore)

    for path, route, answer in (
        ("/fix", fix, CorrectionAnswer),
        ("/segment", segment, Segments),
        ("/align", align, AlignmentAnswer),
        ("/check", check, Findings),
    ):
        router.add_api_route(
            path, route, methods=["POST"], tags=["texts"], responses=problems(501), response_model=answer
        )


async def answer_of(desk: Desk, job: Callable[..., Any], *values: Any) -> Response:
    """What ``job``, of :mod:`termlode.server.work`, gives; made in the process beside, down to its JSON."""
    return Response(await desk.labour(work.as_json, job, *values), media_type="application/json")
