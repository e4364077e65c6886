"""The compiled Persian lexicon: what it holds, how words are added, what a damaged file does."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlode.errors import UnreadableError
from termlode.languages.fa.lexicon import Flag, Persian, encode, persian


def test_words_verbs_and_frequencies():
    lexicon = persian()
    assert lexicon.contains("کتاب")
    assert lexicon.contains("آیین‌نامه") or lexicon.contains("آئین‌نامه")
    assert not lexicon.contains("کتتاب")
    assert not lexicon.contains("رتبهبندی")
    assert lexicon.frequency("است") > lexicon.frequency("تراشه") > 0
    assert lexicon.frequency("کتتاب") == 0
    assert all(map(lexicon.is_verb, ("کند", "رفتیم", "گویید", "آیند", "می‌شد"[3:])))
    assert not lexicon.is_verb("کتاب")


@pytest.mark.parametrize("word", ["", "a", "کتابz", "۱۲", "😀", "ک" * 300])
def test_what_is_no_persian_word_is_simply_not_there(word: str):
    assert persian().find(word) is None
    assert not persian().contains(word)


def test_letters_take_one_byte_each():
    assert encode("کتاب") is not None
    assert len(encode("کتاب") or b"") == 4
    assert encode("x") is None


def test_every_entry_is_found_by_its_key():
    lexicon = persian()
    count = 0
    for word in lexicon.words():
        count += 1
        if count % 97 == 0:
            assert lexicon.find_once(word.key) == word
    assert count == lexicon.size > 200_000


def test_added_words_are_known_and_the_packaged_lexicon_is_not_changed():
    own = Persian(extra=["زرنگ‌افزار", "هوشیارک"])
    assert own.contains("زرنگ‌افزار")
    assert not own.contains("زرنگافزار")
    assert own.contains("هوشیارک")
    assert own.own == 2
    entry = own.find("زرنگافزار")
    assert entry is not None
    assert entry.own
    assert not entry.flags & Flag.PLAIN
    assert persian().find("هوشیارک") is None


def test_a_missing_or_damaged_file_is_named(tmp_path: Path):
    with pytest.raises(UnreadableError, match="install Termlode again"):
        Persian(tmp_path / "gone.lexicon")
    (tmp_path / "bad.lexicon").write_bytes(b"x" * 64)
    with pytest.raises(UnreadableError, match="not a Persian lexicon"):
        Persian(tmp_path / "bad.lexicon")


def test_many_spellings_at_once_as_one_by_one() -> None:
    words = ["کتاب", "کتاپ", "خانه", "خاهنن", "تنکسیر"]
    lexicon = Persian(extra=["تنکسیر"])
    encoded = [code for word in words if (code := encode(word))]
    found = [words[index] for index in lexicon.held(encoded)]
    assert found == [word for word in words if lexicon.find(word)] == ["کتاب", "خانه", "تنکسیر"]
