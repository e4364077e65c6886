"""Look-up: each kind of answer, their order, homonyms, misreadings, limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlode.termbase.cache import Compiled, open_compiled
from termlode.termbase.lookup import KINDS
from termlode.termbase.surfaces import key, tails, tight


@pytest.fixture(scope="session")
def repository_terms(repository, tmp_path_factory):
    """The repository's own termbase, compiled outside the checkout."""
    return open_compiled(repository / "termbase", tmp_path_factory.mktemp("cache") / "termbase.cache")


@pytest.fixture
def small(folder, tmp_path):
    return open_compiled(folder, tmp_path / "termbase.cache")


def found(compiled: Compiled, query: str, **options: Any) -> list[tuple[str, str]]:
    return [(match.entry.id, match.kind) for match in compiled.lookup(query, **options)]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("稀土", "exact"),
        ("rare earth elements", "exact"),
        ("Rare Earth Elements", "folded"),
        ("rare-earth elements", "folded"),
        ("خاکی کمیاب", "exact"),
        ("خاكي كمياب", "folded"),
        ("عناصرخاکی‌کمیاب", "folded"),
        ("عناصر أرضية نادرة", "exact"),
        ("عناصر ارضية نادره", "folded"),
        ("العناصر الأرضية النادرة", "inflected"),
        ("وللعناصر الأرضية النادرة", "inflected"),
        ("稀土元素", "exact"),
        ("稀　土", "folded"),
        ("ree", "folded"),
    ],
)
def test_kinds_of_whole_answers(small, query, kind):
    first = small.lookup(query)[0]
    assert (first.entry.id, first.kind) == ("rare-earth-elements", kind)
    assert first.score >= 95


@pytest.mark.parametrize("query", ["稀土", "rare earth", "خاکی کمیاب", "حاکی کمیاب", "المعادن النادرة"])
def test_the_five_look_ups_of_the_issue(repository_terms, query):
    named = [match for match in repository_terms.lookup(query) if match.kind in ("exact", "folded", "inflected")]
    match = next(match for match in named if match.entry.id == "rare-earth-elements")
    assert {section.language for section in match.entry.languages} == {"fa", "ar", "zh", "ps", "en"}
    if query == "المعادن النادرة":
        assert {match.entry.id for match in named} == {"rare-earth-elements", "rare-metals"}
        assert match.homonyms == ("rare-metals",)
    else:
        assert len(named) == 1
        assert match.homonyms == ()


@pytest.mark.parametrize(
    ("query", "concept"),
    [
        ("وبالمعادن النادرة", "rare-earth-elements"), ("للبطاريات", "battery"), ("بطارياتهم", "battery"),
        ("باتری‌هایشان", "battery"), ("باتریهای", "battery"), ("باتری ها", "battery"), ("آهن رباهای", "magnet"),
        ("rare earths", "rare-earth-elements"), ("batteries", "battery"), ("Battery's", "battery"),
        ("magnets", "magnet"), ("电池", "battery"), ("電池", "battery"), ("semiconductors", "semiconductor"),
    ],
)  # fmt: skip
def test_inflected_queries_find_their_concept(repository_terms, query, concept):
    named = [m.entry.id for m in repository_terms.lookup(query) if m.kind in ("exact", "folded", "inflected")]
    assert concept in named


def test_a_misreading_says_so(small):
    match = small.lookup("حاکی کمیاب")[0]
    assert (match.entry.id, match.via, match.matched, match.term.term) == (
        "rare-earth-elements", "variant", "حاکی کمیاب", "خاکی کمیاب",
    )  # fmt: skip
    assert match.variant.kind == "realword"
    assert small.lookup("خاکی کمیاب")[0].variant is None


def test_homonyms_stand_beside_each_other(small):
    first, second = small.lookup("معادن نادرة")
    assert (first.entry.id, second.entry.id) == ("rare-metals", "rare-earth-elements")  # preferred before admitted
    assert first.homonyms == ("rare-earth-elements",)
    assert second.homonyms == ("rare-metals",)
    assert [match.via for match in small.lookup("المعادن النادرة")] == ["attested", "attested"]


