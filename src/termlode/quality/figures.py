"""The numbers of a unit, compared by value: what each side says that the other does not.

Figures must have their equal on the other side. Words may answer for figures (three for 3, February for 2, twice for
2), and digits that stand in names (COVID-19) may answer and need no answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import numbers, registry
from termlode.languages.cardinals import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termlode.languages.combined import Number
    from termlode.quality.pair import Pair, View

_NAME = re.compile(r"[A-Za-z][-‑–_]?\Z|[A-Za-z\d][-‑_]\Z|[^\W\d_][-‑]\Z")
_UNDIVIDED = re.compile(r"\d+(?:[.,٫،]\d+)*")
_CLOCK = re.compile(r"\d[:：]\Z")
_UNIT_WITHIN = 24  # characters behind a figure: 3 to 6 inches
LONGEST = 10_000  # characters of a unit whose numbers are compared
_JOINED = 4  # letters between twenty and five
_WORDY = 1000  # number words below it are too often something else
_NEAR = Decimal("0.0005")
# How many of one measure make another: feet, inches, miles, pounds, gallons, acres, ounces, yards; and their names.
_MEASURES = tuple(
    map(Decimal, ("0.3048", "2.54", "1.609", "0.4536", "3.785", "0.4047", "28.35", "0.9144", "25.4", "0.5556"))
)
_OTHER_MEASURE = re.compile(
    r"(?<![A-Za-z])(?:feet|foot|ft|inch(?:es)?|miles?|mi|mph|pounds?|lbs?|gallons?|acres?|ounces?|oz|yards?|°\s?F|Fahrenheit|degrees)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of one side that the other must have."""

    start: int
    end: int
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What stands on one side only: exchanged for each other, in their size or else; left out; added."""

    sizes: list[tuple[Said, Said]]
    exchanged: list[tuple[Said, Said]]
    missing: list[Said]
    added: list[Said]


def differences(pair: Pair) -> Differences:
    """Compare the numbers of both sides; of texts that are longer than any sentence there are none."""
    if max(len(pair.source.text), len(pair.target.text)) > LONGEST:
        return Differences([], [], [], [])
    left, right = _Side(pair.source), _Side(pair.target)
    (missing, again), (added, more) = _unanswered(left, right), _unanswered(right, left)
    missing, added = _without_converted(left, right, missing, added)
    # what stands once less than on the other side may have become what is added; by itself it is left alone
    sizes, missing, added = _paired(missing, added, _differs_in_size)
    others, again, added = _paired(again, added, _differs_in_size) if added else ([], again, added)
    others += _paired(missing, more, _differs_in_size)[0] if missing else []
    lost = {id(one) for one, _ in others}
    exchanged, missing, added = _paired([one for one in missing if id(one) not in lost], added, _any)
    more_exchanged, _, added = _paired(again, added, _any) if added else ([], again, added)
    return Differences(sizes + others, exchanged + more_exchanged, missing, added)


def _any(_one: Said, _other: Said) -> bool:
    return True


class _Side:
    """What one side says in figures, and what it could answer for."""

    def __init__(self, view: View) -> None:
        self.view = view
        found = [
            one
            for one in numbers.find(view.plain, view.language, ordinals=True, small=False)
            if not self._is_minutes(one)
        ]
        self.figures = [_said(one) for one in found if self._counts(one)]
        self.values = Counter([abs(one.value) for one in found] + self._glued(found))
        self.of_names = self.values - Counter(one.value for one in self.figures)
        self.digits = {value for match in _UNDIVIDED.finditer(view.plain) for value in _as_digits(match[0])}
        self.months = set(_months_in_words(view.plain, view.language))
        self.small = {Decimal(value) for value in _small(view.plain, view.language)}
        self.small |= {value * 100 for value in self.values if value < 1}  # half, 50 %
        self.loose = self.digits | self.small

    def _is_minutes(self, one: Number) -> bool:
        return not one.value and _CLOCK.search(self.view.plain[max(0, one.start - 2) : one.start]) is not None

    def _glued(self, found: list[Number]) -> list[Decimal]:
        """Digits that are glued to letters and so no numbers: the 2 of ACE2."""
        taken = {place for one in found for place in range(one.start, one.end)}
        free = (match for match in re.finditer(r"\d{1,40}", self.view.plain) if match.start() not in taken)
        return [Decimal(int(match[0])) for match in free]

    def _counts(self, one: Number) -> bool:
        """Whether the other side must have it: figures that are no part of a name, and great numbers in words."""
        if not any(char.isdecimal() for char in one.text):
            return one.value >= _WORDY
        before, after = self.view.plain[max(0, one.start - 3) : one.start], self.view.plain[one.end : one.end + 1]
        if (one.text[0] == "." and before[-1:] in (")", "）")) or (one.text[0] == "." and before[-1:].isalpha()):
            return False  # behind the full stop of a sentence
        return not (_NAME.search(before) or (after.isascii() and after.isalpha()))


def _as_digits(text: str) -> Iterator[Decimal]:
    """What a run of digits may say, whatever its separators mean: each of its parts, a whole number, a decimal."""
    parts = ["".join(str(unicodedata.decimal(char)) for char in part) for part in re.findall(r"\d{1,40}", text)]
    yield from map(Decimal, parts)
    if len(parts) > 1:
        yield Decimal("".join(parts))
        yield Decimal(f"{''.join(parts[:-1])}.{parts[-1]}")


def _said(one: Number) -> Said:
    return Said(one.start, one.end, abs(one.value), one.text)


@lru_cache(maxsize=64)
def _pattern(language: str) -> tuple[re.Pattern[str], tuple[int, ...]]:
    """One pattern for all small words, the longest first, and the values of its groups."""
    rules, spaced = registry.quality(language), registry.pack(language).spaced
    before, after = (r"(?<![^\W_])[وبفلک]{0,2}", r"(?![^\W_])") if spaced else ("", "")
    small = sorted(rules.SMALL.items(), key=lambda item: -len(item[0])) if rules else []
    parts = "|".join(f"({plain(word)})" for word, _ in small) or "((?!))"
    return re.compile(f"{before}(?:{parts}){after}"), tuple(value for _, value in small)


def _small(text: str, language: str) -> Iterator[int]:
    """The small numbers that words may say, and those that tens and units say together."""
    pattern, values = _pattern(language)
    last, end = 0, -9
    for match in pattern.finditer(plain(text)):
        value = values[(match.lastindex or 1) - 1]
        yield value
        low, high = sorted((value, last))
        if 0 < low < 10 <= 2 * high <= 180 and high % 10 == 0 and match.start() - end <= _JOINED:
            yield low + high
        last, end = value, match.end()


def _months_in_words(text: str, language: str) -> Iterator[int]:
    for match in months(language).finditer(plain(text)):
        if not any(map(str.isdecimal, match[0])):
            yield next(int(name[1:]) for name, said in match.groupdict().items() if said)


@lru_cache(maxsize=64)
def months(language: str) -> re.Pattern[str]:
    """The names of the months of a language; the group ``m2`` is February's. Letters folded."""
    rules, spaced = registry.quality(language), registry.pack(language).spaced
    parts = "|".join(f"(?P<m{value}>{plain(word)})" for value, word in enumerate(rules.MONTHS, 1)) if rules else "(?!)"
    return re.compile(rf"(?<![^\W_])[وبفلک]{{0,2}}(?:{parts})(?![^\W_])" if spaced else f"(?:{parts})")


