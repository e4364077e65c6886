"""PDF: each way in which producers store text, imitated by hand-made files without embedded fonts."""

from __future__ import annotations

import io
import textwrap
from pathlib import Path
from typing import Any

import pytest

from termlode import documents
from termlode.documents import columns, pdf_lines, visual
from termlode.documents.pdf import read_pdf
from termlode.errors import UnreadableError
from termlode.model import Document, Edit
from tests.documents.pdf_maker import ADVANCE, Sheet, make

FA = [
    "شرکت چینی در سال ۲۰۲۳ نزدیک به ۱۷ میلیارد دلار باتری صادر کرد و سهم خود را در بازار جهانی بیشتر کرده است.",
    "بنیاد فناوری اطلاعات و نوآوری (ITIF) در گزارش خود از Galactic Energy Systems نام برد و «پیشرفت» آن را ستود.",
    "دولت برای توسعه معادن لیتیم و نیکل در استان‌های غربی برنامه تازه‌ای نوشته است که تا پایان دهه ادامه دارد.",
]
EN = [
    "The ministry has unveiled a plan to drive the metals industry towards broader horizons in the next five years.",
    "Beijing plans for recycled metal quantities to exceed twenty million tons and reduces dependence on imports.",
]


def drawn(text: str) -> str:
    """A right-to-left line as its glyphs stand on the page."""
    return visual.turn(text, visual.Style(mirrored=True))


def read(*sheets: Sheet) -> Document:
    return read_pdf(make(list(sheets)), "a.pdf")


def rtl(sheet: Sheet, paragraphs: list[str], top: float = 780, width: int = 60, right: float = 550) -> float:
    """Set right-to-left paragraphs line by line; where the next line would stand."""
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, width):
            sheet.place(drawn(line), right - len(line) * ADVANCE, top)
            top -= 16
        top -= 14
    return top


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_right_to_left_paragraphs_across_lines() -> None:
    sheet = Sheet()
    rtl(sheet, FA)
    document = read(sheet)
    assert texts(document) == FA
    assert {block.language for block in document.blocks} == {"fa"}
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


def test_words_drawn_one_by_one_from_the_right() -> None:
    sheet = Sheet()
    right = 550.0
    for word in FA[0].split()[:10]:
        sheet.place(drawn(word), right - len(word) * ADVANCE, 700)
        right -= len(word) * ADVANCE + 4
    assert texts(read(sheet)) == [" ".join(FA[0].split()[:10])]


def test_glyphs_drawn_one_by_one_from_the_right() -> None:
    assert texts(read(Sheet().rtl_by_glyph("زنجیره تامین باتری", 550, 700))) == ["زنجیره تامین باتری"]


def test_a_line_that_begins_with_a_latin_word() -> None:
    line = "ITIF نام یک بنیاد در آمریکا است"
    assert texts(read(Sheet().place(drawn(line), 300, 700))) == [line]


def test_brackets_stored_as_they_were_typed() -> None:
    lines = [
        "گفت «یک سخن» و رفت سپس",
        "این (توضیح) را داد و رفت",
        "آن «سخن دیگر» را نوشت و",
        "در (متن اصلی) آن را آورد",
    ]
    sheet = Sheet()
    for index, line in enumerate(lines):
        sheet.place(visual.turn(line, visual.Style(mirrored=False)), 300, 700 - 40 * index)
    assert texts(read(sheet)) == lines


def test_presentation_forms_and_ligatures() -> None:
    glyphs = "\ufee6\ufeaa\ufecc\ufee3"  # معدن, drawn from left to right
    assert texts(read(Sheet().place(glyphs + " \ufefb", 300, 700))) == ["لا معدن"]


