"""Whether two texts follow each other: how much better one explains the other in its own order than in others.

Texts that translate each other lose nearly all their evidence where the target is read in another order; unrelated
texts lose none, whatever their length and however little is known of their words.
"""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST = 4  # segments of the shorter text; fewer have no order to speak of
TOGETHER, STRANGERS = 3.0, 1.5  # nats per root of a segment: from here on they belong together; below they do not
BORNE_OUT = 0.15  # nats that the order tells for each that words tell: from here on it bears them out
_UNFOUNDED = 0.075  # below, the words are met by chance, in whatever order they stand
_ORDERS = ((16, 5), (48, 3))  # below so many segments, so many orders: short texts vary more, and cost less


def others(target: Sequence[str]) -> Iterator[list[str]]:
    """``target`` in other orders: from its end, and, where it is short, shuffled."""
    yield list(target[::-1])
    chance = random.Random(len(target))  # noqa: S311 - the same texts, the same result
    for _ in range(next((count for below, count in _ORDERS if len(target) < below), 1) - 1):
        shuffled = list(target)
        chance.shuffle(shuffled)
        yield shuffled


def evidence(own: float, others: Sequence[float], shorter: int) -> float:
    """What the order of two texts tells, in nats per root of a segment; about 0 where it tells nothing.

    ``own`` and ``others``: log weights of all paths, the target read in its own order and in others;
    ``shorter``: segments of the shorter text.
    """
    return (own - sum(others) / len(others)) / math.sqrt(max(shorter, 1))


def share(told: float) -> float:
    """How far texts of this evidence belong together, 0 to 1."""
    return min(1.0, max(0.0, (told - STRANGERS) / (TOGETHER - STRANGERS)))


def borne_out(told: float, words: float, beads: int) -> float:
    """How far the order of the texts bears out what their words tell, 0 to 1.

    ``told``: of :func:`evidence`; ``words``: the nats that the words of the beads tell, all in all. Between texts on
    one subject a large lexicon finds many words that meet, and nearly as many in another order.
    """
    nats = told * math.sqrt(beads) / max(words, 1.0)
    return min(1.0, max(0.0, (nats - _UNFOUNDED) / (BORNE_OUT - _UNFOUNDED)))
