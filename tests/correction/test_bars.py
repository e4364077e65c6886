"""The bars on the shared benchmarks, by the shared scorer; how the lexicon and the rules do as a whole."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from termlode.correction import Corrector
from termlode.termbase.load import load

pytestmark = [
    pytest.mark.shared,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # the scorer leaves files open
]
SETS = {
    "gold": ("gold/ocr/raw.txt", "gold/ocr/gold.tsv", "gold/ocr/clean.txt"),
    "test": ("bench/ocr/perdt_test.raw.txt", "bench/ocr/perdt_test.gold.tsv", "bench/ocr/perdt_test.clean.txt"),
}


@cache
def corrector(repository: Path) -> Corrector:
    return Corrector(load(repository / "termbase").concepts.values())


def scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_correction", shared / "tools/score_correction.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()


def scores(shared: Path, repository: Path, name: str) -> dict[str, Any]:
    raw, gold, _ = (shared / part for part in SETS[name])
    module = scorer(shared)
    found: dict[str, Any] = module.score(read(raw), module.load_gold(gold), corrector(repository).run(read(raw)).text)
    return found


def test_bulletin(shared: Path, repository: Path):
    found = scores(shared, repository, "gold")
    assert found["zwnj"]["f1"] >= 0.985
    assert found["zwnj"]["p"] >= 0.985
    assert found["char"]["n"] - found["char"]["tp"] <= 2
    assert found["char"]["fp"] == 0
    for name in ("line", "space", "digit"):
        assert found[name]["n"] - found[name]["tp"] + found[name]["fp"] <= 2
    assert found["harm"]["hard_per_1000"] <= 0.1
    assert found["harm"]["soft_per_1000"] <= 1.0


def test_treebank(shared: Path, repository: Path):
    found = scores(shared, repository, "test")
    assert found["zwnj"]["f1"] >= 0.96
    assert found["zwnj"]["p"] >= 0.97
    assert found["line"]["f1"] >= 0.93
    assert found["space"]["f1"] >= 0.70
    assert found["arabic"]["f1"] >= 0.98
    assert found["char"]["p"] >= 0.85
    assert found["char"]["r"] >= 0.25
    assert found["harm"]["hard_per_1000"] <= 0.4
    assert found["harm"]["soft_per_1000"] <= 3.0


@pytest.mark.parametrize("name", sorted(SETS))
def test_right_text_stays(shared: Path, repository: Path, name: str):
    text = read(shared / SETS[name][2])
    found = scorer(shared).clean_harm(text, corrector(repository).run(text).text)
    assert found["hard_per_1000"] <= 0.2
    assert found["soft_per_1000"] <= 2.0


@pytest.mark.parametrize("name", ["001", "002"])
def test_right_sources_stay_byte_for_byte(shared: Path, repository: Path, name: str):
    (path,) = shared.glob(f"sources/{name}_*.txt")
    assert corrector(repository).run(read(path)).text == read(path)


def test_what_the_machine_translation_broke_is_mended(shared: Path, repository: Path):
    (path,) = shared.glob("sources/003_*.txt")
    fixed = corrector(repository).run(read(path)).text
    assert "أهميتها" in fixed
    assert "صورة شخص" in fixed
    assert not [mark for mark in ("<ديف>", "<الشكل>", "</div>", "<p>", "-->") if mark in fixed]
