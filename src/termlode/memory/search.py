"""Finding the matches of a text: candidates from the index, then the score, then penalties and order."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.tags import serves
from termlode.memory import score, sql, unit_rows
from termlode.memory.edit_distance import likeness, likenesses
from termlode.memory.index.candidates import similar
from termlode.memory.index.keys import rough
from termlode.memory.inline import same_codes
from termlode.memory.pivot import through
from termlode.memory.reader import Reader
from termlode.model import Match, MatchKind, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from termlode.memory.index.segments import IndexSegment
    from termlode.memory.query import Query
    from termlode.model import Context, TranslationUnit, Variant

_COMPARED = 40  # candidates whose score is worked out at most
_NUMBERED = 50  # entries that differ in numbers only, of a segment
_UNINDEXED = 40
_GOOD = 95  # with a direct match as good as this, no third language is tried
_LOADED = 16  # units of the best candidates that are loaded together


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The rough key without its spaces, the fast way for ASCII."""
    return (text.lower() if text.isascii() else rough(text)).replace(" ", "")


type Place = tuple[IndexSegment, int]
type Texts = dict[int, unit_rows.VariantRow]
type Units = dict[int, TranslationUnit | None]  # None: there is no such unit any more
# How alike it is letter by letter; its first variant, if that is read; where its other variants are, or they.
type Close = tuple[float, unit_rows.VariantRow | None, Place | list[int]]


class Asked(NamedTuple):
    """A query on its way: what may match it."""

    query: Query
    key: str
    least: float  # likeness
    same: list[int]  # the variants whose key is the same but for numbers
    places: dict[int, Place]  # the entries that may be alike, by their first variants
    speaking: Callable[[int], bool]


class Found(NamedTuple):
    """A variant that is similar enough."""

    score: int
    closeness: float  # orders equal scores
    variant: int
    kind: MatchKind


