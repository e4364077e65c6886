"""Word documents: what is text, what kind it is, and that writing touches only the changed runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode import documents
from termlode.documents import package
from termlode.documents.docx import read_docx
from termlode.errors import UnreadableError
from termlode.model import Document, Edit
from tests.documents.writing import made

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY = """<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:r><w:t>چین و عناصر کمیاب</w:t></w:r></w:p>
<w:p w:rsidR="00A1"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">در این </w:t></w:r><w:r><w:t>گزارش</w:t></w:r>
<w:r><w:t xml:space="preserve"> شرکتهای حاکی &amp; کمیاب می</w:t></w:r><w:r><w:t xml:space="preserve"> شوند.</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:ins w:id="5" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:t>افزوده</w:t></w:r></w:ins>
<w:del w:id="6" w:author="A"><w:r><w:delText>حذف شده</w:delText></w:r></w:del><w:r><w:t> مانده</w:t></w:r>
<w:r><w:drawing><wp:inline xmlns:wp="u"><a:blip xmlns:a="u" r:embed="rId9"/></wp:inline></w:drawing></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>مس</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>
<w:r><w:t>مورد</w:t><w:tab/><w:t>الف</w:t></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">
<w:txbxContent><w:p><w:r><w:t>کادر متن</w:t></w:r></w:p></w:txbxContent></mc:Choice>
<mc:Fallback><w:pict>
<w:txbxContent><w:p><w:r><w:t>کادر متن</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""
STYLES = """<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>"""
NOTES = """<w:footnote w:id="2"><w:p><w:r><w:t>پانوشت حاکی</w:t></w:r></w:p></w:footnote>"""
HEAD = """<w:p><w:r><w:t>سربرگ</w:t></w:r></w:p>"""


def part(name: str, inside: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:{name} xmlns:w="{W}" xmlns:mc="{MC}"'
        f' xmlns:r="{REL}">{inside}</w:{name}>'
    )


def relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{i}" Type="{REL}/{kind}" Target="{name}"/>' for i, (kind, name) in enumerate(targets)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def make(body: str = BODY) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml")))
        archive.writestr(zipfile.ZipInfo("word/media/image1.png", (2021, 3, 4, 5, 6, 8)), b"\x89PNG not really")
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        archive.writestr(
            "word/_rels/document.xml.rels",
            relations(
                ("styles", "styles.xml"),
                ("footnotes", "footnotes.xml"),
                ("header", "/word/header1.xml"),
                ("image", "media/image1.png"),
            ),
        )
        archive.writestr("word/styles.xml", part("styles", STYLES))
        archive.writestr("word/footnotes.xml", part("footnotes", NOTES))
        archive.writestr("word/header1.xml", part("hdr", HEAD))
        archive.comment = b"remark"
    return target.getvalue()


def edit(document: Document, before: str, after: str, which: int = 0) -> Edit:
    start = -1
    for _ in range(which + 1):
        start = document.text.index(before, start + 1)
    return Edit("test", "char", start, start + len(before), before, after)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def written(*changes: tuple[str, str]) -> tuple[bytes, list[str]]:
    data = make()
    document = read_docx(data, "a.docx")
    edits = sorted((edit(document, *change) for change in changes), key=lambda e: e.start)
    result = made(data, document, edits)
    return result[0], [notice.code for notice in result[1]]


def test_blocks() -> None:
    document = read_docx(make(), "a.docx")
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 2, "چین و عناصر کمیاب"),
        ("paragraph", 0, "در این گزارش شرکتهای حاکی & کمیاب می شوند."),
        ("paragraph", 0, "افزودهمانده"),
        ("table-cell", 0, "مس"),
        ("list-item", 2, "مورد\tالف"),
        ("paragraph", 0, "کادر متن"),
        ("footnote", 0, "پانوشت حاکی"),
        ("paragraph", 0, "سربرگ"),
    ]
    assert "tracked-changes" in [notice.code for notice in document.notices]


def test_nothing_changes_without_edits(tmp_path: Path) -> None:
    data = make()
    (tmp_path / "a.docx").write_bytes(data)
    documents.write(documents.read(tmp_path / "a.docx"), [], tmp_path / "b.docx")
    assert (tmp_path / "b.docx").read_bytes() == data


def test_only_the_changed_runs_change() -> None:
    after, notices = written(
        ("شرکتهای", "شرکت\u200cهای"), ("حاکی", "خاکی"), ("می شوند", "می\u200cشوند"), ("سربرگ", "سر برگ")
    )
    before = members(make())
    found = members(after)
    assert notices == []
    assert list(found) == list(before)
    assert {name for name in before if before[name] != found[name]} == {"word/document.xml", "word/header1.xml"}
    expected = before["word/document.xml"].decode()
    for old, new in [("شرکتهای", "شرکت\u200cهای"), ("> شوند", ">\u200cشوند")]:
        expected = expected.replace(old, new)
    assert found["word/document.xml"].decode() == expected.replace("حاکی", "خاکی", 1)


def test_members_keep_order_dates_and_comment() -> None:
    after, _ = written(("سربرگ", "سر برگ"))
    with zipfile.ZipFile(io.BytesIO(after)) as archive, zipfile.ZipFile(io.BytesIO(make())) as original:
        assert archive.comment == b"remark"
        for one, other in zip(archive.infolist(), original.infolist(), strict=True):
            assert (one.filename, one.compress_type, one.external_attr) == (
                other.filename, other.compress_type, other.external_attr,
            )  # fmt: skip
        assert archive.getinfo("word/media/image1.png").date_time == (2021, 3, 4, 5, 6, 8)


