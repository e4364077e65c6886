"""What keeps another word from being taken for a term: names, substances, verbs, adjectives, neighbours."""

from __future__ import annotations

import re

import pytest

from termlode.languages.ar.verbs import is_verb
from termlode.languages.fa.adjectives import is_adjective
from termlode.languages.forms import opens_sentence
from termlode.languages.places import is_place
from termlode.languages.plurals import is_mass, listed_plurals
from termlode.languages.registry import lines
from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.recognition import Recogniser
from termlode.termbase.recognition.homographs import _known, is_homograph
from tests.termbase.probes import entry


def found(language: str, term: str, text: str) -> list[str]:
    """The surfaces of a term in a text."""
    return [hit.surface for hit in Recogniser.build([entry("c", language, term)]).find(text, language, every=True)]


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [("هند", "fa", True), ("چین", "ps", True), ("صین", "ar", True), ("معدن", "fa", False), ("قطر", "ar", False)],
)
def test_names_of_places_are_known(word: str, language: str, expected: bool) -> None:
    assert is_place(word, language) is expected


def test_a_name_is_not_inflected_whether_the_list_or_its_english_says_so() -> None:
    assert found("ar", "تشيلي", "جاء التشيليون من تشيلي") == ["تشيلي"]
    assert found("ps", "هند", "هندوان له هند راغلل") == ["هند"]
    assert found("ar", "بكين", "بكينا كثيرا") == ["بكينا"]
    assert found("ar", "بكين~en:Beijing", "بكينا كثيرا في بكين") == ["بكين"]


def test_a_substance_has_no_plural() -> None:
    assert is_mass("رصاص", "ar")
    assert listed_plurals("رصاص", "ar") == []
    assert found("ar", "رصاص", "رصاصات قليلة من الرصاص") == ["الرصاص"]


def test_a_broken_plural_ends_the_guessing_of_sound_ones() -> None:
    assert found("ar", "سعر", "سعرات وأسعار وسعرين وسعره") == ["وأسعار", "وسعرين", "وسعره"]
    assert found("ar", "بطارية", "البطاريات") == ["البطاريات"]


@pytest.mark.parametrize("text", ["القرارات الصادرة عن المجلس", "البيان الصادر أمس"])
def test_exports_have_no_singular(text: str) -> None:
    assert found("ar", "صادرات", text) == []


@pytest.mark.parametrize(
    ("text", "opens", "expected"),
    [
        ("ذهب الولد", True, True),
        ("ذهب الولد", False, False),  # something stands before it: gold of …
        ("قد ذهب اخوه", False, True),
        ("سعر ذهب خالص", False, False),
        ("ذهبنا معا", True, True),
        ("ذهبا الی", True, True),
        ("طلب الرییس", True, True),
        ("طلب الصین", True, False),  # demand
        ("زیاده طلب السوق", False, False),
    ],
)
def test_an_arabic_noun_may_be_a_verb(text: str, opens: bool, expected: bool) -> None:
    word = re.search(r"ذهب\w*|طلب\w*", text)
    assert word is not None
    assert is_verb(f" {text} ", (word.start() + 1, word.end() + 1), "", opens) is expected


def test_where_a_sentence_opens() -> None:
    text = "قال. ذهب الولد"
    assert opens_sentence(text, 0)
    assert opens_sentence(text, 5)
    assert not opens_sentence(text, 9)


@pytest.mark.parametrize(
    ("text", "original", "spelling", "expected"),
    [
        ("آب معدنی بنوشید", "معدنی", "معدن", True),
        ("در معدنی بزرگ", "معدنی", "معدن", False),
        ("هر معدنی که", "معدنی", "معدن", False),
        ("این بازاری بزرگ", "بازاری", "بازار", False),  # too rare beside its noun for an adjective
        ("تولید صنعتی خودروهای برقی", "صنعتی خودروهای", "صنعت خودرو", True),
        ("یک جنگی تجاری", "جنگی تجاری", "جنگ تجاری", False),
    ],
)
def test_a_persian_adjective_is_not_its_noun(text: str, original: str, spelling: str, expected: bool) -> None:
    key = f" {text} "
    start = key.index(original)
    assert is_adjective(key, (start, start + len(original)), original, spelling, opens=start == 1) is expected