def test_begins_and_contains_follow_the_whole(small):
    assert found(small, "稀土") == [("rare-earth-elements", "exact"), ("rare-earth-magnet", "prefix")]
    assert found(small, "rare") == [
        ("rare-metals", "prefix"), ("rare-earth-elements", "prefix"), ("rare-earth-magnet", "prefix"),
    ]  # fmt: skip
    assert found(small, "magnet") == [("magnet", "exact"), ("rare-earth-magnet", "part")]
    assert found(small, "磁体") == [("rare-earth-magnet", "part")]


def test_a_longer_query_is_searched_for_terms(small):
    assert found(small, "old batteries and one new magnet") == [("battery", "within"), ("magnet", "within")]
    match = small.lookup("old batteries and one new magnet")[0]
    assert (match.start, match.end) == (4, 13)


@pytest.mark.parametrize(
    ("query", "concept"),
    [("batery", "battery"), ("mganet", "magnet"), ("باطری", "battery"), ("خاکی کمیاث", "rare-earth-elements")],
)
def test_typing_errors(small, query, concept):
    match = small.lookup(query)[0]
    assert (match.entry.id, match.kind) == (concept, "near")
    assert 0 < match.score < 90


@pytest.mark.parametrize(
    "query", ["", "  ", "\u200c", "???", "qqqqqqqq", "x", "کک", "龍", "%", "'; DROP TABLE surface; --", "a" * 5000]
)
def test_nothing_is_nothing(small, query):
    assert small.lookup(query) == []


def test_near_is_not_asked_when_something_better_is_there(small):
    assert {kind for _, kind in found(small, "rare earth")} <= {"inflected", "prefix", "part", "exact"}


def test_languages_narrow(small):
    assert found(small, "معادن نادرة", source="fa") == []
    assert found(small, "معادن نادرة", source="ar-EG")
    assert ("rare-earth-magnet", "prefix") in found(small, "rare", targets=["zh"])
    assert ("rare-earth-magnet", "prefix") not in found(small, "rare", targets=["fa"])
    assert found(small, "稀土", targets=["ps"]) == [("rare-earth-elements", "exact")]


def test_the_limit_counts_what_only_resembles(small):
    assert len(small.lookup("rare", limit=1)) == 1
    assert len(small.lookup("معادن نادرة", limit=0)) == 2


def test_deprecated_terms_answer_and_say_so(small):
    match = small.lookup("مغناطیس")[0]
    assert (match.entry.id, match.term.status) == ("magnet", "deprecated")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_query_is_answered_in_order(repository_terms, query):
    matches = repository_terms.lookup(query)
    assert [KINDS.index(m.kind) for m in matches] == sorted(KINDS.index(m.kind) for m in matches)
    assert len({match.entry.id for match in matches}) == len(matches)
    assert all(0 <= match.score <= 100 for match in matches)


def test_no_query_scores_above_the_whole_term(repository_terms):
    assert all(match.score <= 100 for query in ("5 ·", "5  G", "A I") for match in repository_terms.lookup(query))


def test_every_spelling_of_the_repository_finds_its_concept(repository_terms):
    missed = []
    for entry in repository_terms.entries():
        for section in entry.languages:
            for term in section.terms:
                for text in (term.term, *term.forms, *(v.text for v in term.variants)):
                    named = {m.entry.id for m in repository_terms.lookup(text, section.language) if m.kind == "exact"}
                    missed += [] if entry.id in named else [(entry.id, text)]
    assert not missed


def test_keys():
    assert key("  Rare   Earth ", "en") == "rare earth"
    assert tight(key("rare-earth", "en")) == tight(key("Rare Earth", "en")) == "rareearth"
    assert tight("--") == "--"
    assert tails("rare earth magnet") == ["earth magnet", "magnet"]
    assert tails("稀土磁体") == ["土磁体", "磁体", "体"]
