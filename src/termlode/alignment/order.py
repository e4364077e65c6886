"""Whether two texts follow each other: how much better one explains the other forwards than backwards.

Texts that translate each other lose nearly all their evidence where the target is read from its end; unrelated
texts lose none, whatever their length and however little is known of their words.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from termlode.alignment import priors

if TYPE_CHECKING:
    from termlode.alignment.aligner import Aligner

LEAST = 8  # segments of the shorter text; fewer have no order to speak of
TOGETHER, STRANGERS = 2.5, 1.5  # nats per root of a segment: from here on they belong together; below they do not


def weight(aligner: Aligner) -> float:
    """Log of the total weight of all paths after a first pass."""
    model, _posteriors = aligner.first_pass()
    lattice, band = aligner.lattice, aligner.band
    table = priors.table(aligner.told, lattice, *aligner.lengths, model=model, weights=aligner.known.weights)
    return float(lattice.forward(table)[-1, band.columns - int(band.low[-1])])


def evidence(forwards: Aligner, backwards: Aligner) -> float:
    """What the order of the texts tells, in nats per root of a segment of the shorter text; about 0 by chance.

    The two aligners are fresh, the second over the target read from its end.
    """
    shorter = min(map(len, forwards.texts))
    return (weight(forwards) - weight(backwards)) / math.sqrt(max(shorter, 1))