def _unanswered(side: _Side, other: _Side) -> tuple[list[Said], list[Said]]:
    """The figures of a side that the other has no answer for; and those that it has, but less often."""
    left = other.values - side.of_names
    found, again = [], []
    known: dict[tuple[Decimal, bool, bool], bool] = {}
    for one in side.figures:
        if left[one.value] > 0:
            left[one.value] -= 1
        elif one.value in other.values and one.value not in side.of_names:
            again.append(one)
        else:
            asked = (one.value, _is_listed(one, side), _counts_things(one, side))
            if asked not in known:
                known[asked] = _is_answered(one, side, other)
            found += [] if known[asked] else [one]
    return found, again


def _is_answered(one: Said, side: _Side, other: _Side) -> bool:
    value = one.value
    loose = other.small if value in side.of_names else other.loose  # names answer for names
    if value in side.months & other.months and not _twice(int(value), other):
        loose = loose - {value}
    if value in (other.digits if _is_listed(one, side) else loose):
        return True
    whole = value == value.to_integral_value()
    if not whole:
        return any(abs(value - answer) <= _NEAR * value for answer in other.values)
    by_form = getattr(registry.quantities(other.view.language), "says_by_form", None)
    if by_form is not None and value in (1, 2) and _counts_things(one, side) and by_form(int(value), other.view.text):
        return True
    return any(answer in other.loose for answer in _readings(int(value), side, other))


