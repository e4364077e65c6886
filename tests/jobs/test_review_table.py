"""Review tables: out to Excel and Word, edited, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from openpyxl import load_workbook

from termlode.errors import FormatError, UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.slots import open_job
from termlode.jobs.review_table import apply, table

if TYPE_CHECKING:
    from pathlib import Path

JOB = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="fa" datatype="x"><body>
<trans-unit id="a"><source>One <g id="7">big</g> thing</source>\
<target state="new"><g id="7">بزرگ</g> یک</target></trans-unit>
<trans-unit id="b"><source>=Two</source><target>دو</target></trans-unit>
<trans-unit id="c" translate="no"><source>Three</source><target>سه</target></trans-unit>
<trans-unit id="d"><source>Four</source></trans-unit>
</body></file></xliff>
"""


@pytest.fixture(params=[".xlsx", ".docx"])
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def job(tmp_path: Path) -> Path:
    path = tmp_path / "job.xlf"
    path.write_text(JOB, encoding="utf-8")
    return path


def cells(path: Path) -> list[list[str]]:
    if path.suffix == ".docx":
        return [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows]
    rows = load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def edit(path: Path, row: int, column: int, text: str) -> None:
    """Set a cell; both from 0, the head aside."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        document.tables[0].cell(row + 1, column).text = text
        document.save(str(path))
    else:
        book = load_workbook(path)
        book.worksheets[0].cell(row + 3, column + 1).value = text
        book.save(path)


def test_a_table_shows_what_is_to_be_reviewed(job: Path, suffix: str) -> None:
    place, rows = table(job, job.with_suffix(f".review{suffix}"))
    assert rows == 4
    head, one, two, three, four = cells(place)
    assert head == ["no", "unit", "source", "target", "status", "comment"]
    assert one == ["1", "a", "One ⟦1⟧big⟦/1⟧ thing", "⟦1⟧بزرگ⟦/1⟧ یک", "draft", ""]
    assert two[2].lstrip("'") == "=Two"
    assert (three[4], four[3:5]) == ("locked", ["", "empty"])


def test_a_table_that_nobody_touched_changes_nothing(job: Path, suffix: str) -> None:
    place, _ = table(job, job.with_suffix(f".review{suffix}"))
    done = apply(place, job)
    assert (done.changed, done.approved, done.comments, done.said) == (0, 0, 0, ())
    assert job.read_text(encoding="utf-8") == JOB


def test_what_was_changed_and_approved_comes_back(job: Path, suffix: str) -> None:
    place, _ = table(job, job.with_suffix(f".review{suffix}"))
    edit(place, 0, 3, "یک ⟦1⟧چیز بزرگ⟦/1⟧ تازه")
    edit(place, 1, 4, "ok")
    edit(place, 1, 5, "Fine.")
    edit(place, 3, 3, "چهار")
    done = apply(place, job)
    assert (done.changed, done.approved, done.comments, done.said) == (2, 1, 1, ())
    text = job.read_text(encoding="utf-8")
    assert '<target state="final">یک <g id="7">چیز بزرگ</g> تازه</target>' in text
    assert '<target state="final">دو</target><note from="termlode">Fine.</note>' in text
    assert '<target state="final">چهار</target>' in text
    assert job.with_suffix(".xlf.bak").read_text(encoding="utf-8") == JOB
    assert [one.state for one in open_job(job, ReadOptions(), Notices()).slots] == ["human"] * 4


def test_what_cannot_be_is_said_and_left(job: Path, suffix: str) -> None:
    place, _ = table(job, job.with_suffix(f".review{suffix}"))
    edit(place, 0, 3, "یک ⟦1⟧بزرگ")
    edit(place, 1, 2, "Too")
    edit(place, 1, 3, "ددو")
    edit(place, 2, 3, "سسه")
    done = apply(place, job)
    assert (done.changed, done.approved) == (0, 0)
    assert [line.split(":")[0] for line in done.said] == ["row 1", "row 2", "row 3"]
    assert job.read_text(encoding="utf-8") == JOB


def test_other_tables_are_refused(job: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx or \.docx"):
        table(job, tmp_path / "a.csv")
    other = tmp_path / "other.docx"
    docx.Document().save(str(other))
    with pytest.raises(FormatError, match="not a review table"):
        apply(other, job)
    place, _ = table(job)
    short = tmp_path / "short.xlf"
    short.write_text(JOB.replace('<trans-unit id="d"><source>Four</source></trans-unit>', ""), encoding="utf-8")
    with pytest.raises(FormatError, match="row 4 is of no segment"):
        apply(place, short)
