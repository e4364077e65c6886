"""Confidence: a bead whose own words contradict it is not sure, however sure its neighbours are."""

from __future__ import annotations

import numpy as np
import pytest

from termlode.alignment import confidence
from tests.alignment.texts import CORPUS, MORE, align

TEXTS = CORPUS | MORE
UNRELATED = {
    "fa": "گربه خواب‌آلود کنار پنجره به آواز پرندگان گوش می‌داد.",
    "ar": "كانت القطة النائمة تستمع إلى غناء الطيور قرب النافذة.",
    "zh": "困倦的猫在窗边听鸟儿唱歌。",
    "ps": "خوبجنه پیشو د کړکۍ تر څنګ د مرغانو سندرې اورېدلې.",
    "en": "A sleepy cat by the window listened to the birds.",
}


PAIRS = [("ar", "en"), ("fa", "en"), ("zh", "en"), ("ps", "en"), ("fa", "ar"), ("fa", "zh")]


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_an_unrelated_sentence_between_right_beads_is_not_sure(source, target):
    trusted = []
    for place in range(12):
        texts = [*TEXTS[target][:place], UNRELATED[target], *TEXTS[target][place + 1 :]]
        beads = align(TEXTS[source], texts, source, target)
        held = [b.confidence for b in beads if b.source and place in b.target]
        right = [b.confidence for b in beads if b.source and b.target and place not in b.target]
        trusted += held
        assert max(held, default=0.0) < min(right)
        assert np.median(right) > 0.9
    # in twelve sentences even function words look telling, so that a few stay above
    assert np.median(trusted or [0.0]) < 0.9


def test_unrelated_sentences_are_the_least_sure():
    texts = [*TEXTS["en"]]
    texts[2] = texts[7] = UNRELATED["en"]
    beads = align(TEXTS["fa"], texts, "fa", "en")
    ranked = sorted((b for b in beads if b.source and b.target), key=lambda b: b.confidence)
    missed = {2, 7} - {t for b in ranked[:3] for t in b.target} - {t for b in beads if not b.source for t in b.target}
    assert not missed


def own(told: np.ndarray, taught: float = 0.0) -> np.ndarray:
    return confidence.own(told, np.full(len(told), -5.0), taught)


def test_own_evidence_is_a_chance_that_rises_with_the_evidence():
    told = np.array([-20.0, -5.0, 0.0, 5.0, 20.0])
    found = own(told)
    assert ((found > 0) & (found < 1)).all()
    assert (np.diff(found) > 0).all()
    assert found[0] < 0.1
    assert found[-1] > 0.99


def test_many_contradictions_make_every_weak_bead_less_sure():
    weak = np.array([-3.0])
    alone = own(np.concatenate([weak, np.full(50, 20.0)]))[0]
    among = own(np.concatenate([weak, np.full(25, 20.0), np.full(25, -15.0)]))[0]
    assert among < alone


def test_self_taught_evidence_counts_less():
    told = np.array([-10.0, 10.0])
    assert own(told, 1.0)[0] > own(told)[0]
    assert own(told, 1.0)[1] < own(told)[1]
