"""Which match is put in, and what is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.leverage.pretranslating import Rules, fill, is_open, previous
from termlode.model import Context, InlineCode, Match, Origin, TranslationUnit, Variant
from termlode.slots import Slot

if TYPE_CHECKING:
    from termlode.model import MatchKind, OriginKind
    from termlode.slots import State


def match(score: int, target: str = "ترجمه", kind: MatchKind = "exact", origin: OriginKind = "human") -> Match:
    unit = TranslationUnit((Variant("en", "Text"), Variant("fa", target)), origin=Origin(origin))
    return Match(score, kind, unit.variants[0], unit.variants[1], unit)


def slot(text: str = "Text", state: State = "empty", unit: str = "1", **said: object) -> Slot:
    return Slot(0, unit, 1, ("en", "fa"), text, state=state, **said)  # type: ignore[arg-type]


def test_the_best_that_reaches_the_threshold() -> None:
    one, outcome = fill(slot(), [match(90, "الف", "fuzzy"), match(80, "ب", "fuzzy")], Rules(75), None)
    assert outcome == "filled"
    assert one is not None
    assert (one.text, one.score, one.kind) == ("الف", 90, "fuzzy")
    assert [offer.target for offer in one.offers] == ["الف", "ب"]


def test_below_the_threshold_is_only_offered() -> None:
    one, outcome = fill(slot(), [match(74, kind="fuzzy")], Rules(75), None)
    assert outcome == "below"
    assert one is not None
    assert (one.text, len(one.offers)) == (None, 1)
    assert fill(slot(), [], Rules(75), None) == (None, "none")


def test_codes_that_cannot_be_carried_leave_it_open() -> None:
    coded = slot(codes=(InlineCode("ph", 2),))
    one, outcome = fill(coded, [match(99, kind="folded")], Rules(75), None)
    assert outcome == "codes"
    assert one is not None
    assert one.text is None


def test_a_machine_is_named() -> None:
    one, _ = fill(slot(), [match(85, kind="exact", origin="machine")], Rules(75), None)
    assert one is not None
    assert one.machine


@pytest.mark.parametrize(
    ("state", "overwrite", "closed"),
    [
        ("empty", (), None),
        ("human", (), "kept"),
        ("draft", (), "kept"),
        ("draft", ("draft",), None),
        ("machine", ("draft",), "kept"),
        ("machine", ("draft", "machine"), None),
    ],
)
def test_a_target_stays_unless_asked(state: State, overwrite: tuple[str, ...], closed: str | None) -> None:
    assert is_open(slot(state=state), Rules(75, frozenset(overwrite))) == closed


def test_what_is_locked_stays() -> None:
    assert is_open(slot(translate=False), Rules()) == "locked"


def test_unchanged_segments_of_the_last_version() -> None:
    near = Context("before", "after")
    old = [
        slot("One", "human", "1", target="یک"),
        slot("Two", "draft", "2", target="دو"),
        slot("Three", "human", "3", target="سه", context=near),
    ]
    taken = previous(old)
    one, three = taken(slot("One", unit="1")), taken(slot("Three", unit="9", context=near))
    assert one is not None
    assert (one.text, one.kind) == ("یک", "perfect")
    assert three is not None
    assert three.text == "سه"
    assert taken(slot("One, changed", unit="1")) is None
    assert taken(slot("Two", unit="2")) is None
    moved = taken(slot("Three", unit="9", context=Context("other", "after")))
    assert moved is not None
    assert moved.kind == "exact"
    twice = previous([*old, slot("Three", "human", "4", target="دیگر")])
    assert twice(slot("Three", unit="9", context=Context("other", "after"))) is None
