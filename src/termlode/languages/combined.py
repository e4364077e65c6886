"""Numbers that belong together: sums, ranges that share a magnitude, wholes with a part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from termlode.languages import quantities, registry
from termlode.languages.magnitudes import power, scale
from termlode.languages.zh import numerals

_THOUSAND = 1000
_PERCENT = re.compile(r"\s*(?:[%٪‰]|درصد|في ال|بالم|سلنه|per ?cent)")


@dataclass(frozen=True, slots=True)
class Number:
    """``text[start:end]`` says ``value``; the multiplying word belongs to the span.

    ``shared``: the magnitude that it has from the number behind it (the 3 of ``3–5 million``). ``small``: a whole
    number in words of which none multiplies (twelve).
    """

    start: int
    end: int
    value: Decimal
    text: str
    shared: Decimal = Decimal(1)
    small: bool = False


def sums(numbers: list[Number], text: str, language: str) -> list[Number]:
    """``۳ میلیارد و ۵۰۰ میلیون`` is one number: joined by "and", the second in a smaller unit."""
    words = registry.numbers(language)
    if len(numbers) < 2 or words is None or not words.AND:
        return numbers
    joint = re.compile(rf"\s+{words.AND}\s*\Z")
    merged: list[Number] = []
    for number in numbers:
        last = merged[-1] if merged else None
        if last and joint.match(text[last.end : number.start]) and (unit := _above(number, last, language)):
            value = last.value * unit + number.value
            merged[-1] = Number(last.start, number.end, value, text[last.start : number.end])
            continue
        smaller = last and 0 < number.value < _unit(last, language) and _is_rest(number, last, text, language)
        if last and smaller and joint.match(text[last.end : number.start]):
            merged[-1] = Number(last.start, number.end, last.value + number.value, text[last.start : number.end])
        else:
            merged.append(number)
    return merged


def _above(number: Number, last: Number, language: str) -> int:
    """The greater unit that belongs to both: ``۴ هزار و ۵۰۰ میلیارد`` is 4,500 milliards; 0 where there is none."""
    unit = _unit(number, language)
    below = unit > _THOUSAND == _unit(last, language) and 10 * unit <= number.value < unit * _THOUSAND
    return unit if below and not last.text[-1].isdecimal() else 0


def _is_rest(number: Number, last: Number, text: str, language: str) -> bool:
    """Whether a smaller number is the rest of ``last``: another with a unit, or, behind thousands, what they lack."""
    if last.text[-1].isdecimal():
        return False
    if not number.text[-1].isdecimal():
        return True
    whole = number.text.isdecimal() and last.value == last.value.to_integral_value()
    return whole and _unit(last, language) == _THOUSAND and not _PERCENT.match(text, number.end)


def _unit(number: Number, language: str) -> int:
    """What the last multiplying word of a number stands for (of a dual, too: مليونان); 0 where there is none."""
    words = scale(language).findall(number.text)
    if not words and number.value >= _THOUSAND and not any(map(str.isdecimal, number.text)):
        return int(_THOUSAND ** ((len(str(int(number.value))) - 1) // 3))
    return 10 ** power(words[-1], language) if words else 0


def ranges(numbers: list[Number], text: str, language: str) -> list[Number]:
    """``two to three million``, دو سه هزار: in words, too, a number takes over the magnitude of the one behind it."""
    found = list(numbers)
    for index in range(len(found) - 2, -1, -1):
        number, after = found[index], found[index + 1]
        unit = _last_unit(after, language)
        if not unit or not _is_bare(number, unit):
            continue
        figure, gap = after.value / unit, text[number.end : after.start]
        near = not gap.strip() and "\n" not in gap and number.small and figure <= 2 * number.value
        if 0 < number.value < figure and (near or quantities.shares_magnitude(gap, language)):
            found[index] = replace(number, value=number.value * unit, shared=unit, small=False)
    return found


def _is_bare(number: Number, unit: Decimal) -> bool:
    """Whether a number may take over a magnitude: a whole one below it, in digits alone or in words."""
    digits = any(map(str.isdecimal, number.text))
    whole = number.value == number.value.to_integral_value() and 0 < number.value < unit
    return whole and (number.text.isdecimal() or not digits)


def _last_unit(number: Number, language: str) -> Decimal:
    """The magnitude that a whole number in words ends in; 0 where it has none or is in digits."""
    said = str(getattr(registry.quantities(language), "HUNDRED", ""))
    if any(map(str.isdecimal, number.text)) or number.shared != 1:
        return Decimal(0)
    if unit := numerals.last_unit(number.text):
        return Decimal(unit)
    words = [match for match in scale(language).finditer(number.text) if match.end() == len(number.text)]
    hundred = said and re.search(rf"(?:{said})\Z", number.text)
    return Decimal(10 ** power(words[0][1], language)) if words else Decimal(100 if hundred else 0)


def parts(numbers: list[Number], text: str, language: str) -> list[Number]:
    """``four and two thirds``, سه سال و نیم, 三天半: a whole number with the part of one that follows it."""
    found: list[Number] = []
    for number in numbers:
        last = found[-1] if found else None
        if last and number.start < last.end:
            continue
        if last and (decimal := _behind_point(last, number, text, language)):
            found[-1] = _joined(last, number.end, decimal, text)
            continue
        if last and _is_part(last, number, text, language):
            found[-1] = _joined(last, number.end, last.value + number.value, text)
            continue
        end = _half_behind(number, text, language)
        found.append(_joined(number, end, number.value + Decimal("0.5"), text) if end else number)
    return found


def _joined(number: Number, end: int, value: Decimal, text: str) -> Number:
    return Number(number.start, end, value, text[number.start : end])


def _behind_point(last: Number, number: Number, text: str, language: str) -> Decimal:
    """The value of two numbers with a decimal point in words between them (two point five million); else 0."""
    said = str(getattr(registry.quantities(language), "POINT", ""))
    if not said or not last.small or not re.fullmatch(said, text[last.end : number.start]):
        return Decimal(0)
    unit = _last_unit(number, language) or Decimal(1)
    figure = number.value / unit
    if figure != figure.to_integral_value() or figure >= _THOUSAND or any(map(str.isdecimal, number.text)):
        return Decimal(0)
    return (last.value + figure.scaleb(-len(f"{figure:f}"))) * unit


def _is_part(last: Number, number: Number, text: str, language: str) -> bool:
    whole = 0 < last.value < _THOUSAND and (last.small or last.text.isdecimal())
    part = 0 < number.value < 1 and not any(map(str.isdecimal, number.text))
    return whole and part and _joint(language).match(text[last.end : number.start]) is not None


@lru_cache(maxsize=64)
def _joint(language: str) -> re.Pattern[str]:
    own = registry.numbers(language)
    said = (own.AND or getattr(own, "CARDINAL_AND", "")) if own else ""
    return re.compile(rf"[\s\u200c]+{said}[\s\u200c]*\Z") if said else re.compile("(?!)")


def _half_behind(number: Number, text: str, language: str) -> int:
    """Where a half ends that stands behind what is counted (three years and a half); 0 where none does."""
    said = str(getattr(registry.quantities(language), "HALF_BEHIND", ""))
    if not said or number.value != number.value.to_integral_value() or not 0 < number.value < _THOUSAND:
        return 0
    match = re.compile(said).match(text, number.end)
    return match.end() if match else 0
