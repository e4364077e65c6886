"""A ZWNJ does not go into a word that is itself misread; what is merely rare still gets its own."""

from __future__ import annotations

import pytest

from termlode.correction import Corrector
from termlode.languages.fa.correction.confusions import Channel
from termlode.languages.fa.correction.doubts import SPOKEN, Doubts
from termlode.languages.fa.correction.zwnj import Joiner
from termlode.languages.fa.lexicon import persian

BULLETIN = "کتابهای تازه را میخوانند و برنامههای دیگر را مینویسند. "  # a text that lost its ZWNJ


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector()


@pytest.mark.parametrize("word", ["گتابها", "عسهای", "سزیکاری", "یهها", "ننها", "میگند", "گردهاند", "غنسازی"])
def test_a_misread_word_gets_no_zwnj_by_itself(corrector: Corrector, word: str):
    found = corrector.run(f"{BULLETIN}در اینجا {word} را دیدیم.", "fa")
    here = [edit for edit in found.edits if word in edit.before]
    assert not [edit for edit in here if edit.tier == "auto" and edit.kind in ("zwnj", "space")]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("تیمهای", "تیم‌های"),
        ("باغها", "باغ‌ها"),
        ("ریهها", "ریه‌ها"),
        ("بیرونگرا", "بیرون‌گرا"),
        ("میدید", "می‌دید"),
        ("میآید", "می‌آید"),
        ("خزیدهاند", "خزیده‌اند"),
    ],
)
def test_a_right_word_gets_its_zwnj(corrector: Corrector, word: str, form: str):
    assert form in corrector.run(f"{BULLETIN}در اینجا {word} را دیدیم.", "fa").text


def test_spoken_forms_are_right_where_they_are_usual(corrector: Corrector):
    text = "میگم که میدم و میشه. بعد میرم و میگی که میره و دیگر نمیشه."
    assert "می‌گم" in corrector.run(text, "fa").text
    assert "می‌گم" not in corrector.run(f"{BULLETIN * 3}میگم", "fa").text


def test_spoken_forms_are_told_from_written_ones():
    assert SPOKEN.match("میدم")
    assert SPOKEN.match("نمیگه")
    assert not any(SPOKEN.match(word) for word in ("میشد", "میدید", "میآید", "میگوید", "میرود", "میشدند"))


def test_doubts_name_their_reason():
    doubts = Doubts(Channel(Joiner(persian())))
    assert "کتاب" not in doubts.of("کتابها", "کتاب‌ها", "zwnj.plural")
    assert doubts.of("کتابها", "کتاب‌ها", "zwnj.plural") == ""
    assert "rare" in doubts.of("گتابها", "گتاب‌ها", "zwnj.plural")


def test_a_derivation_of_a_fused_word_keeps_its_spelling(corrector: Corrector):
    assert "دندانپزشکان" in corrector.run(f"{BULLETIN}دندانپزشکان آمدند.", "fa").text


@pytest.mark.parametrize("text", ["ا_ستفاده از گزینه", "برنامه به روزرسانی شد"])
def test_a_part_of_a_word_is_not_misread(corrector: Corrector, text: str):
    assert not [edit for edit in corrector.run(BULLETIN + text, "fa").edits if edit.kind == "char"]


def test_the_same_part_by_itself_is_misread(corrector: Corrector):
    edits = corrector.run(f"{BULLETIN}از ستفاده از گزینه", "fa").edits
    assert [edit.after for edit in edits if edit.kind == "char"] == ["استفاده"]


def test_an_ezafe_of_a_rare_noun_may_be_a_plural_that_lost_its_alef():
    found = Corrector().run("بادهی تند وزید و نسخهی تازه رسید.", "fa").edits
    tiers = {edit.before: edit.tier for edit in found if edit.rule == "zwnj.ezafe"}
    assert tiers == {"بادهی": "suggest", "نسخهی": "auto"}
