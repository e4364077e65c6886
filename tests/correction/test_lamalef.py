"""Lam-alef that a PDF turned, in Persian: mended inside words where the dictionary knows the one and not the other."""

from __future__ import annotations

import pytest

from termlode.correction import Corrector

Z = "\u200c"


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector()


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("قیمت كاالی وارداتی", "قیمت کالای وارداتی"),  # with the Arabic kaf
        ("کاالهای خارجی گران شد", "کالاهای خارجی گران شد"),
        (f"کاال{Z}های خارجی گران شد", "کالاهای خارجی گران شد"),
        ("فعاالن بازار آمدند", "فعالان بازار آمدند"),
        ("باالترین نرخ تورم", "بالاترین نرخ تورم"),
        ("نرخ تورم باال رفت", "نرخ تورم بالا رفت"),
        ("به سؤاالت پاسخ داد", "به سؤالات پاسخ داد"),
        ("صنایع فوالدی و اقالم صادراتی", "صنایع فولادی و اقلام صادراتی"),
        ("اصالحات و اطالعات اعالم شد", "اصلاحات و اطلاعات اعلام شد"),
        ("اصالح نژاد و اطالعات و اعالم نتایج", "اصلاح نژاد و اطلاعات و اعلام نتایج"),
        ("طال و فوالد و سیمان و اقالم دیگر", "طلا و فولاد و سیمان و اقلام دیگر"),
    ],
)
def test_turned(damaged: str, right: str, corrector: Corrector):
    assert corrector.run(damaged, "fa").text == right
    assert corrector.run(right, "fa").text == right


@pytest.mark.parametrize(
    "text",
    [
        f"بال{Z}ها را گشود و سال{Z}ها گذشت.",
        "مالک خالق است و سالم و جالب و عالم و قالب و غالب و حال و مثال.",
        "در حال حاضر سالن پر است؛ مقالهٔ بالغ و طالب و دنبال.",
        "کایا کالس آمد. کالس گفت. کالس رفت. کالس ماند.",  # a name, though کلاس is a word
        "عبداالله و ابوالفضل در دالاس و بالتیک و سالزبورگ.",
        "والتر و مالدیو و هالند و آلمان.",
        "اصالت خانوادگی و خال سیاه و فال نیک و شال و کانال.",
    ],
)
def test_left_alone(text: str, corrector: Corrector):
    assert corrector.run(text, "fa").text == text


def test_one_doubtful_word_in_a_whole_text_is_only_suggested(corrector: Corrector):
    text = "علاقه و خلاق و کلاس و بلا. سپس اعالم شد."
    (edit,) = corrector.run(text, "fa").edits
    assert (edit.after, edit.tier) == ("اعلام", "suggest")
