"""Whatever happens to a workspace, a person's word stands, and the rest is what a fresh build makes."""

from __future__ import annotations

import os
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest

from termlode.jobs.stages import stamp, state
from tests.jobs.sequences import check, live

if TYPE_CHECKING:
    from pathlib import Path

COUNT = int(os.environ.get("TERMLODE_SEQUENCES", "50"))
STEPS = 7
APART = 100  # of so many, one is compared with a build in two processes, which take seconds to start


@pytest.mark.parametrize("block", range(0, COUNT, 10))
def test_a_persons_word_outlives_everything(block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "code", cache(stamp.code))  # walking through the package is a seventh of the time
    for seed in range(block, min(block + 10, COUNT)):
        life = live(Random(f"sequence {seed}"), tmp_path / str(seed), STEPS)
        try:
            check(life, tmp_path / f"{seed}-fresh", jobs=2 if seed % APART == 40 else 1)
        except AssertionError as error:
            error.add_note(f"sequence {seed}: {', '.join(life.log)}")
            raise
