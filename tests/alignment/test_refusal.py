"""Refusal: by evidence between the two texts, whatever their length and whoever is aligned beside them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from termlode.alignment import confidence, order
from termlode.alignment.parallel import LEAST, score
from tests.alignment.texts import CORPUS, MORE, align, invented

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = [("ar", "en"), ("fa", "en"), ("zh", "en"), ("ps", "en"), ("fa", "ar"), ("fa", "zh")]


def found(source: list[str], target: list[str], one: str = "xx", other: str = "yy") -> float:
    return score(align(source, target, one, other), source, target)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_six_sentences_are_told_from_six_others(one, other):
    texts = CORPUS | MORE
    source, target = texts[one], texts[other]
    assert found(source[:6], target[:6], one, other) > LEAST
    assert found(source[:6], target[6:], one, other) < LEAST
    assert found(source[6:], target[:6], one, other) < LEAST


@pytest.mark.parametrize("seed", range(4))
def test_strangers_of_thirty_segments_without_lexicon_are_refused(seed):
    source, target = invented(30, seed)
    stranger = invented(30, seed + 50)[1]
    assert found(source, target) > LEAST
    assert found(source, stranger) < LEAST


def facts(count: int, seed: int) -> tuple[list[str], list[str]]:
    """Short texts of two unknown languages that share figures and a name here and there."""
    chance = random.Random(seed)
    source, target = invented(count, seed)
    for k in range(count):
        shared = f"{chance.randint(11, 99)} {chance.choice(['Kabul', 'Herat', 'Basra', 'Aleppo'])}"
        source[k], target[k] = f"{source[k]} {shared}.", f"{shared} {target[k]}."
    return source, target


@pytest.mark.parametrize("seed", range(4))
def test_figures_and_names_are_evidence_enough_for_a_short_text(seed):
    source, target = facts(8, seed)
    assert found(source, target) > LEAST
    assert found(source, facts(8, seed + 50)[1]) < LEAST


def test_other_orders_are_the_same_every_time():
    texts = [str(k) for k in range(10)]
    first, again = list(order.others(texts)), list(order.others(texts))
    assert first == again
    assert first[0] == texts[::-1]
    assert len(first) > 2
    assert all(sorted(some) == sorted(texts) != some for some in first)
    assert len(list(order.others(texts * 50))) == 1


def test_the_share_of_belonging_rises_with_the_evidence():
    shares = [order.share(told) for told in (-1.0, order.STRANGERS, 2.25, order.TOGETHER, 40.0)]
    assert shares == [0.0, 0.0, 0.5, 1.0, 1.0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts: dict[str, list[str]] = {"fa": CORPUS["fa"], "en": CORPUS["en"], "half.fa": CORPUS["fa"][:6]}
    texts |= {"half.en": CORPUS["en"][:6], "other.en": CORPUS["en"][6:]}
    for name, lines in texts.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = ["fa.txt\ten.txt", "half.fa.txt\thalf.en.txt", "half.fa.txt\tother.en.txt"]
    (tmp_path / "pairs.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_fares_alone_as_in_a_batch(termlode: Any, folder: Path, jobs: str):
    batch = termlode("align", "--pairs", "pairs.tsv", "--jobs", jobs, "--beads", "batch", "--min-score", "0")
    assert batch.returncode == 5  # one of three is refused, the others are there
    for row in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines():
        source, target = row.split("\t")
        alone = termlode("align", source, target, "--beads", "alone")
        stem = f"{source.removesuffix('.txt')}~{target.removesuffix('.txt')}"
        if alone.returncode == 3:
            assert alone.stderr.split(":", 1)[1].strip() in batch.stderr
            assert not (folder / "batch" / f"{stem}.ladder").exists()
        else:
            beads = (folder / "alone").read_bytes()
            assert beads == (folder / "batch" / f"{stem}.ladder").read_bytes()
    assert batch.stderr.count("are not translations of each other") == 1
    assert "teach" not in batch.stderr


def test_documents_that_teach_each_other_are_said_to(termlode: Any, folder: Path):
    done = termlode("align", "--pairs", "pairs.tsv", "--adapt", "--beads", "batch")
    assert "teach each other" in done.stderr


def test_words_that_meet_in_any_order_are_borne_out_by_none():
    shares = [order.borne_out(told, words=600.0, beads=25) for told in (-1.0, 9.0, 13.5, 18.0, 90.0)]
    assert shares == pytest.approx([0.0, 0.0, 0.5, 1.0, 1.0])
    assert order.borne_out(3.4, words=300.0, beads=25) < 1.0 < order.TOGETHER


def test_many_words_that_meet_are_no_proof_where_the_order_says_little():
    told, usual = np.full(25, 12.0), np.zeros(25)
    known = confidence._chances(told, usual, 0.0, lambda: 60.0)
    chance = confidence._chances(told, usual, 0.0, lambda: order.TOGETHER)
    assert known.mean() > 0.9
    assert chance.mean() < LEAST
