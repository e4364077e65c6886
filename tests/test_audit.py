"""The audit of what is installed: what could not be looked up is no success; the locks pin all by hash."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def audit() -> Any:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "scripts" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GOOD = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "not found"}
WEAK = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1"}]}


@pytest.mark.parametrize(
    ("found", "problems"),
    [
        ([GOOD], []),
        ([], ["nothing could be audited"]),
        ([SKIPPED], ["nothing could be audited", "b: not found"]),
        ([GOOD, SKIPPED], ["b: not found"]),
        ([GOOD, WEAK], ["c 2: PYSEC-1"]),
    ],
)
def test_what_was_not_looked_up_is_a_problem(found: list[Any], problems: list[str], audit: Any):
    assert audit.judge(found, 2)[1] == problems


@pytest.mark.parametrize("name", ["requirements.lock", "build-requirements.lock", "encoders.lock"])
def test_everything_is_pinned_with_a_hash(name: str, audit: Any):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) == audit.pinned(ROOT / name) > 5
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_the_build_back_end_is_locked():
    text = (ROOT / "build-requirements.lock").read_text(encoding="utf-8")
    assert all(f"\n{name}==" in f"\n{text}" for name in ("hatchling", "editables", "setuptools"))
