"""Concordance and fragments."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from termlode.errors import UsageError
from termlode.memory import Query, Store
from termlode.memory.concordance import Wanted
from termlode.memory.finder import _Clock
from termlode.memory.neighbours import Around
from termlode.model import Location, Origin
from tests.memory.units import PAIRS, sentences, unit

if TYPE_CHECKING:
    from termlode.memory.concordance import Hit
    from termlode.memory.finder import How
    from termlode.model import TranslationUnit

pytestmark = pytest.mark.usefixtures("engine")


def texts(hits: list[Hit]) -> set[str]:
    return {hit.variant.text[a:b] for hit in hits for a, b in hit.spans}


@pytest.fixture(params=["tail", "segment"])
def either(request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The small memory, once in the tail, once in a segment."""
    if request.param == "segment":
        monkeypatch.setattr("termlode.memory.store._SEARCHED_WHOLE", 1)
        store.compact()
    return store


@pytest.mark.parametrize(
    ("text", "language", "found", "count"),
    [
        ("稀土", "zh", {"稀土"}, 1),
        ("稀土", None, {"稀土"}, 1),
        ("土", "zh", {"土"}, 1),
        ("稀土", "en", set(), 0),
        ("rare earth", "en", {"rare earth"}, 2),
        ("RARE  earth", "en", {"rare earth"}, 2),
        ("agne", "en", {"agne"}, 1),
        ("كمياب", "fa", {"کمیاب"}, 1),
        ("لیتیومیون", "fa", {"لیتیوم‌یون"}, 1),
        ("batter", None, {"batter"}, 2),
        ("lithium-ion", "en", {"lithium-ion"}, 2),
        ("17.5", "en", {"17.5"}, 1),
        ("17.5", "fa", set(), 0),
        ("absent", None, set(), 0),
    ],
)
def test_where_it_occurs(either: Store, text: str, language: str | None, found: set[str], count: int) -> None:
    hits = list(either.concordance(text, language))
    assert (texts(hits), len(hits)) == (found, count)


def test_whole_words(either: Store) -> None:
    assert list(either.concordance("batter", "en", word=True)) == []
    assert len(list(either.concordance("battery", "en", word=True))) == 2
    assert len(list(either.concordance("稀土", "zh", word=True))) == 1


def test_beside_another_language(either: Store) -> None:
    assert len(list(either.concordance("battery", "en", "zh"))) == 1
    assert len(list(either.concordance("battery", "en", "ar"))) == 0


def test_nothing_to_look_for(store: Store) -> None:
    with pytest.raises(UsageError):
        list(store.concordance("\u200c"))


def test_every_occurrence_against_reading_through(store: Store) -> None:
    store.add(sentences(3000))
    store.compact()
    for text in ("earth", "th 1", "锂钴", "土", "rare earth m", "e"):
        expected = {(k, v.language) for k, one in store.items() for v in one.variants if text in v.text.lower()}
        found = {(hit.unit_key, hit.variant.language) for hit in store.concordance(text)}
        assert found == expected, text


def test_several_places_in_one_text(store: Store) -> None:
    store.add([unit(en="tin, tin and tin", fa="قلع")])
    hit = next(store.concordance("tin", "en"))
    assert hit.spans == ((0, 3), (5, 8), (13, 16))


def test_lazily(store: Store) -> None:
    store.add(sentences(3000))
    assert len(list(islice(store.concordance("e", "en"), 5))) == 5


def test_fragments(store: Store) -> None:
    others = (("failed", "شکست خورد"), ("started", "آغاز شد"), ("was removed", "حذف شد"), ("is here", "اینجاست"))
    store.add([unit(en=f"The old plugin {a}.", fa=f"افزونهٔ قدیمی {b}.") for a, b in others])
    store.add([unit(en="heavy rare earth", fa="خاکی کمیاب سنگین")])
    found = store.fragments(Query("Nobody said that the old plugin is made of heavy rare earth today", "en", "fa"))
    told = {match.source.text: match.target.text if match.target else None for match in found}
    assert told["heavy rare earth"] == "خاکی کمیاب سنگین"
    assert told["the old plugin is"] is None or "افزونهٔ قدیمی" in str(told["the old plugin is"])
    assert all(match.kind == "fragment" and match.score < 99 for match in found)


