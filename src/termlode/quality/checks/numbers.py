"""Numbers and dates, compared by value (codes 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages.cardinals import plain
from termlode.quality.dates import calendar_of_years, compared, rest, same_day
from termlode.quality.figures import differences, months, told
from termlode.quality.registry import check
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.quality.dates import Date
    from termlode.quality.figures import Differences
    from termlode.quality.pair import Pair, View

_OLD_YEAR = re.compile(r"(?<!\d)[1١۱][2-4٢-٤۲-۴]\d\d(?!\d)")  # of the other two calendars
_NEAR = 9  # characters between the name of a month and the figure that makes it a date


@check("E201", "number", "write the number of the source; where it is meant otherwise, wave the finding through")
def number(pair: Pair) -> Iterator[Hit]:
    """A number of the source is another in the target, is missing there, or is added"""
    found = _differences(pair)
    for one, other in found.exchanged:
        if calendar_of_years(one.value, other.value):
            continue
        yield Hit(f"{one.text.strip()} became {other.text.strip()}", other.start, other.end)
    if found.missing:
        yield Hit(f"missing: {told(found.missing)}", found.missing[0].start, found.missing[0].end, "source")
    if found.added:
        yield Hit(f"added: {told(found.added)}", found.added[0].start, found.added[0].end)


@check("E202", "magnitude", "write the magnitude of the source: million and billion, 万 and 亿 are easily exchanged")
def magnitude(pair: Pair) -> Iterator[Hit]:
    """A number has the same digits in source and target but another magnitude"""
    for one, other in _differences(pair).sizes:
        yield Hit(f"{one.text.strip()} became {other.text.strip()}", other.start, other.end)


def _differences(pair: Pair) -> Differences:
    """The numbers of one side only; dates that both sides name, in whatever way, are no numbers."""
    found = differences(pair)
    return differences(rest(pair)) if any((found.sizes, found.exchanged, found.missing, found.added)) else found


@check("W203", "date", "write the date of the source")
def other_date(pair: Pair) -> Iterator[Hit]:
    """A date names another month than the source, or its day and month are exchanged"""
    yield from _other_months(pair)
    for one, other in compared(pair).turned:
        yield Hit(_told(pair, one, other), other.start, other.end)


@check("I204", "date", "is it the same day? dates of two calendars are compared by no rule of numbers")
def other_calendar(pair: Pair) -> Iterator[Hit]:
    """A Jalali or Hijri date or year stands for one of another calendar"""
    for one, other in compared(pair).other_calendar:
        day = "the same day" if same_day(one, other) else "not the same day"
        said = f"{_told(pair, one, other)}: {one.calendar}, {other.calendar}, {day}"
        yield Hit(said, other.start, other.end)
    is_named = _OLD_YEAR.search(pair.source.plain) or _OLD_YEAR.search(pair.target.plain)
    for a, b in _differences(pair).exchanged if is_named else ():
        if calendar_of_years(a.value, b.value):
            yield Hit(f"{a.text.strip()} became {b.text.strip()}", b.start, b.end)


def _told(pair: Pair, one: Date, other: Date) -> str:
    return f"{pair.source.text[one.start : one.end]} became {pair.target.text[other.start : other.end]}"


def _other_months(pair: Pair) -> Iterator[Hit]:
    left, right = _months(pair.source), _months(pair.target)
    lost, new = set(left) - set(right), set(right) - set(left)
    if lost and new:
        start, end = right[min(new)]
        yield Hit(f"month {min(lost)} became {min(new)}", start, end)


def _months(view: View) -> dict[int, tuple[int, int]]:
    """The months of the year that stand beside a figure, with their places."""
    text = plain(view.text)
    found: dict[int, tuple[int, int]] = {}
    for match in months(view.language).finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.start()] + text[match.end() : match.end() + _NEAR]
        if re.search(r"\d", around):
            value = next(int(name[1:]) for name, said in match.groupdict().items() if said)
            found.setdefault(value, match.span())
    return found
