"""Links: which candidates of two languages name the same thing, with the chance that they do, and why.

Where texts are aligned, candidates that meet in beads are compared; else those whose words, letters or sounds are
alike. What stands in the termbase is taken from it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from termlode.extraction.links.records import Known, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from termlode.extraction import Candidate

__all__ = ["ALIGNED_POOL", "LIKELY", "POOL", "Known", "Link", "link"]

LIKELY = 0.5  # links less sure than this are not shown unless asked for
POOL = 1500  # candidates of a language that are compared where texts are not aligned
ALIGNED_POOL = 6000


def link(
    candidates: Mapping[str, Sequence[Candidate]], known: Known, *, least: float = LIKELY, best: int = 3
) -> list[Link]:
    """The links between the candidates of all languages, surest first.

    At most ``best`` of a candidate and another language, none less sure than ``least``. Candidates are given best
    first; they need all their contexts, for where they meet is seen from those.
    """
    from termlode.extraction.links.pairing import Pairing

    size = ALIGNED_POOL if known.only_aligned else POOL
    found: list[Link] = []
    for source, target in combinations(candidates, 2):
        sides = (candidates[source][:size], candidates[target][:size])
        if all(sides):
            found += _ranked(Pairing(sides, (source, target), known).links(least), best)
    return sorted(found, key=_order)


def _order(one: Link) -> tuple[float, str, str]:
    return -one.probability, one.source.term, one.target.term


def _ranked(found: Iterable[Link], best: int) -> list[Link]:
    """At most ``best`` links of each candidate."""
    kept: list[Link] = []
    seen: dict[int, int] = {}
    for one in sorted(found, key=_order):
        sides = (id(one.source), id(one.target))
        if all(seen.get(side, 0) < best for side in sides):
            kept.append(one)
            seen |= {side: seen.get(side, 0) + 1 for side in sides}
    return kept
