"""Documents corrected as a whole: which blocks changed, what stood there before, what stays apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlode import documents
from termlode.correction import Corrector, correct_document
from termlode.model import Block, Document

LONG = "شرکت‌های بزرگ در سال گذشته برای ساخت باتری در این کشور سرمایه‌گذاری کردند و دولت نیز از آنها"
TEXT = f"تیتر خبر\n\n{LONG}\n\nپشتیبانی میکند تا بازار رونق بگیرد.\n\nپایان خبر است.\n"


def test_blocks_are_joined_and_their_originals_kept(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    found = correct_document(documents.read(path))
    joined = f"{LONG} پشتیبانی می‌کند تا بازار رونق بگیرد."
    assert joined in [block.text for block in found.document.blocks]
    index = [block.text for block in found.document.blocks].index(joined)
    assert found.originals == {index: f"{LONG}\n\nپشتیبانی میکند تا بازار رونق بگیرد."}
    block = found.document.blocks[index]
    at = block.start + joined.index("می‌کند")
    assert found.before(at, at + len("می‌کند")) == "میکند"


def test_marked_up_documents_keep_their_paragraphs():
    text = f"{LONG}\n\nپشتیبانی میکند تا بازار رونق بگیرد."
    blocks = (Block(LONG, 0, len(LONG), 1), Block(text[len(LONG) + 2 :], len(LONG) + 2, len(text), 3))
    found = correct_document(Document("a.docx", "docx", text, blocks))
    assert found.document.text == text.replace("میکند", "می‌کند")
    assert len(found.document.blocks) == 2
    assert list(found.originals) == [1]


def test_a_document_that_is_right_is_handed_back():
    text = "این متن درست است."
    document = Document("a.txt", "text", text, (Block(text, 0, len(text), 1, language="fa"),))
    found = correct_document(document, Corrector())
    assert found.document == document
    assert found.edits == ()
    assert found.originals == {}


def test_a_huge_line_and_strange_characters_are_taken():
    corrector = Corrector()
    text = "او میکند. " * 20_000
    assert corrector.run(text, "fa").text == "او می‌کند. " * 20_000
    odd = "متن\x00\ud800 میکند\x0b\x0c\u2028کتابها"
    found = corrector.run(odd, "fa")
    assert found.text == odd.replace("میکند", "می‌کند").replace("کتابها", "کتاب‌ها")


@pytest.mark.parametrize("name", ["a.md", "a.srt"])
def test_lines_of_markup_are_never_joined(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    lines = "این سطر نخست از متنی است که در دو بند نوشته شده و\n\nسطر دوم آن دنباله ندارد."
    path.write_text(lines if name == "a.md" else f"1\n00:00:01,000 --> 00:00:02,000\n{lines}\n", encoding="utf-8")
    assert not [edit for edit in correct_document(documents.read(path)).edits if edit.kind == "line"]