def test_running_heads_and_page_numbers() -> None:
    sheets = []
    for number in range(3):
        sheet = Sheet().place(drawn("خبرنامه فناوری و صنعت"), 400, 820)
        rtl(sheet, [FA[number]])
        sheets.append(sheet.place(f"- {number + 4} -", 290, 30))
    document = read(*sheets)
    assert texts(document) == FA
    gone = [notice.text for notice in document.notices if notice.code == "furniture-dropped"]
    assert sorted(gone) == sorted(["خبرنامه فناوری و صنعت"] * 3 + ["- 4 -", "- 5 -", "- 6 -"])


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = textwrap.wrap(" ".join(FA[:1]) + " " + FA[2], 60)
    first, second = Sheet(), Sheet()
    for index, line in enumerate(lines[:2]):
        first.place(drawn(line), 550 - len(line) * ADVANCE, 100 - 16 * index)
    for index, line in enumerate(lines[2:]):
        second.place(drawn(line), 550 - len(line) * ADVANCE, 780 - 16 * index)
    assert texts(read(first, second)) == [" ".join(lines)]


@pytest.mark.parametrize("interleaved", [True, False])
def test_columns(interleaved: bool) -> None:
    sheet = Sheet().place("A title that goes across both of the columns of this page", 60, 800, 14)
    placed = []
    for x, column in ((40.0, EN), (310.0, EN[::-1])):
        placed += [(x, 760 - 15 * i, line) for i, line in enumerate(textwrap.wrap(" ".join(column), 38))]
    for x, y, line in sorted(placed, key=lambda p: -p[1]) if interleaved else placed:
        sheet.place(line, x, y)
    document = read(sheet)
    assert texts(document)[0].startswith("A title")
    assert document.blocks[0].kind == "heading"
    assert " ".join(texts(document)[1:]) == " ".join([*EN, *reversed(EN)])


def test_right_to_left_columns_begin_on_the_right() -> None:
    sheet = Sheet()
    rtl(sheet, [FA[2]], width=36, right=270)
    rtl(sheet, [FA[0]], width=36, right=550)
    assert texts(read(sheet)) == [FA[0], FA[2]]


def test_a_grid_of_cells_is_read_by_rows() -> None:
    sheet = Sheet()
    rows = ["Metal Share Year", "Copper 12 2021", "Nickel 40 2022", "Cobalt 9 2023"]
    for row, cells in enumerate(line.split() for line in rows):
        for column, cell in enumerate(cells):
            sheet.place(cell, 60 + 150 * column, 700 - 30 * row)
    assert " ".join(texts(read(sheet))).split()[:6] == ["Metal", "Share", "Year", "Copper", "12", "2021"]


def test_contents_keep_their_page_numbers() -> None:
    sheet = Sheet()
    entries = [("Introduction to the field", "3"), ("Mines and markets", "17"), ("Outlook", "40")]
    for row, (title, page) in enumerate(entries):
        sheet.place(title, 60, 700 - 20 * row).place(page, 500, 700 - 20 * row)
    document = read(sheet)
    assert [block.kind for block in document.blocks] == ["toc"] * 3
    assert texts(document)[1] == "Mines and markets 17"


def test_divided_words_at_line_ends() -> None:
    sheet = Sheet().place("a plan for the interna-", 60, 700).place("tional market of metals", 60, 685)
    assert texts(read(sheet)) == ["a plan for the international market of metals"]


def test_private_glyphs_are_said() -> None:
    document = read(Sheet().place("\uf0b7 a line with a bullet of its own", 60, 700))
    assert [notice.message[:6] for notice in document.notices if notice.code == "private-use"] == ["U+F0B7"]
    assert "\uf0b7" in document.text


def test_mojibake_in_a_text_layer() -> None:
    garbled = "Ø§Ù†Ø±Ú˜ÛŒ Ù¾Ø§Ú© Ú†ÛŒÙ†"
    assert texts(read(Sheet().place(garbled, 60, 700))) == ["انرژی پاک چین"]


def test_a_scan_names_the_cure() -> None:
    with pytest.raises(UnreadableError, match="without a text layer") as caught:
        read(Sheet().image(), Sheet().image())
    assert "OCR" in (caught.value.cure or "")


def test_one_scanned_page_among_others_is_said() -> None:
    document = read(Sheet().place("text of the first page", 60, 700), Sheet().image())
    assert [notice.code for notice in document.notices] == ["no-text-layer"]
    assert "page 2" in document.notices[0].message


