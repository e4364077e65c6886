"""Whether two texts follow each other: how much better one explains the other forwards than backwards.

Texts that translate each other lose nearly all their evidence where the target is read from its end; unrelated
texts lose none, whatever their length and however little is known of their words.
"""

from __future__ import annotations

import math

LEAST = 8  # segments of the shorter text; fewer have no order to speak of
TOGETHER, STRANGERS = 6.0, 1.5  # nats per root of a segment: from here on they belong together; below they do not


def evidence(forwards: float, backwards: float, shorter: int) -> float:
    """What the order of two texts tells, in nats per root of a segment; about 0 where it tells nothing.

    ``forwards`` and ``backwards``: log weights of all paths, the target read from its beginning and from its end;
    ``shorter``: segments of the shorter text.
    """
    return (forwards - backwards) / math.sqrt(max(shorter, 1))
