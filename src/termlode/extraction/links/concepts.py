"""Links of pairs become groups: candidates of several languages that name one thing, and the concept that has some of
them already.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from termlode.extraction import Candidate
    from termlode.extraction.links.records import Link

    type Named = Callable[[Candidate], frozenset[str]]

TOGETHER = 0.4  # how surely two groups must be linked, on the average of their languages, to be one


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that name one thing. ``concept``: the known one that ``known`` of them name, if any."""

    new: tuple[Candidate, ...]
    known: tuple[Candidate, ...]
    links: tuple[Link, ...]
    concept: str | None = None

    @property
    def probability(self) -> float:
        """The least sure of the links that hold each of the new candidates."""
        return min(max(one.probability for one in self.links if new in (one.source, one.target)) for new in self.new)


def groups(links: Iterable[Link], named: Named) -> list[Group]:
    """The groups that have something new in them, surest first; the surest links are taken first.

    ``named``: the known concepts that a candidate names. A group has one new candidate of a language; candidates of
    different known concepts are never joined. Unsure links are wanted too: they tell which groups belong together.
    """
    clusters: dict[int, _Cluster] = {}
    ordered = sorted(links, key=lambda one: (-one.probability, one.source.term, one.target.term))
    chances = {frozenset((id(one.source), id(one.target))): one.probability for one in ordered}
    for one in ordered:
        left, right = (clusters.get(id(side)) or _Cluster([side], named(side), []) for side in (one.source, one.target))
        if left is right:
            left.links.append(one)
        elif left.fits(right, named) and left.chance(right, chances) >= TOGETHER:
            joined = left.joined(right, one)
            clusters |= {id(member): joined for member in joined.members}
    distinct = {id(cluster): cluster for cluster in clusters.values()}.values()
    found = [group for cluster in distinct if (group := cluster.group(named)) is not None]
    return sorted(found, key=lambda group: (-group.probability, group.new[0].language, group.new[0].term))


@dataclass(slots=True)
class _Cluster:
    members: list[Candidate]
    concepts: frozenset[str]
    links: list[Link]

    def fits(self, other: _Cluster, named: Named) -> bool:
        """Whether both may be one: no two concepts, and no second new term of a language."""
        if self.concepts and other.concepts and self.concepts.isdisjoint(other.concepts):
            return False
        mine = {one.language for one in self.members if not named(one)}
        return mine.isdisjoint(one.language for one in other.members if not named(one))

    def chance(self, other: _Cluster, chances: Mapping[frozenset[int], float]) -> float:
        """The best chance of each two languages of both, on the average."""
        best: dict[frozenset[str], float] = {}
        for one in self.members:
            for two in other.members:
                if one.language != two.language:
                    pair = frozenset((one.language, two.language))
                    best[pair] = max(best.get(pair, 0.0), chances.get(frozenset((id(one), id(two))), 0.0))
        return sum(best.values()) / max(1, len(best))

    def joined(self, other: _Cluster, link: Link) -> _Cluster:
        """Both as one."""
        both = self.concepts & other.concepts if self.concepts and other.concepts else self.concepts | other.concepts
        return _Cluster([*self.members, *other.members], both, [*self.links, *other.links, link])

    def group(self, named: Named) -> Group | None:
        """What is new in it; None where nothing is."""
        new = [one for one in self.members if not named(one)]
        known = [one for one in self.members if named(one)]
        if not new or len(self.members) < 2:
            return None
        votes = Counter(concept for one in known for concept in named(one) & self.concepts)
        concept = min(votes, key=lambda name: (-votes[name], name), default=None)
        return Group(tuple(_ordered(new)), tuple(_ordered(known)), tuple(self.links), concept)


def _ordered(some: Sequence[Candidate]) -> list[Candidate]:
    return sorted(some, key=lambda one: (one.language, -one.count, one.term))