def test_an_empty_page_is_an_empty_document() -> None:
    assert read(Sheet()).blocks == ()


def test_encrypted_and_damaged_files(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_encrypted())
    with pytest.raises(UnreadableError, match="encrypted") as caught:
        documents.read(path)
    assert caught.value.cure
    path.write_bytes(b"%PDF-1.7\nnothing more")
    with pytest.raises(UnreadableError, match="damaged"):
        documents.read(path)


def _encrypted() -> bytes:
    canvas: Any = pytest.importorskip("reportlab.pdfgen.canvas")
    security: Any = pytest.importorskip("reportlab.lib.pdfencrypt")
    target = io.BytesIO()
    sheet = canvas.Canvas(target, encrypt=security.StandardEncryption("secret"))
    sheet.drawString(50, 700, "hidden")
    sheet.save()
    return target.getvalue()


def test_a_library_made_file(tmp_path: Path) -> None:
    canvas: Any = pytest.importorskip("reportlab.pdfgen.canvas")
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"))
    for index, line in enumerate(textwrap.wrap(EN[0], 50)):
        sheet.drawString(50, 700 - 14 * index, line)
    sheet.save()
    document = documents.read(tmp_path / "a.pdf")
    assert texts(document) == [EN[0]]
    start = document.text.index("ministry")
    documents.write(document, [Edit("x", "char", start, start + 8, "ministry", "office")], tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == EN[0].replace("ministry", "office")


def test_lines_of_a_column_join_by_script() -> None:
    def line(text: str, *, hyphen: bool = False) -> columns.Line:
        return columns.Line(text, 0, 0, 10, 10, 10, hyphen=hyphen)

    assert columns.joined([line("稀土元素"), line("的出口")]) == "稀土元素的出口"
    assert columns.joined([line("عناصر"), line("کمیاب")]) == "عناصر کمیاب"
    assert columns.joined([line("inter", hyphen=True), line("national")]) == "international"
    assert columns.joined([line("Belt", hyphen=True), line("Road")]) == "Belt-Road"


def test_a_line_broken_at_a_high_mark_is_one_again() -> None:
    def char(text: str, left: float, bottom: float = 100, top: float = 110) -> pdf_lines.Char:
        return pdf_lines.Char(text, left, bottom, left + 5, top, made=False)

    mark = pdf_lines.Char("\u064f", 52, 108, 54, 114, made=False)
    stored = [char("ق", 50), mark, pdf_lines.Char("\r", 0, 0, 0, 0, made=True), char("ت", 45), char("ل", 40)]
    pieces = [piece for piece, _ in pdf_lines._split(stored)]
    assert len(pieces) == 1
    assert visual.turn(pdf_lines.as_drawn(pieces[0]), visual.Style(clustered=True)) == "قُتل"
    below = [char("ق", 50), pdf_lines.Char("\r", 0, 0, 0, 0, made=True), char("ت", 45, 84, 94)]
    assert len([piece for piece, _ in pdf_lines._split(below) if piece]) == 2


def test_heh_with_hamza_that_is_drawn_as_a_mark_stays_with_its_word() -> None:
    sheet = Sheet()
    sheet.place(drawn("است"), 400, 700).place(drawn("هٔ"), 445, 700).place(drawn("تولیدکنند"), 470, 700)
    assert texts(read(sheet))[0].startswith("تولیدکنندهٔ")


def test_a_space_where_two_stretches_of_a_line_meet_is_counted() -> None:
    line = "أعلنت الصين قيودا على التصدير وقال المتحدث إنها مؤقتة"
    words = line.split()
    chars: list[pdf_lines.Char] = []
    right = 500.0
    placed = []
    for word in words:
        for char in [*word, " "]:
            placed.append(pdf_lines.Char(char, right - 6, 100, right, 112, made=False))
            right -= 6 if char != " " else 3.5
    cut = next(i for i, char in enumerate(placed) if char.left < 300 and char.text == " ")
    chars = [*placed[cut:-1], *placed[:cut]]  # the second stretch was stored first, and begins with the space
    assert pdf_lines.as_drawn(chars).count(" ") == len(words) - 1
