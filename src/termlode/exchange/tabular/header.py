"""What the columns of a table mean, by their headings in the tools that write such tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange.tabular import names
from termlode.exchange.tabular.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Literal

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.tabular.rows import Row

_PART = re.compile(r"(?P<language>.+?)[._ ](?P<part>def|definition|note|avoid|variants|status)\Z", re.IGNORECASE)
_NAMED = 10  # columns that one notice names
_ONCE = ("source", "target", "id", "subject", "definition", "pos")  # roles that one column can have


@dataclass(frozen=True, slots=True)
class Column:
    """The role of a column, and its language where it has one."""

    role: str  # term, definition, note, avoid, variants (of a language), or one of the roles above
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a table, in order."""

    columns: tuple[Column, ...]
    has_header: bool

    @property
    def languages(self) -> list[str]:
        """The languages that have a column of their own."""
        return list(dict.fromkeys(c.language for c in self.columns if c.role == "term" and c.language))

    def has(self, role: str) -> bool:
        """Whether a column has that role."""
        return any(column.role == role for column in self.columns)

    def __str__(self) -> str:
        return ", ".join(c.language if c.role == "term" and c.language else c.role for c in self.columns)


def opened(
    path: Path | str, options: ReadOptions, notices: Notices, *, memory: bool = False
) -> tuple[Mapping, Iterator[Row]] | None:
    """The columns of a table and its rows without the header; None where it is empty. ``memory``: of segments.

    Raises UsageError where the columns or languages are not clear, FormatError or UnreadableError.
    """
    found = rows(path, notices, options.encoding)
    first = next(found, None)
    if first is None:
        return None
    columns = mapping(first, options, notices, path)
    stated = memory and columns.has("source-language") and columns.has("target-language")
    if columns.has("source") and not stated and not (options.source and options.target):
        raise UsageError(f"{path}: the table does not say its languages: add --from en --to fa")
    return columns, found if columns.has_header else chain([first], found)


def route(path: Path | str, options: ReadOptions) -> Literal["terms"] | None:
    """A table whose headings name languages holds terms, unless the two languages of a memory are said."""
    from termlode.exchange.notices import Notices

    if options.source and options.target:
        return None
    first = next(rows(path, Notices(), options.encoding), None)
    headings = options.columns or (first.cells if first else ())
    return "terms" if any(c and c.role == "term" and c.language for c in map(_column, headings)) else None


def mapping(first: Row, options: ReadOptions, notices: Notices, path: Path | str) -> Mapping:
    """The mapping of a table from its first row, or from ``options.columns``.

    A table without headings is taken as source, target, note where the two languages are given.
    Raises UsageError that says how to name the columns.
    """
    if options.columns:
        found = tuple(_column(name) or _refuse(name) for name in options.columns)
        header = [_column(cell) for cell in first.cells]
        return _unambiguous(Mapping(found, has_header=all(header) and len(header) == len(found)), path)
    columns = tuple(_column(cell) for cell in first.cells)
    if any(column is not None and column.role in ("term", "source", "target") for column in columns):
        _say_unread(first, columns, notices)
        made = Mapping(tuple(column or Column("skip") for column in columns), has_header=True)
        notices.add("columns", f"columns read as {made}", line=first.line)
        return _unambiguous(made, path)
    if options.source and options.target and len(first.cells) >= 2:
        notices.add("no-header", "no headings: columns taken as source, target, note (add --columns)", line=first.line)
        return Mapping((Column("source"), Column("target"), Column("note")), has_header=False)
    raise UsageError(f"{path}: what its columns mean is not clear: add --columns fa,en,note (skip leaves one out)")


def _say_unread(first: Row, columns: tuple[Column | None, ...], notices: Notices) -> None:
    unread = [
        cell or f"{number} (without a heading)"
        for number, (cell, column) in enumerate(zip(first.cells, columns, strict=True), 1)
        if column is None
    ]
    if unread:
        more = f" and {len(unread) - _NAMED} more" if len(unread) > _NAMED else ""
        notices.add("unknown-column", f"not read: the column {', '.join(unread[:_NAMED])}{more}", line=first.line)


def _unambiguous(made: Mapping, path: Path | str) -> Mapping:
    """The mapping. Raises UsageError where two columns claim what there can be one of."""
    roles = [column.role for column in made.columns if column.language is None]
    twice = next((role for role in _ONCE if roles.count(role) > 1), None)
    if twice is not None:
        raise UsageError(f"{path}: two columns are {twice}: add --columns with a name for each (skip leaves one out)")
    return made


def _refuse(name: str) -> Column:
    raise UsageError(
        f"no column {name!r}: a language tag, source, target, note, definition, context, id, subject or skip"
    )


def _column(heading: str) -> Column | None:
    """The column a heading stands for, or None."""
    text = heading.strip()
    if not text:
        return None
    role = names.role(text)
    if role is not None:
        return Column(role)
    part = _PART.match(text)
    if part and (language := names.language(part["language"])):
        name = part["part"].lower()
        return Column("definition" if name == "def" else name, language)
    tag = names.language(text)
    return Column("term", tag) if tag else None
