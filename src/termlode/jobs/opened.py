"""A workspace's termbase and memory, opened when they are first asked for and then kept open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import TermlodeError
from termlode.jobs.lookup import Answer, check, searching

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.jobs.lookup import Request
    from termlode.memory.store import Store
    from termlode.model import Match
    from termlode.termbase.cache import Compiled
    from termlode.termbase.lookup import TermMatch
    from termlode.workspace import Workspace

    type Search = Callable[[str], list[Match]]


class Opened:
    """What a shell, a notebook or a server asks again and again; it belongs to the thread that opened it.

    ``broken`` hears that an edited termbase cannot be read; the last good one goes on answering. Without it, the
    error is raised.
    """

    def __init__(self, workspace: Workspace, broken: Callable[[TermlodeError], None] | None = None) -> None:
        self.workspace, self._broken = workspace, broken
        self._terms: Compiled | None = None
        self._memory: tuple[tuple[int, int], Store] | None = None  # which file it is, and the open store

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

    def memory(self) -> Store | None:
        """The memory, opened anew when another file has taken its place; None where there is none. Raises StoreError.

        What others write into the file is seen by the store itself.
        """
        file = self._memory_file()
        if file is None:
            self._close_memory()
            return None
        if self._memory is None or self._memory[0] != file:
            self._close_memory()
            self._memory = file, self.workspace.memory()
        return self._memory[1]

    def _memory_file(self) -> tuple[int, int] | None:
        """Which file the memory is, by its numbers; the same for ever where it is on a server."""
        if self.workspace.remote is not None:
            return 0, 0
        try:
            stat = self.workspace.memory_file.stat()
        except OSError:
            return None
        return stat.st_dev, stat.st_ino

    def matches(self, request: Request) -> Search:
        """A function from a query to its memory matches, for now: ask for it again when time has passed."""
        store = self.memory()
        if store is None:
            return lambda _text: []
        search = searching(self.workspace, store, request)
        return lambda text: next(search([text], 1))

    def answer(self, text: str, request: Request) -> Answer:
        """What both know of ``text``. Raises UsageError for limits that cannot be, TermbaseError, StoreError."""
        check(request)
        terms: list[TermMatch] = []
        if not request.tm and self.workspace.termbase.is_dir():
            terms = self.terms().lookup(text, request.source, request.targets or None)
        return Answer(1, text, terms, self.matches(request)(text))

    def _close_memory(self) -> None:
        if self._memory is not None:
            self._memory[1].close()
        self._memory = None

    def close(self) -> None:
        """Close both; they are opened again when they are needed."""
        if self._terms is not None:
            self._terms.close()
        self._terms = None
        self._close_memory()
