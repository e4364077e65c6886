"""Review tables as .xlsx (openpyxl) and .docx (python-docx)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from termlode.errors import FormatError, UnreadableError, UsageError
from termlode.exchange.reviewtable.cells import HEADS, SIGNATURE, Row, row_of
from termlode.files import atomic_writer, open_file
from termlode.languages.registry import is_right_to_left
from termlode.sheets import guarded, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.slots import Slot

_WIDTHS = (5, 12, 60, 60, 12, 40)  # characters
_MOST = 200_000  # rows


def write(slots: Sequence[Slot], name: str, destination: Path) -> None:
    """Write the slots of the file ``name`` as a table. Raises UsageError for a suffix other than .xlsx and .docx."""
    kind = destination.suffix.lower()
    if kind not in (".xlsx", ".docx"):
        raise UsageError(f"{destination}: a review table is .xlsx or .docx")
    rows = [row_of(slot) for slot in slots]
    right = tuple(is_right_to_left(tag) for tag in slots[0].languages) if slots else (False, False)
    made = _sheet(rows, name, right) if kind == ".xlsx" else _document(rows, name, right)
    with atomic_writer(destination) as handle:
        made.save(handle)


def is_table(path: Path) -> bool:
    """Whether a file has the suffix of a review table."""
    return path.suffix.lower() in (".xlsx", ".docx")


def read(path: Path) -> list[Row]:
    """The rows as they came back. Raises FormatError where it is no review table, UnreadableError."""
    with open_file(path) as handle:
        try:
            found = list(_cells_of_sheet(handle) if path.suffix.lower() == ".xlsx" else _cells_of_document(handle))
        except (BadZipFile, KeyError, ValueError) as error:
            raise UnreadableError("cannot be read as a table", path=path, cure="save it again") from error
    if not found or not found[0] or not found[0][0].startswith(SIGNATURE):
        cure = "give the file that 'termlode review table' wrote"
        raise FormatError("is not a review table of ours", path=path, cure=cure)
    return [_row(path, line, cells) for line, cells in enumerate(found[2:], 3) if any(cells)]


def _row(path: Path, line: int, cells: Sequence[str]) -> Row:
    filled = [*map(unguarded, cells), *[""] * len(HEADS)][: len(HEADS)]
    number = filled[0].strip().removesuffix(".0")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise FormatError(f"its first cell is no number: {filled[0][:40]!r}", path=path, line=line)
    return Row(int(number) - 1, filled[2], filled[3], filled[4].strip(), filled[5].strip())


# ── Excel ────────────────────────────────────────────────────────────────────────────────────────


def _sheet(rows: Sequence[Sequence[str]], name: str, right: tuple[bool, ...]) -> Any:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet: Any = book.active
    sheet.append([f"{SIGNATURE} · {name}"])
    sheet.append(list(HEADS))
    for row in rows:
        sheet.append([guarded(cell) for cell in row])
    for column, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            order = 2 if cell.column in (3, 4) and right[cell.column - 3] else 0
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
            cell.number_format = "@"
    sheet.freeze_panes = "A3"
    return book


def _cells_of_sheet(handle: Any) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    book = load_workbook(handle, read_only=True, data_only=True)
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True)):
        if number > _MOST:
            raise ValueError(number)
        yield ["" if cell is None else str(cell) for cell in row[: len(HEADS)]]


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def _document(rows: Sequence[Sequence[str]], name: str, right: tuple[bool, ...]) -> Any:
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document: Any = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph(f"{SIGNATURE} · {name}")
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = head
    for row in rows:
        for place, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = text
            if place in (2, 3) and right[place - 2]:
                _turn(cell)
    return document


def _turn(cell: Any) -> None:
    """Set a cell from right to left."""
    from docx.oxml import OxmlElement

    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run.font.rtl = True


def _cells_of_document(handle: Any) -> Iterator[list[str]]:
    from docx import Document

    document = Document(handle)
    yield [document.paragraphs[0].text if document.paragraphs else ""]
    if document.tables:
        for row in document.tables[0].rows:
            yield [cell.text for cell in row.cells]
