"""Corrected documents, discovered files and patches."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode import documents
from termlode.documents import plain, sourcemap
from termlode.errors import ReplayError, UnreadableError
from termlode.model import Edit


def edit(text: str, before: str, after: str) -> Edit:
    start = text.index(before)
    return Edit("x", "char", start, start + len(before), before, after)


def test_blocks_move_with_their_text() -> None:
    document = plain.document("one two\n\nthree four\n\nfive", "")
    revised = documents.revise(document, [edit(document.text, "two", "2"), edit(document.text, "five", "the fifth")])
    assert [block.text for block in revised.blocks] == ["one 2", "three four", "the fifth"]
    assert all(revised.text[block.start : block.end] == block.text for block in revised.blocks)
    assert [block.line for block in revised.blocks] == [1, 3, 5]


def test_blocks_whose_gap_was_edited_away_become_one() -> None:
    document = plain.document("این جمله در میانه\n\nبریده شد.\n\nبند دوم.", "")
    revised = documents.revise(document, [edit(document.text, "\n\nبریده", " بریده")])
    assert [block.text for block in revised.blocks] == ["این جمله در میانه بریده شد.", "بند دوم."]


def test_a_block_that_lost_its_text_goes() -> None:
    document = plain.document("one\n\ntwo", "")
    assert [b.text for b in documents.revise(document, [edit(document.text, "one", "")]).blocks] == ["two"]


def test_edits_that_do_not_fit_are_refused() -> None:
    document = plain.document("one two", "a.txt")
    with pytest.raises(ReplayError, match="found “one”"):
        documents.revise(document, [Edit("x", "char", 0, 3, "two", "2")])
    with pytest.raises(ReplayError, match="overlaps"):
        documents.revise(document, [Edit("x", "char", 0, 3, "one", "1"), Edit("x", "char", 2, 5, "e t", "")])


@given(
    st.text("ab \n\n.", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 6), st.text("x \n", max_size=4)), max_size=5),
)
def test_revised_blocks_lie_in_the_text(text: str, changes: list[tuple[int, int, str]]) -> None:
    edits, at = [], 0
    for start, length, after in sorted(changes):
        end = min(start + length, len(text))
        if at <= start <= end:
            edits.append(Edit("x", "char", start, end, text[start:end], after))
            at = end
    document = plain.document(text, "")
    revised = documents.revise(document, edits)
    last = 0
    for block in revised.blocks:
        assert revised.text[block.start : block.end] == block.text
        assert last <= block.start < block.end
        last = block.end


def test_trimming_an_edit() -> None:
    assert sourcemap.trimmed(Edit("x", "char", 10, 16, "می شود", "می\u200cشود")) == (12, 13, "\u200c")
    assert sourcemap.trimmed(Edit("x", "char", 0, 2, "aa", "aaa")) == (2, 2, "a")


def test_discover_expands_folders_and_patterns(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.pdf",
        "sub/c.docx",
        "sub/.hidden.txt",
        ".git/x.txt",
        "~$lock.docx",
        "sub/n.ods",
        "d.HTML",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    names = [str(path.relative_to(tmp_path)) for path in documents.discover([tmp_path])]
    assert names == ["a.pdf", "b.txt", "d.HTML", "sub/c.docx"]
    assert [p.name for p in documents.discover([tmp_path / "*.txt", tmp_path / "b.txt"])] == ["b.txt"]
    assert [p.name for p in documents.discover([tmp_path / "sub" / "n.ods"])] == ["n.ods"]
    with pytest.raises(UnreadableError, match="no such file"):
        documents.discover([tmp_path / "none.txt"])


def test_other_archives_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 30 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UnreadableError, match="OpenDocument"):
        documents.read(path)
    path.write_bytes(b"PK\x03\x04" + b"\0" * 30 + b"readme")
    with pytest.raises(UnreadableError, match="ZIP"):
        documents.read(path)


def test_content_beats_the_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<!DOCTYPE html><p>متن</p>", encoding="utf-8")
    assert documents.read(path).kind == "html"
    path = tmp_path / "a.html"
    path.write_text("متن <b>ساده</b>", encoding="utf-8")
    assert documents.read(path).kind == "html"


@pytest.mark.parametrize(
    "text", ["شرکت چینی " * 60_000, "x" * 1_000_000, "稀土元素" * 200_000, "<" * 300_000, "a\n" * 20_000]
)
def test_huge_inputs_end_in_time(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    document = documents.read(path)
    documents.write(document, [], tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == path.read_bytes()