def test_the_shared_target_of_a_fragment(store: Store) -> None:
    others = (("failed", "شکست خورد"), ("started", "آغاز شد"), ("was removed", "حذف شد"), ("vanished", "ناپدید شد"))
    store.add([unit(en=f"The old plugin {a}.", fa=f"افزونهٔ قدیمی {b}.") for a, b in others])
    store.add(sentences(500))
    match = store.fragments(Query("Whatever the old plugin wants", "en", "fa"))[0]
    assert (match.source.text, match.target and match.target.text) == ("the old plugin", "افزونهٔ قدیمی")


def test_fragments_of_chinese(store: Store) -> None:
    match = store.fragments(Query("据说中国稀土出口增加", "zh", "en"))[0]
    assert "中国稀土出口" in match.source.text


LONG = (
    "Most observers of the sector, whatever they think, were told last week in the capital that in the year 2023 "
    "of all the many companies some lithium mines would open"
)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("In the year 2023 prices fell.", False),  # a content word, and a tenth of the query
        ("Of all the things that were of the world.", False),  # stop words
        ("They were told of a plan.", False),  # one, beside stop words
        ("They see lithium mines.", True),
        ("Here some lithium mines would open soon.", True),
    ],
)
def test_fragments_that_say_nothing_are_not_shown(store: Store, stored: str, shown: bool) -> None:
    store.add([unit(en=stored, fa="متن")])
    for source in ("en", None):
        assert bool(store.fragments(Query(LONG, source, "fa"))) is shown


def test_a_small_part_of_a_short_query_is_shown(store: Store) -> None:
    store.add([unit(en="They see lithium mines.", fa="متن"), unit(en="It was in 2020 that it began.", fa="متن")])
    match = store.fragments(Query("Two new lithium mines open in 2020", "en", "fa"))[0]
    assert (match.source.text, match.score) == ("lithium mines", 100 * 13 // 34)
    assert len(store.fragments(Query("Two new lithium mines open in 2020", "en", "fa"))) == 1


def test_no_fragments_of_strangers(store: Store) -> None:
    assert store.fragments(Query("Completely unrelated wording everywhere", "en", "fa")) == []
    assert len(PAIRS) == 8


# ── wildcards, expressions, the other side, what stands around ───────────────────────────────────


def found(store: Store, text: str, language: str | None = None, **options: Any) -> list[str]:
    """What is marked of each hit, sorted."""
    hits = store.occurrences(Wanted(text, language, **options))
    return sorted(hit.variant.text[start:end] for hit in hits for start, end in hit.spans)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("batter*", "en", ["battery", "battery"]),
        ("batter?", "en", ["battery", "battery"]),
        ("batter??", "en", []),
        ("rare * magnet", "en", ["rare earth magnet"]),
        ("RARE e*h", "en", ["rare earth", "rare earth"]),
        ("*ium", "en", ["lithium", "lithium", "lithium"]),
        ("稀?出", "zh", ["稀土出"]),
        ("稀*降", "zh", ["稀土出口下降"]),
        ("لیتیو*", "fa", ["لیتیوم\u200cیون"]),
        ("a.c", None, []),
    ],
)
def test_wildcards(either: Store, text: str, language: str | None, expected: list[str]) -> None:
    assert found(either, text, language, how="wildcards") == expected


