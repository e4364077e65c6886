"""Which units of a memory to write: by pair, origin, quality, date and client."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from termlode.languages.tags import SUPPORTED, matches, primary, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.model import OriginKind, TranslationUnit, Variant


type Pair = tuple[str, str]


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


def sides(unit: TranslationUnit, source: str, target: str) -> tuple[tuple[Variant, ...], tuple[Variant, ...]]:
    """The texts of a unit that are of either language of a pair.

    ``zh`` takes ``zh-CN`` too; where one language of the pair is part of the other (zh, zh-TW), each text
    belongs to the narrower one that it fits.
    """
    sources, targets = of_language(unit, source), of_language(unit, target)
    if matches(target, source):
        sources = tuple(variant for variant in sources if variant not in targets)
    elif matches(source, target):
        targets = tuple(variant for variant in targets if variant not in sources)
    return sources, targets


def bilingual(unit: TranslationUnit, source: str, target: str) -> TranslationUnit | None:
    """The unit with the texts of two languages only, source first; None where it lacks one."""
    sources, targets = sides(unit, source, target)
    return replace(unit, variants=(*sources, *targets)) if sources and targets else None


def text_pairs(unit: TranslationUnit, source: str, target: str) -> Iterator[TranslationUnit]:
    """One unit for each source and target text; only the first keeps the id."""
    key = unit.id
    lefts, rights = sides(unit, source, target)
    for left in lefts:
        for right in rights:
            yield replace(unit, variants=(left, right), id=key)
            key = None


def _combinations(tags: Iterable[str]) -> tuple[Pair, ...]:
    """The pairs that texts of these languages make: primary languages, full tags where those are the same."""
    every = combinations(sorted(set(tags)), 2)
    full = ((left, right, primary(left), primary(right)) for left, right in every)
    return tuple(sorted({(one, other) if one != other else (left, right) for left, right, one, other in full}))


@dataclass(slots=True)
class Survey:
    """The pairs that units are of, each once and directed, and how many units are of no pair."""

    pairs: list[Pair]
    alone: int


def survey(units: Iterable[TranslationUnit], order: Sequence[str] = SUPPORTED) -> Survey:
    """The pairs of languages that occur together in a unit: primary ones, full tags where they share one.

    The source is the one that most units name as theirs, else the first in ``order``. Units with texts in
    one language only are of no pair.
    """
    votes: dict[Pair, int] = {}
    known: dict[tuple[str, ...], tuple[Pair, ...]] = {}
    alone = 0
    for unit in units:
        tags = tuple([variant.language for variant in unit.variants])
        found = known.get(tags)
        if found is None:
            found = known[tags] = _combinations(tags)
        alone += not found
        said = unit.source_language
        for pair in found:
            vote = 0 if said is None else _side(said, pair)
            votes[pair] = votes.get(pair, 0) + vote
    rank = {tag: index for index, tag in enumerate(order)}

    def place(tag: str) -> tuple[int, str]:
        return rank.get(primary(tag), len(rank)), tag

    def directed(left: str, right: str, vote: int) -> Pair:
        forward = vote > 0 or (vote == 0 and place(left) <= place(right))
        return (left, right) if forward else (right, left)

    directions = [directed(*pair, vote) for pair, vote in votes.items()]
    return Survey(sorted(directions, key=lambda pair: (place(pair[0]), place(pair[1]))), alone)


def _side(said: str, pair: Pair) -> int:
    """1 where the left language of a pair is the one said, -1 where the right one is."""
    left, right = pair
    if same(left, right):
        return (said == left) - (said == right)
    return same(said, left) - same(said, right)


def pairs(units: Iterable[TranslationUnit], order: Sequence[str] = SUPPORTED) -> list[Pair]:
    """The pairs of :func:`survey`."""
    return survey(units, order).pairs


def pair_name(pair: Pair) -> str:
    """A pair in the name of a file: ``fa-en``; ``zh-CN.zh-TW`` where a hyphen could not part the two."""
    return f"{pair[0]}{'.' if same(*pair) else '-'}{pair[1]}"
