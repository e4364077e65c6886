"""The rows of a table, with their lines: CSV of any delimiter, TSV, XLSX.

Sources: RFC 4180; ECMA-376 for XLSX (read by openpyxl).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from termlode.errors import FormatError, UnreadableError
from termlode.exchange.source import FREE_RATIO, MAX_RATIO, read_text
from termlode.files import open_file
from termlode.sheets import MAX_CELL, is_error, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.exchange.notices import Notices

DELIMITERS = "\t;,|"
MAX_UNPACKED = 512 << 20
MAX_COLUMNS = 1024
_OOXML, _LIKE_OOXML = re.compile(r"_x([0-9A-Fa-f]{4})_"), re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_QUOTED = re.compile(r'(^|[\t;,|])"(?:[^"]|"")*"', re.MULTILINE)
_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
# What openpyxl and the libraries below it raise on damaged or hostile workbooks.
_BROKEN_WORKBOOK = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, OSError,
    EOFError, SyntaxError, RuntimeError, AssertionError,
)  # fmt: skip


class Row(NamedTuple):
    """A row and the line it begins on (XLSX: its number)."""

    line: int
    cells: list[str]


def rows(path: Path | str, notices: Notices, encoding: str | None = None) -> Iterator[Row]:
    """The rows of a table that are not empty, cells trimmed. Raises FormatError or UnreadableError with the line."""
    reader = _workbook if Path(path).suffix.lower() in (".xlsx", ".xlsm") else _text_table
    for row in reader(path, notices, encoding):
        cells = [_text(cell, row.line, notices) for cell in row.cells]
        while cells and not cells[-1]:  # a table is as wide as what is in it
            cells.pop()
        if cells:
            yield Row(row.line, cells)


def _text(cell: str, line: int, notices: Notices) -> str:
    """What a cell says; the error of a formula says nothing."""
    text = cell.strip()
    if is_error(text):
        notices.add("error-cell", f"a cell holds the error {text}: taken as empty", line=line, text=text)
        return ""
    return unguarded(cell).strip()


def delimiter(text: str) -> str:
    """The delimiter of a table: the one that its first lines hold, outside quotes, equally often."""
    lines = [line for line in _QUOTED.sub(r"\1", text[: 1 << 14]).splitlines() if line.strip()][:50]

    def fitness(sign: str) -> tuple[int, bool, int]:
        first = lines[0].count(sign) if lines else 0
        same = sum(line.count(sign) == first for line in lines) if first else 0
        return same, sign == "\t" and bool(first), first

    return max(DELIMITERS, key=fitness)


def body(text: str) -> tuple[str, str, int]:
    """The rows of a table as text, their delimiter and the line they begin on: Excel says ``sep=;`` above them."""
    stated = _SEPARATOR.match(text)
    return (text[stated.end() :], stated[1], 2) if stated else (text, delimiter(text), 1)


def _text_table(path: Path | str, notices: Notices, encoding: str | None) -> Iterator[Row]:
    text, sign, start = body(read_text(path, notices, encoding))
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    above = start - 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = (
                "a quoted cell is never closed" if "unexpected end" in str(error) else f"is not a valid table: {error}"
            )
            raise FormatError(reason, path=path, line=start, cure='write a quote inside a cell as ""') from error
        yield Row(start, cells)
        start = reader.line_num + 1 + above


def _workbook(path: Path | str, notices: Notices, _encoding: str | None) -> Iterator[Row]:
    import warnings

    from openpyxl import load_workbook

    _check_size(path)
    try:
        with warnings.catch_warnings(action="ignore"), open_file(path) as file:
            book = load_workbook(file, read_only=True, data_only=True)
            sheets = book.worksheets
            _say_which(sheets, notices)
            yield from _sheet_rows(book, sheets[0])
            book.close()
    except _BROKEN_WORKBOOK as error:
        raise FormatError("is not a valid XLSX workbook", path=path, cure="save it again, or as CSV") from error


def _sheet_rows(book: Any, sheet: Any) -> Iterator[Row]:
    """The rows that a sheet holds, each as wide as it is.

    openpyxl's own ``iter_rows`` makes up every row up to the last: a million for a cell in the last one.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        for number, cells in parser.parse():
            found = {cell["column"]: cell["value"] for cell in cells if cell["column"] <= MAX_COLUMNS}
            if found:
                values = (found.get(column) for column in range(1, max(found) + 1))
                yield Row(number, ["" if value is None else _cell_text(value) for value in values])


def _cell_text(value: object) -> str:
    """What a cell shows: whole numbers without a point, days without a time."""
    import datetime as dt

    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return decoded(value) if isinstance(value, str) else str(value)


def decoded(text: str) -> str:
    """The text of a cell without OOXML's escapes (ECMA-376, 22.9.2.19 ST_Xstring): ``_x000D_`` is a line end."""
    if "_x" not in text:
        return text
    text = _OOXML.sub(lambda found: chr(int(found[1], 16)), text)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # pairs of escapes are one character
    return _CONTROL.sub("", text)


def encoded(text: str) -> str:
    """A text for a cell: what :func:`decoded` would take for an escape, and line ends that XML would change."""
    return _LIKE_OOXML.sub("_x005F_", text).replace("\r", "_x000D_")


def _check_size(path: Path | str) -> None:
    """A workbook is a ZIP archive; one that unpacks to far too much is refused before it is read."""
    try:
        with open_file(path) as file, zipfile.ZipFile(file) as archive:
            size = sum(item.file_size for item in archive.infolist())
            packed = sum(item.compress_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise FormatError("is not an XLSX workbook", path=path, cure="save it again, or as CSV") from error
    if size > MAX_UNPACKED or size > max(FREE_RATIO, MAX_RATIO * packed):
        raise UnreadableError(f"unpacks to {size >> 20} MB: refused", path=path, cure="save it as CSV")


def _say_which(sheets: Sequence[Any], notices: Notices) -> None:
    if len(sheets) > 1:
        rest = ", ".join(sheet.title for sheet in sheets[1:])
        notices.add("other-sheets", f"only the first of {len(sheets)} sheets was read, {sheets[0].title}; not {rest}")
