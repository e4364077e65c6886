"""Terms that stand in a target in another form than the termbase has: places as adjectives."""

from __future__ import annotations

import pytest

from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.quality.run import Checker
from termlode.quality.terms import Terms
from termlode.quality.unit import Text, Unit
from termlode.termbase.recognition.recogniser import Recogniser


def codes(languages: tuple[str, str], term: tuple[str, str], source: str, target: str) -> list[str]:
    sections = tuple(
        LanguageSection(language, (TermSection(text),)) for language, text in zip(languages, term, strict=True)
    )
    entry = ConceptEntry("c", "x", sections)
    checker = Checker(["W301"], known=Terms(Recogniser.build([entry]), {"c": entry}.__getitem__))
    unit = Unit("a.xlf", "1", Text(source, languages[0]), Text(target, languages[1]))
    return [finding.code for finding in checker.findings([unit])]


@pytest.mark.parametrize(
    ("language", "term", "source", "target"),
    [
        ("ar", ("آسيا الوسطى", "Central Asia"), "زار دول آسيا الوسطى.", "He toured the Central Asian countries."),
        ("zh", ("中国", "China"), "中国企业投资了这里。", "Chinese firms invested here."),
        ("fa", ("فرانسه", "France"), "او از فرانسه آمد.", "He came from France."),
        ("ps", ("پاکستان", "Pakistan"), "هغه د پاکستان ښار ولید.", "He saw the Pakistani city."),
        ("fa", ("هلند", "Netherlands"), "دولت هلند پذیرفت.", "The Dutch government agreed."),
        ("ar", ("الولايات المتحدة", "United States"), "وافقت الولايات المتحدة.", "The American side agreed."),
    ],
)
def test_an_adjective_stands_for_its_place(language: str, term: tuple[str, str], source: str, target: str) -> None:
    assert codes((language, "en"), term, source, target) == []


@pytest.mark.parametrize(
    ("language", "term", "source", "target"),
    [
        ("ar", ("الطاقة", "energy"), "ارتفع سعر الطاقة.", "The price of electricity rose."),
        ("ar", ("آسيا الوسطى", "Central Asia"), "زار دول آسيا الوسطى.", "He toured the East Asian countries."),
        ("zh", ("中国", "China"), "中国企业投资了这里。", "Japanese firms invested here."),
        ("fa", ("فرانسه", "France"), "او از فرانسه آمد.", "He came from abroad."),
        ("ps", ("پاکستان", "Pakistan"), "هغه د پاکستان ښار ولید.", "He saw the Indian city."),
    ],
)
def test_another_word_is_no_term(language: str, term: tuple[str, str], source: str, target: str) -> None:
    assert codes((language, "en"), term, source, target) == ["W301"]
