"""Which units of a memory to write: by pair, origin, quality, date and client."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from termlode.errors import InputError, UsageError
from termlode.languages.tags import SUPPORTED, matches, normalise, primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.model import OriginKind, TranslationUnit, Variant


@dataclass(frozen=True, slots=True)
class Selection:
    """All conditions hold together; an empty one holds always.

    ``quality`` is the least confidence of an aligned unit (others pass); dates are ``YYYYMMDD…`` and
    compare with the last change; a unit without a date fails a date condition.
    """

    origins: frozenset[OriginKind] = frozenset()
    quality: float | None = None
    since: str | None = None
    until: str | None = None
    clients: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    def __call__(self, unit: TranslationUnit) -> bool:
        """Whether the unit is wanted."""
        origin = unit.origin
        return (
            (not self.origins or origin.kind in self.origins)
            and (not self.clients or origin.client in self.clients)
            and (not self.domains or origin.domain in self.domains)
            and (self.quality is None or origin.confidence is None or origin.confidence >= self.quality)
            and self._in_time(last_change(unit))
        )

    def _in_time(self, date: str) -> bool:
        if self.since is None and self.until is None:
            return True
        # a day given as the end includes that day
        return bool(date) and (self.since or "") <= date <= (self.until or "9") + "~"


def last_change(unit: TranslationUnit) -> str:
    """The latest date that the unit or a text of it bears, or the empty string."""
    every = (unit.details, *(variant.details for variant in unit.variants))
    return max((date for item in every for date in (item.changed, item.created) if date), default="")


def of_language(unit: TranslationUnit, wanted: str) -> tuple[Variant, ...]:
    """The texts of a unit in a language; ``zh`` takes ``zh-CN`` too."""
    return tuple(variant for variant in unit.variants if matches(variant.language, wanted))


def bilingual(unit: TranslationUnit, source: str, target: str) -> TranslationUnit | None:
    """The unit with the texts of two languages only, source first; None where it lacks one."""
    sources, targets = of_language(unit, source), of_language(unit, target)
    if not sources or not targets:
        return None
    return replace(unit, variants=(*sources, *(variant for variant in targets if variant not in sources)))


def text_pairs(unit: TranslationUnit, source: str, target: str) -> Iterator[TranslationUnit]:
    """One unit for each source and target text; only the first keeps the id."""
    key = unit.id
    for left in of_language(unit, source):
        for right in of_language(unit, target):
            if left is not right:
                yield replace(unit, variants=(left, right), id=key)
                key = None


def _combinations(variants: Sequence[Variant]) -> set[tuple[str, str]]:
    return set(combinations(sorted({primary(variant.language) for variant in variants}), 2))


def pairs(units: Iterable[TranslationUnit], order: Sequence[str] = SUPPORTED) -> list[tuple[str, str]]:
    """The pairs of primary languages that occur together in a unit, each once.

    The source is the one that most units name as theirs, else the first in ``order``.
    """
    votes: dict[tuple[str, str], int] = {}
    for unit in units:
        said = primary(unit.source_language) if unit.source_language else None
        for left, right in _combinations(unit.variants):
            votes[left, right] = votes.get((left, right), 0) + (said == left) - (said == right)
    rank = {tag: index for index, tag in enumerate(order)}

    def place(tag: str) -> tuple[int, str]:
        return rank.get(tag, len(rank)), tag

    def directed(left: str, right: str, vote: int) -> tuple[str, str]:
        forward = vote > 0 or (vote == 0 and place(left) <= place(right))
        return (left, right) if forward else (right, left)

    found = [directed(*pair, vote) for pair, vote in votes.items()]
    return sorted(found, key=lambda pair: (place(pair[0]), place(pair[1])))


def parse_pair(text: str) -> tuple[str, str]:
    """``fa-en``, ``fa:en``, ``zh-Hant-en`` as two tags. Raises UsageError where it is no pair."""
    if ":" in text:
        left, _, right = text.partition(":")
        return _tag(left, text), _tag(right, text)
    parts = text.split("-")
    for index in range(1, len(parts)):
        head = parts[index]
        if head.islower() and head.isalpha() and 2 <= len(head) <= 3:  # subtags of a tag are not of this shape
            return _tag("-".join(parts[:index]), text), _tag("-".join(parts[index:]), text)
    raise UsageError(f"{text!r} is no pair of languages: say fa-en, or en-US:fa-IR")


def _tag(part: str, text: str) -> str:
    try:
        return normalise(part)
    except InputError as error:
        raise UsageError(f"{text!r} is no pair of languages: {error}") from error
