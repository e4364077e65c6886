"""Bands: there is a way through whatever the path, and what a first round leaves out is not missed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.alignment import reading
from termlode.alignment.aligner import Aligner, resources
from termlode.alignment.band import BEADS, around, full, narrowed
from termlode.alignment.dynamic import Lattice
from termlode.alignment.evidence import Pairs
from tests.alignment.texts import CORPUS, align, damaged, invented


@given(
    st.lists(st.integers(0, 300), min_size=2, max_size=60),
    st.integers(1, 12),
    st.integers(0, 90),
)
def test_there_is_a_way_through_every_band(steps, radius, most):
    path = np.sort(np.array(steps))
    path[0] = 0
    columns = int(path[-1])
    band = around(path, columns, radius, most)
    assert band.low[0] == 0
    assert band.low[-1] + band.width == columns + 1
    assert (np.diff(band.low) >= 0).all()
    scores = np.zeros((len(BEADS), band.rows + 1, band.width))
    scores[:, ~band.inside] = -np.inf
    beads = Lattice(band).best(scores)
    assert sum(BEADS[kind][0] for kind, _, _ in beads) == band.rows
    assert sum(BEADS[kind][1] for kind, _, _ in beads) == columns


@pytest.mark.parametrize("seed", range(3))
def test_a_narrowed_band_keeps_what_is_likely(seed):
    rng = np.random.default_rng(seed)
    n, m = 30, 34
    scores = rng.normal(size=(len(BEADS), n + 1, m + 1)) - 4
    for row in range(1, n + 1):
        scores[0, row, row + (row > 15) * 4] += 12
    whole = Lattice(full(n, m))
    posteriors, total = whole.posteriors(scores)
    band = narrowed(whole.band, posteriors, 1e-8, 2)
    assert band.width < whole.band.width
    inside = np.zeros((n + 1, m + 1), bool)
    for row in range(n + 1):
        inside[row, max(0, band.low[row]) : band.low[row] + band.width] = True
    assert posteriors[:, ~inside].sum() < 1e-5
    cut = np.stack([scores[:, i, band.low[i] : band.low[i] + band.width] for i in range(n + 1)], axis=1)
    assert Lattice(band).posteriors(cut)[1] == pytest.approx(total, abs=1e-6)


def test_a_band_that_cannot_be_narrowed_stays():
    band = full(3, 3)
    assert narrowed(band, np.ones((len(BEADS), 4, 4)), 1e-8, 2) is band


def table(pairs: Pairs, left: tuple[str, ...], right: tuple[str, ...]) -> dict[tuple[str, str], float]:
    triples = zip(pairs.source.tolist(), pairs.target.tolist(), pairs.strength.tolist(), strict=True)
    return {(left[u], right[v]): s for u, v, s in triples}


def test_a_part_of_a_reading_is_the_reading_of_the_part():
    known = resources("fa", "en")
    source, target, _ = damaged("fa", "en", 3)
    part = reading.read(known.languages, known.lexicons, source, target).part(2, 9, 1, 8)
    alone = reading.read(known.languages, known.lexicons, source[2:9], target[1:8])
    for one, other in ((part.source, alone.source), (part.target, alone.target)):
        assert set(one.types) == set(other.types)
        assert one.starts.tolist() == other.starts.tolist()
        for k in range(one.segments):
            here, there = (
                sorted(side.types[t] for t in side.occurrences[side.starts[k] : side.starts[k + 1]])
                for side in (one, other)
            )
            assert here == there
        assert dict(zip(one.types, one.frequency, strict=True)) == dict(zip(other.types, other.frequency, strict=True))
    assert table(part.pairs, part.source.types, part.target.types) == table(
        alone.pairs, alone.source.types, alone.target.types
    )


def test_a_text_that_ends_long_before_the_other_is_aligned_to_its_end():
    source, target = (
        [f"{text} {k}" if k % 7 == 0 else text for k, text in enumerate(side)] for side in invented(900, 4)
    )
    beads = align(source[:500], target, "xx", "yy")
    assert sorted(i for b in beads for i in b.source) == list(range(500))
    assert sorted(j for b in beads for j in b.target) == list(range(900))
    right = sum((b.source, b.target) == ((k,), (k,)) for b in beads for k in b.source)
    assert right > 400


def test_long_texts_without_a_common_word_are_gone_through():
    source, target = invented(400, 1)
    beads = align(source, target[:350], "xx", "yy")
    assert sorted(i for b in beads for i in b.source) == list(range(400))
    assert sorted(j for b in beads for j in b.target) == list(range(350))


def test_as_many_segments_on_both_sides_though_the_path_leaves_the_diagonal():
    source, target = invented(120, 8)
    numbered = [[f"{text} {1000 + k}" for k, text in enumerate(side)] for side in (source, target)]
    beads = align(numbered[0][:90], numbered[1][30:], "xx", "yy")
    right = [(b.source, b.target) for b in beads if b.source and b.target]
    assert sum(b.source[0] == b.target[0] + 30 for b in beads if b.source and b.target) > 55, right


def test_narrowing_does_not_change_what_is_found(monkeypatch):
    source, target, _ = damaged("fa", "zh", 5)
    known = resources("fa", "zh")
    narrow, _ = Aligner(known, source, target).beads()
    monkeypatch.setattr(Aligner, "_narrow", lambda self, posteriors: None)
    wide, _ = Aligner(known, source, target).beads()
    assert [(b.source, b.target) for b in narrow] == [(b.source, b.target) for b in wide]
    assert len(CORPUS["fa"]) >= len(narrow) / 2
