"""What words tell of beads: bounded evidence, and the segment that has least to do with the other block."""

from __future__ import annotations

import numpy as np

from termlode.alignment import evidence
from termlode.alignment.band import BEADS, full

SOURCE = [["red", "apple", "tree"], ["ship"], ["old", "king"], ["rain"], ["moon"], ["bread"]]
TARGET = [["red", "apple", "tree"], ["clock", "spoon"], ["ship"], ["old", "king"], ["rain"], ["moon"], ["bread"]]


def words(source: list[list[str]] = SOURCE, target: list[list[str]] = TARGET) -> evidence.Words:
    left, right = evidence.side(source), evidence.side(target)
    same = [(k, right.types.index(w)) for k, w in enumerate(left.types) if w in right.types]
    keys = np.array(same, np.int64)
    pairs = evidence.Pairs(keys[:, 0], keys[:, 1], np.full(len(keys), 0.9, np.float32))
    return evidence.Words(pairs, left, right, full(len(source), len(target)), (evidence.Trust(), evidence.Trust()))


def node(bead: tuple[int, int], row: int, column: int) -> tuple[int, int, int]:
    return BEADS.index(bead), row, column


def test_a_segment_that_shares_no_word_is_the_least_of_a_merged_bead():
    least = words().least
    odd, fit = least[node((1, 2), 1, 2)], least[node((1, 2), 2, 4)]
    assert odd <= 0  # clock, spoon beside red apple tree
    assert least[node((1, 1), 1, 1)] == 0
    assert least[node((2, 1), 2, 1)] < words().lexical[node((1, 1), 1, 1)]
    assert fit < words().lexical[node((1, 1), 2, 3)]


def test_the_least_segment_counts_on_the_side_that_has_several():
    both = [["red", "apple", "tree", "ship"], *TARGET[3:]]
    told = words(SOURCE, both)
    assert told.least[node((2, 1), 2, 1)] > 0
    assert told.least[node((2, 1), 3, 1)] <= 0


def test_bounded_evidence_is_the_same_until_a_segment_tells_too_much():
    told = words()
    few, many = node((1, 1), 2, 3), node((1, 1), 1, 1)
    assert told.bounded[few] == told.lexical[few]
    long = [f"name{k}" for k in range(30)]
    told = words([long, *SOURCE], [long, *TARGET])
    assert told.lexical[many] > 2 * evidence.BOUNDS[1]
    assert told.bounded[many] == 2 * evidence.BOUNDS[1]
