"""The parts of recognition by themselves: regions, keys, plurals, Chinese edges, compiled forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages.ar.plurals import pattern_plurals
from termlode.languages.forms import Word
from termlode.languages.plurals import listed_plurals, listed_singulars
from termlode.languages.zh.edges import stands_alone
from termlode.termbase.recognition.endings import PREFIXES, ending
from termlode.termbase.recognition.forms import alternatives
from termlode.termbase.recognition.key import key, key_text
from termlode.termbase.recognition.regions import Regions


def languages(text: str, given: str | None = None) -> list[str]:
    regions = Regions(text, given)
    return [regions.at(regions.line_start(line)) for line in range(text.count("\n") + 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("این گزارش درباره معادن است.\nهذا التقرير عن المعادن.", ["fa", "ar"]),
        ("د افغانستان کانونه په شمال کې دي.\nThe mines are in the north of it.", ["ps", "en"]),
        ("هذا التقرير عن المعادن النادرة في العالم\nليثيوم\nهذه نسبة كبيرة من الإنتاج في السوق", ["ar", "ar", "ar"]),
        ("این گزارش درباره معادن کمیاب است\nلیتیوم\nسهم چین از بازار جهانی بزرگ است", ["fa", "fa", "fa"]),
        ("关键矿产供应链", ["zh"]),
        ("ﻫﺬﻩ ﺍﻟﻤﻌﺎﺩﻥ ﺍﻟﻨﺎﺩﺭﺓ", ["ar"]),
    ],
)
def test_each_line_has_a_language(text: str, expected: list[str]) -> None:
    assert languages(text) == expected


def test_a_text_without_any_sign_may_be_any_language() -> None:
    regions = Regions("معدن")
    assert all(regions.allows(language, 0, 1) for language in ("fa", "ar", "ps"))
    assert not Regions("معدن", "fa").allows("ar", 0, 1)


def test_english_is_not_looked_for_in_french() -> None:
    french = Regions("La transition est une question pour le pays et les villes")
    assert not french.allows("en", 3, 0)
    assert Regions("the transition").allows("en", 4, 0)
    names = Regions("The mayors of La Paz and of La Plata say that the transition is not the end of it")
    assert names.allows("en", 4, 0)  # two small words of others, but more of English
    assert Regions("la transition").allows("en", 3, 0)  # one tells nothing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sup-\nply", "supply"),
        ("rare\nearth", "rare earth"),
        ("稀\n土", "稀土"),
        ("稀 土", "稀土"),
        ("U.S. firms", "us firms"),
        ("R & D", "r&d"),
        ("معـــدن", "معدن"),
        ("ګروپ", "گروپ"),
        ("(a)", " a "),
    ],
)
def test_keys(text: str, expected: str) -> None:
    assert " ".join(key(text).split()) == " ".join(expected.split())


def test_a_blank_line_is_a_barrier() -> None:
    assert "\x00" in key("rare\n\nearth")


@given(st.text())
def test_offsets_of_the_key_lead_into_the_text(text: str) -> None:
    keyed = key_text(text)
    assert len(keyed.offsets) == len(keyed.key)
    assert all(a <= b for a, b in zip(keyed.offsets, keyed.offsets[1:], strict=False))
    assert keyed.offsets[-1] == len(text)


@pytest.mark.parametrize(
    ("singular", "feminine", "plural"),
    [
        ("معدن", False, "معادن"),
        ("سلسله", True, "سلاسل"),
        ("مشروع", False, "مشاریع"),
        ("صاروخ", False, "صواریخ"),
        ("ضابط", False, "ضوابط"),
        ("شریحه", True, "شرایح"),
        ("سلاح", False, "اسلحه"),
        ("قمر", False, "اقمار"),
        ("حقل", False, "حقول"),
        ("قضیه", True, "قضایا"),
    ],
)
def test_plurals_by_pattern(singular: str, feminine: bool, plural: str) -> None:
    assert plural in pattern_plurals(singular, feminine)


def test_listed_plurals_both_ways() -> None:
    assert "مدن" in listed_plurals("مدینه", "ar")
    assert "صنعت" in listed_singulars("صنایع", "fa")
    assert listed_plurals("nothing", "ar") == []


@pytest.mark.parametrize("inside", ["发展中国家", "其中国有", "美国内外"])
def test_a_chinese_piece_of_other_words_does_not_stand_alone(inside: str) -> None:
    place = 3 if inside.startswith("发展") else 1
    padded = f" {inside} "
    assert not stands_alone(padded, place + 1 - (inside[0] == "发"), place + 3 - (inside[0] == "发"))


@given(st.text(alphabet="发展中国家能源部生产业务铁矿石", min_size=1, max_size=12), st.data())
def test_any_chinese_span_is_judged(run: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(run) - 1))
    end = data.draw(st.integers(start + 1, len(run)))
    assert stands_alone(f" {run} ", start + 1, end + 1) in (True, False)


@pytest.mark.parametrize("language", ["ar", "fa", "ps", "en", "zh"])
@pytest.mark.parametrize("text", ["معدن", "بطارية", "زنجیره", "انرژي", "battery", "稀土", "G7"])
def test_every_alternative_names_known_classes(language: str, text: str) -> None:
    word = Word(text, key(text).replace(" ", ""), True, True)
    found = alternatives(word, language, single=True)
    assert found
    for core, before, after, _ in found:
        assert core
        assert "" in PREFIXES[before] or before in ("article", "و", "ل", "ب", "ک")
        assert ending(after) is not None
