"""Checks of CSV and TSV, as lines of text: what importers and spreadsheets trip over."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.errors import FormatError
from termlode.exchange.lint.check import Checks, Finding
from termlode.exchange.lint.text import TEXT, Text
from termlode.exchange.source import read_text
from termlode.exchange.tabular.rows import body
from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices

_WITH_REMARKS = (".utf8", ".txt", ".tab")
_REMARK = re.compile(r"^#.*", re.MULTILINE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ROW, FILE = Checks(), Checks()


@dataclass(slots=True)
class State:
    """The shape of the table, and the rows so far."""

    width: int = 0
    rows: int = 0
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    name: str = ""


@dataclass(slots=True)
class Row:
    """A row, its line, and the table."""

    cells: list[str]
    line: int
    state: State


def lint(path: Path, client: str | None, notices: Notices, encoding: str | None) -> Iterator[Finding]:
    """The findings of a table, in order."""
    text = read_text(path, notices, encoding)
    remarks = path.suffix in _WITH_REMARKS
    text, delimiter, first = body(_without_remarks(text) if remarks else text)
    state = State(name=path.name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = first
    try:
        for cells in reader:
            if cells:
                state.rows += 1
                state.width = state.width or len(cells)
                yield from ROW.on(Row(cells, line, state), path, line, "", client)
                for number, cell in enumerate(cells[:2], 1):
                    yield from TEXT.on(Text(f"column {number}", cell), path, line, "", client)
            line = reader.line_num + first
    except csv.Error as error:
        raise FormatError(f"is not a table: {error}", path=path, line=line, cure="close the quote") from error
    yield from FILE.on(state, path, None, "", client)


def _without_remarks(text: str) -> str:
    """The text with its lines that begin with # empty."""
    return _REMARK.sub("", text)


@FILE.add("C101", "error", "is it the right file?")
def no_rows(item: State) -> Iterator[str]:
    """There is no row beside the heading."""
    if item.rows < 2:
        yield ""


@FILE.add("C102", "error", "name it .utf8 or .txt: OmegaT 3.6 passes over .tsv", "omegat")
def suffix(item: State) -> Iterator[str]:
    """OmegaT does not read a file of this name."""
    if item.name.lower().endswith(".tsv"):
        yield ""


@ROW.add("C201", "error", "complete the row, or quote the cell that holds the separator")
def ragged(item: Row) -> Iterator[str]:
    """A row has another number of cells than the first."""
    if len(item.cells) != item.state.width:
        yield f"{len(item.cells)}, wanted {item.state.width}"


@ROW.add("C202", "warning", "put an apostrophe before it: a spreadsheet would compute it")
def formula(item: Row) -> Iterator[str]:
    """A cell begins like a formula."""
    yield from (repr(cell[:30]) for cell in item.cells if cell.startswith(_FORMULA) and len(cell) > 1)


@ROW.add("C203", "warning", "take one out")
def duplicate(item: Row) -> Iterator[str]:
    """A row stands twice."""
    key = tuple(item.cells)
    if key in item.state.seen:
        yield f"first in line {item.state.seen[key]}"
    item.state.seen.setdefault(key, item.line)


@ROW.add("C204", "error", "take the heading out: OmegaT shows it as a term", "omegat")
def heading(item: Row) -> Iterator[str]:
    """The first row is a heading."""
    names = {"source", "target", "term", "note", "comment", "translation", *(pack.tag for pack in registry.packs())}
    if item.state.rows == 1 and item.cells[0].strip().lower() in names:
        yield item.cells[0]
