"""Finding the matches of a text: candidates from the index, then the score, then penalties and order."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.tags import matches
from termlode.memory import adapt, queries, rows, score
from termlode.memory.keys import rough
from termlode.memory.penalties import DEFAULT, Penalties
from termlode.model import Context, Match, MatchKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termlode.memory.tail import Tail
    from termlode.model import InlineCode, TranslationUnit, Variant


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked up, in which languages, among which units; ``since`` and ``until`` are dates."""

    text: str
    source: str | None = None
    target: str | None = None
    minimum: int = 70
    top: int = 5
    codes: tuple[InlineCode, ...] = ()
    context: Context | None = None
    penalties: Penalties = DEFAULT
    client: str | None = None
    domain: str | None = None
    project: str | None = None
    origin: str | None = None
    since: str | None = None
    until: str | None = None

    def takes(self, unit: TranslationUnit) -> bool:
        """Whether the filters let ``unit`` through."""
        origin = unit.origin
        wanted = ((self.client, origin.client), (self.domain, origin.domain), (self.project, origin.project))
        if any(want is not None and want != have for want, have in wanted):
            return False
        if self.origin is not None and self.origin != origin.kind:
            return False
        if self.since is None and self.until is None:
            return True
        date = rows.changed(unit) or ""
        return (self.since or "") <= date and (self.until is None or date[: len(self.until)] <= self.until)


class Found(NamedTuple):
    """A variant that is similar enough."""

    score: int
    closeness: float  # orders equal scores
    variant: int
    kind: MatchKind


def speaks(tag: str, wanted: str | None) -> bool:
    """Whether a text tagged ``tag`` serves one who asks for ``wanted``: zh-CN for zh, and zh for zh-CN."""
    return wanted is None or matches(tag, wanted) or matches(wanted, tag)


class Searcher:
    """Answers queries from the tail and the segments of one connection."""

    def __init__(self, connection: sqlite3.Connection, languages: rows.Languages, tail: Tail) -> None:
        self._connection, self._languages, self._tail = connection, languages, tail

    def lookup(self, query: Query) -> list[Match]:
        """The best matches, best first: by score, then newest, then most used, then closest."""
        found = self._score(query, self._candidates(query))
        return self._choose(query, found)

    # ── candidates ───────────────────────────────────────────────────────────────────────────────

    def _allowed(self, wanted: str | None) -> Callable[[int], bool]:
        if wanted is None:
            return lambda _: True
        numbers = {number for number, tag in self._languages.tags.items() if speaks(tag, wanted)}
        return numbers.__contains__

    def _candidates(self, query: Query) -> list[int]:
        key = rough(query.text)
        return self._tail.similar(key, query.minimum / 100 - 0.15, 80, self._allowed(query.source))

    def _score(self, query: Query, candidates: Iterable[int]) -> list[Found]:
        """The candidates that reach the minimum, best first."""
        found = []
        for variant, language, text, _ in self._variants(candidates):
            tag = self._languages.tag(language)
            if not speaks(tag, query.source):
                continue
            asked, had = score.key(query.text, tag), score.Key(text, tag)
            points = score.compare(asked, had, query.minimum)
            if points >= query.minimum:
                found.append(Found(points, 0.0, variant, _kind(points, asked, had)))
        return sorted(found, key=lambda one: (-one.score, -one.closeness, one.variant))

    def _variants(self, keys: Iterable[int]) -> list[rows.VariantRow]:
        return self._connection.execute(queries.VARIANTS_BY_ID, (json.dumps(list(keys)),)).fetchall()

    # ── matches ──────────────────────────────────────────────────────────────────────────────────

    def _choose(self, query: Query, found: Sequence[Found]) -> list[Match]:
        """Units of the best candidates as matches, until no other can be among the top."""
        chosen: list[Match] = []
        for start in range(0, len(found), 16):
            part = found[start : start + 16]
            if len(chosen) >= query.top and part[0].score + 1 < sorted(m.score for m in chosen)[-query.top]:
                break
            units = rows.load(self._connection, self._languages, {f.variant // rows.PLACES for f in part})
            for one in part:
                unit = units.get(one.variant // rows.PLACES)
                if unit is not None and query.takes(unit):
                    chosen.extend(self._matches(query, one, unit))
        return order(query, chosen)

    def _matches(self, query: Query, found: Found, unit: TranslationUnit) -> Iterator[Match]:
        source = unit.variants[found.variant % rows.PLACES]
        targets: list[Variant] = [
            v for v in unit.variants if v is not source and speaks(v.language, query.target)
        ]
        if query.target is None:
            targets = ([v for v in targets if v.language != source.language] or targets)[:1]
            if not targets:
                yield from self._match(query, found, unit, source, None)
        for target in targets:
            yield from self._match(query, found, unit, source, target)

    def _match(
        self, query: Query, found: Found, unit: TranslationUnit, source: Variant, target: Variant | None
    ) -> Iterator[Match]:
        points, kind = found.score, found.kind
        if points == score.EQUAL and source.codes != query.codes:
            points, kind = score.FOLDED, "folded"
        elif points == score.EQUAL and in_context(query.context, unit, source):
            points, kind = score.EQUAL + 1, "context"
        penalties = list(query.penalties.of(unit.origin))
        adapted = None
        if kind == "numbers" and target is not None:
            adapted = adapt.adapt(query.text, source.text, target.text, source.language, target.language)
            if adapted is None:
                penalties.append(("numbers", query.penalties.numbers))
        points = max(0, points - sum(amount for _, amount in penalties))
        if points >= query.minimum:
            yield Match(
                points, kind, source, target, unit, found.variant // rows.PLACES, tuple(penalties), adapted=adapted
            )


def _kind(points: int, asked: score.Key, had: score.Key) -> MatchKind:
    if points == score.EQUAL:
        return "exact"
    if points < score.FOLDED:
        return "fuzzy"
    return "folded" if asked.folded == had.folded else "numbers"


def in_context(context: Context | None, unit: TranslationUnit, source: Variant) -> bool:
    """Whether ``unit`` stood where the query stands: the same key, or the same neighbours."""
    if context is None:
        return False
    if context.key is not None and unit.context.key is not None:
        return context.key == unit.context.key
    if source is not rows.source_of(unit):
        return False
    pairs = [(context.previous, unit.context.previous), (context.following, unit.context.following)]
    known = [asked == had for asked, had in pairs if asked is not None and had is not None]
    return bool(known) and all(known)


def order(query: Query, found: list[Match]) -> list[Match]:
    """The top matches in order, each pair of texts once; without a target, each fuzzy source once."""
    found = sorted(found, key=lambda m: rows.used(m.unit) or 0, reverse=True)
    found.sort(key=lambda m: rows.changed(m.unit) or "", reverse=True)
    found.sort(key=lambda m: m.score, reverse=True)
    seen: set[tuple[str, str, str | None, str | None]] = set()
    chosen = []
    for match in found:
        target = match.target
        loose = query.target is None and match.score < score.FOLDED
        pair = (None, None) if loose or target is None else (target.language, match.adapted or target.text)
        mark = (match.source.language, match.source.text, *pair)
        if mark not in seen:
            seen.add(mark)
            chosen.append(match)
    return chosen[: query.top]


def with_minimum(query: Query, minimum: int) -> Query:
    """``query`` with another threshold."""
    return replace(query, minimum=minimum)