def test_forms_of_a_listed_plural_are_judged_alike() -> None:
    prices = ConceptEntry("price", "x", (LanguageSection("ar", (TermSection("سعر", forms=("أسعار",)),)),))
    industry = ConceptEntry("industry", "x", (LanguageSection("fa", (TermSection("صنعت", attested=("صنایع",)),)),))
    terms = Recogniser.build([prices, industry])
    assert [hit.surface for hit in terms.find("سعرات حرارية والأسعار", "ar")] == ["والأسعار"]
    assert [hit.surface for hit in terms.find("رشد صنعتی کشور و صنایع", "fa")] == ["صنایع"]


def test_a_zwnj_says_where_the_word_ends() -> None:
    assert found("fa", "آرد", "آردهای گندم") == ["آردهای"]
    assert found("fa", "روان", "روان‌های پاک") == ["روان‌های"]
    assert found("fa", "روان", "روانه‌ای دیگر") == []


def test_neighbours_are_asked_for_term_and_surface() -> None:
    key = " متصفح کروم الجدید "
    start = key.index("کروم")
    assert is_homograph(key, (start, start + 4), "ar", "كروم")
    assert not is_homograph(" معدن کروم نقی ", (6, 10), "ar", "كروم")
    assert is_homograph(" قرار داده است ", (6, 10), "fa", "داده‌ها")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ذخایر سرب و جست در این ولایت", ["جست"]),
        ("معدن جست", ["جست"]),
        ("از چنگ آنان جست", []),
        ("به خدا پناه جست و رفت", []),
    ],
)
def test_the_zinc_of_dari_is_no_verb(text: str, expected: list[str]) -> None:
    assert found("fa", "جست", text) == expected


@pytest.mark.parametrize("language", ["fa", "ar", "zh", "ps", "en"])
def test_the_table_of_neighbours_is_sound(language: str) -> None:
    rows = [line.split("\t") for line in lines(language, "homographs.tsv")]
    assert len(_known(language)) == len(rows) > 0  # no word twice
    for _word, kind, before, after in rows:
        assert kind in ("only", "never", "between")
        assert kind != "between" or "-" not in (before, after)
        assert (kind, before, after) != ("never", "-", "-")  # would do nothing; "only" beside nothing is never the term
        re.compile(before)
        re.compile(after)


@pytest.mark.parametrize("text", ["Jet Li starred", "Premier Li Keqiang"])
def test_a_symbol_beside_a_capital_is_a_name(text: str) -> None:
    assert found("en", "Li", text) == []
    assert found("en", "Li", "compounds of Li and Co") == ["Li"]


@pytest.mark.parametrize(("text", "expected"), [("تولید کننده‌های", True), ("تولیدکنندگان", True), ("تولید کرد", False)])
def test_a_solid_compound_may_be_written_apart(text: str, expected: bool) -> None:
    assert (found("fa", "تولیدکننده", text) == [text]) is expected


@pytest.mark.parametrize("text", ["天然气味", "有美元素"])
def test_a_left_over_character_that_makes_a_word_with_the_end_of_the_hit(text: str) -> None:
    assert found("zh", text[0:3] if text.startswith("天") else "美元", text) == []
    assert found("zh", "天然气", "天然气价格") == ["天然气"]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("غاز", "استيراد وغاز", ["وغاز"]),
        ("غاز", "استيراد بغاز", ["بغاز"]),
        ("يد", "في ويد أخرى", []),  # two letters behind a single one: more likely another word
        ("يد", "في يد أخرى", ["يد"]),
        ("يد", "في وباليد الأخرى", ["وباليد"]),
    ],
)
def test_a_single_letter_before_a_short_term_is_no_proclitic(term: str, text: str, expected: list[str]) -> None:
    assert found("ar", term, text) == expected
