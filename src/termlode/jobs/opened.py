"""A workspace's termbase and memory, opened when they are first asked for and then kept open."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from termlode.errors import TermlodeError
from termlode.jobs.lookup import open_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.jobs.lookup import Request
    from termlode.model import Match
    from termlode.termbase.cache import Compiled
    from termlode.workspace import Workspace

    type Search = Callable[[str], list[Match]]


class Opened:
    """What a shell or a notebook asks again and again.

    ``broken`` hears that an edited termbase cannot be read; the last good one goes on answering. Without it, the
    error is raised.
    """

    def __init__(self, workspace: Workspace, broken: Callable[[TermlodeError], None] | None = None) -> None:
        self.workspace, self._broken = workspace, broken
        self._terms: Compiled | None = None
        self._stack = ExitStack()  # what the search reads
        self._search: tuple[Request, Search] | None = None

    def terms(self) -> Compiled:
        """The compiled termbase, opened anew when its files have changed. Raises TermbaseError, UnreadableError."""
        if self._terms is None:
            self._terms = self.workspace.terms()
        elif self._terms.is_stale():
            try:
                self._terms = self.workspace.terms()
            except TermlodeError as error:
                if self._broken is None:
                    raise
                self._broken(error)
        return self._terms

    def matches(self, request: Request) -> Search:
        """A function from a query to its memory matches; it stays open until another request is made."""
        if self._search is None or self._search[0] != request:
            self._stack.close()
            self._search = None
            search_many = self._stack.enter_context(open_memory(self.workspace, request))

            def search(text: str) -> list[Match]:
                return next(search_many([text], 1))

            if not self.workspace.memory_file.is_file():  # there may be one the next time
                return search
            self._search = request, search
        return self._search[1]

    def close(self) -> None:
        """Close both; they are opened again when they are needed."""
        if self._terms is not None:
            self._terms.close()
        self._stack.close()
        self._terms = self._search = None
