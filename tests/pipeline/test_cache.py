"""The cache of slow stages: what was kept comes back, a damaged file counts as absent."""

from __future__ import annotations

from pathlib import Path

from termlode.model import Bead, Edit
from termlode.pipeline.cache import Cache, key_of

EDIT = Edit("zwnj.verb", "zwnj", 0, 4, "میشود", "می‌شود", "auto", 0.9, "a verb")
BEAD = Bead((0, 1), (0,), 0.75, ("length",))


def test_keys_tell_inputs_apart():
    assert key_of("a", "b") == key_of("a", "b")
    assert len({key_of("a", "b"), key_of("ab"), key_of("a", ["b"]), key_of(["a", "b"]), key_of("a", "c")}) == 4
    assert key_of("\ud800")  # a lone surrogate is no reason to stop


def test_results_come_back(tmp_path: Path):
    cache = Cache(tmp_path / "c")
    assert cache.edits("e") is None
    cache.keep("e", [EDIT])
    cache.keep("b", [BEAD])
    again = Cache(tmp_path / "c")
    assert again.edits("e") == [EDIT]
    assert again.beads("b") == [BEAD]


def test_what_was_not_used_is_forgotten(tmp_path: Path):
    old = Cache(tmp_path)
    old.keep("old", [EDIT])
    old.keep("new", [EDIT])
    fresh = Cache(tmp_path)
    fresh.edits("new")
    fresh.sweep()
    assert [path.stem for path in tmp_path.iterdir()] == ["new"]


def test_a_damaged_file_counts_as_absent(tmp_path: Path):
    (tmp_path / "x.json").write_text("[{", encoding="utf-8")
    assert Cache(tmp_path).edits("x") is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file")
    cache.keep("x", [EDIT])
    assert cache.edits("x") is None
