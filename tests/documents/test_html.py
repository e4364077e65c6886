"""HTML: visible text by block, furniture named, edits written into the page and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode import documents
from termlode.documents.html import read_html
from termlode.errors import ReplayError
from termlode.model import Document, Edit
from tests.documents.writing import made

PAGE = """<!DOCTYPE html><html lang=fa><head><meta charset=utf-8><title>عنوان</title><style>p{color:red}</style></head>
<body><nav><a href="/">خانه</a> » <a href=x>اخبار</a></nav>
<h1>چین و <b>عناصر</b> خاکی کمیاب<p>بند اول که بسته نشده &amp; ادامه
دارد &nbsp; &zwnj;می&zwnj;شود
<p>a < b and c > d <i>in</i>line<b> bold</b> text</p>
<div class="share-buttons"><a href=1>فیس‌بوک</a></div>
<ul><li>یک<li>دو<ul><li>سه</ul></ul>
<table><tr><td>مس<td>۱۲٪</table>
<img src="x.png alt=y>
<p>after broken img</p>
20 بازدید<br>خط یک<br><br>بند دیگر
<script>var a="<p>no</p>";</script>
<footer>حق نشر ©</footer>
"""


def parse(page: str, encoding: str = "utf-8") -> Document:
    return read_html(page.encode(encoding), "a.html")


def edit(document: Document, before: str, after: str) -> Edit:
    start = document.text.index(before)
    return Edit("test", "char", start, start + len(before), before, after)


def write(page: str, *changes: tuple[str, str]) -> str:
    document = parse(page)
    result = made(page.encode(), document, sorted((edit(document, *c) for c in changes), key=lambda e: e.start))
    return result[0].decode()


def test_blocks_of_a_broken_page() -> None:
    found = [(block.kind, block.level, block.text) for block in parse(PAGE).blocks]
    assert found == [
        ("heading", 1, "چین و عناصر خاکی کمیاب"),
        ("paragraph", 0, "بند اول که بسته نشده & ادامه دارد \xa0 \u200cمی\u200cشود"),
        ("paragraph", 0, "a < b and c > d inline bold text"),
        ("list-item", 1, "یک"),
        ("list-item", 1, "دو"),
        ("list-item", 2, "سه"),
        ("table-cell", 0, "مس"),
        ("table-cell", 0, "۱۲٪"),
        ("paragraph", 0, "after broken img"),
        ("paragraph", 0, "خط یک"),
        ("paragraph", 0, "بند دیگر"),
    ]


def test_what_is_left_out_is_listed() -> None:
    said = [(notice.code, notice.text) for notice in parse(PAGE).notices]
    assert ("furniture-dropped", "خانه » اخبار") in said
    assert ("furniture-dropped", "فیس\u200cبوک") in said
    assert ("furniture-dropped", "حق نشر ©") in said
    assert ("furniture-dropped", "20 بازدید") in said
    assert any("script" in notice.message for notice in parse(PAGE).notices)


def test_an_article_named_like_furniture_is_kept() -> None:
    long = "این یک مقاله بلند است که پیوندی ندارد. " * 10
    page = f'<div class="related-content"><p>{long}</p></div><div id="main-banner"><h1>عنوان</h1></div>'
    assert [block.kind for block in parse(page).blocks] == ["paragraph", "heading"]


def test_an_unclosed_menu_does_not_swallow_the_page() -> None:
    assert [block.text for block in parse("<nav><p>متن صفحه<p>بند دوم").blocks] == ["متن صفحه", "بند دوم"]


def test_hidden_text_and_residue_shown_as_text() -> None:
    page = "<p hidden>x</p><p style='display: none'>y</p><p>&lt;ديف&gt;</p><p>متن</p>"
    assert [block.text for block in parse(page).blocks] == ["متن"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "gb18030", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    text = "中国的稀土出口" if encoding == "gb18030" else "المعادن النادرة في الصين"
    name = {"cp1256": "windows-1256", "gb18030": "gb2312"}.get(encoding, encoding)
    page = f'<html><meta charset="{name}"><p>{text}</p>'
    data = page.encode("utf-16") if encoding == "utf-16-le" else page.encode(encoding)
    document = read_html(data, "a.html")
    assert [block.text for block in document.blocks] == [text]
    assert made(data, document, []) == (data, ())


def test_edits_touch_only_their_characters() -> None:
    page = "<P Class=x>در این   گزارش\n <b>شرکتهای</b> حاکی &amp; کمیاب</P><!-- حاکی -->"
    assert write(page, ("شرکتهای", "شرکت\u200cهای"), ("حاکی", "خاکی")) == page.replace(
        "شرکتهای", "شرکت\u200cهای"
    ).replace("حاکی &", "خاکی &")
    assert write(page, ("این گزارش", "این‌گزارش")) == page.replace("   گزارش", "\u200cگزارش")
    assert write(page, ("& کمیاب", "<کمیاب>")) == page.replace("&amp; کمیاب", "&lt;کمیاب&gt;")


def test_edits_across_inline_tags() -> None:
    assert write("<p>می <b>شود</b> گفت</p>", ("می شود", "می\u200cشود")) == "<p>می\u200c<b>شود</b> گفت</p>"
    assert write("<p>a<b>b</b>c</p>", ("abc", "x")) == "<p>x<b></b></p>"


def test_a_character_that_the_page_cannot_encode_becomes_a_reference() -> None:
    data = "<meta charset=windows-1256><p>شركتهاي</p>".encode("cp1256")
    document = read_html(data, "a.html")
    result = made(data, document, [edit(document, "ي", "ی")])
    assert result[0].decode("cp1256").endswith("شركتها&#1740;</p>")


def test_paragraphs_are_not_joined_but_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>یک</p><p>دو</p>", encoding="utf-8")
    document = documents.read(path)
    notices = documents.write(document, [edit(document, "\n\n", " ")], tmp_path / "b.html")
    assert [notice.code for notice in notices] == ["edit-not-made"]
    assert (tmp_path / "b.html").read_bytes() == path.read_bytes()


def test_a_page_that_changed_since_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>یک</p>", encoding="utf-8")
    document = documents.read(path)
    path.write_text("<p>دو</p>", encoding="utf-8")
    with pytest.raises(ReplayError, match="has changed"):
        documents.write(document, [edit(document, "یک", "۱")], path)


PIECES = (
    "<p>|</p>|<b>|</b>|<div class=nav>|</div>|<br>|<li>|<nav>|</nav>|<!--|-->|<script>|</script>|<a href='x|\"|>|<"
    "|&amp;|&#1662;|&bogus;| |\n|\r\n|متن|word|稀土|<pre>|</pre>|<table>|<td>"
    "|<ديف>"
)
SOUP = st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map("".join)


@given(SOUP)
@settings(max_examples=150)
def test_any_soup_is_read_and_written_back_unchanged(page: str) -> None:
    data = f"<html>{page}".encode()
    document = read_html(data, "a.html")
    at = 0
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert at <= block.start < block.end
        at = block.end
    assert made(data, document, []) == (data, ())


@given(SOUP, st.data())
@settings(max_examples=100)
def test_an_edit_inside_a_word_shows_in_the_page(page: str, data: st.DataObject) -> None:
    source = f"<html>{page}<p>آغاز word پایان".encode()
    document = read_html(source, "a.html")
    places = [i for i in range(len(document.text) - 3) if document.text.startswith("word", i)]
    if not places:
        return
    start = data.draw(st.sampled_from(places))
    result = made(source, document, [Edit("x", "char", start, start + 4, "word", "WORD")])
    assert read_html(result[0], "a.html").text == document.text[:start] + "WORD" + document.text[start + 4 :]


@pytest.mark.parametrize(
    "ruby",
    [
        "<ruby>矿<rp>(</rp><rt>kuàng</rt><rp>)</rp></ruby>",
        "<ruby>矿<rt>kuàng</ruby>",
        "<ruby><rb>矿</rb><rtc><rt>kuàng</rt></rtc></ruby>",
    ],
)
def test_ruby_readings_are_left_out_and_end_no_block(ruby: str) -> None:
    page = f"<p>稀土{ruby}产很重要。</p>"
    assert [block.text for block in parse(page).blocks] == ["稀土矿产很重要。"]
    assert write(page, ("矿产", "资源")).count("kuàng") == 1


def test_an_unclosed_reading_takes_no_more_than_its_line() -> None:
    assert [block.text for block in parse("<p>矿<rt>kuàng<p>第二段。").blocks] == ["矿", "第二段。"]


def test_a_doctype_with_entities_of_its_own_is_no_text() -> None:
    page = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "x" [<!ENTITY foo "bar">]>\n<p>Text.</p>'
    assert [block.text for block in parse(page).blocks] == ["Text."]


def test_the_declared_language_decides_what_the_words_leave_open() -> None:
    def languages(page: str) -> list[str]:
        return [block.language for block in parse(page).blocks]

    assert languages("<p>ستون دو</p>") == ["ps"]
    assert languages("<html lang=fa-IR><p>ستون دو</p>") == ["fa"]
    assert languages("<html lang=ps><div lang='fa'><p>ستون دو</p></div><p>ستون دو</p>") == ["fa", "ps"]
    assert languages("<p lang=ar>این شرکت در سال گذشته معدن تازه‌ای خرید و آن را گسترش داد.</p>") == ["fa"]
