"""The rows of a table, with their lines: CSV of any delimiter, TSV, XLSX.

Sources: RFC 4180; ECMA-376 for XLSX (read by openpyxl).
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from termlode.errors import FormatError, UnreadableError
from termlode.exchange.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.exchange.notices import Notices

DELIMITERS = "\t;,|"
MAX_CELL = 8 << 20
MAX_UNPACKED = 512 << 20
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Row(NamedTuple):
    """A row and the line it begins on (XLSX: its number)."""

    line: int
    cells: list[str]


def rows(path: Path | str, notices: Notices, encoding: str | None = None) -> Iterator[Row]:
    """The rows of a table that are not empty, cells trimmed. Raises FormatError or UnreadableError with the line."""
    reader = _workbook if Path(path).suffix.lower() in (".xlsx", ".xlsm") else _text_table
    for row in reader(path, notices, encoding):
        cells = [unescape(cell).strip() for cell in row.cells]
        if any(cells):
            yield Row(row.line, cells)


def delimiter(text: str) -> str:
    """The delimiter of a table: the one found most often, outside quotes, in its first lines."""
    sample, quoted = text[: 1 << 14], False
    counts = dict.fromkeys(DELIMITERS, 0)
    for char in sample:
        if char == '"':
            quoted = not quoted
        elif not quoted and char in counts:
            counts[char] += 1
    return max(DELIMITERS, key=lambda char: counts[char])


def _text_table(path: Path | str, notices: Notices, encoding: str | None) -> Iterator[Row]:
    text = read_text(path, notices, encoding)
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    start = 1
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
        start = reader.line_num + 1


def _workbook(path: Path | str, notices: Notices, _encoding: str | None) -> Iterator[Row]:
    import warnings
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _check_size(path)
    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(path, read_only=True, data_only=True)
            sheets = book.worksheets
            _say_which(sheets, notices)
            for number, values in enumerate(sheets[0].iter_rows(values_only=True), 1):
                yield Row(number, ["" if value is None else str(value) for value in values])
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError, IndexError) as error:
        raise FormatError("is not a valid XLSX workbook", path=path, cure="save it anew, or as CSV") from error


def _check_size(path: Path | str) -> None:
    """A workbook is a ZIP archive; one that unpacks to far too much is refused before it is read."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except FileNotFoundError as error:
        raise UnreadableError("no such file", path=path, cure="check the name") from error
    except (zipfile.BadZipFile, OSError) as error:
        raise FormatError("is not an XLSX workbook", path=path, cure="save it anew, or as CSV") from error
    if size > MAX_UNPACKED:
        raise UnreadableError(f"unpacks to {size >> 20} MB: refused", path=path, cure="save it as CSV")


def _say_which(sheets: Sequence[object], notices: Notices) -> None:
    if len(sheets) > 1:
        notices.add("other-sheets", f"only the first of {len(sheets)} sheets was read")


def escape(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def unescape(cell: str) -> str:
    """The text of an escaped cell."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_DANGEROUS) else cell
