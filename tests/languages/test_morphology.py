"""Light stems: forms of one word meet, other words stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages.morphology import stem

SAME = [
    ("ar", ["بطارية", "البطاريات", "بطاريتها", "للبطاريات", "وبالبطاريات"]),
    ("ar", ["معادن", "المعادن", "وبالمعادن"]),
    ("fa", ["زنجیره", "زنجیره‌های", "زنجیرههای", "زنجیره‌هایشان"]),
    ("fa", ["باتری", "باتری‌ها", "باتري‌هاي"]),
    ("fa", ["تولیدکننده", "تولیدکنندگان"]),
    ("ps", ["ټیکنالوژي", "ټیکنالوژۍ", "ټیکنالوژیو"]),
    ("ps", ["فلز", "فلزاتو"]),
    ("en", ["battery", "batteries", "Batteries", "battery's"]),
    ("en", ["mine", "mines", "mining", "mined"]),
    ("en", ["ship", "shipped", "shipping"]),
    ("zh", ["供應鏈", "供应链"]),
]
APART = [
    ("ar", "وزارة", "زيارة"),
    ("ar", "تعدين", "معدن"),
    ("fa", "باتری", "باتلاق"),
    ("en", "process", "process-based"),
    ("en", "mine", "mineral"),
    ("ps", "برېښنا", "بنسټ"),
]


@pytest.mark.parametrize(("language", "forms"), SAME)
def test_forms_of_a_word_share_a_stem(language: str, forms: list[str]) -> None:
    assert len({stem(form, language) for form in forms}) == 1


@pytest.mark.parametrize(("language", "left", "right"), APART)
def test_other_words_keep_theirs(language: str, left: str, right: str) -> None:
    assert stem(left, language) != stem(right, language)


@given(st.text(min_size=1), st.sampled_from(["fa", "ar", "ps", "en", "zh", "und"]))
def test_any_word_is_survived(word: str, language: str) -> None:
    assert isinstance(stem(word, language), str)
