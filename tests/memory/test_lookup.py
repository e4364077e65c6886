"""Matches: kinds, languages, penalties, order, pivot, numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from termlode.memory import Penalties, Query, Store
from termlode.model import Context, Details, InlineCode, Origin, TranslationUnit, Variant
from tests.memory.units import unit

if TYPE_CHECKING:
    from termlode.model import Match

pytestmark = pytest.mark.usefixtures("engine")


def first(store: Store, text: str, source: str | None = None, target: str | None = None, minimum: int = 70) -> Match:
    return store.lookup(text, source, target, minimum)[0]


def shown(match: Match) -> str | None:
    return match.target.text if match.target else None


@pytest.mark.parametrize(
    ("text", "source", "target", "score", "kind", "translation"),
    [
        ("Open the file", "en", "zh", 100, "exact", "打开文件"),
        ("Open the file", "en", "ar", 100, "exact", "افتح الملف"),
        ("打开文件", "zh", "ar", 100, "exact", "افتح الملف"),
        ("open THE file", "en", "zh", 99, "folded", "打开文件"),
        ("باتري ليتيوم يون ارزان شد.", "fa", "en", 98, "fuzzy", "The lithium-ion battery became cheaper."),
        ("باتري ليتيومیون ارزان شد.", "fa", "en", 99, "folded", "The lithium-ion battery became cheaper."),
        ("Open the files", "en", "zh", 91, "fuzzy", "打开文件"),
        ("中国稀土进口下降。", "zh", "en", 88, "fuzzy", "China's rare earth exports fell."),
        ("د ليتيم کان", "ps", "en", None, "", ""),
    ],
)
def test_kinds(
    store: Store, text: str, source: str, target: str, score: int | None, kind: str, translation: str
) -> None:
    found = store.lookup(text, source, target)
    if score is None:
        assert found == []
        return
    assert (found[0].score, found[0].kind, shown(found[0])) == (score, kind, translation)


def test_all_languages_without_a_filter(store: Store) -> None:
    assert first(store, "Open the file").source.language == "en"
    assert first(store, "افتح الملف").source.language == "ar"


def test_a_narrower_and_a_wider_tag_agree(store: Store) -> None:
    assert shown(first(store, "Open the file", "en-GB", "zh")) == "打开文件"
    assert store.lookup("Open the file", "en", "zh-Hant") == []


def test_numbers_are_adapted_in_the_targets_digits(store: Store) -> None:
    match = first(store, "Production reached 18.25 million tonnes in 2024.", "en", "fa")
    assert (match.score, match.kind) == (99, "numbers")
    assert match.adapted == "تولید در سال ۲۰۲۴ به ۱۸٫۲۵ میلیون تن رسید."
    assert match.penalties == ()


def test_numbers_that_cannot_be_adapted_cost(store: Store) -> None:
    store.add([unit(en="Chapter 3", fa="فصل سوم")])
    match = first(store, "Chapter 4", "en", "fa")
    assert (match.score, match.adapted, match.penalties) == (97, None, (("numbers", 2),))


def test_context_makes_101(store: Store) -> None:
    here = replace(unit(en="Open", fa="باز کن"), context=Context("File", "Close"))
    store.add([here, replace(unit(en="Open", fa="گشوده"), context=Context(key="state"))])
    query = Query("Open", "en", "fa", context=Context("File", "Close"))
    assert [(m.score, m.kind, shown(m)) for m in store.ask(query)] == [
        (101, "context", "باز کن"),
        (100, "exact", "گشوده"),
    ]
    by_key = store.ask(Query("Open", "en", "fa", context=Context(key="state")))
    assert (by_key[0].score, shown(by_key[0])) == (101, "گشوده")
    assert store.ask(Query("Open", "en", "fa", context=Context("File", "Save")))[0].score == 100


def test_codes_that_differ_make_99(store: Store) -> None:
    codes = (InlineCode("ph", 4, (), ("<br/>",)),)
    store.add([TranslationUnit((Variant("en", "Save now", codes), Variant("fa", "ذخیره")))])
    assert first(store, "Save now", "en", "fa").score == 99
    assert store.ask(Query("Save now", "en", "fa", codes=codes))[0].score == 100


@pytest.mark.parametrize(
    ("origin", "score", "penalties"),
    [
        (Origin("human"), 100, ()),
        (Origin("machine"), 85, (("machine", 15),)),
        (Origin("aligned", confidence=1.0), 100, ()),
        (Origin("aligned", confidence=0.45), 94, (("aligned", 6),)),
        (Origin("aligned"), 95, (("aligned", 5),)),
        (Origin("human", client="other"), 97, (("client:other", 3),)),
    ],
)
def test_penalties(store: Store, origin: Origin, score: int, penalties: tuple[tuple[str, int], ...]) -> None:
    store.add([replace(unit(en="Only here", fa="تنها اینجا"), origin=origin)])
    query = Query("Only here", "en", "fa", penalties=Penalties(origins={"client:other": 3}))
    match = store.ask(query)[0]
    assert (match.score, match.penalties) == (score, penalties)


def test_a_penalty_can_cost_the_place(store: Store) -> None:
    store.add([replace(unit(en="Only here", fa="تنها اینجا"), origin=Origin("machine"))])
    assert store.lookup("Only here", "en", "fa", minimum=90) == []


def test_ties_newest_then_most_used(store: Store) -> None:
    def made(text: str, date: str | None, count: int | None) -> TranslationUnit:
        return replace(unit(en="A tie", fa=text), details=Details(changed=date, usage_count=count))

    store.add([made("یک", None, 9), made("دو", "20200101T000000Z", 1), made("سه", "20200101T000000Z", 5)])
    store.add([made("چهار", "20230101T000000Z", None)])
    assert [shown(m) for m in store.lookup("A tie", "en", "fa")] == ["چهار", "سه", "دو", "یک"]


def test_pivot_says_so_and_costs(store: Store) -> None:
    match = first(store, "باتری لیتیوم‌یون ارزان شد.", "fa", "zh")
    assert (match.score, shown(match)) == (95, "锂离子电池降价了。")
    assert match.pivot is not None
    assert match.pivot.text == "The lithium-ion battery became cheaper."
    assert ("pivot", 5) in match.penalties
    assert store.ask(Query("باتری لیتیوم‌یون ارزان شد.", "fa", "zh", pivot=False)) == []


def test_filters(store: Store) -> None:
    mine = Origin("human", client="acme", domain="mining", project="p1")
    store.add([replace(unit(en="Filtered", fa="پالوده"), origin=mine, details=Details(changed="20220505T000000Z"))])
    assert store.ask(Query("Filtered", client="acme", domain="mining", project="p1", origin="human"))
    assert store.ask(Query("Filtered", since="2022", until="202205"))
    for miss in (
        Query("Filtered", client="x"),
        Query("Filtered", domain="x"),
        Query("Filtered", origin="machine"),
        Query("Filtered", since="20220506"),
        Query("Filtered", until="2021"),
    ):
        assert store.ask(miss) == []


def test_without_a_target_each_source_comes_once_before_others(store: Store) -> None:
    store.add([unit(en="Cancel it", fa="لغو"), unit(en="Cancel it", ar="إلغاء"), unit(en="Cancel id", fa="لغو شناسه")])
    found = store.lookup("Cancel it", top=2)
    assert [m.source.text for m in found] == ["Cancel it", "Cancel id"]
    assert len(store.lookup("Cancel it", top=5)) == 3


def test_a_unit_of_one_language_is_found_without_a_target(store: Store) -> None:
    store.add([unit(en="Lonely text")])
    assert first(store, "Lonely text").target is None
    assert store.lookup("Lonely text", "en", "fa") == []
