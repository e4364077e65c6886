"""Plain text: encodings, lines, blocks, residue, furniture; every byte comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode import documents
from termlode.documents import furniture, plain, residue, structure
from termlode.documents.encoding import decode, encode
from termlode.errors import UnreadableError
from termlode.model import Document, Edit

FA = "شرکت‌های چینی در حال توسعه زنجیره تأمین باتری هستند."
AR = "أعلنت الوزارة عن خطة جديدة لتطوير قطاع المعادن النادرة في البلاد."
ZH = "中国宣布对稀土出口实施新的管制措施,这一决定影响全球供应链。"


def read(tmp_path: Path, data: bytes, name: str = "a.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return documents.read(path)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in structure.blocks(text)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-sig", "utf-32-le-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_bytes_come_back(tmp_path: Path, encoding: str, newline: str) -> None:
    text = newline.join([FA, "", "a 𝒳 b", ""])
    data = text.encode(encoding) if encoding == "utf-16" else encode(text, encoding)
    document = read(tmp_path, data)
    assert document.text == text
    assert [block.line for block in document.blocks] == [1, 3]
    documents.write(document, [], tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == data


@pytest.mark.parametrize(
    ("text", "encoding"), [(AR, "cp1256"), (AR, "iso8859_6"), (ZH, "gb18030"), ("Rare “earths” – café", "cp1252")]
)
def test_guesses_legacy_encodings_and_says_so(tmp_path: Path, text: str, encoding: str) -> None:
    data = (text + "\r\n").encode(encoding, "ignore")
    document = read(tmp_path, data)
    assert document.text == data.decode(encoding)
    assert [notice.code for notice in document.notices] == ["encoding-guessed"]
    documents.write(document, [], tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == data


def test_utf16_without_a_mark(tmp_path: Path) -> None:
    document = read(tmp_path, f"{FA}\r\n{FA}\r\n".encode("utf-16-le"))
    assert document.text.startswith(FA)
    assert document.notices[0].code == "encoding-guessed"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"good line\nbad \x00 byte in a line of text\n" * 20, 2, "NUL"),
        ("خط\nخط \ud800 دو".encode("utf-8", "surrogatepass"), 2, "surrogate"),
        ((FA + "\n").encode() * 3 + b"\xd8 " + FA.encode(), 4, "UTF-8 except for byte"),
        ("稀土元素\n".encode() + b"\xff\xfe\xfa\n" + "المعادن".encode(), 2, "UTF-8 except for byte"),  # a short file
        (b"\xff\xfe\x00\xd8a\x00", None, "byte order mark"),
        (bytes(range(256)) * 4, None, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, None, "PNG"),
        (b'<?xml version="1.0"?><tmx version="1.4">', None, "bilingual"),
    ],
)
def test_clear_errors(tmp_path: Path, data: bytes, line: int | None, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, data)
    assert words in str(caught.value)
    assert caught.value.cure
    assert "a.txt" in str(caught.value)
    if line is not None:
        assert caught.value.line == line


def test_missing_and_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        documents.read(tmp_path / "none.txt")
    with pytest.raises(UnreadableError, match="folder"):
        documents.read(tmp_path)
    monkeypatch.setattr(documents, "LIMIT", 10)
    with pytest.raises(UnreadableError, match="larger"):
        read(tmp_path, b"x" * 11)


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    for data in (b"", b"\xef\xbb\xbf", b" \n\n\t\n"):
        assert read(tmp_path, data).blocks == ()


def test_a_correction_that_the_encoding_lacks_is_written_as_utf8(tmp_path: Path) -> None:
    data = ("سلام دنيا و مردم آن در كشورهاي ديگر").encode("cp1256")
    document = read(tmp_path, data)
    start = document.text.index("ي")
    notices = documents.write(document, [Edit("x", "arabic", start, start + 1, "ي", "ی")], tmp_path / "b.txt")
    assert [notice.code for notice in notices] == ["encoding-changed"]
    assert "دنیا" in (tmp_path / "b.txt").read_bytes().decode("utf-8-sig")


def test_edits_change_only_their_span(tmp_path: Path) -> None:
    data = b"one\r\ntwo \xf0\x9d\x92\xb3 three\r\n"
    document = read(tmp_path, data)
    start = document.text.index("three")
    documents.write(document, [Edit("x", "char", start, start + 5, "three", "3")], tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == data.replace(b"three", b"3")


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "این گزارش نشان می‌دهد که تولید جهانی عناصر خاکی کمیاب در سال\n"
        "گذشته رشد کرده است و سهم چین در آن بیش از همه بوده و این روند\nادامه دارد."
    )
    assert kinds(wrapped) == [("paragraph", wrapped)]


def test_a_line_for_each_paragraph_stays_apart() -> None:
    lines = [FA, "عنوان کوتاه", FA + " " + FA, FA]
    assert [text for _, text in kinds("\n".join(lines))] == lines


def test_two_languages_never_join() -> None:
    assert len(kinds("دفتر همکاری‌های فناوری سفارت جمهوری اسلامی ایران\nEmbassy of the Islamic Republic of Iran")) == 2


def test_headings_lists_contents_and_labels() -> None:
    contents = "فهرست مطالب\n\nپیشگفتار ۳\n\nبخش نخست: معادن ۱۲\n\nبخش دوم: بازار ........ ۳۰\n\n" + FA
    assert [kind for kind, _ in kinds(contents)] == ["heading", "toc", "toc", "toc", "paragraph"]
    assert [kind for kind, _ in kinds(f"- یک\n- دو\n\n1. سه\n\n{FA}")] == ["list-item"] * 3 + ["paragraph"]
    labels = "\n\n".join(["الليثيوم", "22%", "الجرافيت", "86%", "الصين"])
    assert {kind for kind, _ in kinds(labels)} == {"table-cell"}


def test_a_sentence_is_no_heading_and_numbers_are_no_contents() -> None:
    assert kinds(f"{FA}\n\n{FA}")[0][0] == "paragraph"
    years = "در سال ۲۰۲۳\n\nدر سال ۱۹۹۰\n\nدر سال ۲۰۱۱\n\n" + FA
    assert "toc" not in [kind for kind, _ in kinds(years)]


@given(st.text("ab ی稀.\n\r\f<>&;-1\u2028٣«»(", max_size=120))
def test_blocks_lie_in_the_text(text: str) -> None:
    at = 0
    for block in plain.document(text, "").blocks:
        assert text[block.start : block.end] == block.text
        assert block.start >= at
        assert block.text == block.text.strip()
        assert block.line == 1 + structure.breaks(text, 0, block.start)
        at = block.end


@given(st.binary(max_size=300))
def test_whatever_decodes_encodes_to_the_same_bytes(data: bytes) -> None:
    try:
        decoded = decode(data, "x")
    except UnreadableError:
        return
    assert encode(decoded.text, decoded.encoding) == data


# ── residue and furniture ────────────────────────────────────────────────────────────────────────

RESIDUE = [
    ("متن <div> دیگر", "متن  دیگر"),
    ("نص </dithium</div> هنا", "نص  هنا"),
    ("<ديف> <الشكل>", " "),
    ("<بخش>", ""),
    ("see <img alt=", "see "),
    ('3e8/_chart-375-lm.png"> x', " x"),
    ('src="https://static', ""),
    ("ab <!-- note --> c", "ab  c"),
    ("-->-->--->->-->- المصدر", " المصدر"),
    ("AT&amp;T &#8211; x&nbsp;y", "AT&T – x y"),
    ("a <b>bold</b> word", "a bold word"),
    ('text <img src="a.png" alt=\nmore', "text \nmore"),  # the line ends inside the tag
    ('متن <a href="x\nدیگر', "متن \nدیگر"),
]
NOT_RESIDUE = [
    "a < b and c > d", "write to <info@example.org>", "x <y and z", "<https://example.org/a.png>", "«متن» <- این",
    "width=5 cm", "5 > 3", "A --> B", "<<كلمة>>", "R&D; and more", "https://example.org/page",
    "۲ < ۳", "قیمت <۱۲۰> دلار",
    "Q&A",
    "if x <img and more\nthen", 'x <y z="1"\nmore',
]  # fmt: skip


@pytest.mark.parametrize(("text", "clean"), RESIDUE)
def test_finds_residue(text: str, clean: str) -> None:
    for found in reversed(residue.find(text)):
        text = text[: found.start] + found.after + text[found.end :]
    assert text == clean


@pytest.mark.parametrize("text", NOT_RESIDUE)
def test_leaves_what_is_no_residue(text: str) -> None:
    assert residue.find(text) == []


@given(st.text("<>/!-=\"' abdiv&#;.png\nشک", max_size=80))
def test_residue_is_ordered_and_apart(text: str) -> None:
    at = 0
    for found in residue.find(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


def test_residue_and_counters_are_left_out_and_listed(tmp_path: Path) -> None:
    text = f"{AR}\n\n20 مشاهدات\n\n<ديف> <الشكل>\n\nالصورة\n\n<p>الفوسفور</div> <p>2%</di>\n\n{AR}\n"
    document = read(tmp_path, text.encode())
    assert [block.text for block in document.blocks] == [AR, "الفوسفور", "2%", AR]
    assert [(notice.code, notice.line) for notice in document.notices] == [
        ("furniture-dropped", 3), ("markup-dropped", 5), ("furniture-dropped", 7), ("markup-dropped", 9),
    ]  # fmt: skip


def test_heads_and_numbers_of_pages_parted_by_form_feeds(tmp_path: Path) -> None:
    pages = [f"خبرنامه فناوری   {n}\n\n{FA} {n}.\n\n{AR} {n}.\n\n- {n} -\n" for n in (7, 8, 9)]
    document = read(tmp_path, "\f".join(pages).encode())
    assert [block.text for block in document.blocks] == [f"{text} {n}." for n in (7, 8, 9) for text in (FA, AR)]
    assert sum(notice.code == "furniture-dropped" for notice in document.notices) == 6


def test_repeated_text_inside_pages_is_kept() -> None:
    body = ["سطر تکراری در میان صفحه"]
    pages = [["یک" * n, "دو" * n, "سه" * n, *body, "چهار" * n, "پنج" * n, "شش" * n] for n in (1, 2, 3, 4)]
    assert furniture.repeated(pages) == set()


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("12", 12),
        ("- ۱۲ -", 12),
        ("Page 3 of 9", 3),
        ("صفحه ۴ از ۱۰", 4),
        ("第 5 页", 5),
        ("12%", None),
        ("5 تن", None),
    ],
)
def test_page_numbers(line: str, page: int | None) -> None:
    assert furniture.page_number(line) == page


@pytest.mark.shared
def test_the_real_sources(shared: Path, tmp_path: Path) -> None:
    languages = []
    for path in sorted((shared / "sources").glob("*.txt")):
        document = documents.read(path)
        languages.append({block.language for block in document.blocks} - {"und"})
        documents.write(document, [], tmp_path / path.name)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    assert languages == [{"fa", "en"}, {"ar", "en"}, {"zh"}, {"ar", "fa"}, {"ps"}]


@pytest.mark.shared
def test_source_003_lists_what_it_leaves_out(shared: Path) -> None:
    document = documents.read(next((shared / "sources").glob("003*.txt")))
    gone = " ".join(notice.text for notice in document.notices)
    for residue_text in (
        "<ديف> <الشكل>",
        "20 مشاهدات",
        '.png">',
        "</dithium",
        "-->-->",
        "الصورة",
        'src="https://static',
    ):
        assert residue_text in gone
    assert not any(char in block.text for block in document.blocks for char in "<>")
    assert [block.language for block in document.blocks[:2]] == ["fa", "fa"]


@pytest.mark.parametrize("text", ["گزارش روز", "مرحبا بالعالم", "قيمت نفت «خام»", "د افغانستان دولت"])
def test_a_few_words_of_windows_1256_are_told(text: str):
    from termlode.documents.encoding import decode

    found = decode(text.encode("cp1256"), "short.txt")
    assert (found.text, found.encoding) == (text, "cp1256")


@pytest.mark.parametrize(
    ("text", "encoding"), [("钢铁产量", "gb18030"), ("鋼鐵產量", "big5"), ("naïve résumé", "cp1252")]
)
def test_other_short_texts_are_not_taken_for_windows_1256(text: str, encoding: str):
    from termlode.documents.encoding import decode

    assert decode(text.encode(encoding), "short.txt").text == text
