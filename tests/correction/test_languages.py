"""Arabic, Pashto, Chinese, markup and damage: what is sure, and that nothing else is done."""

from __future__ import annotations

import pytest

from termlode.correction import Corrector, apply

CORRECTOR = Corrector()
FIXED = [
    ("ar", "إلى التقليل من أهميةها.", "إلى التقليل من أهميتها."),
    ("ar", "صورةشخص يرتدي قبعة", "صورة شخص يرتدي قبعة"),
    ("ar", "علىالرغم من ذلك", "على الرغم من ذلك"),
    ("ar", "قال الوزير:الأسعار مرتفعة", "قال الوزير: الأسعار مرتفعة"),
    ("ar", "<ديف> <الشكل>\nنص عربي في هذه الصفحة", " \nنص عربي في هذه الصفحة"),
    ("ar", "النص العربي</div> في الصفحة", "النص العربي في الصفحة"),
    ("ps", "المونیم تختېاو د هوايي چلند مواد", "المونیم تختې او د هوايي چلند مواد"),
    ("ps", "د پروژې اصلي ټکي:د انرژۍ تولید", "د پروژې اصلي ټکي: د انرژۍ تولید"),
    ("ps", "د انرژۍتولید ښه دی", "د انرژۍ تولید ښه دی"),
    ("fa", "خبر <b>مهم</b> این است که باران میبارد", "خبر مهم این است که باران می‌بارد"),
]


@pytest.mark.parametrize(("language", "before", "after"), FIXED)
def test_fixed(language: str, before: str, after: str):
    assert CORRECTOR.run(before, language).text == after


def test_the_full_stop_of_a_translated_abbreviation_is_only_suggested():
    text = "إتلاف الذكاء الاصطناعي. تشفير الحاسوب مهم في هذه المدينة."
    found = CORRECTOR.run(text, "ar")
    assert not found.changed
    assert [edit.rule for edit in found.edits] == ["markup.abbreviation-stop"]


def test_chinese_is_never_changed_unasked():
    text = "供应链存在风险,而且 很大。第（２）条:说明"
    found = CORRECTOR.run(text, "zh")
    assert not found.changed
    assert apply(text, found.edits, suggestions=True) == "供应链存在风险，而且很大。第（2）条：说明"


def test_yeh_and_kaf_stay_in_arabic_and_pashto():
    for language, text in (("ar", "كتب الطالب في المدرسة العربية"), ("ps", "ښځه چې کتاب یې لوستی، هوايي ډګر ته لاړه")):
        assert CORRECTOR.run(text, language).text == text
        assert CORRECTOR.run(text).text == text


def test_comparisons_and_quotation_marks_are_no_markup():
    text = "اگر ۳ < ۵ و «متن» در گیومه است، این هم درست است: a < b و c > d."
    assert CORRECTOR.run(text, "fa").text == text


DAMAGED = [
    ("ﺳﻼم ﺑﺮ ﺷﻤﺎ که این متن را خواندید.", "سلام بر شما که این متن را خواندید."),
    (".تسا گرزب روشک نیا هک دوب هتفگ وا زا هدش لقن ربخ", "خبر نقل شده از او گفته بود که این کشور بزرگ است."),
    ("این متن )درون پرانتز( است و درست است.", "این متن (درون پرانتز) است و درست است."),
    ("این کتاب\u00adها را که دیدم خواندم.", "این کتاب‌ها را که دیدم خواندم."),
    ("این کتاب را که بسیار خوب است خواندم".encode().decode("cp1252"), "این کتاب را که بسیار خوب است خواندم"),
]


@pytest.mark.parametrize(("before", "after"), DAMAGED)
def test_damage_of_extraction_is_mended(before: str, after: str):
    assert CORRECTOR.run(before, "fa").text == after
    assert CORRECTOR.run(after, "fa").text == after


def test_a_tag_goes_only_with_what_closes_it():
    kept = 'برای ادامه <a href="https://example.org/a?b=1">این صفحه</a> را ببینید.'
    assert Corrector().run(kept).text == kept
    both = 'متن <b>مهم</b> در <a href="https://a.example/x">صفحهٔ <b>نخست</b></a> است.'
    assert Corrector().run(both).text == 'متن مهم در <a href="https://a.example/x">صفحهٔ نخست</a> است.'


@pytest.mark.parametrize("text", ["گزارش تازه", "معادن نادر", "کتاب خوب است", "تقرير عن المياه", "افغان حکومت"])
def test_a_short_text_read_as_windows_1256_is_read_again(text: str):
    garbled = "".join(bytes([byte]).decode("cp1256") for byte in text.encode())
    assert Corrector().run(garbled).text == text


@pytest.mark.parametrize("text", ["ظ، ط، ع، غ", "طعم غذا عالی بود", "«ظ» و «ط» و «ع»"])
def test_letters_of_windows_1256_by_themselves_are_no_damage(text: str):
    assert Corrector().run(text).text == text
