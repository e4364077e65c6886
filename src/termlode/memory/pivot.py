"""Pivot look-up: from one language to another through a text that units of both share, such as an English one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.tags import serves
from termlode.memory.index.keys import rough
from termlode.model import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from termlode.memory.query import Query
    from termlode.model import TranslationUnit, Variant

type Exact = Callable[[Variant], list[tuple[int, TranslationUnit]]]


def through(query: Query, matches: list[Match], exact: Exact) -> Iterator[Match]:
    """For matches without a target in the wanted language: the targets of units that share another variant.

    ``exact`` gives the units with a variant whose rough key is that of the one asked for.
    """
    for match in matches:
        for middle in match.unit.variants:
            if middle.language == match.source.language:
                continue
            for key, unit in exact(middle):
                shared = [v for v in unit.variants if v.language == middle.language and _agree(v, middle)]
                if key != match.unit_key and shared and query.takes(unit):
                    yield from _targets(query, match, middle, unit)


def _agree(one: Variant, other: Variant) -> bool:
    return rough(one.text) == rough(other.text)


def _targets(query: Query, match: Match, middle: Variant, unit: TranslationUnit) -> Iterator[Match]:
    penalties = [*match.penalties, ("pivot", query.penalties.pivot)]
    penalties += [penalty for penalty in query.penalties.of(unit) if penalty not in penalties]
    points = (
        match.score
        - query.penalties.pivot
        - sum(amount for reason, amount in query.penalties.of(unit) if (reason, amount) not in match.penalties)
    )
    if points < query.minimum:
        return
    for target in unit.variants:
        if target.language != match.source.language and serves(target.language, query.target):
            yield Match(
                points,
                match.kind,
                match.source,
                target,
                match.unit,
                match.unit_key,
                tuple(penalties),
                pivot=middle,
            )
