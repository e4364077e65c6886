"""Tables that were written as lines: what tells of one, and that its cells stay apart."""

from __future__ import annotations

import pytest

from termlode.correction import Corrector
from termlode.documents.plain import document
from termlode.languages.tables import is_row, tables

COLUMNS = """فروش کارخانه‌ها

نام                فروش ۱۴۰۱      فروش ۱۴۰۲
کاغذ شمال          ۵۱۲            ۵۳۳
بافندگی و
ریسندگی باختر      ۲۱۱            ۲۰۴
صنایع چوب
خزر و              ۹۸             ۱۰۲
شرکت‌های وابسته
قند جنوب           ۷۷             ۸۱
"""
FIGURES = """نام فروش ۱۴۰۱ فروش ۱۴۰۲
کاغذ شمال ۵۱۲ ۵۳۳
بافندگی و

ریسندگی باختر ۲۱۱ ۲۰۴
صنایع چوب خزر و
شرکت‌های وابسته ۹۸ ۱۰۲
کارخانه‌های

قند جنوب ۷۷ ۸۱
"""
PROSE = """در سال ۱۴۰۱ این کارخانه ۵۱۲ تن کاغذ فروخت و در سال ۱۴۰۲ فروش آن به ۵۳۳ تن رسید
و در همین زمان ۲۱۱ نفر از کارگران کارخانه که بیش از ۲۰ سال کار کرده بودند و
بازنشسته شدند، جای خود را به ۲۰۴ کارگر تازه دادند که ۹۸ نفر از آنان در شهر
ساکن هستند."""


@pytest.mark.parametrize("text", [COLUMNS, FIGURES], ids=["columns", "figures"])
def test_cells_that_wrapped_are_pieces_between_rows(text: str):
    (found,) = tables(text.splitlines())
    assert found.interleaved
    lines = text.splitlines()
    assert "بافندگی و" in [lines[index] for index in found.pieces]
    assert lines[found.last].startswith("قند جنوب")


@pytest.mark.parametrize("text", [COLUMNS, FIGURES], ids=["columns", "figures"])
def test_nothing_of_a_table_is_joined_and_a_notice_says_where_it_is(text: str):
    found = document(text, "a.txt")
    assert not any("\n" in block.text for block in found.blocks)
    (notice,) = found.notices
    assert (notice.code, notice.text) == ("cells-interleaved", "بافندگی و")
    assert notice.line is not None
    assert text.splitlines()[notice.line - 1] == "بافندگی و"
    assert not [edit for edit in Corrector().run(text, "fa").edits if edit.kind == "line"]


def test_without_the_table_around_it_the_same_break_is_joined():
    rows = "\n".join(line for line in FIGURES.splitlines() if "۱" not in line and "۷" not in line)
    lost = "کتابهای تازه را میخوانند و برنامههای دیگر را مینویسند.\n\n"
    assert [edit.kind for edit in Corrector().run(lost + rows, "fa").edits].count("line")


def test_prose_with_numbers_is_no_table():
    assert tables(PROSE.splitlines()) == []
    assert document(PROSE, "a.txt").notices == ()


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("铁矿石    120    135", True),
        ("copper\t9,120\t9,350", True),
        ("مس ۲۵۰ ۲۶۱", True),
        ("سنگ ۲۵۰", False),
        ("بخش ۲ از ۳ پایان یافت.", False),
        ("او در ۱۲ مهر به شهر رفت و ۳ روز بعد با دوستانش از آنجا برگشت", False),
        ("", False),
    ],
)
def test_what_a_row_looks_like(line: str, row: bool):
    assert is_row(line) == row


def test_two_rows_are_no_table_and_a_long_line_ends_one():
    rows = ["مس ۲۵۰ ۲۶۱", "روی ۱۱۰ ۱۲۰"]
    assert tables(rows) == []
    assert tables([*rows, PROSE.splitlines()[0], "سرب ۱۰ ۱۲"]) == []
    assert len(tables([*rows, "", "سرب ۱۰ ۱۲"])) == 1


def test_a_tidy_table_gets_no_notice():
    assert document("نام\tوزن\nمس\t۱۲\nروی\t۱۴\nسرب\t۱۶\n", "a.txt").notices == ()
