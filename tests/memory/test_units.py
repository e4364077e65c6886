"""A unit comes out of the store as it went in, whatever it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlode.memory.writer import objection
from termlode.model import (
    Context,
    Details,
    InlineCode,
    Location,
    Note,
    Origin,
    Prop,
    Subflow,
    TranslationUnit,
    Variant,
)
from tests.memory.opening import open_store
from tests.memory.units import FULL, PAIRS, unit

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.memory import Store

pytestmark = pytest.mark.usefixtures("engine")

text = st.text(st.characters(codec="utf-8"), max_size=20)
maybe = st.none() | text
pairs = st.lists(st.tuples(text, text), max_size=2).map(tuple)
count = st.none() | st.integers(0, 10**6)
details = st.builds(Details, created=maybe, changed=maybe, usage_count=count, tool=maybe, encoding=maybe)
props = st.lists(st.builds(Prop, text, text, maybe, maybe), max_size=2).map(tuple)
notes = st.lists(st.builds(Note, text, maybe, maybe), max_size=2).map(tuple)
flow = st.builds(Subflow, text, st.just(()), pairs)
code = st.builds(
    InlineCode,
    st.sampled_from(["bpt", "ept", "ph", "it", "ut", "hi", "/hi"]),
    st.integers(0, 20),
    pairs,
    st.lists(text | flow, max_size=2).map(tuple),
)
variant = st.builds(
    Variant,
    st.sampled_from(["en", "fa", "zh-CN", "ar", "ps"]),
    text.filter(lambda t: t.strip() != ""),
    st.lists(code, max_size=2).map(tuple),
    props,
    notes,
    details,
)
origin = st.builds(
    Origin,
    st.sampled_from(["human", "aligned", "machine", "import"]),
    maybe,
    st.lists(st.builds(Location, text, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
    st.none() | st.floats(0, 1),
    maybe,
    maybe,
    maybe,
)
units = st.builds(
    TranslationUnit,
    st.lists(variant, min_size=1, max_size=4).map(tuple),
    maybe,
    st.none() | st.sampled_from(["en", "fa"]),
    maybe,
    props,
    notes,
    details,
    st.builds(Context, maybe, maybe, maybe),
    origin,
)


def test_full_unit_round_trip(store: Store) -> None:
    store.add([FULL])
    assert list(store.units())[-1] == FULL


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(units, min_size=1, max_size=4))
def test_any_unit_round_trip(tmp_path: Path, given_units: list[TranslationUnit]) -> None:
    place = tmp_path / f"{uuid4().hex}.db"
    with open_store(place, write=True) as store:
        report = store.add(given_units)
        stored = list(store.units())
    assert report.seen == len(given_units)
    assert all(one in given_units for one in stored)
    assert stored[0] == given_units[0] or report.updated


def test_order_and_count(store: Store) -> None:
    assert list(store.units()) == [unit(**pair) for pair in PAIRS]
    assert store.stats()["units"] == len(PAIRS)
    assert store.stats()["languages"] == {"en": 8, "fa": 3, "zh-CN": 3, "ar": 2, "ps": 1}


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (TranslationUnit(()), "no variants"),
        (unit(en="", fa=" \n"), "no text"),
        (unit(en="half \ud800 a pair", fa="x"), "surrogate"),
    ],
)
def test_refusals_are_told(store: Store, broken: TranslationUnit, reason: str) -> None:
    report = store.add([unit(en="good one", fa="خوب"), broken])
    assert (report.added, report.refused) == (1, 1)
    assert report.reasons[0].number == 2
    assert reason in report.reasons[0].reason
    assert objection(broken) == report.reasons[0].reason


def test_text_without_letters_but_with_codes_is_taken(store: Store) -> None:
    only = TranslationUnit((Variant("en", "", codes=(InlineCode("ph", 0, (), ("<br/>",)),)), Variant("fa", "")))
    assert store.add([only]).added == 1
