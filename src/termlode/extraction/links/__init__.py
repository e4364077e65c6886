"""Links: which candidates of two languages name the same thing, with the chance that they do, and why.

Where texts are aligned, candidates that meet in beads are compared; else those whose words, letters or sounds are
alike. What stands in the termbase is taken from it.
"""

from __future__ import annotations

from itertools import combinations, count
from typing import TYPE_CHECKING

from termlode.extraction.links.records import Known, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction import Candidate

    type Step = Callable[[], None]
    type Lexicons = dict[tuple[str, str], list[Lexicon]]

__all__ = ["ALIGNED_POOL", "LIKELY", "POOL", "Known", "Link", "link"]

LIKELY = 0.5  # links less sure than this are not shown unless asked for
POOL = 1500  # candidates of a language that are compared where texts are not aligned
ALIGNED_POOL = 6000


def _untold(_done: int, _total: int) -> None:
    pass


def link(
    candidates: Mapping[str, Sequence[Candidate]],
    known: Known,
    *,
    least: float = LIKELY,
    best: int = 3,
    progress: Callable[[int, int], None] = _untold,
) -> list[Link]:
    """The links between the candidates of all languages, surest first.

    At most ``best`` of a candidate and another language, none less sure than ``least``. Candidates are given best
    first; they need all their contexts, for where they meet is seen from those. ``progress`` is told the steps done
    and all: words, then phrases, then candidates of each two languages.
    """
    from termlode.extraction.links.pairing import Pairing

    total = len(candidates) * (len(candidates) - 1) + 1
    done = count(1)

    def step() -> None:
        progress(next(done), total)

    progress(0, total)
    lexicons = words_of(candidates, known, step)
    pools = pool(candidates, known, lexicons)
    step()
    found: list[Link] = []
    for pair, words in lexicons.items():
        sides = (pools[pair[0]], pools[pair[1]])
        if all(sides):
            found += _ranked(Pairing(sides, pair, known, words).links(least), best)
        step()
    return sorted(found, key=_order)


def words_of(languages: Iterable[str], known: Known, step: Step = lambda: None) -> Lexicons:
    """What is known of words of each two languages, by lexicons and by what aligned texts teach; each is a ``step``."""
    from termlode.extraction.links.parallel import taught

    found: Lexicons = {}
    for pair in combinations(languages, 2):
        learned = taught(known.beads.get(pair, ()), pair)
        found[pair] = [*known.lexicons(*pair), *([learned] if learned else [])]
        step()
    return found


def pool(
    candidates: Mapping[str, Sequence[Candidate]], known: Known, lexicons: Lexicons
) -> dict[str, Sequence[Candidate]]:
    """The candidates of each language that are compared, and the phrases that translate one of another language."""
    size = ALIGNED_POOL if known.only_aligned else POOL
    pools: dict[str, Sequence[Candidate]] = {tag: some[:size] for tag, some in candidates.items()}
    if known.beads:
        from termlode.extraction.links.projected import added

        new = added(pools, known.beads, lexicons)
        pools |= {tag: [*pools[tag], *some] for tag, some in new.items()}
    return pools


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