class Searcher(Reader):
    """Answers queries from the segments and the unindexed variants of one connection."""

    def lookup(self, queries: Sequence[Query]) -> list[list[Match]]:
        """The best matches of each query, best first: by score, then newest, then most used, then closest."""
        asked = [self._near(query) for query in queries]
        texts = self._texts({variant for one in asked for variant in (*one.same, *one.places)})
        found = [self._score(one, texts) for one in asked]
        units: Units = {}
        self._load(units, [one for some in found for one in some[:_LOADED]])
        return [self._matches_of(query, some, units) for query, some in zip(queries, found, strict=True)]

    def _matches_of(self, query: Query, found: Sequence[Found], units: Units) -> list[Match]:
        """The matches of a query, those through a third language among them where no direct one is good."""
        chosen = self._choose(query, found, units)
        if (
            query.pivot
            and (not chosen or chosen[0].score < _GOOD)
            and self._language_sets.share_a_third(query.source, query.target)
        ):
            chosen = order(query, [*chosen, *self._through(query)])
        return chosen

    def _through(self, query: Query) -> Iterator[Match]:
        """Matches through a third language."""
        from dataclasses import replace

        minimum = min(100, query.minimum + query.penalties.pivot)
        near = self.lookup([replace(query, target=None, minimum=minimum, pivot=False)])[0]
        lacking = [m for m in near if not any(serves(v.language, query.target) for v in m.unit.variants)]
        return through(query, lacking, self._exact)

    def _exact(self, variant: Variant) -> list[tuple[int, TranslationUnit]]:
        """The units with a variant of the same rough key."""
        key = rough(variant.text)
        found = [v for segment, entry in self._index.exact(key) for v in segment.variants(entry)]
        found += self._unindexed.masked(key, lambda _: True)
        keys = sorted({number // unit_rows.MAX_VARIANTS for number in found}, reverse=True)[:_NUMBERED]
        return sorted(unit_rows.load(self._connection, self._languages, keys).items())

    # ── candidates ───────────────────────────────────────────────────────────────────────────────

    def _allowed(self, wanted: str | None) -> Callable[[int], bool]:
        if wanted is None:
            return lambda _: True
        return self._language_sets.speaking(wanted).__contains__

    def _near(self, query: Query) -> Asked:
        """What the index says may match."""
        key = rough(query.text)
        least = max(0.0, query.minimum / 100 - 0.02)
        allowed = self._language_sets.allowed_groups(query.source, query.target)
        certain = [*self._index.exact(key), *self._index.masked(key, allowed, _NUMBERED)]
        same = [variant for segment, entry in certain for variant in segment.variants(entry)]
        speaking = self._allowed(query.source)
        same += self._unindexed.masked(key, speaking)
        places: dict[int, Place] = {}
        for segment, entries in similar(self._index, key, least, allowed):
            places.update(zip(segment.firsts.take(entries), ((segment, entry) for entry in entries), strict=True))
        return Asked(query, key, least, same, places, speaking)

    def _score(self, asked: Asked, texts: Texts) -> list[Found]:
        """The variants that reach the minimum, best first."""
        found = self._judge(asked, [texts[variant] for variant in asked.same if variant in texts])
        close = self._closest(asked, texts)
        unindexed = self._unindexed.similar(asked.key, asked.least, _UNINDEXED, asked.speaking)
        close += [(alike, None, rest) for alike, rest in unindexed]
        found += self._judge_closest(asked, close)
        best = {one.variant: one for one in found}
        return sorted(best.values(), key=lambda one: (-one.score, -one.closeness, one.variant))

    def _closest(self, asked: Asked, texts: Texts) -> list[Close]:
        """The entries whose keys are most like the query's letter by letter, by their first variants."""
        rows = [texts[variant] for variant in asked.places if variant in texts]
        alike = likenesses(asked.key.replace(" ", ""), [bare(row[2]) for row in rows], asked.least)
        places = asked.places
        return [(one, row, places[row[0]]) for one, row in zip(alike, rows, strict=True) if one >= asked.least]

    def _judge_closest(self, asked: Asked, close: list[Close]) -> list[Found]:
        """The scores of the closest texts, until none that is left can be among the top."""
        found: list[Found] = []
        scores: list[int] = []
        close.sort(key=itemgetter(0), reverse=True)
        for alike, row, place in close[:_COMPARED]:
            if len(scores) >= asked.query.top and int(100 * alike) < sorted(scores)[-asked.query.top]:
                break
            others = place if isinstance(place, list) else place[0].others(place[1])
            variants = list(self._texts(others).values()) if others else []
            judged = self._judge(asked, variants if row is None else [row, *variants], alike)
            found += judged
            scores += [max(one.score for one in judged)] if judged else []
        return found

    def _judge(self, asked: Asked, variants: Iterable[unit_rows.VariantRow], alike: float = 1.0) -> list[Found]:
        """Those of ``variants`` that reach the minimum."""
        found, query = [], asked.query
        for variant, language, text, _ in variants:
            if not asked.speaking(language):
                continue
            tag = self._languages.tag(language)
            wanted, had = score.key(query.text, tag), score.key(text, tag)
            points = score.compare(wanted, had, query.minimum)
            if points >= query.minimum:
                found.append(Found(points, alike, variant, _kind(points, wanted, had)))
        return found

    def _texts(self, variants: Collection[int]) -> Texts:
        """The rows of variants that exist."""
        if not variants:
            return {}
        return {row[0]: row for row in self._connection.execute(sql.VARIANTS_BY_ID, (str(sorted(variants)),))}

    # ── matches ──────────────────────────────────────────────────────────────────────────────────

    def _choose(self, query: Query, found: Sequence[Found], units: Units) -> list[Match]:
        """Units of the best candidates as matches, until no other can be among the top."""
        chosen: list[Match] = []
        for start in range(0, len(found), _LOADED):
            part = found[start : start + _LOADED]
            if _enough(query, chosen, part[0].score + 1):
                break
            self._load(units, part)
            for one in part:
                unit = units[one.variant // unit_rows.MAX_VARIANTS]
                if unit is not None and query.takes(unit):
                    chosen.extend(self._matches(query, one, unit))
        return order(query, chosen)

    def _load(self, units: Units, found: Iterable[Found]) -> None:
        """Load the units of ``found`` that are not among ``units`` yet."""
        wanted = {one.variant // unit_rows.MAX_VARIANTS for one in found}.difference(units)
        if wanted:
            units.update(dict.fromkeys(wanted))
            units.update(unit_rows.load(self._connection, self._languages, sorted(wanted)))

    def _matches(self, query: Query, found: Found, unit: TranslationUnit) -> Iterator[Match]:
        source = unit.variants[found.variant % unit_rows.MAX_VARIANTS]
        targets: list[Variant] = [v for v in unit.variants if v is not source and serves(v.language, query.target)]
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
        if points == score.EQUAL and not same_codes(source.codes, query.codes):
            points, kind = score.FOLDED, "folded"
        elif points == score.EQUAL and in_context(query.context, unit, source):
            points, kind = score.EQUAL + 1, "context"
        penalties = list(query.penalties.of(unit))
        adapted = None
        if kind == "numbers" and target is not None:
            from termlode.memory.adapt import adapt

            adapted = adapt(query.text, source.text, target.text, source.language, target.language)
            if adapted is None:
                penalties.append(("numbers", query.penalties.numbers))
        points = max(0, points - sum(amount for _, amount in penalties))
        if points >= query.minimum:
            yield Match(
                points,
                kind,
                source,
                target,
                unit,
                found.variant // unit_rows.MAX_VARIANTS,
                tuple(penalties),
                adapted=adapted,
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
    if source is not unit_rows.source_of(unit):
        return False
    pairs = [(context.previous, unit.context.previous), (context.following, unit.context.following)]
    known = [asked == had for asked, had in pairs if asked is not None and had is not None]
    return bool(known) and all(known)


def _enough(query: Query, chosen: list[Match], points: int) -> bool:
    """Whether the top is full of better than ``points``; without a target, of different sources."""
    best: dict[object, int] = {}
    for number, match in enumerate(chosen):
        mark = number if query.target is not None else match.source.text
        best[mark] = max(best.get(mark, 0), match.score)
    return len(best) >= query.top and sorted(best.values())[-query.top] > points


def order(query: Query, found: list[Match]) -> list[Match]:
    """The top matches in order: by score, who made them, newest, most used, closest; each pair of texts once.

    Without a target language a source comes once, unless places are left over.
    """
    if len(found) > query.top:
        found = sorted(found, key=lambda m: likeness(query.text, m.source.text, 0.0), reverse=True)
    found = sorted(found, key=lambda m: unit_rows.used(m.unit) or 0, reverse=True)
    found.sort(key=lambda m: unit_rows.changed(m.unit) or "", reverse=True)
    found = by_rank(sorted(found, key=lambda m: (m.score, rank(m.unit)), reverse=True))
    pairs = {(m.source.language, m.source.text, *_target(m)): m for m in reversed(found)}
    chosen = [match for match in found if pairs[match.source.language, match.source.text, *_target(match)] is match]
    if query.target is None and len(chosen) > query.top:
        firsts = {match.source.text: match for match in reversed(chosen)}
        chosen.sort(key=lambda match: firsts[match.source.text] is not match)
        chosen = sorted(chosen[: query.top], key=lambda match: -match.score)
    return chosen[: query.top]


def by_rank(found: list[Match]) -> list[Match]:
    """The same matches; none before one of a higher rank for the same segment of the same document."""
    best: dict[object, int] = {}
    for match in found:
        if match.unit.origin.document is not None:
            segment = _segment(match)
            best[segment] = max(best.get(segment, 0), rank(match.unit))
    ordered: list[Match] = []
    outranked: dict[object, list[Match]] = {}
    for match in found:
        segment = _segment(match)
        if rank(match.unit) < best.get(segment, 0):
            outranked.setdefault(segment, []).append(match)
            continue
        ordered.append(match)
        if best.pop(segment, None) is not None:
            ordered += outranked.pop(segment, ())
    return ordered


def _segment(match: Match) -> tuple[str | None, str, str]:
    return match.unit.origin.document, match.source.language, match.source.text


def _target(match: Match) -> tuple[str, str]:
    return ("", "") if match.target is None else (match.target.language, match.adapted or match.target.text)
