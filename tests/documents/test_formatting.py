"""Markup inside sentences: found, moved, and never broken."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml

from termlode.documents import formatting, readers
from termlode.documents.direction import directed
from termlode.documents.formatting import Code, Gap, Rewrite
from termlode.documents.sourcemap import Opened
from termlode.model import Document
from tests.documents import packages


def read(data: bytes, name: str) -> tuple[Document, Opened, list[Gap]]:
    document = readers.parse(data, name)
    file = readers.opened(document, data)
    return document, file, formatting.gaps(file, document)


def codes(data: bytes, name: str) -> list[tuple[str, str]]:
    """The markup of the first block, with its side."""
    document, file, found = read(data, name)
    block = document.blocks[0]
    inside = formatting.codes(file, found, block.start, block.end, document.kind)
    return [(_raw(file, found, code), code.side) for code in inside]


def _raw(file: Opened, found: list[Gap], code: Code) -> str:
    gap = found[code.number]
    return file.source[gap.origin : gap.origin_end]


def word(*runs: tuple[str, bool]) -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph()
    for text, bold in runs:
        paragraph.add_run(text).bold = bold or None
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_tags_of_a_page() -> None:
    page = b"<p>The <b>rare <i>earth</i></b> market and <a href=x>more</a> of <img src=y>it.</p>"
    assert codes(page, "a.html") == [
        ("<b>", "open"), ("<i>", "open"), ("</i>", "close"), ("</b>", "close"),
        ("<a href=x>", "open"), ("</a>", "close"), ("<img src=y>", "point"),
    ]  # fmt: skip


def test_marks_of_markdown() -> None:
    text = b'The **rare** and `code` of [a link](http://x.y "t") here.'
    assert codes(text, "a.md") == [
        ("**", "open"), ("**", "close"), ("`", "open"), ("`", "close"), ("[", "open"),
        ('](http://x.y "t")', "close"),
    ]  # fmt: skip


def test_the_marks_of_quoted_lines_are_no_codes() -> None:
    assert codes(b"> one line\n> and another\n", "a.md") == []


def test_runs_of_word() -> None:
    found = codes(word(("The ", False), ("rare", True), (" earth", False), (" market", False)), "a.docx")
    assert [side for _, side in found] == ["open", "close"]


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_rewriting_with_the_same_is_the_same(name: str) -> None:
    data = {"a.html": b"<p>A <b>bold &amp; big</b>  word.</p>", "a.md": b"A **bold** word.", "a.txt": b"A word."}[name]
    document, file, found = read(data, name)
    block = document.blocks[0]
    inside = formatting.codes(file, found, block.start, block.end, document.kind)
    pieces: list[str | int] = []
    at = block.start
    for code in inside:
        pieces += [document.text[at : code.place], code.number]
        at = code.place
    one = Rewrite(block.start, block.end, (*pieces, document.text[at : block.end]))
    assert formatting.rewrite(file, found, [one], document.kind).replace(b"</b>  w", b"</b> w") == data.replace(
        b"</b>  w", b"</b> w"
    )


def test_pairs_are_moved() -> None:
    data = b"<p>One <b>two</b> three <i>four</i>.</p><p>Next</p>"
    document, file, found = read(data, "a.html")
    block = document.blocks[0]
    numbers = [code.number for code in formatting.codes(file, found, block.start, block.end, "html")]
    one = Rewrite(block.start, block.end, (numbers[2], "4 & 5", numbers[3], " 3 ", numbers[0], "2", numbers[1]))
    made = formatting.rewrite(file, found, [one], "html")
    assert made == b"<p><i>4 &amp; 5</i> 3 <b>2</b></p><p>Next</p>"


def test_blanks_at_the_edges_of_runs_are_kept() -> None:
    data = word(("The", False), ("rare", True), ("earth", False))
    document, file, found = read(data, "a.docx")
    block = document.blocks[0]
    first, second = [code.number for code in formatting.codes(file, found, block.start, block.end, "docx")]
    made = formatting.rewrite(file, found, [Rewrite(block.start, block.end, ("a ", first, "b", second, " c"))], "docx")
    (paragraph,) = docx.Document(io.BytesIO(made)).paragraphs
    assert [(run.text, run.bold) for run in paragraph.runs] == [("a ", None), ("b", True), (" c", None)]


def test_right_to_left_is_said_in_word() -> None:
    data = directed(word(("متن ", False), ("درشت", True)), "docx", "fa")
    (paragraph,) = docx.Document(io.BytesIO(data)).paragraphs
    xml = paragraph._p.xml  # python-docx has no other way to it
    assert "<w:pPr>\n    <w:bidi/>" in xml
    assert xml.count("<w:rtl/>") == 2
    assert "<w:b/>\n      <w:bCs/>\n      <w:rtl/>" in xml
    assert directed(data, "docx", "fa") == data
    left = word(("Latin text", False))
    assert directed(left, "docx", "fa") == left


def test_right_to_left_is_said_on_a_page() -> None:
    assert directed(b'<html lang="en" class="x"><p>a</p></html>', "html", "fa").startswith(
        b'<html lang="fa" dir="rtl" class="x">'
    )
    assert directed(b"<p>a</p>", "html", "fa") == b"<p>a</p>"
    assert directed(b'<html dir="rtl" lang="fa">', "html", "en") == b'<html lang="en" dir="ltr">'


LINK = (
    '<w:hyperlink xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:anchor="x">'
    "<w:r><w:t>link</w:t></w:r></w:hyperlink>"
)


def test_a_link_of_word_is_a_pair() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("See the ")
    paragraph._p.append(parse_xml(LINK))  # python-docx has no other way to it
    paragraph.add_run(" here.")
    buffer = io.BytesIO()
    made.save(buffer)
    assert [side for _, side in codes(buffer.getvalue(), "a.docx")] == ["open", "close"]


@pytest.mark.parametrize(
    ("order", "holds"),
    [((0, 1, 2), True), ((1, 2, 0), True), ((0, 2, 1), False), ((0,), True), ((0, 1), False)],
)
def test_what_opens_must_close(order: tuple[int, ...], holds: bool) -> None:
    document, file, found = read(b"<p>a <img> b <i>c</i> d.</p>", "a.html")
    block = document.blocks[0]
    own = formatting.codes(file, found, block.start, block.end, "html")
    assert formatting.nests(file, found, [own[place].number for place in order], own, "html") == holds


def test_marks_that_stand_alone_keep_their_order() -> None:
    data = b"One **two. Three `four` five** six."
    document, file, found = read(data, "a.md")
    first = document.text.index(" Three")
    own = formatting.codes(file, found, first + 1, len(document.text), "md")
    numbers = [code.number for code in own]
    assert [code.side for code in own] == ["open", "close", "point"]
    assert formatting.nests(file, found, [numbers[2], *numbers[:2]], own, "md")
    assert not formatting.nests(file, found, numbers[:2], own, "md")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def paragraphs(*inside: str) -> bytes:
    """A document of Word with these paragraphs."""
    made = docx.Document()
    for xml in inside:
        made.element.body.insert(-1, parse_xml(f"<w:p {W} {MC}>{xml}</w:p>"))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def body(data: bytes) -> str:
    return packages.member(data, "word/document.xml")


def boxed(text: str) -> str:
    """A text box, as new and old programs read it."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="w">{inside}</mc:Choice>'
        f"<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def replaced(data: bytes, name: str, texts: dict[str, str]) -> bytes:
    """The document with whole sentences replaced, their codes at the end."""
    document, file, found = read(data, name)
    wanted = []
    for old, new in texts.items():
        start = document.text.index(old)
        inside = formatting.codes(file, found, start, start + len(old), document.kind)
        wanted.append(Rewrite(start, start + len(old), (new, *(code.number for code in inside))))
    return formatting.rewrite(file, found, wanted, document.kind)


