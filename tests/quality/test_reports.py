"""What is waved through, SARIF, and the page of findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from termlode.errors import FormatError
from termlode.quality import baseline
from termlode.quality.run import Checker, Tally, every_check
from termlode.quality.sarif import sarif
from termlode.quality.unit import Text, Unit
from termlode.report.check import render

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.quality.unit import Finding


def unit(key: str, target: str) -> Unit:
    return Unit("a b.xlf", key, Text("Open <3> doors.", "en"), Text(target, "fa"), line=7)


def findings(checker: Checker, *units: Unit) -> list[Finding]:
    return list(checker.findings(units))


def test_what_is_known_stays_so(tmp_path: Path) -> None:
    wrong, other = unit("1", "۴ در را باز کنید."), unit("2", "۵ در را باز کنید.")
    path = tmp_path / "known.json"
    path.write_text(baseline.text(findings(Checker(["E201"]), wrong)), encoding="utf-8")
    checker = Checker(["E201"], baseline=baseline.read(path))
    moved = Unit("moved.xlf", "99", wrong.source, wrong.target)
    assert [one.unit for one in findings(checker, moved, other)] == ["2"]
    assert checker.tally.waived == 1


@pytest.mark.parametrize(
    "text", ["", "[]", '{"kind": "other", "findings": {}}', '{"kind": "termlode known findings 1"}']
)
def test_a_file_that_is_no_baseline(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text + " ", encoding="utf-8")
    with pytest.raises(FormatError):
        baseline.read(path)


def test_sarif() -> None:
    found = findings(Checker(["E201"]), unit("1", "۴ در را باز کنید."))
    run = json.loads(json.dumps(sarif(found, every_check(), "1")))["runs"][0]
    (result,) = run["results"]
    assert result["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("a%20b.xlf", 7)
    assert (result["level"], result["locations"][0]["logicalLocations"][0]["name"]) == ("error", "1")


def test_the_page() -> None:
    found = findings(Checker(["E201"]), unit("1", "۴ در را باز کنید."))
    page = render("a.xlf", found, Tally(checked=1))
    assert '<mark class="at">۴</mark>' in page
    assert 'lang="fa" dir="rtl"' in page
    assert "Open &lt;3&gt; doors." in page
    assert "<3>" not in page
