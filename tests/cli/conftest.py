"""A small workspace for the commands of the termbase."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.termbase.conftest import OTHER, SMALL


@pytest.fixture
def small_workspace(tmp_path: Path, monkeypatch) -> Path:
    """A workspace around the small termbase, and the current folder."""
    root = tmp_path / "small"
    (root / "termbase").mkdir(parents=True)
    (root / "termlode.toml").write_text('name = "small"\n', encoding="utf-8")
    (root / "termbase" / "critical-minerals.yaml").write_text(SMALL, encoding="utf-8")
    (root / "termbase" / "industry.yaml").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(root)
    return root
