"""Concordance and fragments."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from termlode.errors import UsageError
from termlode.memory import Query, Store
from tests.memory.units import PAIRS, sentences, unit

if TYPE_CHECKING:
    from termlode.memory.concordance import Hit


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
