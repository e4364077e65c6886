"""Letters that whoever made a text could not read are said, with the line of the first."""

from __future__ import annotations

from pathlib import Path

from termlode.documents.plain import read_plain
from termlode.jobs import fix


def test_lost_letters_are_said_once():
    document = read_plain("سرآغاز\n\nقیمت \ufffdولاد و \ufffd\ufffdس رشد کرد.\n".encode(), "a.txt")
    (notice,) = document.notices
    assert (notice.code, notice.line) == ("letters-lost", 3)
    assert "3 letters" in notice.message
    assert "ولاد" in notice.text
    assert document.text.count("\ufffd") == 3, "nothing is taken away"


def test_a_whole_text_says_nothing():
    assert read_plain("قیمت فولاد رشد کرد؟ 50%\n".encode(), "a.txt").notices == ()


def test_fix_says_it_too(tmp_path: Path):
    (tmp_path / "a.txt").write_text("قیمت \ufffdولاد رشد کرد.\n", "utf-8")
    (outcome,) = fix.fix([tmp_path / "a.txt"], fix.Settings(), jobs=1)
    assert any("1 letter is missing" in line for line in fix.lines([outcome])[0])
