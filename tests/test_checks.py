"""The registry of checks: codes stand once, docstrings are messages, codes are selected by their beginnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode import checks
from termlode.checks import Checks, selected
from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Checks[str, str]:
    monkeypatch.setattr(checks, "_codes", set())
    made: Checks[str, str] = Checks("own")

    @made.add("Q102", "error", "write it", "trados memoq", fixable=True)
    def empty(item: str) -> Iterator[str]:
        """A text is
        empty.

        Why this is so is no part of the message.
        """
        if not item:
            yield "here"

    @made.add("Q101")
    def long(item: str) -> Iterator[str]:
        """A text is long."""
        yield from item[10:]

    return made


def test_a_check_is_its_function(own: Checks[str, str]):
    check = own["Q102"]
    assert (check.message, check.severity, check.cure, check.fixable) == ("A text is empty", "error", "write it", True)
    assert check.clients == {"trados", "memoq"}
    assert list(check.run("")) == ["here"]
    assert list(check.run("x")) == []


def test_a_code_stands_once_in_a_family(own: Checks[str, str]):
    other: Checks[int, int] = Checks("own")
    with pytest.raises(AssertionError, match="Q101 stands twice"):
        other.add("Q101")(lambda _: iter(()))
    assert not other

    def found(_: int) -> Iterator[int]:
        """Another family may use the code."""
        yield 1

    assert Checks[int, int]("another").add("Q101")(found) is found


def test_a_check_needs_a_message():
    with pytest.raises(AssertionError, match="Z999 has no message"):
        Checks[str, str]("own").add("Z999")(lambda _: iter(()))


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ([], [], ["Q101", "Q102"]),
        (["q"], [], ["Q101", "Q102"]),
        (["Q102"], [], ["Q102"]),
        ([], ["Q102"], ["Q101"]),
        (["Q1"], ["q101"], ["Q102"]),
    ],
)
def test_codes_are_selected_by_their_beginnings(
    select: list[str], ignore: list[str], expected: list[str], own: Checks[str, str]
):
    assert [check.code for check in own.chosen(select, ignore)] == expected


def test_an_unknown_code_is_said():
    with pytest.raises(UsageError, match="no check has the code Q2: known are Q101, Q102"):
        selected(["Q102", "Q101"], ["q2"])
