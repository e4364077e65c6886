"""Units through all checks: states, waivers, consistency, inline codes, room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.errors import UsageError
from termlode.model import InlineCode
from termlode.quality.run import Checker
from termlode.quality.unit import Limit, Text, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence


def unit(key: str, source: str, target: str, **more: object) -> Unit:
    return Unit("a.xlf", key, Text(source, "en"), Text(target, "fa"), **more)  # type: ignore[arg-type]


def codes(*units: Unit, select: Sequence[str] = ()) -> list[tuple[str, str]]:
    return [(one.unit, one.code) for one in Checker(select).findings(units)]


def test_open_units_are_counted_not_checked() -> None:
    checker = Checker()
    found = list(checker.findings([unit("1", "Open 3 doors.", "", is_open=True), unit("2", "Wait.", "")]))
    assert [(one.unit, one.kind) for one in found] == [("2", "empty")]
    assert (checker.tally.open, checker.tally.checked) == (1, 1)


def test_the_same_source_translated_differently() -> None:
    first = unit("1", "The door is open.", "در باز است.")
    assert codes(first, unit("2", "The door is open.", "درِ خانه گشوده است.")) == [("2", "W311")]
    assert codes(first, unit("2", "The  door is open.", "در باز است")) == []
    assert codes(first, unit("2", "The window is open.", "در باز است.")) == [("2", "I312")]


def test_a_copy_of_the_source_is_told_once() -> None:
    assert codes(unit("1", "There are 3 doors in the house.", "There are 3 doors in the house.")) == [("1", "E102")]


def test_waivers() -> None:
    checker = Checker()
    said = unit("1", "Open 3 doors.", "۴ در را باز کنید.", waived=frozenset({"E2"}))
    assert list(checker.findings([said])) == []
    assert checker.tally.waived == 1


def test_codes_are_chosen() -> None:
    wrong = unit("1", "Open 3 doors.", "۴ در  را باز کنید.")
    assert codes(wrong) == [("1", "E201"), ("1", "W702")]
    assert codes(wrong, select=["w7"]) == [("1", "W702")]
    with pytest.raises(UsageError, match="E9"):
        Checker(["E9"])


def pair(number: str, name: str, start: int, end: int) -> tuple[InlineCode, InlineCode]:
    return InlineCode("bpt", start, (("i", number), ("x", name))), InlineCode("ept", end, (("i", number),))


def coded(source: Sequence[InlineCode], target: Sequence[InlineCode]) -> list[str]:
    left, right = Text("Open the door", "en", tuple(source)), Text("در را باز کن", "fa", tuple(target))
    return [one.code for one in Checker(["E4", "W4"]).findings([Unit("a", "1", left, right)])]


def test_inline_codes() -> None:
    bold, line = pair("1", "b", 0, 4), InlineCode("ph", 8, (("x", "2"),))
    assert coded([*bold, line], [*bold, line]) == []
    assert coded([*bold, line], [*bold]) == ["E401"]
    assert coded([*bold], [*bold, line]) == ["E402"]
    assert coded([*bold, line], [*bold, line, line]) == ["E403"]
    assert coded([*bold], [bold[1], bold[0]]) == ["W404"]


def test_room() -> None:
    assert codes(unit("1", "Open", "باز کنید", limit=Limit(4))) == [("1", "E421")]
    assert codes(unit("1", "Open", "باز", limit=Limit(4))) == []
    assert codes(unit("1", "Open", "باز", limit=Limit(4, "byte"))) == [("1", "E421")]
    assert codes(unit("1", "Open", "باز کنید", limit=Limit(4, "pixel"))) == []


def test_a_habit_of_punctuation_is_told_once() -> None:
    checker = Checker(["I503"])
    some = [unit(str(number), "First, wait.", f"نخست, صبر کن {'آ' * number}.") for number in range(9)]
    assert list(checker.findings(some)) == []
    assert checker.tally.habits == {"I503": 9}
    assert len(list(Checker(["I503"]).findings(some[:4]))) == 4


def quoting(*targets: str) -> list[tuple[str, str]]:
    units = [unit(str(at), f"Say {'a' * at} “yes” now.", target) for at, target in enumerate(targets, 1)]
    return codes(*units, select=["I504", "I505"])


def test_marks_against_the_convention_that_a_file_follows() -> None:
    ours, straight, wide = "اکنون «بله» بگو.", 'اکنون "بله" بگو.', "اکنون （بله） بگو."
    assert quoting(*[ours] * 4, straight) == [("5", "I504")]
    assert quoting(*[straight] * 4, ours) == []
    assert quoting(*[ours] * 4, *[straight] * 2) == []
    assert quoting(*[ours] * 2, straight) == []
    assert quoting(*["اکنون (بله) بگو."] * 4, wide) == [("5", "I505")] * 2
    assert quoting(*[wide] * 4, "اکنون (بله) بگو.") == []


def test_each_file_has_its_own_style() -> None:
    ours = [unit(str(at), "Say “yes”.", "«بله» بگو.") for at in range(5)]
    other = Unit("b.xlf", "1", Text("Say “no”.", "en"), Text('"نه" بگو.', "fa"))
    assert codes(*ours, other, select=["I504"]) == []
