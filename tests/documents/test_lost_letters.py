"""Letters that whoever made a text could not read are said, with the line of the first."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from termlode.documents.plain import read_plain
from termlode.jobs import fix
from termlode.languages.fa.lexicon import Flag, persian


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


@pytest.fixture(scope="module")
def text() -> str:
    """A Persian text of many words, each in a short sentence."""
    known = (word.key for word in persian().words() if word.flags & Flag.TRUSTED and word.key.isalpha())
    return "\n".join(f"این {word} را در خانه‌ای دیدیم." for word in islice(known, 0, 30_000, 50))


@pytest.mark.parametrize("letter", ["ش", "ن", "گ"])
def test_a_letter_that_never_stands_was_lost(text: str, letter: str):
    said = [n.message for n in read_plain(text.replace(letter, "").encode(), "a.txt").notices]
    assert [message.split()[0] for message in said] == [letter]
    assert "compare the text with its page" in said[0]


def test_letters_that_all_stand_are_not_lost(text: str):
    assert read_plain(text.encode(), "a.txt").notices == ()


def test_a_sentence_that_is_said_again_and_again_tells_nothing():
    said = "این کتابخانه در سال گذشته با کمک مردم بازسازی شد.\n"
    assert read_plain((said * 200).encode(), "a.txt").notices == ()
