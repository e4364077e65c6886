"""Regrouping the beads of a review: nothing is lost, the order of the text is kept, each step can be taken back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.alignment import regroup
from termlode.alignment.regroup import Group, Groups
from termlode.errors import UsageError


@st.composite
def alignments(draw: st.DrawFn) -> tuple[Group, ...]:
    """A monotone alignment of any shape, its rows in any order, as a review file has them."""
    sizes = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=8))
    groups, at = [], [0, 0]
    for size in sizes:
        one, other = (tuple(range(at[k], at[k] + size[k])) for k in (0, 1))
        sides = (one, other)
        groups.append(Group(sides, draw(st.sampled_from(["", "accept", "refuse"])), sides))
        at = [at[k] + size[k] for k in (0, 1)]
    return tuple(draw(st.permutations(groups)))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "shift", "decide"]),
        st.integers(0, 15),
        st.integers(0, 3),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=12,
)


def step(groups: Groups, name: str, place: int, source: int, target: int, up: bool) -> Groups:
    rows = regroup.order(groups)
    row = rows[place % len(rows)]
    if name == "merge":
        return regroup.merge(groups, row)
    if name == "split":
        return regroup.split(groups, row, source, target)
    if name == "shift":
        return regroup.shift(groups, row, 1 if source % 2 else 0, up=up)
    return regroup.decide(groups, [row], "accept")


def segments(groups: Groups, side: int) -> list[int]:
    return [number for row in regroup.order(groups) for number in groups[row].sides[side]]


@given(alignments(), STEPS)
def test_no_segment_is_lost_and_the_order_is_kept(groups, steps):
    counts = [sorted(segments(groups, side)) for side in (0, 1)]
    proposed = [group.proposed for group in groups]
    for one in steps:
        try:
            groups = step(groups, *one)
        except UsageError:
            continue
        for side in (0, 1):
            assert segments(groups, side) == counts[side]
            assert sum(len(group.sides[side]) for group in groups) == len(counts[side])
        assert [group.proposed for group in groups[: len(proposed)]] == proposed
        assert all(group.proposed == ((), ()) for group in groups[len(proposed) :])


@given(alignments(), STEPS)
def test_a_split_takes_back_a_merge(groups, steps):
    rows = regroup.order(groups)
    for row, behind in pairwise(rows):
        cuts = [len(side) for side in groups[row].sides]
        joined = regroup.merge(groups, row)
        assert joined[row].decision == ""
        assert joined[behind].is_empty
        again = regroup.split(joined, row, *cuts)
        assert len(again) == len(groups)
        assert {group.sides for group in again} == {group.sides for group in groups}


def pair(*sides: tuple[tuple[int, ...], tuple[int, ...]]) -> tuple[Group, ...]:
    return tuple(Group(side, "accept", side) for side in sides)


def test_the_order_is_that_of_both_texts():
    groups = pair(((), (2,)), ((2,), (3,)), ((0, 1), (0, 1)), ((), (4,)))
    assert regroup.order(groups) == [2, 0, 1, 3]


def test_a_segment_is_shifted_to_its_neighbours():
    groups = pair(((0,), (0,)), ((1,), (1, 2)), ((2,), ()))
    down = regroup.shift(groups, 1, 1, up=False)
    assert [group.sides for group in down] == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    assert [group.decision for group in down] == ["accept", "", ""]
    up = regroup.shift(groups, 1, 1, up=True)
    assert [group.sides for group in up] == [((0,), (0, 1)), ((1,), (2,)), ((2,), ())]


def test_at_the_ends_a_segment_gets_a_bead_of_its_own():
    groups = pair(((0, 1), (0,)))
    assert [group.sides for group in regroup.shift(groups, 0, 0, up=False)] == [((0,), (0,)), ((1,), ())]
    with pytest.raises(UsageError, match="no bead to shift it to"):
        regroup.shift(pair(((0,), ())), 0, 0, up=True)


@pytest.mark.parametrize("cuts", [(0, 0), (1, 1), (2, 2), (-1, 1)])
def test_a_part_without_segments_is_no_part(cuts):
    with pytest.raises(UsageError, match="between two"):
        regroup.split(pair(((0,), (0,))), 0, *cuts)


def test_what_is_not_there_is_refused():
    groups = regroup.merge(pair(((0,), (0,)), ((1,), (1,))), 0)
    for row in (1, 5, -1):
        with pytest.raises(UsageError, match="no such bead"):
            regroup.merge(groups, row)
    with pytest.raises(UsageError, match="nothing stands behind"):
        regroup.merge(groups, 0)
    with pytest.raises(UsageError, match="has no target"):
        regroup.shift(pair(((0,), ()), ((1,), ())), 0, 1, up=True)


def test_a_segment_that_a_person_took_out_of_its_row_gets_one():
    groups = (Group(((0,), (0,)), "accept", ((0, 1), (0,))),)
    found = regroup.completed(groups, ([0, 1], [0, 1]))
    assert [group.sides for group in found] == [((0,), (0,)), ((1,), ()), ((), (1,))]
