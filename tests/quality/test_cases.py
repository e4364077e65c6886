"""Each check with texts that it must flag and texts that it must leave alone, in all five languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlode.quality.pair import Pair
from termlode.quality.registry import CHECKS
from termlode.quality.run import every_check
from termlode.quality.unit import Text, Unit

LINES = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("code", "pair", "wanted", "source", "target"), CASES)
def test_case(code: str, pair: str, wanted: str, source: str, target: str) -> None:
    left, right = pair.split("-", 1)
    unit = Unit("a.xlf", "1", Text(source, left), Text(target.strip(), right))
    hits = list(CHECKS[code].run(Pair(unit)))
    assert bool(hits) == (wanted == "flag"), hits
    for hit in hits:
        side = unit.target.text if hit.side == "target" else unit.source.text
        assert 0 <= hit.start <= (len(side) if hit.end is None else hit.end) <= len(side)


def test_every_check_has_a_cure_and_a_kind() -> None:
    for one in every_check():
        assert one.cure
        assert one.kind
        assert one.severity[0].upper() == one.code[0]
        assert not one.message.endswith(".")


def test_the_page_of_codes_is_current(repository: Path) -> None:
    text = (repository / "docs" / "checks.md").read_text(encoding="utf-8")
    missing = [one.code for one in every_check() if f"| {one.code} | {one.kind} | {one.message} |" not in text]
    assert not missing, "python scripts/check_docs.py makes docs/checks.md"
