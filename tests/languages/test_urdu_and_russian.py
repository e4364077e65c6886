"""Urdu and Russian: packs of one folder each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from termlode.languages.folding import fold
from termlode.languages.identify import identify, identify_all
from termlode.languages.numbers import find
from termlode.languages.stops import stop_words
from termlode.segmentation import own_rules, spans

URDU = "پاکستان میں نایاب زمینی عناصر کی کان کنی شروع ہو گئی ہے۔"
RUSSIAN = "Россия увеличила добычу редкоземельных металлов."


@pytest.mark.parametrize(
    ("language", "one", "other", "equal"),
    [
        ("ur", "کتاب", "كتاب", True),  # an Arabic keyboard
        ("ur", "یہ", "يه", True),
        ("ur", "بھی", "بہی", False),  # ھ is a breath, ہ a letter
        ("ur", "لڑکے", "لڑکی", False),
        ("ur", "۱۲۳", "123", True),
        ("ru", "ёлка", "елка", True),
        ("ru", "ЁЛКА", "елка", True),
        ("ru", "май", "маи", False),
        ("ru", "МАЙ", "май", True),
    ],
)
def test_letters(language: str, one: str, other: str, equal: bool) -> None:
    assert (fold(one, language) == fold(other, language)) is equal


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ur", "۵ لاکھ ٹن", 500_000),
        ("ur", "2.5 کروڑ روپے", 25_000_000),
        ("ur", "۳ ارب", 3_000_000_000),
        ("ur", "۳ کروڑ اور ۵ لاکھ", 30_500_000),
        ("ru", "5 тысяч тонн", 5_000),
        ("ru", "17,5 млрд рублей", 17_500_000_000),
        ("ru", "3 миллиона", 3_000_000),
        ("ru", "12 млн. долларов", 12_000_000),
    ],
)
def test_numbers(language: str, text: str, value: int) -> None:
    (found,) = find(text, language)
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("ru", ["Он родился в 1950 г. в Москве.", "А. С. Пушкин писал и т. д. и т. п.", "Добыча выросла на 5 млн т."]),
        ("ru", ["См. рис. 3 и табл. 4 ниже.", "Проф. Иванов возразил!", "Почему?"]),
        ("ur", ["ڈاکٹر۔ احمد نے کہا کہ یہ درست ہے۔", "ایم۔ اے۔ کی ڈگری ملی۔", "کیا یہ ٹھیک ہے؟", "جی ہاں۔"]),
    ],
)
def test_sentences(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in spans(text, language)] == sentences


def test_their_rules_are_exported_with_ours() -> None:
    rules = own_rules()
    assert {"Urdu", "Russian"} <= set(rules.rules)
    assert len(rules.for_language("ru-RU")) > len(rules.for_language("sw"))


@pytest.mark.parametrize(("language", "stop", "content"), [("ur", "اور", "معدن"), ("ru", "который", "металл")])
def test_stop_words(language: str, stop: str, content: str) -> None:
    assert fold(stop, language) in stop_words(language)
    assert fold(content, language) not in stop_words(language)


def test_they_are_told_from_their_neighbours() -> None:
    assert identify(URDU) == "ur"
    assert identify(RUSSIAN) == "ru"
    assert identify("Добивът на редки метали в България се увеличи през годината") == "und"
    assert identify("Видобуток рідкісноземельних металів в Україні зріс") == "und"


def test_a_heading_goes_with_its_document() -> None:
    assert identify_all(["Металл", RUSSIAN, RUSSIAN]) == ["ru"] * 3
