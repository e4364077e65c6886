"""OpenDocument, slides, workbooks, e-books, RTF: text in reading order, edits back into the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode import documents
from termlode.documents.detect import detect
from termlode.documents.kinds import KINDS
from termlode.errors import UnreadableError
from termlode.model import Document, Edit
from tests.documents.packages import epub, member, odt, package, pptx, shape, xlsx
from tests.documents.writing import made

if TYPE_CHECKING:
    from pathlib import Path


def read(data: bytes, kind: str) -> Document:
    document = KINDS[kind].reader()(data, f"a.{kind}")
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
    return document


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


def edited(data: bytes, document: Document, before: str, after: str) -> bytes:
    at = document.text.index(before)
    result = made(data, document, [Edit("r", "zwnj", at, at + len(before), before, after)])
    assert result[1] == ()
    return result[0]


ODT = odt(
    '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h text:outline-level="2">Head</text:h>\n'
    '<text:p>One <text:span>wro</text:span>gn<text:s text:c="2"/>word\n   here<text:note><text:note-citation>1'
    "</text:note-citation><text:note-body><text:p>Note &amp; more.</text:p></text:note-body></text:note> goes on."
    "<text:line-break/>Next</text:p>"
    "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Cell</text:p></table:table-cell></table:table-row></table:table>",
    "<text:p>Foot</text:p>",
)


def test_odt():
    document = read(ODT, "odt")
    assert shown(document) == [
        ("heading", 2, "Head"),
        ("paragraph", 0, "One wrogn  word here goes on.\nNext"),
        ("footnote", 0, "Note & more."),
        ("list-item", 1, "Item"),
        ("table-cell", 0, "Cell"),
        ("paragraph", 0, "Foot"),
    ]
    after = edited(ODT, document, "wrogn", "wrong")
    assert member(after, "content.xml") == member(ODT, "content.xml").replace(">gn<", ">ng<")
    assert member(edited(ODT, document, "Foot", "A<b"), "styles.xml").count("A&lt;b") == 1


SLIDES = pptx(
    shape("First title", title=True) + shape("wro|gn word", "Second one"),
    shape("Last", title=True),
    notes=shape("Say this"),
)


def test_pptx():
    document = read(SLIDES, "pptx")
    assert shown(document) == [
        ("heading", 1, "First title"),
        ("paragraph", 0, "wrogn word"),
        ("paragraph", 0, "Second one"),
        ("paragraph", 0, "Say this"),
        ("heading", 1, "Last"),
    ]
    assert [place for _, place in document.places][2:] == ["slide 1", "slide 1, notes", "slide 2"]
    after = edited(SLIDES, document, "wrogn", "wrong")
    assert read(after, "pptx").text == document.text.replace("wrogn", "wrong")
    assert member(after, "ppt/slides/slide2.xml") == member(SLIDES, "ppt/slides/slide2.xml")


BOOK = xlsx(
    ["<t>shared</t>", "<r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh>", "<t>12</t>", "<t>unused</t>"],
    One='<row><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><v>7</v></c><c r="D1"/></row>',
    Two='<row><c r="A1" t="inlineStr"><is><t>inline &amp; own</t></is></c><c r="B1" t="s"><v>0</v></c>'
    '<c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>99</v></c></row>',
)


def test_xlsx():
    document = read(BOOK, "xlsx")
    assert [block.text for block in document.blocks] == ["rich", "shared", "inline & own"]
    assert [place for _, place in document.places] == ["One!A1", "One!B1", "Two!A1"]
    assert "<t>mended</t>" in member(edited(BOOK, document, "shared", "mended"), "xl/sharedStrings.xml")
    assert "mended &amp; own" in member(edited(BOOK, document, "inline", "mended"), "xl/worksheets/sheet2.xml")


def test_epub():
    book = epub("<h1>فصل نخست</h1><p>متن <b>wrogn</b> &amp; بله.</p>", "<p>دومی.</p>")
    document = read(book, "epub")
    assert shown(document) == [
        ("heading", 1, "فصل نخست"),
        ("paragraph", 0, "متن wrogn & بله."),
        ("paragraph", 0, "دومی."),
    ]
    assert document.places[1][1] == "page 2, c1.xhtml"
    after = edited(book, document, "wrogn", "wrong")
    assert member(after, "OEBPS/text/c0.xhtml") == member(book, "OEBPS/text/c0.xhtml").replace("wrogn", "wrong")
    assert after.startswith(book[:60])  # the mimetype stays first and stored


def test_rtf_becomes_text(tmp_path: Path):
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\uc1 \u1587?\u1604?\u1575?\u1605? world\par Second\par}")
    document = documents.read(path)
    assert [block.text for block in document.blocks] == ["سلام world", "Second"]
    documents.write(document, [], tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("سلام world\n")


@pytest.mark.parametrize("data", [ODT, SLIDES, BOOK, epub("<p>a</p>")], ids=["odt", "pptx", "xlsx", "epub"])
def test_nothing_to_edit_changes_no_byte(data: bytes):
    kind = detect(data, "a.bin")
    assert made(data, read(data, kind), []) == (data, ())


@pytest.mark.parametrize(
    ("name", "start", "kind"),
    [
        ("a.md", b"# T", "md"),
        ("a.markdown", b"", "md"),
        ("a.txt", b"WEBVTT\n\n", "vtt"),
        ("a.txt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHi", "srt"),
        ("a.srt", b"", "srt"),
        ("a.md", b"<!DOCTYPE html><p>x", "html"),
        ("a.md", b"<p align=center>x</p>", "md"),
        ("a.rtf", b"{\\rtf1 x}", "rtf"),
        ("a.txt", b"1\nplain", "txt"),
    ],
)
def test_the_one_detector(name: str, start: bytes, kind: str):
    assert detect(start, name) == kind


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"document.mqxliff": "<x/>", "extra": ""}, "holds document.mqxliff"),
        ({"en-US\\a.docx.sdlxliff": "<x/>", "p.sdlproj": ""}, "holds en-US"),
        ({f"{n}.xlf": "<x/>" for n in range(5)}, "and 2 more"),
    ],
)
def test_packages_of_translation_tools_say_what_they_hold(members: dict[str, str], said: str):
    with pytest.raises(UnreadableError, match=said) as raised:
        detect(package(members), "job.mqxlz")
    assert "unpack" in str(raised.value)


@pytest.mark.parametrize("kind", ["odt", "pptx", "xlsx", "epub"])
def test_damaged_packages_are_named(kind: str, tmp_path: Path):
    path = tmp_path / f"a.{kind}"
    path.write_bytes({"odt": ODT, "pptx": SLIDES, "xlsx": BOOK, "epub": epub("<p>a</p>")}[kind][:-40])
    with pytest.raises(UnreadableError):
        documents.read(path)
    path.write_bytes(package({"other": "x"}))
    with pytest.raises(UnreadableError):
        documents.read(path)
