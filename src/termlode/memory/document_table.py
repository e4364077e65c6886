"""The table of documents, and which units stand in them: kept beside the units while these are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.memory import sql
from termlode.model import documents_of

if TYPE_CHECKING:
    from termlode.memory.engine import Connection
    from termlode.model import TranslationUnit


class DocumentTable:
    """Documents by path; paths are added as they come. Writes inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ids: dict[str, int] | None = None  # read when the first unit with a document comes
        self._noted: list[tuple[int, int]] = []

    def number(self, path: str) -> int:
        """The id of a document, added where it is new."""
        if self._ids is None:
            self._ids = dict(self._connection.execute(sql.DOCUMENTS))
        known = self._ids.get(path)
        if known is None:
            known = self._ids[path] = int(self._connection.execute(sql.DOCUMENT_ADD, (path,)).fetchone()[0])
        return known

    def note(self, key: int, unit: TranslationUnit) -> None:
        """The unit ``key`` is ``unit``."""
        self._noted += [(self.number(path), key) for path in documents_of(unit)]

    def flush(self) -> None:
        """Write what was noted."""
        if self._noted:
            self._connection.executemany(sql.DOCUMENT_UNIT_ADD, self._noted)
            self._noted.clear()
