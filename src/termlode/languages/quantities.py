"""What stands around numbers and changes what they say: ordinals, shared magnitudes, currencies, halves, fractions.

The words are those of the language's pack (:class:`termlode.languages.hooks.Quantities`); without one, or for
``und``, digits alone decide.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Iterator

# ISO 4217 codes that are written right before a figure: USD3bn.
CODES = "AED|AFN|AUD|CAD|CHF|CNY|EUR|GBP|HKD|INR|IQD|IRR|JPY|KRW|KWD|PKR|QAR|RMB|RUB|SAR|SGD|TRY|USD|UZS"
CURRENCY = rf"(?:(?<![A-Za-z])(?:{CODES}|Rs|A|C|HK|NT|US)|[$€£¥₤₹₽₺₩﷼؋￥＄])"
_SHORT = {"k": 3, "m": 6, "b": 9, "t": 12}
_GLUED = re.compile(r"([kmbt])(?![A-Za-z])", re.IGNORECASE)
_PAID = re.compile(rf"{CURRENCY}\s?(?:[\d.,]+[kmbtKMBT]?n?\s?(?:[-–—~～]|to|and)\s?)?\Z")
_RACE = re.compile(r"k[ -](?:run|race|walk|ohm|resolution)")
_WIDE = re.compile(r"[０-９]")
_WIDE_SIGN = re.compile(r"(?<=[０-９0-9])(?:．(?=[０-９0-9])|，(?=[０-９]{3}(?![０-９])))|－(?=[０-９0-9])")
_SIGNS = {"．": ".", "，": ",", "－": "-"}
_VULGAR = re.compile(r"[¼-¾⅐-⅞]")


def narrow(text: str) -> str:
    """``text`` with the full-width points, commas and minus signs of numbers as ASCII; every offset stays."""
    if not _WIDE.search(text) and "－" not in text:
        return text
    return _WIDE_SIGN.sub(lambda match: _SIGNS[match[0]], text)


def is_ordinal(text: str, start: int, end: int, language: str) -> bool:
    """Whether the digits ``text[start:end]`` are an ordinal: 3rd, ۲۰م, 第3."""
    words = registry.quantities(language)
    if words is None:
        return False
    if words.BEFORE_ORDINAL and re.search(rf"{words.BEFORE_ORDINAL}\Z", text[max(0, start - 4) : start]):
        return True
    return bool(words.ORDINAL) and re.compile(words.ORDINAL, re.IGNORECASE).match(text, end) is not None


def short_magnitude(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """``$3.5m``, ``12m euros``: where the letter ends and its power of ten; None where nothing says that it is one.

    A small k alone says it, where no race follows.
    """
    letter = _GLUED.match(text, end)
    if letter is None:
        return None
    paid = is_paid(text, start) or re.compile(rf"\s(?:{currencies(language)})(?!\w)").match(text, letter.end())
    if not paid and (letter[1] not in "kK" or _RACE.match(text, end)):
        return None
    return letter.end(), _SHORT[letter[1].lower()]


def is_paid(text: str, start: int) -> bool:
    """Whether a currency stands before ``start``, or before the first figure of a range that goes on there."""
    return _PAID.search(text[max(0, start - 20) : start]) is not None


def currencies(language: str) -> str:
    """Words that may stand right behind a magnitude (میلیارددلار), as a pattern; may be empty."""
    words = registry.quantities(language)
    return words.CURRENCIES if words else ""


def part_more(text: str, end: int, language: str) -> tuple[int, Decimal] | None:
    """Where ``and a half`` or ``and a quarter`` ends that follows at ``end``, and the part; None where none does."""
    for said, part in parts(language):
        if match := said.match(text, end):
            return match.end(), part
    return None


@lru_cache(maxsize=256)
def parts(language: str) -> tuple[tuple[re.Pattern[str], Decimal], ...]:
    """What says that a part more is meant (``HALF``, ``QUARTER``, ``QUARTERS`` of a pack), with the part."""
    named = (("HALF", "0.5"), ("QUARTER", "0.25"), ("QUARTERS", "0.75"))
    return tuple((re.compile(said), Decimal(part)) for name, part in named if (said := _said(language, name)))


def _said(language: str, name: str) -> str:
    """An expression that a pack may leave out; empty where it does."""
    return str(getattr(registry.quantities(language), name, ""))


def times(text: str, end: int, language: str) -> tuple[int, int] | None:
    """Where ``dozen`` or ``hundred`` ends that follows figures at ``end``, and how many it is; None where none does."""
    for name, many in (("DOZEN", 12), ("HUNDRED", 100)):
        said = _said(language, name)
        if said and (match := re.compile(said).match(text, end)):
            return match.end(), many
    return None


def minus(text: str, start: int, language: str) -> int | None:
    """Where ``minus`` begins that stands before ``start``; None where it does not."""
    said = _said(language, "MINUS")
    match = re.compile(rf"(?:{said})\Z").search(text[max(0, start - 10) : start]) if said else None
    return max(0, start - 10) + match.start() if match else None


def is_below(text: str, end: int, language: str) -> bool:
    """Whether ``degrees below zero`` follows at ``end``."""
    said = _said(language, "BELOW")
    return bool(said) and re.compile(said).match(text, end) is not None


def part_of(text: str, end: int, language: str) -> int:
    """Where ``of a`` ends that follows at ``end``; ``end`` where it does not."""
    said = _said(language, "OF")
    match = re.compile(said).match(text, end) if said else None
    return match.end() if match else end


def vulgar(text: str, end: int) -> tuple[int, Decimal] | None:
    """The fraction in one character that follows at ``end`` (2½)."""
    match = _VULGAR.match(text, end)
    return (match.end(), Decimal(str(unicodedata.numeric(match[0])))) if match else None


@lru_cache(maxsize=256)
def _between(language: str) -> re.Pattern[str]:
    words = registry.quantities(language)
    joined = rf"|\s*(?:{words.RANGES})\s*" if words and words.RANGES else ""
    return re.compile(rf"(?:\s*[-–—~～‑−ـ]\s*{joined})(?:{CURRENCY})?\Z")


def shares_magnitude(gap: str, language: str) -> bool:
    """Whether what stands between two numbers makes them a range or a choice: 3–5 million, ۳ تا ۵ میلیون."""
    return len(gap) <= 12 and _between(language).match(gap) is not None


@lru_cache(maxsize=256)
def _fractions(language: str) -> re.Pattern[str] | None:
    words = registry.quantities(language)
    if words is None or not (words.FRACTIONS or words.DENOMINATORS):
        return None
    whole = "|".join(map(re.escape, sorted(words.FRACTIONS, key=len, reverse=True))) or "(?!)"
    above = "|".join(words.NUMERATORS) or "(?!)"
    below = "|".join(sorted(words.DENOMINATORS, key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?<![\w\u200c]){words.PREFIXES}(?:(?P<whole>{whole})|(?P<above>{above}){words.DIVIDER}(?P<below>{below}))(?![\w\u064b])",
        re.IGNORECASE,
    )


def fractions(text: str, language: str) -> Iterator[tuple[int, int, Decimal]]:
    """The fractions (and duals of magnitudes) in words: start, end, value."""
    for match in _VULGAR.finditer(text):
        if not text[max(0, match.start() - 1) : match.start()].isdecimal():
            yield match.start(), match.end(), Decimal(str(unicodedata.numeric(match[0])))
    pattern, words = _fractions(language), registry.quantities(language)
    if pattern is None or words is None:
        return
    for match in pattern.finditer(text):
        if match["whole"]:
            above, below = words.FRACTIONS[match["whole"].lower()]
            start = match.start("whole")
        else:
            above, below = words.NUMERATORS[match["above"].lower()], words.DENOMINATORS[match["below"].lower()]
            start = match.start("above")
            if match["above"].lower() == "a" and not re.match(r"\s+of\b", text[match.end() :]):
                continue  # a third party
        yield start, match.end(), Decimal(above) / Decimal(below)
