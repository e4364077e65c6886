"""Units of a memory that are probably no translations: judged in batches of a pair of languages, in bounded memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from termlode.languages.tags import primary, same
from termlode.memory.unit_rows import source_of
from termlode.model import PERSON, rank
from termlode.quality.checks.whole import is_strange, untranslated
from termlode.quality.judging import judge
from termlode.quality.pair import Pair
from termlode.quality.unit import Text, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termlode.model import TranslationUnit
    from termlode.quality.judging import Verdict

    type Progress = Callable[[int], None]

BATCH = 2000
_HELD = 20_000  # units of all pairs of languages that wait for their batch
_STRANGE = 0.05  # what a translation into another language is worth


@dataclass(frozen=True, slots=True)
class Doubt:
    """A unit with what speaks against it.

    ``quality``: the chance (0..1) that the target is a whole translation of the source in the language that it should
    be in. ``codes``: those of the checks that speak against it. ``person``: whether a person typed or reviewed it.
    """

    key: int
    quality: float
    codes: tuple[str, ...]
    source: Text
    target: Text
    person: bool = False

    @property
    def digest(self) -> str:
        """Eight characters by which the texts are known again."""
        return blake2b(f"{self.source.text}\0{self.target.text}".encode("utf-8", "replace"), digest_size=4).hexdigest()


def doubts(
    items: Iterable[tuple[int, TranslationUnit]], least: float = 0.5, progress: Progress | None = None
) -> Iterator[Doubt]:
    """The units whose quality is below ``least``, a batch after the other."""
    waiting: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    held = 0
    for number, (key, unit) in enumerate(items, 1):
        for one in pairs(key, unit):
            languages = primary(one.source.language), primary(one.target.language)
            waiting[languages].append(one)
            held += 1
            if len(waiting[languages]) < BATCH and held < _HELD:
                continue
            languages = max(waiting, key=lambda two: len(waiting[two]))
            some = waiting.pop(languages)
            held -= len(some)
            yield from (found for found in qualities(languages, some) if found.quality < least)
        if progress and number % 1000 == 0:
            progress(number)
    for languages, some in waiting.items():
        yield from (found for found in qualities(languages, some) if found.quality < least)


def pairs(key: int, unit: TranslationUnit) -> Iterator[Doubt]:
    """The source of a unit with each of its other languages."""
    left = source_of(unit)
    for right in unit.variants:
        if right is not left and not same(left.language, right.language) and left.text.strip():
            texts = Text(left.text, left.language), Text(right.text, right.language)
            yield Doubt(key, 1.0, (), *texts, rank(unit) == PERSON)


def qualities(languages: tuple[str, str], some: Sequence[Doubt]) -> Iterator[Doubt]:
    """The same units with their qualities; empty targets are worth nothing."""
    full = [one for one in some if one.target.text.strip()]
    found = iter(judge(*languages).verdicts([one.source.text for one in full], [one.target.text for one in full]))
    for one in some:
        yield _judged(one, next(found)) if one.target.text.strip() else _with(one, 0.0, ("E101",))


def _judged(one: Doubt, verdict: Verdict) -> Doubt:
    quality, codes = verdict.chance * verdict.whole, []
    if verdict.better is not None or verdict.chance < 0.5:
        codes.append("E104")
    elif verdict.whole < 0.5:
        codes.append("W103")
    if _is_copy(one):
        return _with(one, 0.0, ("E102",))
    if is_strange(one.target):
        quality, codes = quality * _STRANGE, [*codes, "W105"]
    return _with(one, quality, tuple(codes))


def _with(one: Doubt, quality: float, codes: tuple[str, ...]) -> Doubt:
    return Doubt(one.key, quality, codes, one.source, one.target, one.person)


def _is_copy(one: Doubt) -> bool:
    return next(iter(untranslated(Pair(Unit("", "", one.source, one.target)))), None) is not None