def test_text_boxes_stay_in_step_with_their_fallback() -> None:
    after, notices = written(("کادر متن", "کادر متون"))
    assert members(after)["word/document.xml"].decode().count("کادر متون") == 2
    assert notices == []


def test_notes_entities_and_edge_spaces() -> None:
    after, _ = written(("& کمیاب", "<کمیاب>"), ("گزارش", "گزارش "), ("پانوشت", "پی‌نوشت"))
    xml = members(after)["word/document.xml"].decode()
    assert "&lt;کمیاب&gt;" in xml
    assert '<w:t xml:space="preserve">گزارش </w:t>' in xml
    assert "پی‌نوشت حاکی" in members(after)["word/footnotes.xml"].decode()


def test_marks_that_cannot_be_edited_away_are_named() -> None:
    after, notices = written(("\n\nافزوده", " افزوده"), ("مورد\tالف", "مورد الف"))
    assert notices == ["edit-not-made", "edit-not-made"]
    assert members(after) == members(make())


def test_deleted_text_survives_unread() -> None:
    assert "حذف شده" not in read_docx(make(), "a").text
    after, _ = written(("افزوده", "افزودن"))
    assert b"<w:delText>" in members(after)["word/document.xml"]


@pytest.mark.parametrize("style", ["<w:style/>", '<w:style w:styleId="x"/>', "<w:style><w:name/></w:style>"])
def test_many_styles_are_read_in_one_walk(style: str):
    data = make()
    before, after = io.BytesIO(data), io.BytesIO()
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            xml = part("styles", style * 20_000 + STYLES) if name == "word/styles.xml" else old.read(name)
            new.writestr(name, xml)
    assert read_docx(after.getvalue(), "x.docx").text == read_docx(data, "x.docx").text


@pytest.mark.parametrize("level", ["9" * 5000, "²", "٣", "-1", ""])
def test_numbers_that_are_none_do_no_harm(level: str):
    property_ = f'<w:pPr><w:outlineLvl w:val="{level}"/><w:numPr><w:ilvl w:val="{level}"/></w:numPr></w:pPr>'
    assert read_docx(make(f"<w:p>{property_}<w:r><w:t>مس</w:t></w:r></w:p>"), "x.docx").text.startswith("مس")


def test_real_library_output(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    source = docx.Document()
    source.add_heading("عنوان", 1)
    source.add_paragraph("متن ").add_run("شرکتهای").bold = True
    source.add_table(1, 2).cell(0, 1).text = "لیتیم"
    source.save(tmp_path / "a.docx")
    document = documents.read(tmp_path / "a.docx")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "table-cell"]
    documents.write(document, [edit(document, "شرکتهای", "شرکت\u200cهای")], tmp_path / "b.docx")
    again = docx.Document(tmp_path / "b.docx")
    assert again.paragraphs[1].text == "متن شرکت\u200cهای"
    assert again.paragraphs[1].runs[1].bold


def archive(**changes: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in {**members(make()), **changes}.items():
            made.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 word/ and then nothing", "damaged"),
        (make()[:-400], "damaged"),
        (archive(**{"word/document.xml": b"<w:document"}), "damaged"),
        (archive(**{"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "document type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word"),
        (b"", "not a .docx"),
    ],
)
def test_clear_errors(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=words) as caught:
        documents.read(path)
    assert caught.value.cure


def test_bombs_are_refused_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PART_LIMIT", 1_000_000)
    path = tmp_path / "bomb.docx"
    path.write_bytes(archive(**{"word/document.xml": b"<w>" + b" " * 5_000_000 + b"</w>"}))
    with pytest.raises(UnreadableError, match="unpacks to more"):
        documents.read(path)
    monkeypatch.setattr(package, "TOTAL_LIMIT", 1000)
    with pytest.raises(UnreadableError, match="more than a document can hold"):
        documents.read(path)


def test_an_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(make())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of the first member in the directory
    (tmp_path / "a.docx").write_bytes(bytes(data))
    with pytest.raises(UnreadableError, match="encrypted"):
        documents.read(tmp_path / "a.docx")


@given(st.lists(st.text("ab ک&<\u200c", min_size=1, max_size=8), min_size=1, max_size=5), st.data())
@settings(max_examples=60)
def test_an_edit_reads_back(runs: list[str], data: st.DataObject) -> None:
    escaped = (run.replace("&", "&amp;").replace("<", "&lt;") for run in runs)
    body = "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in escaped) + "</w:p>"
    package_bytes = make("<w:p><w:r><w:t>آغاز</w:t></w:r></w:p>" + body)
    document = read_docx(package_bytes, "a.docx")
    text = "".join(runs)
    if not text.strip():
        return
    base = document.text.index("آغاز") + 6
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    after = data.draw(st.text("xک <&", max_size=4))
    change = Edit("x", "char", base + start, base + end, text[start:end], after)
    result = made(package_bytes, document, [change])
    again = read_docx(result[0], "a.docx").text
    expected = text[:start] + after + text[end:]
    if expected.strip():
        assert again.startswith(f"آغاز\n\n{expected}\n\n")


def test_hidden_text_is_no_text() -> None:
    body = """<w:p><w:r><w:t xml:space="preserve">دیده </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>نهان</w:t></w:r>
<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>شد</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>بند دوم</w:t></w:r></w:p>"""
    texts = [block.text for block in read_docx(make(body), "a.docx").blocks]
    assert texts[:2] == ["دیده شد", "بند دوم"]


def test_cells_of_one_word_are_in_the_language_of_the_rest() -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>" for word in ("کشور", "چین", "سهم"))
    body = f"<w:p><w:r><w:t>چین بزرگترین تولیدکننده است.</w:t></w:r></w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert {block.language for block in read_docx(make(body), "a.docx").blocks} == {"fa"}
