"""Dates of three calendars as days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from termlode.quality.dates import calendar_of_years, compared, ordinal
from termlode.quality.pair import Pair
from termlode.quality.unit import Text, Unit


@pytest.mark.parametrize(
    ("day", "gregorian"),
    [
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1402, 7, 1), date(2023, 9, 23)),
    ],
)
def test_jalali_days(day: tuple[int, int, int], gregorian: date) -> None:
    assert ordinal("Jalali", day) == gregorian.toordinal()


def test_hijri_days_within_a_sighting() -> None:
    assert abs(ordinal("Hijri", (1445, 9, 1)) - date(2024, 3, 11).toordinal()) <= 1
    assert abs(ordinal("Hijri", (1400, 1, 1)) - date(1979, 11, 21).toordinal()) <= 1


def test_a_day_that_is_none() -> None:
    assert ordinal("Gregorian", (2023, 2, 30)) == 0


def test_years_of_two_calendars() -> None:
    assert calendar_of_years(Decimal(2024), Decimal(1402)) == "Jalali"
    assert calendar_of_years(Decimal(1445), Decimal(2023)) == "Hijri"
    assert calendar_of_years(Decimal(2024), Decimal(1412)) is None
    assert calendar_of_years(Decimal(640), Decimal(18)) is None


def test_a_text_of_nothing_but_dates_takes_no_time() -> None:
    text = "05/03/2024 " * 100_000
    found = compared(Pair(Unit("a", "1", Text(text, "en"), Text(text.replace("5", "6"), "fa"))))
    assert found == ([], [], [])
