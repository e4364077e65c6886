"""What align promises: every segment in one bead, the right beads, no parameters of a genre."""

from __future__ import annotations

import itertools
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.alignment import align_with, resources
from termlode.alignment.batch import taught
from termlode.jobs import align as job
from termlode.model import Bead
from tests.alignment.texts import CORPUS, align, damaged, invented

PAIRS = list(itertools.permutations(CORPUS, 2))


def sides(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def f1(found, gold) -> float:
    found, gold = set(found), set(gold)
    right = len(found & gold)
    return 2 * right / (len(found) + len(gold))


def complete(beads: list[Bead], n: int, m: int) -> None:
    assert [i for bead in beads for i in bead.source] == list(range(n))
    assert [j for bead in beads for j in bead.target] == list(range(m))
    assert all(0 <= bead.confidence <= 1 for bead in beads)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_clean_text_is_one_to_one(left, right):
    beads = align(CORPUS[left], CORPUS[right], left, right)
    assert sides(beads) == [((k,), (k,)) for k in range(12)]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_nulls_and_merges_are_found(left, right):
    scores = []
    for seed in range(4):
        source, target, gold = damaged(left, right, seed)
        beads = align(source, target, left, right)
        complete(beads, len(source), len(target))
        scores.append(f1(sides(beads), gold))
    assert sum(scores) / len(scores) > 0.85


def test_a_long_omission_does_not_shift_the_rest():
    source = CORPUS["en"] * 3
    target = CORPUS["fa"] + CORPUS["fa"][:2] + CORPUS["fa"][10:] + CORPUS["fa"]
    beads = align(source, target, "en", "fa")
    assert sides(beads)[-12:] == [((24 + k,), (16 + k,)) for k in range(12)]


def test_a_pair_without_lexicon_learns_from_itself():
    source, target = invented(150, 3)
    gone = {20, 21, 60, 99, 100, 101, 140}
    kept = [k for k in range(150) if k not in gone]
    beads = align(source, [target[k] for k in kept], "xx", "yy")
    complete(beads, 150, len(kept))
    gold = [((k,), (kept.index(k),)) if k in kept else ((k,), ()) for k in range(150)]
    assert f1(sides(beads), gold) > 0.9


def test_known_pairs_help():
    source, target = invented(12, 5)
    order = random.Random(1)
    left_out = set(order.sample(range(12), 4))
    kept = [target[k] for k in range(12) if k not in left_out]
    words = [(a, b) for s, t in zip(source, target, strict=True) for a, b in zip(s.split(), t.split(), strict=True)]
    gold = {((k,), ()) for k in left_out}
    found = sides(align(source, kept, "xx", "yy", pairs=words))
    assert gold <= set(found)
    assert f1(found, sides(align(source, kept, "xx", "yy"))) < 1


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0), (1, 1), (1, 5), (6, 1)])
def test_tiny_texts(n, m):
    beads = align(CORPUS["en"][:n], CORPUS["fa"][:m], "en", "fa")
    complete(beads, n, m)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(min_size=0, max_size=30), max_size=9),
    st.lists(st.text(min_size=0, max_size=30), max_size=9),
    st.sampled_from(["fa", "zh", "ps", "ru", "und"]),
)
def test_any_text_gives_a_complete_alignment(source, target, language):
    complete(align(source, target, "en", language), len(source), len(target))


def test_order_of_the_texts_does_not_matter():
    source, target, _ = damaged("en", "fa", 2)
    there = sides(align(source, target, "en", "fa"))
    back = sides(align(target, source, "fa", "en"))
    assert {(b, a) for a, b in back} == set(there)


def test_windows_agree_with_the_whole():
    from termlode.alignment.aligner import resources
    from termlode.alignment.windows import align_long

    rng = random.Random(7)
    order = [rng.randrange(12) for _ in range(400)]
    source = [f"{CORPUS['en'][k]} Item {n}." for n, k in enumerate(order)]
    target = [f"{CORPUS['fa'][k]} مورد {n}." for n, k in enumerate(order) if n % 29]
    seen: list[int] = []
    beads = align_long(
        resources("en", "fa"), source, target, progress=lambda done, _all: seen.append(done), window=120, margin=30
    )
    complete(beads, len(source), len(target))
    kept = [n for n in range(400) if n % 29]
    gold = [((n,), (kept.index(n),)) if n % 29 else ((n,), ()) for n in range(400)]
    assert f1(sides(beads), gold) > 0.97
    assert len(seen) > 3
    assert seen == sorted(seen)


@pytest.mark.parametrize("swapped", [False, True])
def test_windows_go_on_where_one_text_has_come_to_its_end(swapped):
    from termlode.alignment.aligner import resources
    from termlode.alignment.windows import align_long

    long = [f"The report of year {1000 + k} names item {5000 + 7 * k} and place {9000 + 3 * k}." for k in range(300)]
    sides = (long[:30], long) if swapped else (long, long[:30])
    beads = align_long(resources("en", "de"), *sides, window=60, margin=15)
    assert [i for b in beads for i in b.source] == list(range(len(sides[0])))
    assert [j for b in beads for j in b.target] == list(range(len(sides[1])))
    assert sum(b.source == b.target != () for b in beads) >= 25


def test_a_batch_learns_from_all_its_documents():
    source, target = invented(360, 9)
    documents = [
        (source[k : k + 8], [t for n, t in enumerate(target[k : k + 8]) if n != k % 7]) for k in range(0, 360, 8)
    ]
    golds = [[((n,), (n - (n > k % 7),)) if n != k % 7 else ((n,), ()) for n in range(8)] for k in range(0, 360, 8)]
    alone = [sides(align(a, b, "xx", "yy")) for a, b in documents]
    known = taught(resources("xx", "yy"), documents)
    together = [sides(align_with(known, a, b)) for a, b in documents]
    score = [sum(map(f1, found, golds)) / len(golds) for found in (alone, together)]
    assert score[1] > score[0]


def test_seed_document(shared):
    gold = json.loads((shared / "gold" / "align" / "seed001.gold.json").read_text(encoding="utf-8"))
    found = job.align(shared / "sources" / gold["source"])[0]
    assert [
        ([found.source[i].text for i in b.source], [found.target[j].text for j in b.target]) for b in found.beads
    ] == [(left, right) for pairs in gold["paragraphs"] for left, right in [pairs[:2]]]
