"""Match keys and their offsets."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages import folding
from termlode.languages.folding import fold, fold_with_offsets

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("يیىئؤأإآكکةۀھـ\u200c\u200fًّٰﻻﷲ۵٥５ﬁß關礦"),
    )
)


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("fa", "كتابي", "کتابی"),
        ("fa", "رتبه‌بندی", "رتبهبندی"),
        ("fa", "تأمین", "تامین"),
        ("ar", "ألومنيوم", "الومنيوم"),
        ("ar", "المَعَادِنُ", "المعادن"),
        ("ar", "الـــمعادن", "المعادن"),
        ("ar", "بطارية", "بطاريه"),
        ("ar", "ﺍﻟﻤﻌﺎﺩﻥ", "المعادن"),
        ("ar", "على", "علي"),
        ("ps", "بریښنا\u200f", "بریښنا"),
        ("zh", "關鍵礦產", "关键矿产"),
        ("zh", "Ｇ２０", "g20"),
        ("und", "۱۲٣4５", "12345"),
        ("en", "Café", "CAFE"),
    ],
)
def test_spellings_of_one_word_share_a_key(language: str, left: str, right: str) -> None:
    assert fold(left, language) == fold(right, language)


@pytest.mark.parametrize("pair", [("سړی", "سړي"), ("نوي", "نوې"), ("انرژي", "انرژۍ"), ("ئ", "ي")])
def test_pashto_yehs_contrast(pair: tuple[str, str]) -> None:
    assert fold(pair[0], "ps") != fold(pair[1], "ps")


def test_offsets_lead_back_over_ignored_and_expanded_characters() -> None:
    text = "رتبه\u200cبَندی ﻻ"
    folded = fold_with_offsets(text, "fa")
    assert folded.text == "رتبهبندی لا"
    start = folded.text.index("بندی")
    assert text[slice(*folded.span(start, start + 4))] == "بَندی"
    assert text[slice(*folded.span(len(folded.text) - 2, len(folded.text)))] == "ﻻ"


@given(TEXT, st.sampled_from(["fa", "ar", "ps", "zh", "en", "und"]))
def test_offsets_agree_with_the_plain_fold(text: str, language: str) -> None:
    folded = fold_with_offsets(text, language)
    assert folded.text == fold(text, language)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    for index, char in enumerate(folded.text):
        assert char in fold(text[folded.offsets[index]], language)


@given(TEXT, st.sampled_from(["fa", "ar", "ps", "zh", "en", "und"]))
def test_folding_twice_changes_nothing(text: str, language: str) -> None:
    once = fold(text, language)
    assert fold(once, language) == once


@pytest.mark.parametrize("language", ["und", "ar", "fa", "ps"])
def test_only_odd_characters_change_length(language: str) -> None:
    plain = (chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000)
    wrong = [c for c in plain if not folding._ODD.match(c) and len(fold(c, language)) != 1]
    assert wrong == []
