"""Fuzzy matches mended by terms and numbers."""

from __future__ import annotations

import pytest

from termlode.leverage.repairing import repair
from termlode.model import Match, TranslationUnit, Variant
from termlode.slots import Slot
from termlode.termbase.recognition import TermHit

TERMS = {
    "copper": {"en": "copper", "fa": "مس"},
    "lithium": {"en": "lithium", "fa": "لیتیم"},
    "mine": {"en": "mine", "fa": "معدن"},
}


class Base:
    """Three terms, found as they are written."""

    def find(self, text: str, language: str) -> list[TermHit]:
        found = []
        for concept, terms in TERMS.items():
            at = text.find(terms[language])
            if at >= 0:
                term = terms[language]
                found.append(TermHit(at, at + len(term), term, term, concept, language, None, ""))
        return sorted(found)

    def equivalent(self, concept: str, language: str) -> str | None:
        return TERMS[concept].get(language)


def mended(query: str, source: str, target: str, score: int = 80) -> tuple[str, int, str] | None:
    unit = TranslationUnit((Variant("en", source), Variant("fa", target)))
    match = Match(score, "fuzzy", unit.variants[0], unit.variants[1], unit)
    found = repair(Slot(0, "1", 1, ("en", "fa"), query), match, Base())
    return None if found is None else (found.text, found.score, found.note)


def test_a_term_is_exchanged() -> None:
    found = mended("The lithium mine opened.", "The copper mine opened.", "معدن مس گشایش یافت.")
    assert found == ("معدن لیتیم گشایش یافت.", 98, "مس → لیتیم")


def test_numbers_beside_it_as_well() -> None:
    found = mended(
        "The lithium mine opened in 2024.", "The copper mine opened in 2019.", "معدن مس در سال ۲۰۱۹ گشایش یافت."
    )
    assert found is not None
    assert (found[0], found[1]) == ("معدن لیتیم در سال ۲۰۲۴ گشایش یافت.", 98)


@pytest.mark.parametrize(
    ("query", "source", "target"),
    [
        ("The lithium mine closed.", "The copper mine opened.", "معدن مس گشایش یافت."),  # more differs
        ("The lithium mine opened.", "The copper mine opened.", "این معدن گشایش یافت."),  # the term is not there
        ("The copper mine opened.", "The copper mine closed.", "معدن مس بسته شد."),  # no term differs
    ],
)
def test_what_differs_otherwise_is_left(query: str, source: str, target: str) -> None:
    assert mended(query, source, target) is None


def test_what_is_mended_is_never_a_full_match() -> None:
    found = mended("The lithium mine opened.", "The copper mine opened.", "معدن مس گشایش یافت.")
    assert found is not None
    assert found[1] < 100


def test_nothing_is_mended_for_less() -> None:
    assert mended("The lithium mine opened.", "The copper mine opened.", "معدن مس گشایش یافت.", score=99) is None


@pytest.mark.parametrize(
    ("language", "target", "expected"),
    [
        ("fa", "معدن در ۵ مارس ۲۰۱۹ باز شد.", "معدن در ۷ آوریل ۲۰۲۴ باز شد."),
        ("ar", "افتتح المنجم في 5 آذار 2019.", "افتتح المنجم في 7 نيسان 2024."),
        ("ar", "افتتح المنجم في 5 مارس 2019.", "افتتح المنجم في 7 أبريل 2024."),
        ("zh-CN", "该矿于2019年3月5日开业。", "该矿于2024年4月7日开业。"),
    ],
)
def test_dates_get_the_month_of_the_same_calendar(language: str, target: str, expected: str) -> None:
    unit = TranslationUnit((Variant("en", "The pit opened on March 5, 2019."), Variant(language, target)))
    match = Match(80, "fuzzy", unit.variants[0], unit.variants[1], unit)
    slot = Slot(0, "1", 1, ("en", language), "The pit opened on April 7, 2024.")
    found = repair(slot, match, Nothing())
    assert found is not None
    assert (found.text, found.note) == (expected, "months; numbers")


def test_months_of_another_calendar_are_left() -> None:
    assert mended("The pit opened in April.", "The pit opened in March.", "معدن در اسفند باز شد.") is None


class Nothing:
    """A termbase without terms."""

    def find(self, _text: str, _language: str) -> list[TermHit]:
        return []

    def equivalent(self, _concept: str, _language: str) -> str | None:
        return None
