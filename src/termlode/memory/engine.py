"""What the memory needs of a database: the few methods of ``sqlite3.Connection`` that it uses.

SQLite has them itself; :mod:`termlode.memory.postgres.connection` has them for PostgreSQL. Statements are those of
:mod:`termlode.memory.sql`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager


class Rows(Protocol):
    """The rows that a statement gives."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """The rows that are left."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """Up to ``size`` rows."""

    def __iter__(self) -> Iterator[Any]:
        """The rows one by one."""

    def __next__(self) -> Any:
        """The next row."""


class Cursor(Rows, Protocol):
    """What reads the rows of one statement while others run."""

    def execute(self, statement: str, arguments: Any = ..., /) -> Rows:
        """Begin."""


class Part(Protocol):
    """A place in a value."""

    def seek(self, start: int, /) -> object:
        """Where reading begins."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes."""


class Connection(Protocol):
    """An open database."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""

    def execute(self, statement: str, arguments: Any = ..., /) -> Rows:
        """Run a statement."""

    def executemany(self, statement: str, rows: Iterable[Any], /) -> object:
        """Run it for each of ``rows``."""

    def cursor(self) -> Cursor:
        """What reads the rows of one statement while others run."""

    def blobopen(self, table: str, column: str, row: int, /, *, readonly: bool) -> AbstractContextManager[Part]:
        """What reads a part of a value."""

    def close(self) -> None:
        """Close it; what was not committed is taken back."""
