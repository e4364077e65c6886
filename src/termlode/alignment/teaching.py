"""What a document pair teaches about itself: words that meet again and again in its surest beads.

A pair of words counts only where it met in two beads at least, so that no bead can vouch for itself, and
the fewer the meetings the less it is believed. Where a lexicon knows the languages and the text is short
there is nothing to gain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.association import associate
from termlode.alignment.band import BEADS
from termlode.alignment.evidence import Pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from termlode.alignment.dynamic import Lattice
    from termlode.alignment.evidence import Side

    type Lesson = tuple[Sequence[str], Sequence[str], float]

LEAST_WITH_LEXICON = 300  # beads; fewer teach less than they mislead
LEAST_WITHOUT = 20
_SURE = 0.5
BELIEF = 0.8


def lessons(
    posteriors: NDArray[np.float64], lattice: Lattice, source: Side, target: Side, sure: float = _SURE
) -> list[Lesson]:
    """The words of the beads that are more likely than not, weighted by how likely."""
    left = _words_of(source)
    right = _words_of(target)
    found: list[Lesson] = []
    for kind, (a, b) in enumerate(BEADS):
        if not (a and b):
            continue
        for row, column in zip(*np.nonzero(posteriors[kind] > sure), strict=True):
            j = int(lattice.band.low[row] + column)
            mine = [word for s in range(row - a, row) for word in left[s]]
            theirs = [word for t in range(j - b, j) for word in right[t]]
            found.append((mine, theirs, float(posteriors[kind][row, column])))
    return found


def _words_of(side: Side) -> list[list[str]]:
    names = side.types
    return [[names[t] for t in side.occurrences[side.starts[s] : side.starts[s + 1]]] for s in range(side.segments)]


def learned(corpus: Iterable[Lesson], *, belief: float = BELIEF) -> dict[tuple[str, str], float]:
    """Associations that met in two beads at least."""
    found = associate(corpus, least=0.1, least_count=1.6)
    return {pair: strength * belief for pair, strength in found.items()}


def merged(pairs: Pairs, more: dict[tuple[str, str], float], source: Side, target: Side) -> Pairs:
    """``pairs`` with what was learned, the stronger of both where both know a pair."""
    rows = {word: k for k, word in enumerate(source.types)}
    columns = {word: k for k, word in enumerate(target.types)}
    table = {(int(u), int(v)): float(s) for u, v, s in zip(pairs.source, pairs.target, pairs.strength, strict=True)}
    for (left, right), strength in more.items():
        key = (rows[left], columns[right])
        table[key] = max(table.get(key, 0.0), strength)
    keys = np.array(list(table), np.int64).reshape(-1, 2)
    return Pairs(keys[:, 0], keys[:, 1], np.array(list(table.values()), np.float32))


def share(before: Pairs, after: Pairs, source: Side) -> float:
    """How much of the association in a text, 0..1, is what the text taught itself."""
    known, all_ = (float((p.strength * source.frequency[p.source]).sum()) for p in (before, after))
    return 1 - known / all_ if all_ else 0.0
