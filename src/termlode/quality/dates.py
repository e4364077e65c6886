"""The dates of a unit in whatever order and calendar they are written, compared by the day that they name.

A numeric date has each reading that its order allows. Jalali and Hijri dates are turned into Gregorian ones by the
33-year rule and the tabular calendar; as the moon is sighted, a Hijri date may be two days off.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from termlode.languages import registry
from termlode.languages.cardinals import plain
from termlode.quality.figures import LONGEST, months
from termlode.quality.pair import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from termlode.quality.pair import View

type Calendar = Literal["Gregorian", "Jalali", "Hijri"]
type Day = tuple[int, int, int]  # year, month, day of the month in a calendar

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?![\d/]|[.-]\d)")
_HAN = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]")
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\u200c?[اأ]?م)?[\s-]*(?:of\s|من\s|شهر\s)*$")
_YEAR_AFTER = re.compile(r"[\s,،-]*(?:of |سال |عام |سنه |سنة |من |کال )?(\d{4})(?!\d)")
_DAY_YEAR_AFTER = re.compile(r"\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})\s+(?:کال\s+)?د\s+$")  # Pashto: of 2024 of March on the 5th
_DAY_AFTER = re.compile(r"\s+(?:میاشت[ېی]\s+)?په\s+(\d{1,2})(?!\d)")
_DIGIT = re.compile(r"\d")
_REACH = 24
_LUNAR = re.compile(r"\s*(?:ه\u200d?ـ?(?![ \u200c.]*ش)|هـ(?!\s*ش)|ق\b|قمری|هجری قمری|هجریه?\b(?! شمسی)|ah\b)")
_OTHER = range(1250, 1500)  # years of the other two calendars that a text may name
_OFF = 2  # days between the tabular and the sighted Hijri calendar


class Date(NamedTuple):
    """A date in a text, ``text[start:end]``, with each day that it may mean."""

    start: int
    end: int
    calendar: Calendar
    days: frozenset[Day]


class Compared(NamedTuple):
    """Pairs of dates of source and target: of one day; in two calendars; of the same figures but other days."""

    agreed: list[tuple[Date, Date]]
    other_calendar: list[tuple[Date, Date]]
    turned: list[tuple[Date, Date]]


def compared(pair: Pair) -> Compared:
    """Compare the full dates of both sides; of texts that are longer than any sentence there are none."""
    if max(len(pair.source.text), len(pair.target.text)) > LONGEST or not _DIGIT.search(pair.source.text):
        return Compared([], [], [])
    left, right = list(find(pair.source)), list(find(pair.target))
    agreed = _taken(left, right, lambda a, b: a.calendar == b.calendar and bool(a.days & b.days))
    other = _taken(left, right, lambda a, b: a.calendar != b.calendar and same_day(a, b))
    other += _taken(left, right, lambda a, b: a.calendar != b.calendar)
    turned = _taken(left, right, lambda a, b: bool(_figures(a) & _figures(b)))
    return Compared(agreed, other, turned)


def _taken(left: list[Date], right: list[Date], fits: Callable[[Date, Date], bool]) -> list[tuple[Date, Date]]:
    """Pairs that fit, taken out of both lists."""
    found = []
    for one in list(left):
        other = next((two for two in right if fits(one, two)), None)
        if other is not None:
            found.append((one, other))
            left.remove(one)
            right.remove(other)
    return found


def _figures(one: Date) -> set[tuple[int, ...]]:
    return {tuple(sorted(day)) for day in one.days}


def same_day(one: Date, other: Date) -> bool:
    """Whether two dates may name one day, whatever their calendars."""
    off = _OFF if "Hijri" in (one.calendar, other.calendar) else 0
    days = product(
        (ordinal(one.calendar, day) for day in one.days), (ordinal(other.calendar, day) for day in other.days)
    )
    return any(abs(a - b) <= off for a, b in days)


def calendar_of_years(one: Decimal, other: Decimal) -> Calendar | None:
    """The calendar of the smaller of two years that may be one: 1402 for 2023 or 2024, 1445 for 2023 or 2024."""
    older, newer = sorted((one, other))
    if older not in _OTHER or not 1872 <= newer < 2100:
        return None
    if newer - older in (621, 622):
        return "Jalali"
    return "Hijri" if abs((newer - 622) * 33 / 32 - older) <= 1 else None


def ordinal(calendar: Calendar, day: Day) -> int:
    """The number of a day, as :meth:`datetime.date.toordinal` counts; 0 for 31 February."""
    year, month, number = day
    if calendar == "Jalali":
        before = 31 * (month - 1) if month <= 6 else 30 * (month - 1) + 6
        return 226529 + 365 * year + (8 * year + 21) // 33 + before + number
    if calendar == "Hijri":
        return 227014 + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + number
    try:
        return date(year, month, number).toordinal()
    except ValueError:
        return 0


def find(view: View) -> Iterator[Date]:
    """The full dates of one side."""
    text = plain(view.plain)
    for match in _NUMERIC.finditer(text):
        days = frozenset(day for day in _readings(match[1], match[3], match[4]) if _is_day(day))
        if days:
            yield Date(*match.span(), _calendar(days, text[match.end() :][:_REACH], view.language), days)
    for match in _HAN.finditer(text):
        day = (int(match[1]), int(match[2]), int(match[3]))
        if _is_day(day):
            yield Date(*match.span(), "Gregorian", frozenset([day]))
    for calendar, pattern in _months(view.language):
        for match in pattern.finditer(text):
            month = next(int(name[1:]) for name, said in match.groupdict().items() if said)
            yield from _around(text, match.span(), month, calendar)


def _readings(first: str, second: str, third: str) -> Iterator[Day]:
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        yield a, b, c
    elif len(third) == 4:
        yield from ((c, b, a), (c, a, b))
    elif len(third) == 2 and len(first) <= 2:
        yield from ((century + c, *order) for century in (1900, 2000) for order in ((b, a), (a, b)))


def _is_day(day: Day) -> bool:
    return 1000 <= day[0] < 2200 and 1 <= day[1] <= 12 and 1 <= day[2] <= 31


def _calendar(days: frozenset[Day], after: str, language: str) -> Calendar:
    """The calendar of a numeric date: by its year, what stands behind it, and the language."""
    if not all(year in _OTHER for year, _, _ in days):
        return "Gregorian"
    rules = registry.quality(language)
    usual = next(iter(rules.OTHER_MONTHS), "Jalali") if rules else "Jalali"
    return "Hijri" if usual == "Hijri" or _LUNAR.match(after) else "Jalali"


def _around(text: str, span: tuple[int, int], month: int, calendar: Calendar) -> Iterator[Date]:
    """The date around the name of a month, in one of the orders that languages have."""
    start, end = span
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    base = start - len(before)
    if (day := _DAY_BEFORE.search(before)) and (year := _YEAR_AFTER.match(after)):
        place, said = (base + day.start(), end + year.end()), (int(year[1]), month, int(day[1]))
    elif both := _DAY_YEAR_AFTER.match(after):
        place, said = (start, end + both.end()), (int(both[2]), month, int(both[1]))
    elif (year := _YEAR_BEFORE.search(before)) and (day := _DAY_AFTER.match(after)):
        place, said = (base + year.start(), end + day.end()), (int(year[1]), month, int(day[1]))
    else:
        return
    if _is_day(said):
        yield Date(*place, calendar, frozenset([said]))


@lru_cache(maxsize=64)
def _months(language: str) -> list[tuple[Calendar, re.Pattern[str]]]:
    """The patterns of the names of months, by calendar."""
    rules = registry.quality(language)
    found: list[tuple[Calendar, re.Pattern[str]]] = [("Gregorian", months(language))] if rules else []
    for calendar in ("Jalali", "Hijri") if rules else ():
        names = rules.OTHER_MONTHS.get(calendar, ()) if rules else ()
        parts = "|".join(f"(?P<m{value}>{plain(name)})" for value, name in enumerate(names, 1))
        if parts:
            found.append((calendar, re.compile(rf"(?<![^\W_])(?:{parts})(?![^\W_])")))
    return found


def rest(pair: Pair) -> Pair:
    """The unit without the dates that were compared: what else its sides say in figures."""
    found = compared(pair)
    both = [*found.agreed, *found.other_calendar]
    if not both:
        return pair
    left = Pair(pair.unit, pair.known)
    left.source = pair.source.without([(one.start, one.end) for one, _ in both])
    left.target = pair.target.without([(other.start, other.end) for _, other in both])
    return left
