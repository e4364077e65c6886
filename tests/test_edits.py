"""Lists of edits: apply, invert, compose, locate, explain."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.correction import explain
from termlode.edits import Moved, apply, compose, invert, locate, ordered, splice
from termlode.errors import ReplayError
from termlode.model import Edit

TEXT = "یک دو سه چهار"


def edit(start: int, before: str, after: str, **more: object) -> Edit:
    return replace(Edit("test", "char", start, start + len(before), before, after), **more)  # type: ignore[arg-type]


def test_apply_makes_edits_in_any_order():
    assert apply(TEXT, [edit(6, "سه", "۳"), edit(0, "یک", "۱")]) == "۱ دو ۳ چهار"


def test_suggestions_are_left_aside_unless_asked_for():
    found = [edit(0, "یک", "۱", tier="suggest")]
    assert apply(TEXT, found) == TEXT
    assert apply(TEXT, found, suggestions=True) == "۱ دو سه چهار"


def test_an_edit_that_does_not_fit_is_refused():
    with pytest.raises(ReplayError, match="expected “دو”, found “یک”"):
        apply(TEXT, [edit(0, "دو", "۲")])


@pytest.mark.parametrize(("start", "end"), [(99, 99), (5, 3), (-2, -2), (-1, 1), (13, 14)])
def test_spans_that_no_text_has_are_refused(start: int, end: int):
    with pytest.raises(ReplayError, match="is not a span of a text of 13 characters"):
        apply(TEXT, [replace(edit(0, "", "x"), start=start, end=end)])


def test_what_does_not_fit_is_quoted_up_to_forty_characters():
    with pytest.raises(ReplayError, match=f"expected “{'a' * 40}”, found “{'b' * 40}”"):
        apply("b" * 60, [edit(0, "a" * 60, "")])


def test_overlapping_edits_are_refused():
    with pytest.raises(ReplayError):
        apply(TEXT, [edit(0, "یک دو", "a"), edit(3, "دو", "b")])


def test_insertions_and_deletions():
    assert apply("ab", [edit(1, "", "-")]) == "a-b"
    assert apply("ab", [edit(0, "a", "")]) == "b"


def test_compose_merges_what_touches_and_names_the_weightiest_class():
    first = [edit(0, "یک", "یكک", kind="arabic", rule="one", confidence=0.9)]
    second = [edit(3, " ", "\u200c", kind="zwnj", rule="two", confidence=0.95, evidence="why")]
    (found,) = compose(TEXT, first, second)
    assert found.before == "یک "
    assert found.after == "یكک\u200c"
    assert found.rule == "one+two"
    assert found.kind == "zwnj"
    assert found.confidence == 0.9


def test_compose_drops_what_cancels_out():
    first = [edit(0, "یک", "۱")]
    assert compose(TEXT, first, [edit(0, "۱", "یک")]) == []


def test_locate_finds_whole_edits():
    made = [edit(3, "دو", "دوم"), edit(6, "سه", "")]
    assert apply(TEXT, made) == "یک دوم  چهار"
    assert locate(made, 0, 2) == (0, 2)
    assert locate(made, 3, 6) == (3, 5)
    assert locate(made, 4, 5) == (3, 5)
    assert locate(made, 8, 12) == (9, 13)


def test_explain_says_line_change_rule_and_reason():
    (line,) = explain("الف\nمیکند", [edit(4, "میکند", "می\u200cکند", rule="zwnj.verb", evidence="because")])
    assert line.startswith("line 2:")
    assert "[میکند → می¦کند]" in line
    assert line.endswith("zwnj.verb, auto, 1.00: because")


@pytest.mark.parametrize(
    ("kinds", "chief"),
    [
        (("arabic", "zwnj"), "zwnj"),
        (("space", "zwnj"), "space"),
        (("space", "markup"), "markup"),
        (("digit", "markup"), "digit"),
        (("digit", "line"), "line"),
        (("char", "line"), "char"),
        (("char", "variant"), "variant"),
    ],
)
def test_the_weightier_class_names_an_edit(kinds: tuple[str, str], chief: str):
    for one, other in (kinds, kinds[::-1]):
        (found,) = compose("ab", [edit(0, "a", "x", kind=one)], [edit(1, "b", "y", kind=other)])
        assert found.kind == chief


def test_edits_that_do_not_touch_stay_apart():
    assert compose("abc", [edit(0, "a", "x")], [edit(2, "c", "y")]) == [edit(0, "a", "x"), edit(2, "c", "y")]
    assert compose("abc", [edit(0, "a", "")], [edit(1, "c", "y")]) == [edit(0, "a", ""), edit(2, "c", "y")]
    (touching,) = compose("abc", [edit(0, "a", "x")], [edit(1, "b", "y")])
    assert (touching.start, touching.end, touching.before, touching.after) == (0, 2, "ab", "xy")


def test_evidence_is_said_once():
    first = [edit(0, "a", "x", evidence="one; two")]
    (found,) = compose("a", first, [edit(0, "x", "y", evidence="two; three")])
    assert found.evidence == "one; two; three"


def test_explain_shows_what_stands_around():
    (line,) = explain("0123456789abcdef", [edit(8, "8", "")], width=3)
    assert line.startswith("line 1: 567[8 → ∅]9ab  test")
    (line,) = explain("x\ny\r\u00ad", [edit(3, "\r", "")], width=5)
    assert line.startswith("line 2: x⏎y[␍ → ∅]\u00ad  ")


@st.composite
def edits(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    out, last = [], -1
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(st.text("abی‌😀\r\n", max_size=3))
        if start > last and text[start:end] != after:
            out.append(edit(start, text[start:end], after))
            last = end
    return out


@given(st.data(), st.text("xyzم‌ی😀\r\n ", max_size=30))
def test_compose_is_one_step_for_two(data: st.DataObject, text: str):
    first = data.draw(edits(text))
    between = apply(text, first)
    second = data.draw(edits(between))
    both = compose(text, first, second)
    assert apply(text, both) == apply(between, second)
    assert all(e.before != e.after for e in both)
    assert all(a.end <= b.start for a, b in pairwise(both))


@given(st.data(), st.text("xyzم‌ی😀\r\n ", max_size=30))
def test_invert_leads_back(data: st.DataObject, text: str):
    made = data.draw(edits(text))
    after = apply(text, made)
    assert apply(after, invert(made)) == text
    assert invert(invert(made)) == [replace(e) for e in made]


@given(st.data(), st.text("xyzم‌ی ", min_size=1, max_size=30))
def test_locate_agrees_with_apply(data: st.DataObject, text: str):
    made = data.draw(edits(text))
    after = apply(text, made)
    start = data.draw(st.integers(0, len(after)))
    end = data.draw(st.integers(start, len(after)))
    low, high = locate(made, start, end)
    assert 0 <= low <= high <= len(text)
    inside = [e for e in made if low <= e.start and e.end <= high]
    assert after[start:end] in apply(text[low:high], [replace(e, start=e.start - low, end=e.end - low) for e in inside])


@given(st.data(), st.text("xyzم‌ی😀\r\n ", max_size=30))
def test_splicing_is_replacing_from_the_end(data: st.DataObject, text: str):
    made = ordered(text, reversed(data.draw(edits(text))))
    expected = text
    for one in reversed(made):
        expected = expected[: one.start] + one.after + expected[one.end :]
    assert splice(text, ((one.start, one.end, one.after) for one in made)) == expected == apply(text, made)


@given(st.data(), st.text("xyzم‌ی😀\r\n ", min_size=1, max_size=30))
def test_untouched_letters_are_found_again(data: st.DataObject, text: str):
    made = data.draw(edits(text))
    after, moved = apply(text, made), Moved(made)
    for offset, letter in enumerate(text):
        if not any(one.start <= offset < one.end for one in made):
            start = moved.end(offset)  # behind what is inserted there
            assert after[start] == letter
            assert locate(made, start, start + 1) == (offset, offset + 1)
    places = [moved.start(offset) for offset in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[0] == 0
    assert moved.end(len(text)) == len(after)
