"""Files of other tools into the memory or the termbase."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from termlode.errors import InputError, UsageError
from termlode.jobs.events import Failure, silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.exchange.importing import ImportReport, Route
    from termlode.exchange.options import ReadOptions
    from termlode.jobs.events import Progress
    from termlode.memory import Policy, Store
    from termlode.workspace import Workspace


def import_(
    workspace: Workspace | None,
    files: Sequence[Path],
    options: ReadOptions | None = None,
    *,
    format: str | None = None,  # noqa: A002  # the word of the field
    route: Route | None = None,
    on_conflict: Policy = "keep",
    dry: bool = False,
    progress: Progress = silent,
) -> Iterator[ImportReport | Failure]:
    """Read each file into the memory or the termbase of ``workspace``; what became of it, one by one.

    ``format`` and ``route`` are found by content where they are not said; ``on_conflict`` says what becomes of a
    stored unit that translates the same source differently. ``dry`` reads and reports, writes nothing, and needs
    no workspace. A file that cannot be used is a failure where there are several, else it raises InputError or
    UsageError. Raises StoreError, TermbaseError.
    """
    with ExitStack() as stack:
        destination = _Destination(workspace, stack, dry=dry, on_conflict=on_conflict)
        for path in files:
            try:
                yield destination.take(path, options, format, route, progress)
            except (InputError, UsageError) as error:
                if len(files) == 1:
                    raise
                yield Failure(str(path), error)


class _Destination:
    """Where files go: the memory is opened when the first file needs it, and closed with ``stack``."""

    def __init__(self, workspace: Workspace | None, stack: ExitStack, *, dry: bool, on_conflict: Policy) -> None:
        self._workspace, self._stack, self._dry, self._policy = workspace, stack, dry, on_conflict
        self._store: Store | None = None

    def take(
        self, path: Path, options: ReadOptions | None, name: str | None, route: Route | None, progress: Progress
    ) -> ImportReport:
        from termlode.exchange.importing import import_memory, import_terms, plan
        from termlode.exchange.options import ReadOptions

        options = options or ReadOptions()
        found, way = plan(path, options, name, route)
        if way == "terms":
            folder = self._workspace.termbase if self._workspace else None
            return import_terms(path, found, options, folder, dry=self._dry)

        def tell(done: int, total: int | None) -> None:
            progress(path.name, done, total)

        store = self._memory()
        tell(0, None)
        return import_memory(path, found, options, store, on_conflict=self._policy, progress=tell)

    def _memory(self) -> Store | None:
        if self._store is None and not self._dry and self._workspace is not None:
            self._store = self._stack.enter_context(self._workspace.memory(write=True))
        return self._store
