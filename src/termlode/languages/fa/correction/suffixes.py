"""Suffixes of Persian words, what each costs, and which of them look like one another.

Costs are eight times the negative binary logarithm of a suffix's share among running words (counted on
TICO-19 and corrected news), so that they go with the levels of the lexicon.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from termlode.languages.fa.correction.skeletons import look_alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.languages.fa.correction.skeletons import Change

COSTS = {
    "های": 45, "ها": 51, "ی": 53, "ان": 55, "ای": 59, "اند": 65, "هایی": 70, "ید": 75, "ش": 75, "م": 75, "تر": 76,
    "ترین": 81, "ام": 85, "ند": 89, "شان": 91, "ت": 92, "اید": 92, "ایم": 92, "مان": 94, "هایش": 95, "اش": 95,
    "ه": 96, "یم": 98, "یی": 99, "تان": 100, "هایم": 102, "ات": 105, "هایمان": 110, "هایشان": 110, "هاست": 114,
    "هایت": 118, "انه": 120, "هایتان": 120,
}  # fmt: skip
_LONGEST = max(map(len, COSTS))
_STEM = 3  # letters of a stem, at least
_SINGLE = frozenset("هتشم") | {"یم", "ید", "ند"}  # too short, or of verbs: they say little of what a word is


def readings(word: str) -> Iterator[tuple[str, str]]:
    """The ways to read ``word`` as stem and suffix, the longest suffix first."""
    for cut in range(max(_STEM, len(word) - _LONGEST), len(word)):
        suffix = word[cut:]
        if suffix in COSTS and suffix not in _SINGLE:
            yield word[:cut], suffix


def misread(word: str) -> Iterator[tuple[str, str, Change]]:
    """Stem, suffix and change for every suffix that the end of ``word`` may be misread from."""
    for cut in range(max(_STEM, len(word) - _LONGEST), len(word)):
        for suffix, change in _alike(word[cut:]):
            yield word[:cut], suffix, change


@cache
def _alike(ending: str) -> tuple[tuple[str, Change], ...]:
    return tuple((s, change) for s in COSTS if len(s) > 1 and s != "تر" and (change := _change(ending, s)) is not None)


def _change(read: str, meant: str) -> Change | None:
    """What makes ``read`` of ``meant`` by one letter, or None."""
    if len(read) == len(meant):
        if sum(a != b for a, b in zip(read, meant, strict=True)) != 1:
            return None
        return "near" if look_alike(read, meant) else "far"
    short, long = sorted((read, meant), key=len)
    if len(long) - len(short) != 1 or all(long[:i] + long[i + 1 :] != short for i in range(len(long))):
        return None
    return "lost" if read == short else "put in"