def _is_listed(one: Said, side: _Side) -> bool:
    """Whether a figure numbers what follows: (1)."""
    text = side.view.plain
    return text[max(0, one.start - 1) : one.start] in ("(", "（") and text[one.end : one.end + 1] in (")", "）")


def _counts_things(one: Said, side: _Side) -> bool:
    """Whether a word follows that is counted, not the name of a month."""
    after = side.view.plain[one.end : one.end + 24]
    word = re.match(r"[\s-]+(?=[^\W\d_])", after)
    return word is not None and not months(side.view.language).match(plain(after), word.end())


def _twice(value: int, side: _Side) -> bool:
    """Whether words say a small number besides the month of that number."""
    return sum(1 for found in _small(side.view.plain, side.view.language) if found == value) > 1


def _readings(value: int, side: _Side, other: _Side) -> Iterator[Decimal]:
    """What else may be written for a whole number: five for seventeen o'clock, 80 for 1980, 2011 for 2010–11."""
    if value <= 24 and (_afternoon(side.view) or _afternoon(other.view)):
        yield from (Decimal(value + 12), Decimal(value - 12))
    if 1000 <= value < 3000:
        yield Decimal(value % 100)
    if value < 100:
        years = [one for one in other.loose if 1000 <= one < 3000]
        yield from (one for one in years if one % 100 == value or one // 100 + 1 == value)  # the 20th century


def _afternoon(view: View) -> bool:
    return bool(view.rules and re.search(view.rules.AFTERNOON, view.text, re.IGNORECASE))


def _without_converted(
    left: _Side, right: _Side, missing: list[Said], added: list[Said]
) -> tuple[list[Said], list[Said]]:
    """Leave out figures of which one is the other in another measure."""
    pairs = [
        (a, b)
        for a in missing
        for b in added
        if _converted(a.value, b.value) and (_in_other_measure(a, left) or _in_other_measure(b, right))
    ]
    gone = {id(one) for two in pairs for one in two}
    return [a for a in missing if id(a) not in gone], [b for b in added if id(b) not in gone]


def _in_other_measure(one: Said, side: _Side) -> bool:
    return _OTHER_MEASURE.search(side.view.plain, one.end, one.end + _UNIT_WITHIN) is not None


def _converted(one: Decimal, other: Decimal) -> bool:
    if not one or not other:
        return False
    ratio, near = one / other, Decimal("0.05")
    degrees = abs((one - 32) * 5 / 9 - other) < 1 or abs((other - 32) * 5 / 9 - one) < 1
    return degrees or any(abs(ratio * m - 1) < near or abs(ratio / m - 1) < near for m in _MEASURES)


def _differs_in_size(one: Said, other: Said) -> bool:
    """Whether two figures differ in their magnitude alone: 3 million, 3 billion."""
    if not one.value or not other.value or one.value == other.value:
        return False
    ratio = max(one.value, other.value) / min(one.value, other.value)
    power = ratio.adjusted()
    return power >= 1 and ratio == Decimal(10) ** power and (_has_unit(one) or _has_unit(other))


def _has_unit(one: Said) -> bool:
    return any(unicodedata.category(char).startswith("L") for char in one.text)


def _paired(
    missing: list[Said], added: list[Said], fits: Callable[[Said, Said], bool]
) -> tuple[list[tuple[Said, Said]], list[Said], list[Said]]:
    """Pairs of what is missing and what is added instead, and the rest of both."""
    pairs: list[tuple[Said, Said]] = []
    rest, left = [], list(added)
    for one in missing:
        other = next((b for b in left if fits(one, b)), None)
        if other is None:
            rest.append(one)
        else:
            pairs.append((one, other))
            left.remove(other)
    return pairs, rest, left


def told(values: Iterable[Said]) -> str:
    """The figures as they stand, for a message."""
    return ", ".join(one.text.strip() for one in values)
