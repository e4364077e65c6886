"""The cache of slow stages: what was kept comes back, a damaged file counts as absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from termlode.jobs.stages.cache import Cache, key_of
from termlode.model import Bead

BEAD = Bead((0, 1), (0,), 0.75, ("length",))


def test_keys_tell_inputs_apart():
    assert key_of("a", "b") == key_of("a", "b")
    assert len({key_of("a", "b"), key_of("ab"), key_of("a", ["b"]), key_of(["a", "b"]), key_of("a", "c")}) == 4
    assert key_of("\ud800")  # a lone surrogate is no reason to stop


def test_results_come_back(tmp_path: Path):
    cache = Cache(tmp_path / "c")
    assert (cache.beads("b", 2, 1), cache.data("d")) == (None, None)
    cache.keep("b", [BEAD])
    cache.keep_data("d", b"data")
    again = Cache(tmp_path / "c")
    assert (again.beads("b", 2, 1), again.data("d")) == ([BEAD], b"data")


def test_what_was_not_used_is_forgotten(tmp_path: Path):
    old = Cache(tmp_path)
    old.keep("old", [BEAD])
    old.keep("new", [BEAD])
    old.keep_data("data", b"x")
    fresh = Cache(tmp_path)
    fresh.beads("new", 2, 1)
    fresh.data("data")
    fresh.sweep()
    assert {path.stem for path in tmp_path.iterdir()} == {"new", "data"}


def test_what_is_very_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("termlode.jobs.stages.cache.LARGEST", 3)
    cache = Cache(tmp_path)
    cache.keep_data("x", b"four")
    cache.keep_data("y", b"two")
    assert (cache.data("x"), cache.data("y")) == (None, b"two")


@pytest.mark.parametrize("content", ["[{", "[" * 100_000, '[{"x": 1}]', "[1, 2]", "3", "[null]", '{"a": []}', "\0"])
def test_damaged_files_count_as_absent(content: str, tmp_path: Path):
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    assert Cache(tmp_path).beads("x", 5, 5) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": [2]},
        {"target": [1]},
        {"source": [-1]},
        {"source": 3},
        {"source": ["0"]},
        {"confidence": None},
        {"reasons": 1},
    ],
)
def test_damaged_alignments_count_as_absent(wrong: dict[str, object], tmp_path: Path):
    good = {"source": [0, 1], "target": [0], "confidence": 0.5, "reasons": ["x"]}
    (tmp_path / "x.json").write_text(json.dumps([good | wrong]), encoding="utf-8")
    (tmp_path / "y.json").write_text(json.dumps([good]), encoding="utf-8")
    assert Cache(tmp_path).beads("x", 2, 1) is None
    assert Cache(tmp_path).beads("y", 2, 1) == [Bead((0, 1), (0,), 0.5, ("x",))]


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file")
    cache.keep("x", [BEAD])
    cache.keep_data("y", b"y")
    assert (cache.beads("x", 2, 1), cache.data("y")) == (None, None)