def test_wildcards_with_whole_words(either: Store) -> None:
    assert found(either, "?arth", "en", how="wildcards", word=True) == ["earth", "earth"]
    assert found(either, "art?", "en", how="wildcards", word=True) == []
    with pytest.raises(UsageError, match="something to look for"):
        found(either, "* ?", how="wildcards")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (r"\d+\.\d", "en", ["17.5"]),
        (r"^the LITHIUM", "en", ["The lithium", "The lithium", "The lithium"]),
        (r"电池|稀土", "zh", ["电池", "稀土"]),
        (r"\p{Han}{3}降", None, ["子电池降", "土出口下降"[1:]]),
        (r"(?!x)", "en", []),
    ],
)
def test_expressions(either: Store, text: str, language: str | None, expected: list[str]) -> None:
    assert found(either, text, language, how="regex") == sorted(expected)


def test_expressions_of_whole_words(either: Store) -> None:
    assert found(either, "art|are", "en", how="regex", word=True) == []
    assert len(found(either, "art|are", "en", how="regex")) > 1


@pytest.mark.parametrize("text", ["(", "[a", r"\p{Nothing}", "a{2,1}", "(?P<x>a)(?P<x", "x" * 1001])
def test_what_is_no_expression_is_refused(store: Store, text: str) -> None:
    with pytest.raises(UsageError, match="expression"):
        found(store, text, how="regex")


@pytest.mark.parametrize(("text", "how"), [("(a|a)*c(?!d)b|(a|a?)+$x", "regex"), ("a*a*a*a*a*a*a*a*a*z", "wildcards")])
def test_what_runs_long_is_stopped(store: Store, monkeypatch: pytest.MonkeyPatch, text: str, how: How) -> None:
    monkeypatch.setattr("termlode.memory.finder.SECONDS", 0.05)
    store.add([unit(en="a" * 4000 + " b", fa="الف")])
    with pytest.raises(UsageError, match="takes too long"):
        found(store, text, "en", how=how)


def test_conditions_on_the_other_side(either: Store) -> None:
    assert found(either, "lithium-ion", "en") == ["lithium-ion", "lithium-ion"]
    assert found(either, "lithium-ion", "en", beside="电池") == ["lithium-ion"]
    assert found(either, "lithium-ion", "en", other="fa", beside="电池") == []
    assert found(either, "lithium-ion", "en", without="电池") == ["lithium-ion"]
    assert found(either, "lithium-ion", "en", without="lithium") == ["lithium-ion", "lithium-ion"]  # not itself
    assert found(either, "lithium.ion", "en", beside="^锂", how="regex") == ["lithium-ion"]
    assert found(either, "打开", "zh", other="ar", beside="الملف") == ["打开"]


@pytest.mark.parametrize("options", [{}, {"beside": "电池"}, {"without": "电池"}, {"other": "fa"}])
def test_counts_are_those_of_the_hits(either: Store, options: dict[str, Any]) -> None:
    for text in ("lithium", "th", "e"):
        hits = [(hit.unit_key, len(hit.spans)) for hit in either.occurrences(Wanted(text, "en", **options))]
        assert list(either.places(Wanted(text, "en", **options))) == hits


def test_what_stands_around(store: Store) -> None:
    def placed(text: str, block: int, document: str | None = "a.txt") -> TranslationUnit:
        places = () if document is None else (Location(document, block, 0, 9), Location("b.txt", 9 - block, 0, 9))
        return replace(unit(en=text, fa="متن"), origin=Origin("aligned", document, places))

    store.add([placed("third", 3), placed("first", 1), placed("lone", 1, None), placed("second", 2)])
    store.add([placed("elsewhere", 0, "c.txt")])
    keys = {one.variants[0].text: (key, one) for key, one in store.items()}
    before, after = store.around(*keys["second"], 5)
    assert [one.variants[0].text for one in (*before, *after)] == ["first", "third"]
    assert [one.variants[0].text for one in store.around(*keys["first"], 1).after] == ["second"]
    assert store.around(*keys["lone"], 3) == store.around(*keys["second"], 0) == Around()


def test_an_expression_that_fills_the_memory_is_told():
    def fills(_seconds: float) -> None:
        raise MemoryError

    with pytest.raises(UsageError, match="takes too long"):
        _Clock().run(fills)
