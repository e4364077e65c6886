"""Bands: which of them a segment falls into, and what comes before what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.leverage.analysis import PERFECT, analyse
from termlode.leverage.bands import band
from termlode.model import InlineCode
from termlode.slots import Slot

if TYPE_CHECKING:
    from termlode.slots import State

LONG = "The exports of rare earth magnets fell sharply in the second quarter"


def slot(text: str, state: State = "empty", *, translate: bool = True, codes: tuple[InlineCode, ...] = ()) -> Slot:
    return Slot(0, "1", 1, ("en", "fa"), text, codes, "x" if state != "empty" else "", (), state, translate)


def bands_of(*files: list[Slot], scores: dict[str, int] | None = None, internal: bool = True) -> list[dict[str, int]]:
    known = scores or {}
    named = [(str(number), slots) for number, slots in enumerate(files)]
    found = analyse(named, lambda one: known.get(one.source, 0), internal=internal)
    return [{name: row.segments for name, row in file.rows.items()} for file in found]


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (101, "101"),
        (100, "100"),
        (99, "99-95"),
        (95, "99-95"),
        (94, "94-85"),
        (84, "84-75"),
        (50, "74-50"),
        (49, "new"),
    ],
)
def test_a_score_has_its_band(score: int, name: str) -> None:
    assert band(score) == name
    assert bands_of([slot("a")], scores={"a": score}) == [{name: 1}]


def test_repetitions_stand_before_a_full_match_and_after_context() -> None:
    job = [slot("a"), slot("a"), slot("b"), slot("b")]
    assert bands_of(job, scores={"a": 100, "b": 101}) == [{"100": 1, "repetitions": 1, "101": 2}]


def test_what_stood_in_an_earlier_file_is_counted_apart() -> None:
    assert bands_of([slot("a")], [slot("a"), slot("a")]) == [{"new": 1}, {"cross-file repetitions": 2}]


def test_codes_make_another_segment() -> None:
    coded = slot("a", codes=(InlineCode("ph", 0),))
    assert bands_of([slot("a"), coded, coded], internal=False) == [{"new": 2, "repetitions": 1}]


def test_what_is_done_or_locked_is_not_asked() -> None:
    def never(_one: Slot) -> int:
        raise AssertionError

    job = [slot("a", "human"), slot("b", translate=False), slot("c", "confirmed-machine")]
    (found,) = analyse([("f", job)], never, internal=False)
    assert {name: row.segments for name, row in found.rows.items()} == {"translated": 2, "locked": 1}


def test_a_draft_is_work_and_a_translation_makes_repetitions() -> None:
    assert bands_of([slot("a", "draft")]) == [{"new": 1}]
    assert bands_of([slot("a", "human"), slot("a")]) == [{"translated": 1, "repetitions": 1}]


def test_what_is_like_an_earlier_segment_is_internal() -> None:
    job = [slot(f"{LONG}."), slot(f"{LONG} again."), slot("Copper")]
    assert bands_of(job) == [{"new": 2, "internal 94-85": 1}]
    assert bands_of(list(reversed(job))) == [{"new": 2, "internal 94-85": 1}]
    assert bands_of(job, internal=False) == [{"new": 3}]


def test_the_memory_stands_before_the_job_itself_where_it_is_better() -> None:
    job = [slot(f"{LONG}."), slot(f"{LONG} again.")]
    assert bands_of(job, scores={f"{LONG} again.": 94})[0] == {"new": 1, "94-85": 1}


def test_what_was_taken_over_is_perfect() -> None:
    assert bands_of([slot("a")], scores={"a": PERFECT}) == [{"perfect": 1}]


def test_words_are_weighed() -> None:
    (found,) = analyse([("f", [slot("one two"), slot("three")])], lambda one: 100 if one.source == "three" else 0)
    assert found.total.count.words == 3
    assert found.weighted({"new": 1.0, "100": 0.1}) == pytest.approx(2.1)
