"""XLSX: what cells hold, which sheet is read, damaged and hostile workbooks."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from termlode.errors import FormatError, UnreadableError
from termlode.exchange.notices import Notices
from termlode.exchange.options import WriteOptions
from termlode.exchange.registry import named
from termlode.exchange.tabular.rows import rows
from tests.exchange.tables import EN_FA, ENTRIES, UNITS, memory, terms


def test_excel_gets_texts_not_formulas(tmp_path: Path):
    from openpyxl import load_workbook

    path = tmp_path / "f.xlsx"
    named("xlsx").function("write_terms")(ENTRIES, path, WriteOptions())
    sheet = load_workbook(path).worksheets[0]
    assert [cell.data_type for cell in sheet[3] if cell.value == "=ore"] == ["s"]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"not a workbook", b"PK\x05\x06" + b"\0" * 18])
def test_a_broken_workbook_is_refused(data: bytes, tmp_path: Path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    with pytest.raises(FormatError):
        terms(path)


def test_cells_of_a_workbook(tmp_path: Path):
    import datetime as dt

    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.append(["en", "fa", "note"])
    for value in (7, 2010.0, 0.5, True, dt.datetime(2026, 1, 2), dt.datetime(2026, 1, 2, 3, 4), "007"):
        sheet.append([value, "ک", None])
    sheet.append([None, None, None])
    sheet.append(["last", "merged", "n"])
    sheet.merge_cells("A10:B10")
    book.create_sheet("Second").append(["x"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    found, notices = terms(path)
    first = [entry.languages[0].terms[0].term for entry in found]
    assert first == ["7", "2010", "0.5", "TRUE", "2026-01-02", "2026-01-02 03:04:00", "007", "last"]
    assert notices.examples["other-sheets"][0].message.endswith("not Second")


def workbook(tmp_path: Path, sheet: bytes) -> Path:
    """A workbook whose only sheet is ``sheet``."""
    from zipfile import ZIP_DEFLATED, ZipFile

    named("xlsx").function("write_memory")([UNITS[1]], tmp_path / "base.xlsx", WriteOptions(**EN_FA))
    path = tmp_path / "a.xlsx"
    with ZipFile(tmp_path / "base.xlsx") as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return path


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>'


def test_a_workbook_that_lies_about_its_size(tmp_path: Path):
    cell = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
    head = b'<row r="1">' + cell % (b"A1", b"en") + cell % (b"B1", b"fa") + b"</row>"
    last = b'<row r="200000">' + cell % (b"A200000", b"ore") + cell % (b"B200000", b"x") + b"</row>"
    path = workbook(tmp_path, SHEET % (b'<dimension ref="A1:XFD1048576"/><sheetData>' + head + last + b"</sheetData>"))
    assert [entry.languages[0].terms[0].term for entry in terms(path)[0]] == ["ore"]


@pytest.mark.parametrize(
    "sheet",
    [
        b"",
        SHEET % b"<sheetData><row",
        SHEET % b'<sheetData><row r="x"><c r="A1"><v>1</v></c></row></sheetData>',
        SHEET % b'<sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c></row></sheetData>',
        SHEET % b'<sheetData><row r="1"><c r="A1" t="n"><v>abc</v></c></row></sheetData>',
        SHEET % (b"<sheetData>" + b" " * (40 << 20) + b"</sheetData>"),
    ],
)
def test_hostile_workbooks_are_refused(sheet: bytes, tmp_path: Path):
    with pytest.raises((FormatError, UnreadableError)):
        memory(workbook(tmp_path, sheet), **EN_FA)


def test_a_cell_in_the_last_row_costs_nothing(tmp_path: Path):
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["B1"] = "en", "fa"
    sheet["A1048576"], sheet["B1048576"], sheet["XFD1048576"] = "ore", "کانه", "far away"
    book.save(tmp_path / "x.xlsx")
    began = time.process_time()
    (row,) = list(rows(tmp_path / "x.xlsx", Notices()))[1:]
    assert (row.line, row.cells[:2]) == (1048576, ["ore", "کانه"])
    assert time.process_time() - began < 60  # a million rows take minutes


def test_the_same_content_has_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import datetime as dt

    for name in ("a.xlsx", "b.xlsx"):
        named("xlsx").function("write_terms")(ENTRIES, tmp_path / name, WriteOptions())
        monkeypatch.setattr("time.time", lambda: dt.datetime(2031, 5, 6, tzinfo=dt.UTC).timestamp())
        monkeypatch.setattr("time.localtime", lambda *_: dt.datetime(2031, 5, 6, tzinfo=dt.UTC).timetuple())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert b"2031" not in (tmp_path / "b.xlsx").read_bytes()
