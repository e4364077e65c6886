"""``termlode check``: output, exit status, codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

FILE = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original="a" source-language="en" target-language="fa" datatype="x"><body>{}</body></file></xliff>'
)


@pytest.fixture
def job(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(source: str, target: str) -> Path:
        path = tmp_path / "job.xlf"
        unit = f'<trans-unit id="7"><source>{source}</source><target>{target}</target></trans-unit>'
        path.write_text(FILE.format(unit), encoding="utf-8")
        return path

    return write


def test_a_finding_as_json(termlode: Callable[..., CompletedProcess[str]], job: Callable[[str, str], Path]) -> None:
    path = job("Open 3 doors.", "۴ در را باز کنید.")
    result = termlode("check", path, "--json")
    assert result.returncode == 1
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    assert {name: found[name] for name in ("unit", "code", "kind", "severity", "start", "end")} == {
        "unit": "7", "code": "E201", "kind": "number", "severity": "error", "start": 0, "end": 1,
    }  # fmt: skip
    assert (found["source"], found["target"]) == ("Open 3 doors.", "۴ در را باز کنید.")
    assert found["file"].endswith("job.xlf")


def test_information_is_no_failure(
    termlode: Callable[..., CompletedProcess[str]], job: Callable[[str, str], Path]
) -> None:
    result = termlode("check", job("First, we wait.", "نخست, صبر می‌کنیم."))
    assert (result.returncode, "I503" in result.stdout) == (0, True)


def test_clean_and_open(termlode: Callable[..., CompletedProcess[str]], job: Callable[[str, str], Path]) -> None:
    path = job("Open 3 doors.", "۳ در را باز کنید.")
    result = termlode("check", path)
    assert (result.returncode, result.stdout) == (0, "")
    assert "1 units checked: no findings" in result.stderr
    path.write_text(path.read_text(encoding="utf-8").replace("<target>", '<target state="new">'), encoding="utf-8")
    assert "1 units are not translated yet" in termlode("check", path).stderr


def test_codes_are_explained(termlode: Callable[..., CompletedProcess[str]]) -> None:
    assert "Cure:" in termlode("check", "--explain", "e201").stdout
    assert termlode("check", "--explain", "Q1").returncode == 2
    assert "E201" in termlode("check", "--codes").stdout


def test_what_cannot_be_asked(termlode: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    assert termlode("check").returncode == 2
    assert termlode("check", tmp_path / "none.xlf").returncode == 3
    path = tmp_path / "a.xlf"
    path.write_text(FILE.format(""), encoding="utf-8")
    assert termlode("check", path, "--select", "Q").returncode == 2


def test_reports_and_baseline(
    termlode: Callable[..., CompletedProcess[str]], job: Callable[[str, str], Path], tmp_path: Path
) -> None:
    path = job("Open 3 doors.", "۴ در را باز کنید.")
    names = {"--html": "a.html", "--sarif": "a.sarif", "--write-baseline": "known.json"}
    options = [part for option, name in names.items() for part in (option, tmp_path / name)]
    result = termlode("check", path, "--json", *options)
    assert (result.returncode, len(result.stdout.splitlines())) == (1, 1)
    assert all((tmp_path / name).stat().st_size for name in names.values())
    again = termlode("check", path, "--baseline", tmp_path / "known.json")
    assert (again.returncode, again.stdout) == (0, "")
    assert "waved through" in again.stderr
    assert termlode("check", path, "--baseline", tmp_path / "a.html").returncode == 3


def test_a_file_of_several_that_cannot_be_read(
    termlode: Callable[..., CompletedProcess[str]], job: Callable[[str, str], Path], tmp_path: Path
) -> None:
    path = job("Open 3 doors.", "۴ در را باز کنید.")
    result = termlode("check", tmp_path / "none.xlf", path, "--json")
    assert (result.returncode, len(result.stdout.splitlines())) == (5, 1)
    assert "none.xlf" in result.stderr


def test_texts_are_checked_without_a_file():
    from termlode.jobs.check import check_texts

    found = check_texts(None, [("قیمت ۲۰ دلار است.", "The price is 20 dollars."), ("۲۰ تن", "30 tons")], "fa", "en")
    assert [(one.code, one.unit, one.file) for one in found] == [("E201", "2", "")]
    assert check_texts(None, [("۲۰ تن", "30 tons")], "fa", "en", ignore=("E201",)) == []
