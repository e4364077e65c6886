"""The pages of review files: which there are was said at the start; a request names one by its number in that table."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends
from fastapi.requests import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from termlode.server.pages.steps import Step
from termlode.server.problems import Problem
from termlode.server.visitors import from_our_page, permit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.jobs.reviewing import Session
    from termlode.server.pages.drawing import Drawer


class Reviews:
    """The review files that may be opened, by number from 1, and the sessions of those that are."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = dict(enumerate(files, 1))
        self._sessions: dict[int, Session] = {}
        self._lock = Lock()

    def session(self, number: int, *, fresh: bool = False) -> Session:
        """The session of a file, opened anew where ``fresh`` and another program has written the file.

        Raises Problem (404), FormatError, UnreadableError.
        """
        from termlode.jobs.reviewing import open_review

        if number not in self.files:
            raise Problem(404, "there is no such review")
        with self._lock:
            known = self._sessions.get(number)
            if known is None or (fresh and known.kept.is_stale):
                known = self._sessions[number] = open_review(self.files[number])
            return known


def router(reviews: Reviews, drawer: Drawer) -> APIRouter:
    """The routes of the reviews."""
    made = APIRouter(prefix="/reviews", dependencies=[Depends(from_our_page)], include_in_schema=False)

    @made.get("")
    def index(request: Request) -> HTMLResponse:
        permit(request, "read")
        found = [(number, file.name) for number, file in reviews.files.items()]
        return drawer.page(request, "reviews.html", reviews=found)

    @made.get("/{number}")
    def page(request: Request, number: int) -> HTMLResponse:
        from termlode.jobs.reviewing.alignment import AlignmentReview
        from termlode.server.pages import beads, rows

        permit(request, "read")
        session = reviews.session(number, fresh=True)
        name, base = reviews.files[number].name, f"/reviews/{number}"
        with session.kept.lock:
            if isinstance(session, AlignmentReview):
                return drawer.page(request, "alignment.html", name=name, base=base, **beads.page(session))
            chosen = rows.Chosen.of(request.query_params)
            return drawer.page(request, f"{session.kind}.html", name=name, base=base, **rows.page(session, chosen))

    @made.post("/{number}/{action}")
    def step(request: Request, number: int, action: str, said: Step) -> dict[str, Any]:
        from termlode.jobs.reviewing.alignment import AlignmentReview
        from termlode.server.pages import beads, rows

        permit(request, "review")
        session = reviews.session(number)
        with session.kept.lock:
            if isinstance(session, AlignmentReview):
                return beads.step(session, action, said, drawer)
            return rows.step(session, action, said, drawer)

    return made


def only(reviews: Reviews, drawer: Drawer) -> APIRouter:
    """The same for a server of one review: its start is the review."""
    made = router(reviews, drawer)
    start = APIRouter(include_in_schema=False)

    @start.get("/")
    def home() -> RedirectResponse:
        return RedirectResponse("/reviews/1", 303)

    start.include_router(made)
    return start
