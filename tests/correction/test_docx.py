"""Word documents through ``fix``: only the text of changed runs changes, whatever else the document holds."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from termlode import documents
from termlode.correction import Corrector, report, review
from termlode.jobs.fix import Settings, fix

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IMAGE = b"\x89PNG\r\n\x1a\n \xd9\x85\xdb\x8c\xda\xa9\xd9\x86\xd8\xaf"  # it even holds the bytes of a word
BODY = """<w:p><w:pPr><w:jc w:val="both"/><w:bidi/></w:pPr>
<w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">شرکتهای بزرگ </w:t></w:r>
<w:bookmarkStart w:id="0" w:name="میکند"/><w:r><w:t>کار می</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>کند.</w:t></w:r>
<w:bookmarkEnd w:id="0"/><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>
<w:commentRangeStart w:id="4"/><w:r><w:t>کتابها</w:t></w:r><w:commentRangeEnd w:id="4"/>
<w:r><w:commentReference w:id="4"/></w:r></w:p>
<w:p><w:ins w:id="5" w:author="میکند" w:date="2024-01-01T00:00:00Z"><w:r><w:t>برنامههای</w:t></w:r></w:ins>
<w:del w:id="6" w:author="A"><w:r><w:delText>خانههای</w:delText></w:r></w:del>
<w:r><w:t xml:space="preserve"> دیگر را میخوانند.</w:t></w:r>
<w:moveFrom w:id="8" w:author="A"><w:r><w:t>میبرند</w:t></w:r></w:moveFrom></w:p>
<w:p><w:r><w:drawing><wp:inline xmlns:wp="u"><wp:docPr id="1" name="میکند" descr="کتابها"/>
<a:blip xmlns:a="u" r:embed="rId9"/></wp:inline></w:drawing></w:r></w:p>
<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tr><w:tc><w:tcPr><w:shd w:fill="EEEEEE"/></w:tcPr>
<w:p><w:r><w:t>رشد ۱۱,۸ درصد</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Growth 11,8</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:hyperlink r:id="rId7"><w:r><w:t>روزنامهها</w:t></w:r></w:hyperlink>
<w:r><w:instrText>HYPERLINK "میکند"</w:instrText></w:r></w:p><w:sectPr><w:bidi/></w:sectPr>"""
PARTS = {
    "document": f"<w:body>{BODY}</w:body>",
    "footnotes": '<w:footnote w:id="2"><w:p><w:r><w:t>او میرود.</w:t></w:r></w:p></w:footnote>',
    "endnotes": '<w:endnote w:id="3"><w:p><w:r><w:t>درختها را میبینند.</w:t></w:r></w:p></w:endnote>',
    "comments": '<w:comment w:id="4" w:author="ب"><w:p><w:r><w:t>این میماند</w:t></w:r></w:p></w:comment>',
}
TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")


def part(name: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    return f'{head}<w:{name} xmlns:w="{W}" xmlns:r="{REL}" w:rsid="  odd   spacing ">{PARTS[name]}</w:{name}>'


def relations(*targets: tuple[str, str]) -> str:
    rows = (
        f'<Relationship Id="rId{i}" Type="{REL}/{kind}" Target="{name}"/>' for i, (kind, name) in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "گزارش.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml")))
        archive.writestr("word/document.xml", part("document"))
        kinds = ("footnotes", "endnotes", "comments")
        archive.writestr("word/_rels/document.xml.rels", relations(*((kind, f"{kind}.xml") for kind in kinds)))
        for kind in kinds:
            archive.writestr(f"word/{kind}.xml", part(kind))
        archive.writestr("word/media/image1.png", IMAGE)
        archive.writestr("customXml/item1.xml", "<میکند/>")
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def fixed(source: Path) -> Path:
    (outcome,) = fix([source], Settings(), mode="folder", folder=source.parent / "out", jobs=1)
    assert outcome.error is None
    assert outcome.written is not None
    return Path(outcome.written)


def test_nothing_but_the_text_of_changed_runs_changes(source: Path):
    before, after = members(source), members(fixed(source))
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"} <= changed
    assert changed <= {f"word/{name}.xml" for name in PARTS}
    for name in changed:
        old, new = before[name].decode(), after[name].decode()
        assert TEXT.sub(r"\1\3", old) == TEXT.sub(r"\1\3", new)
        for was, now in zip(TEXT.findall(old), TEXT.findall(new), strict=True):
            assert was[0] == now[0]


def test_what_is_wrong_in_every_kind_of_run_is_mended(source: Path):
    after = members(fixed(source))
    found = {name: [text for _, text, _ in TEXT.findall(after[f"word/{name}.xml"].decode())] for name in PARTS}
    assert found["document"][:4] == ["شرکت‌های بزرگ ", "کار می", "\u200cکند.", "کتاب‌ها"] or found["document"][:4] == [
        "شرکت‌های بزرگ ", "کار می\u200c", "کند.", "کتاب‌ها",
    ]  # fmt: skip
    assert {"برنامه‌های", " دیگر را می‌خوانند.", "رشد ۱۱٫۸ درصد", "Growth 11,8", "روزنامه‌ها"} <= set(found["document"])
    assert found["footnotes"] == ["او می‌رود."]
    assert found["endnotes"] == ["درخت‌ها را می‌بینند."]


def test_deleted_moved_and_hidden_text_stays(source: Path):
    after = members(fixed(source))["word/document.xml"].decode()
    for left in (
        "<w:delText>خانههای</w:delText>", 'w:name="میکند"', 'w:author="میکند"', 'descr="کتابها"', 'HYPERLINK "میکند"',
    ):  # fmt: skip
        assert left in after


def test_in_place_keeps_the_old_file_and_a_second_run_changes_nothing(source: Path):
    old = source.read_bytes()
    fix([source], Settings(), mode="in-place", jobs=1)
    assert source.with_name(source.name + ".bak").read_bytes() == old
    new = source.read_bytes()
    assert new != old
    (again,) = fix([source], Settings(), mode="in-place", jobs=1)
    assert again.made == []
    assert source.read_bytes() == new


def test_a_review_makes_the_same_document_and_refused_rows_leave_theirs(source: Path):
    (outcome,) = fix([source], Settings(), jobs=1)
    rows = "".join(report.tsv([outcome], Corrector().signature()))
    kept = source.parent / "r.tsv"
    kept.write_text(rows, "utf-8")
    (made,) = review.apply_review(kept, out=source.parent / "reviewed")
    number, written = made.edits, made.written
    assert number == len(outcome.made)
    assert members(Path(written)) == members(fixed(source))
    kept.write_text(rows.replace("accept\t", "refuse\t", 1), "utf-8")
    (made,) = review.apply_review(kept, out=source.parent / "fewer")
    number = made.edits
    assert number == len(outcome.made) - 1


def test_a_document_of_python_docx_keeps_all_else(tmp_path: Path):
    docx = pytest.importorskip("docx")
    source = docx.Document()
    source.add_heading("کتابهای تازه", 1)
    source.add_paragraph("او ").add_run("میکند").bold = True
    source.add_table(2, 2).cell(1, 1).text = "شرکتها"
    source.save(tmp_path / "a.docx")
    path = fixed(tmp_path / "a.docx")
    before, after = members(tmp_path / "a.docx"), members(path)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    assert [block.text for block in documents.read(path).blocks] == ["کتاب‌های تازه", "او می‌کند", "شرکت‌ها"]
