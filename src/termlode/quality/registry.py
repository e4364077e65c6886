"""The checks of translated units: functions over a :class:`Pair` that yield hits, by their codes.

A code begins with its severity: E error, W warning, I information. The first digit is the field: 1 whole texts,
2 numbers, 3 terms and consistency, 4 codes, addresses and room, 5 marks, 6 letters and invisible characters, 7 words
and spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.checks import Checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from termlode.checks import Severity
    from termlode.quality.pair import Pair
    from termlode.quality.unit import Hit

CHECKS: Checks[Pair, Hit] = Checks("quality")
_SEVERITY: dict[str, Severity] = {"E": "error", "W": "warning", "I": "information"}


def check(
    code: str, kind: str, cure: str = ""
) -> Callable[[Callable[[Pair], Iterator[Hit]]], Callable[[Pair], Iterator[Hit]]]:
    """Decorator that registers a check of a unit; its severity is the first letter of its code."""
    return CHECKS.add(code, _SEVERITY[code[0]], cure, kind=kind)
