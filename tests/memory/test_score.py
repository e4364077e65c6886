"""The score: its documented steps, and its properties for any two texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from termlode.memory.adapt import adapt
from termlode.memory.score import Key, compare, score, token_cost

LANGUAGES = st.sampled_from(["en", "fa", "ar", "ps", "zh", "und"])
LETTERS = st.sampled_from(list("abc AB12.,_-稀土矿کكيیئةه\u200c\u064b ۱۲"))
TEXTS = st.text(LETTERS, max_size=24) | st.text(max_size=16)


@pytest.mark.parametrize(
    ("one", "other", "language", "expected"),
    [
        ("Open the file", "Open the file", "en", 100),
        ("Open the file", "open the FILE", "en", 99),
        ("كتابها", "کتاب‌ها", "fa", 99),
        ("الطَّاقَة", "الطاقة", "ar", 99),
        ("Page 3 of 12", "Page 4 of 15", "en", 99),
        ("سال ۱۴۰۲", "سال 1402", "fa", 99),
        ("سال ۱۴۰۲", "سال ۱۴۰۳", "fa", 99),
        ("稀土元素", "稀土金属", "zh", 50),
        ("The mine opened", "The mines opened", "en", 92),
        ("delete file", "remove file", "en", 60),
        ("", "x", "en", 0),
    ],
)
def test_steps(one: str, other: str, language: str, expected: int) -> None:
    assert score(one, other, language) == expected


def test_pashto_letters_contrast() -> None:
    assert score("ښځه ئې", "ښځه یې", "ps") < 99


def test_an_inflected_form_costs_less_than_another_word() -> None:
    same, inflected, another = "the battery works", "the batteries works", "the magnet works"
    assert score(same, inflected) > score(same, another)


def test_words_run_together_cost_little() -> None:
    assert score("?plural:Majapahit", "?pluralMajapahit") > 80


def test_capped_below_equal_folding() -> None:
    long = "word " * 100
    assert score(long + "a", long + "b") == 98


@given(TEXTS, TEXTS, LANGUAGES)
def test_symmetric_and_bounded(one: str, other: str, language: str) -> None:
    points = score(one, other, language)
    assert points == score(other, one, language)
    assert 0 <= points <= 100


@given(TEXTS, TEXTS, LANGUAGES)
def test_only_equal_texts_score_100(one: str, other: str, language: str) -> None:
    assert (score(one, other, language) == 100) == (one == other)


@given(TEXTS, TEXTS, LANGUAGES, st.integers(0, 100))
def test_a_minimum_only_cuts(one: str, other: str, language: str, minimum: int) -> None:
    points = compare(Key(one, language), Key(other, language))
    assert compare(Key(one, language), Key(other, language), minimum) == (points if points >= minimum else 0)


@settings(max_examples=300)
@given(TEXTS, TEXTS)
def test_letters_bound_the_cost_of_tokens(one: str, other: str) -> None:
    a, b = Key(one, "und"), Key(other, "und")
    beyond = len(a.bare) + len(b.bare)
    assert Levenshtein.distance(a.bare, b.bare) <= token_cost(a.tokens, b.tokens, beyond) <= beyond
    assert "".join(a.tokens) == a.bare


@given(st.lists(st.text(LETTERS.filter(str.isalnum), min_size=1, max_size=5), max_size=6), st.data())
def test_dynamic_programme_against_a_plain_one(words: list[str], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.sampled_from(words or ["x"]) | st.text("ab", min_size=1, max_size=4), max_size=6))
    assert token_cost(words, others, 10_000) == _plain(tuple(words), tuple(others))


def _plain(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """The definition, without any short cut."""
    table = {(0, 0): 0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            ways = []
            if i:
                ways.append(table[i - 1, j] + len(a[i - 1]))
            if j:
                ways.append(table[i, j - 1] + len(b[j - 1]))
            if i and j:
                ways.append(table[i - 1, j - 1] + Levenshtein.distance(a[i - 1], b[j - 1]))
            if ways:
                table[i, j] = min(ways)
    return table[len(a), len(b)]


@pytest.mark.parametrize(
    ("query", "source", "target", "expected"),
    [
        ("4-6 million tons", "3-5 million tons", "۳ تا ۵ میلیون تن", "۴ تا ۶ میلیون تن"),
        ("two thirds of 20", "two thirds of 30", "دو سوم از ۳۰", "دو سوم از ۲۰"),
        ("three quarters", "two thirds", "دو سوم", None),
    ],
)
def test_numbers_are_adapted_with_their_magnitude(query: str, source: str, target: str, expected: str | None):
    assert adapt(query, source, target, "en", "fa") == expected
