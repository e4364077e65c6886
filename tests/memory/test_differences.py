"""What differs between two texts: the pieces make both, and only what differs is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.memory.differences import differences

TEXTS = st.text("ab کتاب\u200c稀土 1.,", max_size=30)


@given(TEXTS, TEXTS)
def test_the_pieces_make_the_first_text(one, other):
    found = differences(one, other)
    assert "".join(text for kind, text in found if kind != "new") == one
    assert all(text for _, text in found)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert {kind for kind, _ in differences(text, text)} <= {"both"}


@pytest.mark.parametrize(
    ("one", "other", "language", "changed"),
    [
        ("The pump warms it.", "The pump cools it.", "en", [("gone", "warms"), ("new", "cools")]),
        ("稀土元素", "稀土金属", "zh", [("gone", "元素"), ("new", "金属")]),
        ("كتاب علي", "کتاب علی", "fa", []),
        ("می‌رود خانه", "می‌رود", "fa", [("gone", " "), ("gone", "خانه")]),
    ],
)
def test_words_are_compared_as_they_are_matched(one, other, language, changed):
    found = [(kind, text) for kind, text in differences(one, other, language) if kind != "both"]
    assert "".join(text for kind, text in found if kind == "gone") == "".join(t for k, t in changed if k == "gone")
    assert "".join(text for kind, text in found if kind == "new") == "".join(t for k, t in changed if k == "new")


def test_very_long_texts_are_not_compared():
    long = "a " * 3000
    assert [kind for kind, _ in differences(long, long + "b")] == ["gone", "new"]
