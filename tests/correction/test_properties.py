"""What holds for every text: replay, idempotence, inversion, offsets, other languages left alone."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlode.correction import Corrector, apply, compose, invert
from termlode.languages.listed import words

WORDS = sorted(
    words(
        "میکند نمیرود کتابها کتابهای خانهای رابطهای تراشهای سرمایهگذاری رتبهبندیهای این که را از به است در با و حاکی"
        " خاکی کمیاب آهنزبا آهنربای شانگهای تنهایی بایدن می نمی ها های تر ترین اند ای رفته گفته‌اند کتاب‌ها ۱۱,۸"
        " ۱۲,۰۰۰ ۳ 5.2 G7"
        " اين كه الکتrolیز طرخ سزبازان ذلتدشمن زیر مجموعه نیمه هادی https://a.ir/میکند"
        ' x@y.ir `میکند` 😀 𝄞 ) ( « » " . ، : ؛'
        " <b> </div> &amp; \u00ad ﺳﻼم بلا استفاده بین المللی مقاله‌ای همانطور ششصد چین جهان"
    )
)
FOREIGN = (
    "وتعتمد مراكز البيانات على البطاريات الصينية في هذه المدينة الكبيرة",
    "د نوي کیدونکي انرژۍ بریښنا تولید به زیات شي چې موخه یې سوله ده",
    "The chips are made in Taiwan and sold in the whole world.",
    "关键矿产的供应链存在风险，中国是最大的生产国。",
)
GAPS = st.sampled_from([" ", " ", " ", " ", "\n", "\r\n", "\n\n", "\r\n\r\n", "‌", "", "  ", "\t"])
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def corrector() -> Corrector:
    return Corrector()


@cache
def doubter(minimum: float) -> Corrector:
    return Corrector(minimum=minimum)


@st.composite
def documents(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.tuples(st.sampled_from(WORDS), GAPS), max_size=40))
    return "".join(word + gap for word, gap in parts)


@SETTINGS
@given(documents())
def test_fixed_text_stays(text: str):
    once = corrector().run(text)
    again = corrector().run(once.text)
    assert again.text == once.text
    assert all(edit.tier == "suggest" for edit in again.edits)


@SETTINGS
@given(documents())
def test_edits_replay_invert_and_fit(text: str):
    found = corrector().run(text)
    assert apply(text, found.edits) == found.text
    made = [edit for edit in found.edits if edit.tier == "auto"]
    assert apply(found.text, invert(made)) == text
    assert compose(text, made, []) == made
    assert all(text[edit.start : edit.end] == edit.before != edit.after for edit in found.edits)
    ends = [(edit.start, edit.end) for edit in found.edits]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


@SETTINGS
@given(st.lists(st.one_of(documents(), st.sampled_from(FOREIGN)), max_size=6))
def test_other_languages_are_untouched(lines: list[str]):
    text = "این گزارش که در تهران نوشته شده است دربارهٔ آیندهٔ انرژی است.\n" + "\n\n".join(lines)
    fixed = corrector().run(text, "fa").text
    for line in FOREIGN:
        assert fixed.count(line) == text.count(line)


@SETTINGS
@given(st.text(max_size=60))
def test_any_text_at_all(text: str):
    found = corrector().run(text)
    assert apply(text, found.edits) == found.text
    assert corrector().run(found.text).text == found.text


@SETTINGS
@given(documents(), st.sampled_from([0.9, 0.99, 1.1]))
def test_suggestions_too_are_apart_and_fit(text: str, minimum: float):
    """Of stages that would change the same place one suggestion is kept, and all can be taken at once."""
    found = doubter(minimum).run(text)
    assert all(edit.tier == "suggest" for edit in found.edits if edit.confidence < minimum)
    assert all(a.end <= b.start for a, b in pairwise(found.edits))
    apply(text, found.edits, suggestions=True)
