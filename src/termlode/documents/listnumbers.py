"""List numbers that extraction turned: ``-3 شرکت`` of ``3- شرکت``, ``.3`` of ``3.``, ``)3`` of ``3)``.

Two such lines whose numbers follow each other, before different words, are a list; one by itself may be a negative
number or a decimal, and is only suggested.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.documents.repair import Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM = re.compile(
    r"^[ \t]*(?P<turned>[\u200e\u200f\u202a-\u202e]*(?P<sign>[-–.)])(?P<number>[0-9۰-۹٠-٩]{1,2}))"
    r"(?![0-9۰-۹٠-٩.,٫٪%/])[\u200e\u200f\u202a-\u202e]*[ \t]*[«(]?(?P<word>[\u0621-\u06d3\u200c]+)",
    re.MULTILINE,
)


def list_numbers(text: str) -> Iterator[Repair]:
    """Repairs of the turned numbers of ``text``, in order."""
    items = list(_ITEM.finditer(text))
    for index, item in enumerate(items):
        beside = items[max(0, index - 1) : index] + items[index + 1 : index + 2]
        sure = any(_follow(item, other) for other in beside)
        why = "the number of a list item, turned" + (", as the next one is" if sure else "; or a negative number")
        yield Repair(*item.span("turned"), item["number"] + item["sign"], "list-number", sure, why)


def _follow(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two items have numbers that follow each other, the same sign, and different words behind them."""
    apart = (int(other["number"]) - int(one["number"])) * (1 if other.start() > one.start() else -1)
    return apart == 1 and one["sign"] == other["sign"] and one["word"] != other["word"]
