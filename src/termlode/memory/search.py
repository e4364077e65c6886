"""Finding the matches of a text: candidates from the index, then the score, then penalties and order."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.tags import serves
from termlode.memory import score, sql, unit_rows
from termlode.memory.edit_distance import likeness
from termlode.memory.index.candidates import similar
from termlode.memory.index.keys import rough
from termlode.memory.inline import same_codes
from termlode.memory.pivot import through
from termlode.memory.reader import Reader
from termlode.model import Match, MatchKind, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termlode.memory.index.segments import IndexSegment
    from termlode.memory.query import Query
    from termlode.model import Context, TranslationUnit, Variant

_COMPARED = 40  # candidates whose score is worked out at most
_NUMBERED = 50  # entries that differ in numbers only, of a segment
_UNINDEXED = 40
_GOOD = 95  # with a direct match as good as this, no third language is tried


def bare(text: str) -> str:
    """The rough key without its spaces, the fast way for ASCII."""
    return (text.lower() if text.isascii() else rough(text)).replace(" ", "")


type Place = tuple[IndexSegment, int]
# How alike it is letter by letter; its first variant, if that is read; where its other variants are, or they.
type Close = tuple[float, unit_rows.VariantRow | None, Place | list[int]]


class Found(NamedTuple):
    """A variant that is similar enough."""

    score: int
    closeness: float  # orders equal scores
    variant: int
    kind: MatchKind


class Searcher(Reader):
    """Answers queries from the segments and the unindexed variants of one connection."""

    def lookup(self, query: Query) -> list[Match]:
        """The best matches, best first: by score, then newest, then most used, then closest."""
        found = self._choose(query, self._score(query))
        if (
            query.pivot
            and (not found or found[0].score < _GOOD)
            and self._language_sets.share_a_third(query.source, query.target)
        ):
            found = order(query, [*found, *self._through(query)])
        return found

    def _through(self, query: Query) -> Iterator[Match]:
        """Matches through a third language."""
        from dataclasses import replace

        wider = replace(query, target=None, minimum=min(100, query.minimum + query.penalties.pivot))
        near = self._choose(wider, self._score(wider))
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

    def _score(self, query: Query) -> list[Found]:
        """The variants that reach the minimum, best first."""
        key = rough(query.text)
        least = max(0.0, query.minimum / 100 - 0.02)
        allowed = self._language_sets.allowed_groups(query.source, query.target)
        certain = [*self._index.exact(key), *self._index.masked(key, allowed, _NUMBERED)]
        whole = [variant for segment, entry in certain for variant in segment.variants(entry)]
        speaking = self._allowed(query.source)
        whole += self._unindexed.masked(key, speaking)
        found = self._judge(query, self._variants(whole), speaking) if whole else []
        entries = similar(self._index, key, least, allowed)
        places = {segment.first(entry): (segment, entry) for segment, entry in entries}
        close = self._closest(key, places, least) if places else []
        close += [(alike, None, rest) for alike, rest in self._unindexed.similar(key, least, _UNINDEXED, speaking)]
        found += self._judge_closest(query, close, speaking)
        best = {one.variant: one for one in found}
        return sorted(best.values(), key=lambda one: (-one.score, -one.closeness, one.variant))

    def _closest(self, key: str, places: dict[int, Place], least: float) -> list[Close]:
        """The entries whose keys are most like ``key`` letter by letter, by their first variants."""
        found: list[Close] = []
        asked = key.replace(" ", "")
        for row in self._variants(places):
            alike = likeness(asked, bare(row[2]), least)
            if alike >= least:
                found.append((alike, row, places[row[0]]))
        return found

    def _judge_closest(self, query: Query, close: list[Close], speaking: Callable[[int], bool]) -> list[Found]:
        """The scores of the closest texts, until none that is left can be among the top."""
        found: list[Found] = []
        scores: list[int] = []
        close.sort(key=itemgetter(0), reverse=True)
        for alike, row, place in close[:_COMPARED]:
            if len(scores) >= query.top and int(100 * alike) < sorted(scores)[-query.top]:
                break
            others = place if isinstance(place, list) else place[0].others(place[1])
            variants = self._variants(others) if others else []
            judged = self._judge(query, variants if row is None else [row, *variants], speaking, alike)
            found += judged
            scores += [max(one.score for one in judged)] if judged else []
        return found

    def _judge(
        self,
        query: Query,
        variants: Iterable[unit_rows.VariantRow],
        speaking: Callable[[int], bool],
        alike: float = 1.0,
    ) -> list[Found]:
        """Those of ``variants`` that reach the minimum."""
        found = []
        for variant, language, text, _ in variants:
            if not speaking(language):
                continue
            tag = self._languages.tag(language)
            asked, had = score.key(query.text, tag), score.key(text, tag)
            points = score.compare(asked, had, query.minimum)
            if points >= query.minimum:
                found.append(Found(points, alike, variant, _kind(points, asked, had)))
        return found

    def _variants(self, keys: Iterable[int]) -> list[unit_rows.VariantRow]:
        return self._connection.execute(sql.VARIANTS_BY_ID, (str(list(keys)),)).fetchall()

    # ── matches ──────────────────────────────────────────────────────────────────────────────────

    def _choose(self, query: Query, found: Sequence[Found]) -> list[Match]:
        """Units of the best candidates as matches, until no other can be among the top."""
        chosen: list[Match] = []
        for start in range(0, len(found), 16):
            part = found[start : start + 16]
            if _enough(query, chosen, part[0].score + 1):
                break
            units = unit_rows.load(
                self._connection, self._languages, {f.variant // unit_rows.MAX_VARIANTS for f in part}
            )
            for one in part:
                unit = units.get(one.variant // unit_rows.MAX_VARIANTS)
                if unit is not None and query.takes(unit):
                    chosen.extend(self._matches(query, one, unit))
        return order(query, chosen)

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
        mark = number if query.target is not None else _mark(match)
        best[mark] = max(best.get(mark, 0), match.score)
    return len(best) >= query.top and sorted(best.values())[-query.top] > points


def _mark(match: Match) -> str:
    """What makes a source another: as good as equal, each letter; else not case and the like."""
    return match.source.text if match.score >= score.FOLDED else rough(match.source.text)


def order(query: Query, found: list[Match]) -> list[Match]:
    """The top matches in order: by score, then by who made them, then newest, then most used; each pair of texts once.

    Without a target language a source (but for case and the like) comes once, unless places are left over.
    """
    found = sorted(found, key=lambda m: unit_rows.used(m.unit) or 0, reverse=True)
    found.sort(key=lambda m: unit_rows.changed(m.unit) or "", reverse=True)
    found = by_rank(sorted(found, key=lambda m: (m.score, rank(m.unit)), reverse=True))
    pairs = {(m.source.language, m.source.text, *_target(m)): m for m in reversed(found)}
    chosen = [match for match in found if pairs[match.source.language, match.source.text, *_target(match)] is match]
    if query.target is None and len(chosen) > query.top:
        firsts = {_mark(match): match for match in reversed(chosen)}
        chosen.sort(key=lambda match: firsts[_mark(match)] is not match)
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
