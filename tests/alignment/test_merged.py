"""Heavily merged texts, and texts of whose words little is known: merges are found, nulls earned, nothing refused."""

from __future__ import annotations

import random

import pytest

from termlode.alignment import align_with, order, require_parallel, resources, score
from termlode.alignment.aligner import Aligner
from termlode.errors import NotParallelError
from tests.alignment.texts import CORPUS, MORE, align, invented


def merged(count: int, seed: int, sizes: tuple[int, ...] = (1, 1, 2, 2, 3, 4)):
    """An invented pair whose first side joins what the other side says in several sentences, and the right beads."""
    one, other = invented(count, seed)
    chance = random.Random(seed)
    source, gold, at = [], [], 0
    while at < count:
        size = min(chance.choice(sizes), count - at)
        source.append(" ".join(one[at : at + size]))
        gold.append(((len(source) - 1,), tuple(range(at, at + size))))
        at += size
    return source, other, gold


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_six_sentences_joined_are_one_bead(language):
    texts = CORPUS | MORE
    target = texts["zh"]
    source = [*texts[language][:3], " ".join(texts[language][3:9]), *texts[language][9:]]
    beads = [(b.source, b.target) for b in align(source, target, language, "zh")]
    assert ((3,), (3, 4, 5, 6, 7, 8)) in beads


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_merged_text_without_lexicon_has_no_invented_nulls(seed):
    source, target, gold = merged(120, seed)
    beads = [(b.source, b.target) for b in align_with(resources("xx", "yy"), source, target)]
    assert sum(not (a and b) for a, b in beads) <= 2
    assert len(set(beads) & set(gold)) / len(gold) > 0.8


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_texts_tells_translations_from_strangers(seed):
    source, target, _ = merged(100, seed)
    known = resources("xx", "yy")
    stranger = merged(100, seed + 10)[1]

    def told(texts: list[str]) -> float:
        own, *others = (Aligner(known, source, some).weight() for some in (texts, *order.others(texts)))
        return order.evidence(own, others, min(len(source), len(texts)))

    assert told(target) > order.TOGETHER
    assert told(stranger) < order.TOGETHER


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_only_strangers_are_refused_where_no_word_is_known(seed):
    known = resources("xx", "yy")
    source, target, _ = merged(100, seed)
    stranger = merged(100, seed + 10)[1]
    assert require_parallel(align_with(known, source, target), source, target, "xx", "yy") > 0.5
    beads = align_with(known, source, stranger)
    assert score(beads, source, stranger) < 0.3
    with pytest.raises(NotParallelError):
        require_parallel(beads, source, stranger, "xx", "yy")
