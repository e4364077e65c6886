"""What the packaged termbase must answer, and what it must not find: kinds of faults that readers objected to."""

from __future__ import annotations

import re

import pytest

from termlode.termbase.glossary import COMMENT, directions, rows
from termlode.termbase.load import load
from termlode.termbase.recognition import Recogniser


@pytest.fixture(scope="module")
def termbase(repository):
    return load(repository / "termbase")


@pytest.fixture(scope="module")
def recogniser(termbase):
    return Recogniser.build(termbase.concepts.values())


@pytest.mark.parametrize(
    ("concept", "name"), [("white-house", "البيت الأبيض"), ("iraq", "العراق"), ("cold-war", "الحرب الباردة")]
)
def test_arabic_names_have_their_article(termbase, concept, name):
    assert termbase.concepts[concept].section("ar").terms[0].term == name


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("ایران جنگنده نسل پنجم می‌سازد", "fa", "5g"),
        ("يستخدم الصاروخ وقودا صلبا", "ar", "steel"),
        ("في العقود الماضية", "ar", "contract"),
        ("ارزش افزوده شبکه‌ها", "fa", "5g"),
        ("شاهد الجمهور عرض الفيلم", "ar", "supply"),
        ("بازار کربنات سدیم گرم است", "fa", "carbon-market"),
        ("They left us. Geological survey work went on.", "en", "us-geological-survey"),
        ("حضر الطلاب حصة الرياضيات", "ar", "quota"),
        ("باع حصته في الشركة", "ar", "quota"),
    ],
)
def test_other_words_are_not_found(recogniser, text, language, concept):
    assert concept not in {hit.concept for hit in recogniser.find(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("شبکه نسل پنجم", "fa", "5g"),
        ("ارتفعت صادرات الصلب", "ar", "steel"),
        ("تم توقيع عقد لتوريد الغاز", "ar", "contract"),
        ("مصنع فصل العناصر الأرضية النادرة", "ar", "rare-earth-separation"),
        ("风电装机容量", "zh", "wind-power"),
        ("أدى نقص عرض النفط إلى ارتفاع الأسعار", "ar", "supply"),
        ("اتفقوا على حصص الإنتاج", "ar", "quota"),
        ("کالاهای وارداتی", "fa", "import"),
        ("The U.S. Geological Survey says so.", "en", "us-geological-survey"),
        ("an order of the U.S. Department of\nEnergy", "en", "us-department-of-energy"),
        ("انتشار گازهای گلخانه‌ای", "fa", "greenhouse-gas"),
        ("راکتورهای هسته‌ای تازه", "fa", "nuclear-reactor"),
    ],
)
def test_the_concept_is_found(recogniser, text, language, concept):
    assert concept in {hit.concept for hit in recogniser.find(text, language, every=True)}


def test_relations_are_written_on_both_sides(termbase):
    inverse = {"broader": "narrower", "narrower": "broader", "related": "related", "homonym": "homonym"}
    for entry in termbase.concepts.values():
        for relation, other in entry.related:
            assert (inverse[relation], entry.id) in termbase.concepts[other].related, f"{entry.id} {relation} {other}"


def test_terms_stand_by_status_as_in_exports(termbase):
    rank = ["preferred", "admitted", "deprecated", "forbidden"]
    for entry in termbase.concepts.values():
        for section in entry.languages:
            found = [rank.index(term.status) for term in section.terms]
            assert found == sorted(found), f"{entry.id} {section.language}"


def test_definitions_are_one_sentence_and_all_different(termbase):
    definitions = [entry.definition for entry in termbase.concepts.values()]
    assert all(definition and definition.endswith(".") for definition in definitions)
    assert len(set(definitions)) == len(definitions)
    assert not [text for text in definitions if re.search(r"[a-z]{3}\. [A-Z]", text)]


def test_comments_of_every_pair_are_short(termbase):
    entries = list(termbase.concepts.values())
    for source, target in directions(("fa", "ar", "zh", "ps", "en")):
        assert max(len(row.comment) for row in rows(entries, source, target)) <= COMMENT