def test_a_note_inside_of_a_sentence_is_rewritten_in_it() -> None:
    note = '<text:note text:note-class="footnote"><text:note-body><text:p>A note.</text:p></text:note-body></text:note>'
    data = packages.odt(f"<text:p>Here{note} it is.</text:p>")
    made = packages.member(replaced(data, "a.odt", {"Here it is.": "Da ist es.", "A note.": "Anm."}), "content.xml")
    assert f"<text:p>Da ist es.{note.replace('A note.', 'Anm.')}</text:p>" in made


def test_a_text_box_inside_of_a_sentence_is_rewritten_twice() -> None:
    start, end = '<w:r><w:t xml:space="preserve">Here </w:t></w:r>', "<w:r><w:t>it is.</w:t></w:r>"
    made = body(replaced(paragraphs(start + boxed("Box. Two.") + end), "a.docx", {"Box.": "K.", "Here it is.": "Da."}))
    assert made.count("K. Two.") == 2
    assert "Box" not in made
    assert made.count(">Da.<") == 1


def test_sentences_that_touch_are_rewritten() -> None:
    data = word(("前句", False), ("在此。", True), ("后句。", False))
    made = replaced(data, "a.docx", {"前句在此。": "One.", "后句。": "Two."})
    assert [run.text for run in docx.Document(io.BytesIO(made)).paragraphs[0].runs] == ["One.", "", "Two."]


def test_the_paragraph_around_a_text_box_is_turned() -> None:
    end = "<w:r><w:t>متن</w:t></w:r>"
    made = body(directed(paragraphs(boxed("Latin") + end), "docx", "fa"))
    assert made.count("<w:bidi/>") == made.count("<w:rtl/>") == 1
    assert made.index("<w:bidi/>") < made.index("AlternateContent>")


def test_left_to_right_is_said_in_word() -> None:
    turned = "<w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:b/><w:rtl/></w:rPr><w:t>{}</w:t></w:r>"
    data = paragraphs(turned.format("Translated"), turned.format("مانده"), "<w:r><w:t>plain</w:t></w:r>")
    made = body(directed(data, "docx", "en"))
    assert made.count('<w:bidi w:val="0"/>') == made.count('<w:rtl w:val="0"/>') == 1
    assert made.count("<w:bidi/>") == made.count("<w:rtl/>") == 1
    assert directed(b'<html dir="rtl"><body class="x" dir="rtl">', "html", "en").endswith(b'<body class="x" dir="ltr">')


def written(text: str, old: str, new: str) -> str:
    """A text of one sentence in Markdown, a word of it replaced, its codes where they are."""
    document, file, found = read(text.encode(), "a.md")
    block = document.blocks[0]
    pieces: list[str | int] = []
    at = block.start
    for code in formatting.codes(file, found, block.start, block.end, "md"):
        pieces += [document.text[at : code.place].replace(old, new), code.number]
        at = code.place
    pieces.append(document.text[at : block.end].replace(old, new))
    return formatting.rewrite(file, found, [Rewrite(block.start, block.end, tuple(pieces))], "md").decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use `my_var * 2` now, *a* b.", "Use `my_var * 2` then*, *a* b."),
        ("`a_*b` is now `c_` d_e.", "`a_*b` is then* `c_` d_e."),
        ("Go to <http://x.y/a__b> now **on**.", "Go to <http://x.y/a__b> then* **on**."),
        ("> now and\n> `c_*d` so", "> then* and `c_*d` so"),
    ],
)
def test_code_and_addresses_are_written_as_they_are(text: str, expected: str) -> None:
    assert written(text, "now", "then*") == expected.replace("then*", r"then\*")
