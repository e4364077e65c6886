"""The forms in which a term is found, and those in which it is another word; with the rule that says how."""

from __future__ import annotations

import pytest

from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.recognition import Recogniser, TermHit


def hits(language: str, term: str | TermSection, text: str) -> list[TermHit]:
    section = TermSection(term) if isinstance(term, str) else term
    concept = ConceptEntry("c", "test", (LanguageSection(language, (section,)),))
    return list(Recogniser.build([concept]).find(text, language, every=True))


@pytest.mark.parametrize(
    ("language", "term", "forms"),
    [
        ("en", "ion", "ion ions ion's"),
        ("en", "AI", "AI AIs AI's A.I."),
        ("en", "box", "box boxes"),
        ("en", "battery", "battery batteries Battery BATTERY"),
        ("en", "alloy", "alloy alloys"),
        ("en", "cargo", "cargo cargos cargoes"),
        ("en", "analysis", "analysis analyses"),
        ("en", "analyses", "analysis analyses"),
        ("en", "batteries", "battery batteries"),
        ("en", "switches", "switch switches"),
        ("en", "ties", "tie ties"),
        ("en", "sulphur centre", "sulphur centre|sulfur centre|sulphur center|sulfur centers"),
        ("en", "green (trade) barriers", "green trade barriers|green barriers|green (trade) barriers"),
        ("ar", "بطارية", "بطارية البطارية بطاريات للبطاريات وبطاريته بطاريتها كالبطارية فالبطاريات وبالبطارية"),
        ("ar", "معدن", "معدن المعدن معادن المعادن للمعادن معدنين معدنه بمعادنها"),
        ("ar", "سلاح", "سلاح أسلحة أسلحتها الأسلحة"),
        ("ar", "مستوى", "مستوى مستواه المستوى مستواها"),
        ("ar", "كهرباء", "كهرباء الكهرباء كهربائه كهرباؤها"),
        ("ar", "مياه", "مياه المياه مياهها"),
        ("ar", "معادن نادرة", "معادن نادرة|المعادن النادرة|والمعادن النادرة|معدن نادر|معادنها النادرة"),
        ("ar", "الطاقة والمعادن", "الطاقة والمعادن|الطاقة والمعدن|للطاقة والمعادن"),
        ("fa", "باتری", "باتری باتری‌ها باتریها باتری‌های باتری‌هایی باتری‌هایشان باتری‌ام"),
        ("fa", "کارخانه", "کارخانه کارخانه‌ها کارخانه‌ای کارخانه‌های کارخانهها کارخانجات"),
        ("fa", "کارشناس", "کارشناس کارشناسان کارشناس‌ها کارشناسانی"),
        ("fa", "هسته‌ای", "هسته‌ای هستهای"),
        ("fa", "بازار جهانی", "بازار جهانی|بازارهای جهانی|بازار های جهانی|بازار‌های جهانی"),
        ("fa", "آهن‌ربا", "آهن‌ربا آهنربا آهن‌رباهای آهنرباها"),
        ("ps", "کارخانه", "کارخانه کارخانې کارخانو"),
        ("ps", "کان", "کان کانونه کانونو کانه"),
        ("ps", "معادن", "معادن معدن"),
        ("ps", "قانون", "قانون قوانین قوانینو"),
        ("zh", "稀土", "稀土"),
        ("zh", "G7集团", "G7集团|G7 集团"),
    ],
)  # fmt: skip
def test_forms_of_a_term(language: str, term: str, forms: str) -> None:
    for form in forms.split("|") if "|" in forms else forms.split():
        assert [hit.surface for hit in hits(language, term, f"… {form} …")] == [form], form


@pytest.mark.parametrize(
    ("language", "term", "others"),
    [
        ("en", "ion", "ionic station Ionx"),
        ("en", "AI", "ai Ai AID"),
        ("en", "US", "us Us bus"),
        ("en", "gas", "ga glass gash"),
        ("en", "physics", "physic"),
        ("en", "glass", "glas"),
        ("ar", "معدن", "معدني المعدنية تعدين"),
        ("ar", "بطارية", "بطار بطاطس"),
        ("fa", "مس", "مسکن مسی‌پوش همس"),
        ("fa", "نفت", "نفتالین"),
        ("ps", "کان", "کانکور مکان"),
        ("zh", "产业", "生产业务"),
    ],
)
def test_words_that_only_begin_or_end_alike(language: str, term: str, others: str) -> None:
    for other in others.split():
        assert hits(language, term, f"… {other} …") == [], other


@pytest.mark.parametrize(
    ("language", "term", "text", "rule"),
    [
        ("fa", "خاکی کمیاب", "خاکی کمیاب", "exact"),
        ("fa", "خاکی کمیاب", "خاکیکمیاب", "space lost"),
        ("fa", "خاکی کمیاب", "خاکی\u200cکمیاب", "ZWNJ"),
        ("en", "rare earth", "rare-earth", "hyphen"),
        ("en", "rare earth", "rareearth", "space lost"),
        ("en", "rare earth", "Rare Earth's", "possessive 's; case"),
        ("en", "US", "U.S.", "points"),
        ("en", "sulphur", "sulfur", "spelling"),
        ("en", "analysis", "analyses", "plural"),
        ("en", "analyses", "analysis", "singular"),
        ("ar", "معدن", "لمعدنين", "proclitic ل; dual"),
        ("ar", "معدن", "كالمعدن", "proclitic كال"),
        ("ar", "معدن", "معدِن", "marks"),
        ("ar", "سلاح", "أسلحة", "broken plural"),
        ("zh", "稀土元素", "稀土\n元素", "line break"),
        ("zh", "稀土矿产", "稀土礦產", "Traditional or full width"),
    ],
)
def test_the_rule_says_how_a_form_was_found(language: str, term: str, text: str, rule: str) -> None:
    assert [(hit.surface, hit.rule) for hit in hits(language, term, f"({text})")] == [(text, rule)]


def test_a_verb_takes_the_endings_of_verbs() -> None:
    verb = TermSection("refine", part_of_speech="verb")
    for form in ("refine", "refines", "refined", "refining"):
        assert [hit.surface for hit in hits("en", verb, f"they {form} it")] == [form]
    assert hits("en", "refine", "refining it") == []


def test_a_lost_space_is_believed_in_long_terms_only() -> None:
    assert [hit.surface for hit in hits("fa", "برق آبی", "نیروگاه برقآبی")] == ["برقآبی"]
    assert hits("fa", "نفت گ", "بوی نفتگ") == []
