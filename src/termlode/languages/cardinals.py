"""Numbers in words: three hundred thousand, پنجاه هزار, ثلاثة ملايين, two and a half million, twelve countries.

Where no word multiplies (hundred, million …) and no per cent follows, a number is *small*: those who compare texts may
leave it out. "One" by itself is mostly something else and none; :mod:`termlode.languages.alone` holds what else is
none. The words are those of the language's pack (``CARDINALS`` of ``numbers.py``, ``MULTIPLIERS``, ``AND``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages import alone, quantities, registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_SHORT = 3  # letters of bn, mln


class Cardinal(NamedTuple):
    """``text[start:end]`` says ``value``; ``small``: no word of it multiplies."""

    start: int
    end: int
    value: Decimal
    small: bool = False


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
    tens_last: bool  # five and twenty, not twenty-five
    years: bool  # nineteen eighty-four
    guards: alone.Guards


def plain(word: str) -> str:
    """A word with one yeh, one kaf and one alef, in small letters: as long as before."""
    return alone.folded(word.lower())


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
    tens_last, years = bool(getattr(own, "TENS_LAST", False)), bool(getattr(own, "YEARS", False))
    guards = alone.guards(language, values, joint)
    return _Words(token, after, values, factors, bare, parts, dozen, duals, things, tens_last, years, guards)


def find(text: str, language: str) -> Iterator[Cardinal]:
    """The numbers in words, in order."""
    words = _words(language)
    if words is None:
        return
    folded, place = plain(text), 0
    text = folded if len(folded) == len(text) else text
    while match := words.token.search(text, place):
        found = _read(text, match, words)
        place = match.end()
        if found:
            place = max(place, found.end)
            yield found


class _SoFar(NamedTuple):
    """What the words up to a place say."""

    total: Decimal
    section: Decimal  # what no factor has followed yet
    last: int  # the last factor


def _read(text: str, first: re.Match[str], words: _Words) -> Cardinal | None:
    """The number that begins with a word; None where it is none."""
    so_far = _SoFar(Decimal(0), Decimal(0), 0)
    start, end, count = first.start("word"), first.start(), 0
    match: re.Match[str] | None = first
    while match is not None and (then := _with_word(so_far, match, words)):
        so_far, end, count = then, match.end(), count + 1
        if more := next(((said.end(), part) for each, part in words.parts if (said := each.match(text, end))), None):
            return _with_part(text, (start, more[0]), more[1], so_far, words)
        match = words.joint.match(text, end)
    return _finished(text, (start, end), so_far, first["word"] if count == 1 else "", words)


def _with_word(so_far: _SoFar, match: re.Match[str], words: _Words) -> _SoFar | None:
    """What is said with another word; None where it belongs to no number with those before it."""
    word, joined = match["word"], bool(match.groupdict().get("and"))
    total, section, last = so_far
    if word in words.factors:
        factor = words.factors[word]
        above = last and not joined and (not section or (factor > last and section >= _HUNDRED))
        if last and factor >= last and not above:  # else as in "four thousand five hundred million"
            return None
        above = above or (last and not section)
        return _SoFar((total + section) * factor if above else total + (section or 1) * factor, Decimal(0), factor)
    value = words.values[word]
    if value // 2 in words.factors.values():  # a dual that stands alone: ألفان
        return _SoFar(total + value, section, value // 2)
    if value == _HUNDRED and 0 < section < _TEN and not joined:
        return _SoFar(total, section * _HUNDRED, last)
    if words.years and _TEN < section <= _TWENTY and value >= _TEN and not joined and not last:
        return _SoFar(total, section * _HUNDRED + value, last)  # nineteen eighty
    other = section and not joined and words.guards.is_other_word(word, match.string, match.end())  # three new ones
    return _SoFar(total, section + value, last) if _fits(section, value, words) and not other else None


def _fits(section: Decimal, value: int, words: _Words) -> bool:
    """Whether a word adds to those before it: five to twenty, not three to two (دو سه نفر) or thirty to twenty."""
    low = int(section % _HUNDRED)
    if not low:
        return value < _HUNDRED or not section
    tens, unit = (value, low) if words.tens_last else (low, value)
    return tens % _TEN == 0 and _TWENTY <= tens < _HUNDRED and unit < _TEN


def _finished(text: str, span: tuple[int, int], so_far: _SoFar, single: str, words: _Words) -> Cardinal | None:
    """The number with what follows it; None where it is too little to be one.

    ``single``: the only word of it, if there is only one.
    """
    (start, end), value, last = span, so_far.total + so_far.section, so_far.last
    if value and not last and words.dozen and (dozen := words.dozen.match(text, end)):
        return Cardinal(start, dozen.end(), value * 12)
    if single and last and words.counted and words.counted.match(text, end):
        return Cardinal(start, end, value * 2 if single in words.duals else value)
    enough = (last or value >= _HUNDRED) and (not single or (last and single in words.bare))
    if value and (enough or (not last and _PERCENT.match(text, end))):
        return Cardinal(start, end, value) if not words.guards.is_ordinal(text, end) else None
    if last or value <= 1 or not words.guards.stands(text, start, end, single):
        return None
    return Cardinal(start, end, value, small=True)


def _with_part(text: str, span: tuple[int, int], part: Decimal, so_far: _SoFar, words: _Words) -> Cardinal | None:
    """``two and a half million``, ``one and a quarter million``, ``مليار ونصف``, ``three and a half years``."""
    (start, end), (total, section, last) = span, so_far
    if not section:
        return Cardinal(start, end, total + part * last) if last else None
    after = words.joint.match(text, end)
    if after and after["word"] in words.factors and not total:
        return Cardinal(start, after.end(), (section + part) * words.factors[after["word"]])
    return Cardinal(start, end, section + part) if not total else None
