"""Persian: what is corrected, and what is right and stays."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from termlode.correction import Corrector, fix
from termlode.errors import UsageError
from termlode.languages.fa.correction.persian import PersianRules
from termlode.languages.fa.correction.stages import joined_like

DATA = Path(__file__).parent / "data"


@cache
def corrector() -> Corrector:
    return Corrector()


def cases() -> list[tuple[str, str]]:
    lines = (DATA / "cases.fa.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(a.replace("\\z", "\u200c"), b.replace("\\z", "\u200c")) for a, b in rows]


@pytest.mark.parametrize(("before", "after"), cases())
def test_case(before: str, after: str):
    assert corrector().run(before, "fa").text == after


def unchanged() -> list[tuple[str, str]]:
    out = []
    for path in sorted(DATA.glob("unchanged.*.txt")):
        lines = path.read_text("utf-8").splitlines()
        out += [(path.suffixes[0][1:], line) for line in lines if not line.startswith("#")]
    return out


def test_there_are_enough_sentences_that_must_not_change():
    found = unchanged()
    assert len(found) >= 150
    assert {language for language, _ in found} == {"fa", "ar", "ps", "zh"}


@pytest.mark.parametrize(("language", "sentence"), unchanged())
def test_unchanged(language: str, sentence: str):
    assert corrector().run(sentence, language).text == sentence
    assert corrector().run(sentence).text == sentence


@pytest.mark.parametrize("gap", ["", " "])
def test_right_words_without_their_zwnj_keep_every_letter(gap: str):
    lost = "کتابهای تازه را میخوانند و برنامههای دیگر را مینویسند. خانهها را میسازند.\n"
    for language, sentence in unchanged():
        if language == "fa":
            fixed = corrector().run(lost + sentence.replace("\u200c", gap), "fa").text.partition("\n")[2]
            assert re.sub("[\\s\u200c]", "", fixed) == re.sub("[\\s\u200c]", "", sentence)


def test_a_form_seen_often_is_a_name():
    name = "سیسنکو"
    often = f"{name} آمد. مردم {name} را دیدند که با {name} سخن میگفتند و میرفتند."
    assert not [edit for edit in corrector().run(often).edits if edit.before == name and edit.tier == "auto"]


def test_letters_are_only_suggested_in_a_text_that_kept_its_zwnj():
    found = corrector().run("مردم می‌گویند که هیوز کتاب‌های خوبی می‌نویسد.")
    assert not found.changed


def test_select_limits_the_classes():
    text = "رشد ۱۱,۸ درصد را میبیند"
    assert Corrector(select=["digit"]).run(text, "fa").text == "رشد ۱۱٫۸ درصد را میبیند"
    assert Corrector(select=["zwnj"]).run(text, "fa").text == "رشد ۱۱,۸ درصد را می‌بیند"
    with pytest.raises(UsageError, match="no class of edits is called vowel"):
        Corrector(select=["vowel"])


def test_less_sure_edits_become_suggestions():
    text = "ماهوارهبر را میبیند"
    strict = Corrector(minimum=0.985).run(text, "fa")
    assert strict.text == "ماهوارهبر را می‌بیند"
    assert [(e.before, e.tier) for e in strict.edits] == [("ماهوارهبر", "suggest"), ("میبیند", "auto")]


def test_own_words_are_known_and_prevail():
    text = "شرکت زرنگارافزار در تهران است و کارها را میبیند"
    own = Corrector(words=["زرنگار‌افزار", "هوشیارنما"])
    assert "هوشیارنما" not in [e.before for e in own.run("دستگاه هوشیارنما را میبیند", "fa").edits]
    assert PersianRules((), ["هوشیارنما"]).lexicon.contains("هوشیارنما")
    assert own.run(text, "fa").changed


def test_headings_contents_and_lists_keep_their_lines():
    text = (
        "فهرست مطالب\n\nپیشگفتار ۳\n\nرشد صنایع نوین در جهان ۷\n\n\n\nرشد صنایع نوین در جهان\n\n"
        "این صنعت در سال گذشته به سرعت رشد کرده است و سرمایه‌گذاران تازه‌ای را به سوی خود کشیده است.\n\n"
        "- نخستین نکته\n- دومین نکته\n"
    )
    assert corrector().run(text, "fa").text == text


def test_a_paragraph_that_a_page_broke_is_joined():
    text = (
        "شرکت‌های بزرگ در سال گذشته برای ساخت باتری در این کشور سرمایه‌گذاری کردند و دولت نیز از آنها\n\n"
        "پشتیبانی کرد تا بازار داخلی رونق بگیرد و صادرات بیشتر شود.\n"
    )
    assert corrector().run(text, "fa").text == text.replace("آنها\n\nپشتیبانی", "آنها پشتیبانی")


def test_addresses_code_and_quotations_stay():
    text = "نشانی https://a.ir/میکند و x.میکند@b.ir و `میکند` و «وتعتمد على المعادن النادرة كثيرا» میکند"
    assert corrector().run(text, "fa").text == text[: -len("میکند")] + "می‌کند"


def test_fix_gives_edits_with_offsets_for_crlf_and_astral_text():
    text = "😀 میکند\r\n𝄞 کتابها را میخواند\r\n"
    found = fix(text, "fa")
    assert [text[e.start : e.end] for e in found] == ["میکند", "کتابها", "میخواند"]


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("زمین‌شناشان", "زمین‌شناسان"),
        ("پزوهش‌های", "پژوهش‌های"),
        ("نوسته‌اند", "نوشته‌اند"),
        ("ویراشتاران", "ویراستاران"),
    ],
)
def test_a_misread_word_with_zwnj_is_listed_with_its_zwnj(misread: str, meant: str):
    text = f"می‌گویند که {misread} در این شهر بسیارند."
    found = corrector().run(text)
    assert [(edit.before, edit.after, edit.tier) for edit in found.edits] == [(misread, meant, "suggest")]
    assert found.text == text


@pytest.mark.parametrize(
    ("word", "plain", "form"),
    [
        ("کتاب‌هاب", "کتابهای", "کتاب‌های"),
        ("پژوش‌ها", "پژوهشها", "پژوهش‌ها"),
        ("کتتاب‌خانه‌ها", "کتابخانهها", "کتاب‌خانه‌ها"),
    ],
)
def test_zwnj_keep_their_places_where_a_letter_is_mended(word: str, plain: str, form: str):
    assert joined_like(word, plain) == form


def test_a_poem_keeps_the_space_before_its_vocative():
    text = "برو به میخانه ای صوفی که می‌نوشند"
    assert corrector().run(text).text == text


def test_a_line_of_arabic_dialect_keeps_its_letters():
    text = "شلونك أخوي؟ وين رايح هالحزة؟"
    assert corrector().run(text).edits == ()
