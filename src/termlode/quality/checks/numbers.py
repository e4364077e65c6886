"""Numbers and dates, compared by value (codes 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages.cardinals import plain
from termlode.quality.figures import differences, months, told
from termlode.quality.registry import check
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.quality.pair import Pair, View

_NEAR = 9  # characters between the name of a month and the figure that makes it a date


@check("E201", "number", "write the number of the source; where it is meant otherwise, wave the finding through")
def number(pair: Pair) -> Iterator[Hit]:
    """A number of the source is another in the target, is missing there, or is added"""
    found = differences(pair)
    for one, other in found.exchanged:
        yield Hit(f"{one.text.strip()} became {other.text.strip()}", other.start, other.end)
    if found.missing:
        yield Hit(f"missing: {told(found.missing)}", found.missing[0].start, found.missing[0].end, "source")
    if found.added:
        yield Hit(f"added: {told(found.added)}", found.added[0].start, found.added[0].end)


@check("E202", "magnitude", "write the magnitude of the source: million and billion, 万 and 亿 are easily exchanged")
def magnitude(pair: Pair) -> Iterator[Hit]:
    """A number has the same digits in source and target but another magnitude"""
    for one, other in differences(pair).sizes:
        yield Hit(f"{one.text.strip()} became {other.text.strip()}", other.start, other.end)


@check("W203", "date", "write the month of the source")
def month(pair: Pair) -> Iterator[Hit]:
    """A date names another month than the source"""
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
