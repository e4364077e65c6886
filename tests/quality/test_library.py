"""Checks of translations from Python, and how far they tell to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import termlode as tl
from termlode.jobs.check import check

if TYPE_CHECKING:
    from pathlib import Path

TERM = """\
rare-earths:
  definition: Metals of the lanthanide group.
  terms:
    en:
      - term: rare earths
        status: preferred
    fa:
      - term: خاکی‌های کمیاب
        status: preferred
"""


@pytest.fixture
def job(tmp_path: Path) -> Path:
    units = "".join(
        f'<trans-unit id="{key}"><source>{source}</source><target>{target}</target></trans-unit>'
        for key, source, target in (
            ("1", "Open 3 doors.", "۴ در را باز کنید."),
            ("2", "They sell rare earths.", "آنها فلز می‌فروشند."),
        )
    )
    path = tmp_path / "job.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" '
        f'target-language="fa" datatype="x"><body>{units}</body></file></xliff>',
        encoding="utf-8",
    )
    return path


def test_a_file_by_itself(job: Path) -> None:
    assert [(flaw.code, flaw.unit) for flaw in tl.check(job)] == [("E201", "1")]
    assert tl.check(job, ignore=["E2"]) == []


def test_a_session_knows_the_terms(job: Path, tmp_path: Path) -> None:
    with tl.init(tmp_path / "project", termbase=True) as session:
        (session.workspace.termbase / "metals.yaml").write_text(TERM, encoding="utf-8")
        found = session.check_files([job], select=["E2", "W301"])
    assert [(flaw.code, flaw.unit) for flaw in found] == [("E201", "1"), ("W301", "2")]


def test_progress_has_one_stage(job: Path) -> None:
    told: list[tuple[str, int]] = []
    found = check(None, [job, job], progress=lambda stage, done, _total: told.append((stage, done)))
    assert len(list(found.findings)) >= 2
    assert told[0] == ("check", 0)
    assert {stage for stage, _ in told} == {"check"}
