"""Whole numbers in words: three hundred thousand, پنجاه هزار, ثلاثة ملايين, two and a half million.

Read only where a word multiplies (hundred, million …) or a per cent follows: "one" and "two" by themselves are mostly
something else. The words are those of the language's pack (``CARDINALS`` of ``numbers.py``, ``MULTIPLIERS``, ``AND``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages import quantities, registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HUNDRED = 100
_SHORT = 3  # letters of bn, mln
_SAME = str.maketrans("يىكآأإ", "ییکااا")


class _Words(NamedTuple):
    """The words of a language, letters folded."""

    token: re.Pattern[str]
    joint: re.Pattern[str]
    values: Mapping[str, int]  # of words that add up
    factors: Mapping[str, int]  # of words that multiply
    bare: frozenset[str]  # factors that say one of themselves by themselves
    parts: tuple[tuple[re.Pattern[str], Decimal], ...]  # and a half, and a quarter
    dozen: re.Pattern[str] | None
    duals: frozenset[str]  # factors that say two of themselves before what is counted
    counted: re.Pattern[str] | None  # what makes a factor by itself one of itself: هزار نفر


def plain(word: str) -> str:
    """A word with one yeh, one kaf and one alef, in small letters: as long as before."""
    return word.lower().translate(_SAME)


_PERCENT = re.compile(plain(r"\s+(?:per ?cent|percent|درصد|فیصد|سلنه|في ال(?:مئة|مائة)|بالم[ئا]ئ?ة|%|٪)"))


@lru_cache(maxsize=64)
def _words(language: str) -> _Words | None:
    own = registry.numbers(language)
    values = {plain(word): value for word, value in getattr(own, "CARDINALS", {}).items()}
    if own is None or not values:
        return None
    factors = {
        plain(word): 10**power
        for word, power in own.MULTIPLIERS.items()
        if not (word.isascii() and len(word) <= _SHORT)
    }
    every = "|".join(sorted(map(re.escape, values | factors), key=len, reverse=True))
    prefixes = getattr(own, "CARDINAL_PREFIXES", "")
    joint = own.AND or getattr(own, "CARDINAL_AND", "")
    joints = [r"[ \u00a0\u200c-]\s?"] + ([rf"\s+{joint}\s+", rf"\s+{joint}", rf"\u200c{joint}\u200c?"] if joint else [])
    said = registry.quantities(language)
    parts = tuple((re.compile(plain(part.pattern)), value) for part, value in quantities.parts(language))
    times = str(getattr(said, "DOZEN", ""))
    dozen = re.compile(plain(times)) if times else None
    bare = frozenset(map(plain, getattr(own, "ONES", ())))
    token = re.compile(rf"(?<![^\W_]){prefixes}(?P<word>{every})(?:ا?ً|ًا)?(?![^\W_])")
    after = re.compile(rf"(?P<and>{'|'.join(joints[:0:-1])})?(?(and)|{joints[0]})(?P<word>{every})(?:ا?ً|ًا)?(?![^\W_])")
    counted = getattr(own, "COUNTED", "")
    measures = "|".join(filter(None, (counted, said.CURRENCIES if said and counted else "")))
    things = re.compile(rf"\s+(?:{plain(measures)})(?![^\W_])") if measures else None
    duals = frozenset(map(plain, getattr(own, "DUALS", ())))
    return _Words(token, after, values, factors, bare, parts, dozen, duals, things)


def find(text: str, language: str) -> Iterator[tuple[int, int, Decimal]]:
    """The whole numbers in words: start, end, value."""
    words = _words(language)
    if words is None:
        return
    text, place = plain(text) if len(plain(text)) == len(text) else text, 0
    while match := words.token.search(text, place):
        found = _read(text, match, words)
        place = match.end()
        if found:
            place = max(place, found[0])
            yield match.start("word"), *found


def _read(text: str, first: re.Match[str], words: _Words) -> tuple[int, Decimal] | None:
    """Where the number ends that begins with a word, and its value; None where it is none."""
    total, section, last = Decimal(0), Decimal(0), 0  # last: the last factor
    match: re.Match[str] | None = first
    end, count = first.start(), 0
    while match is not None:
        word, joined = match["word"], bool(match.groupdict().get("and"))
        if word in words.factors:
            factor = words.factors[word]
            above = last and not joined and (not section or (factor > last and section >= _HUNDRED))
            if last and factor >= last and not above:  # else as in "four thousand five hundred million"
                break
            above = above or (last and not section)
            total, last = ((total + section) * factor if above else total + (section or 1) * factor), factor
            section = Decimal(0)
        elif words.values[word] // 2 in words.factors.values():  # a dual that stands alone: ألفان
            total, last = total + words.values[word], words.values[word] // 2
        else:
            section = _added(section, words.values[word], joined=joined)
        end, count = match.end(), count + 1
        if more := next(((said.end(), part) for each, part in words.parts if (said := each.match(text, end))), None):
            return _with_part(text, *more, (total, section, last), words)
        match = words.joint.match(text, end)
    return _finished(text, end, (total, section, last), first["word"] if count == 1 else "", words)


def _finished(
    text: str, end: int, so_far: tuple[Decimal, Decimal, int], alone: str, words: _Words
) -> tuple[int, Decimal] | None:
    """Where a number ends with what follows it, and its value; None where it is too little to be one.

    ``alone``: the only word of it, if there is only one.
    """
    value, last = so_far[0] + so_far[1], so_far[2]
    if value and not last and words.dozen and (dozen := words.dozen.match(text, end)):
        return dozen.end(), value * 12
    if alone and last and words.counted and words.counted.match(text, end):
        return end, value * 2 if alone in words.duals else value
    enough = (last or value >= _HUNDRED) and (not alone or (last and alone in words.bare))
    return (end, value) if value and (enough or (not last and _PERCENT.match(text, end))) else None


def _added(section: Decimal, value: int, *, joined: bool) -> Decimal:
    if value == _HUNDRED and 0 < section < 10 and not joined:
        return section * _HUNDRED
    return section + value


def _with_part(
    text: str, end: int, part: Decimal, so_far: tuple[Decimal, Decimal, int], words: _Words
) -> tuple[int, Decimal] | None:
    """``two and a half million``, ``one and a quarter million``, ``مليار ونصف``."""
    total, section, last = so_far
    if not section:
        return (end, total + part * last) if last else None
    after = words.joint.match(text, end)
    if after and after["word"] in words.factors and not total:
        return after.end(), (section + part) * words.factors[after["word"]]
    return None
