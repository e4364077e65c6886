"""Revisions as HTTP has them: ETag tells one, If-Match names the one that an edit was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Header

from termlode.errors import ReplayError
from termlode.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from fastapi import Response

    from termlode.jobs.answers.records import ConceptRecord, UnitRecord

_Match = Annotated[str | None, Header(alias="If-Match", description='The revision that was read: "0123abcd…".')]
_NoneMatch = Annotated[str | None, Header(alias="If-None-Match", description="* where it is to be new.")]


def _seen(match: _Match = None) -> str:
    """The revision that If-Match names. Raises Problem (428) where there is none."""
    if match is None:
        raise Problem(428, 'name the revision that you have read: If-Match: "REVISION"')
    return match.strip().removeprefix("W/").strip('"')


def _seen_or_new(match: _Match = None, none: _NoneMatch = None) -> str | None:
    """The same; None where If-None-Match says that it is to be new."""
    return None if match is None and none is not None and none.strip() == "*" else _seen(match)


Seen = Annotated[str, Depends(_seen)]
SeenOrNew = Annotated[str | None, Depends(_seen_or_new)]


async def unless_changed[T](writing: Awaitable[T]) -> T:
    """What ``writing`` gives. Raises Problem (412) where the revision is another by now."""
    try:
        return await writing
    except ReplayError as error:
        raise Problem(412, str(error)) from error


def tagged[T: (ConceptRecord, UnitRecord)](response: Response, record: T) -> T:
    """``record``, with its revision as the ETag of the response."""
    response.headers["ETag"] = f'"{record["revision"]}"'
    return record
