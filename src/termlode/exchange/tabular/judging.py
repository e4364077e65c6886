"""What a table says of its terms' standing: status columns, flags, memoQ's Term_Info.

A status speaks of the language in its heading (``fa.status``); where several stand in a table, each of the term to its
left; a single one of the translation, not of the source: a wrong rendering does not make its word wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.tabular.header import Column
from termlode.exchange.tbx.values import status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.tabular.rows import Row
    from termlode.model import Status

ROLES: dict[Status, str] = {"admitted": "admitted", "deprecated": "avoid", "forbidden": "forbidden"}
_YES = frozenset({"yes", "true", "1", "x", "y", "✓", "بله", "نعم", "是", "هو"})
_STATES = ("status", "banned", "info")


def judged(columns: Sequence[Column], row: Row, options: ReadOptions, notices: Notices) -> list[Column]:
    """The columns of a row; those of its terms with the role that the row's statuses give them."""
    found = list(columns)
    several = sum(column.role in ("status", "banned") and column.language is None for column in columns) > 1
    for index, (column, text) in enumerate(zip(columns, row.cells, strict=False)):
        said = _said(column.role, text, row.line, notices) if text and column.role in _STATES else None
        if said in ROLES:
            for place in _meant(columns, index, options, beside=several or column.role == "info"):
                found[place] = Column(ROLES[said], columns[place].language)
    return found


def _said(role: str, text: str, line: int, notices: Notices) -> Status | None:
    if role == "info":
        return "forbidden" if "forbidden" in text.lower() else None
    if role == "banned":
        return "forbidden" if text.lower() in _YES else None
    known = status(text)
    if known is None:
        message = f"the status {text[:40]!r} is not known: the term is taken as if it had none"
        notices.add("unknown-status", message, line=line, text=text)
    return known


def _meant(columns: Sequence[Column], index: int, options: ReadOptions, *, beside: bool) -> list[int]:
    """The columns of the terms that the status in a column speaks of."""
    terms = [place for place, column in enumerate(columns) if column.role == "term"]
    language = columns[index].language
    if language is not None:
        return [place for place in terms if columns[place].language == language]
    if beside:
        return [place for place in terms if place < index][-1:]
    languages = list(dict.fromkeys(columns[place].language for place in terms))
    source = options.source if options.source in languages else languages[0] if len(languages) > 1 else None
    meant = {options.target} if options.target in languages else set(languages) - {source}
    return [place for place in terms if columns[place].language in meant]
