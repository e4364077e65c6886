"""``termlode extract``."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    type Run = Callable[..., subprocess.CompletedProcess[str]]

TEXT = "The supply chain of neodymium magnets is long.\n\nNeodymium magnets need a supply chain.\n"
PERSIAN = "زنجیره تأمین فلزات کمیاب طولانی است.\n\nفلزات کمیاب گران است.\n"


def test_rows_when_piped(termlode: Run, tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = termlode("extract", "a.txt", "--top", "3")
    rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter="\t"))
    assert done.returncode == 0
    assert len(rows) == 3
    assert {"neodymium magnets", "supply chain"} <= {row["term"].casefold() for row in rows}
    for row in rows:
        assert TEXT[int(row["start"]) : int(row["end"])].casefold().startswith(row["term"].casefold())


def test_json_and_languages(termlode: Run, tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT + PERSIAN, encoding="utf-8")
    done = termlode("extract", "a.txt", "--lang", "fa", "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["language"] for one in found} == {"fa"}
    best = next(one for one in found if one["term"] == "فلزات کمیاب")
    assert best["count"] == 2
    assert len(best["contexts"]) == 2


def test_terms_of_the_workspace_are_marked_or_left_out(termlode: Run, tmp_path: Path):
    (tmp_path / "termlode.toml").write_text('name = "x"\n', encoding="utf-8")
    (tmp_path / "termbase").mkdir()
    entry = "supply-chain:\n  definition: x\n  terms:\n    en:\n      - term: supply chain\n"
    (tmp_path / "termbase" / "trade.yaml").write_text(entry, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = csv.DictReader(io.StringIO(termlode("extract", "a.txt").stdout), delimiter="\t")
    assert {row["term"] for row in rows if row["known"]} == {"supply chain"}
    assert "\tsupply chain\t" not in termlode("extract", "a.txt", "--new").stdout


def test_bad_calls_and_files(termlode: Run, tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.txt").write_bytes(b"")
    for arguments, code in (
        (("none.txt",), 3),
        (("bad.txt",), 3),
        (("bad.txt", "a.txt"), 5),
        (("empty.txt",), 1),
        (("a.txt", "--lang", "fa"), 1),
        (("a.txt", "--json", "--tsv"), 2),
        (("a.txt", "--lang", "9!"), 2),
    ):
        done = termlode("extract", *arguments)
        assert done.returncode == code, done.stderr
        assert bool(done.stdout) is (code == 5)
        assert len(done.stderr.splitlines()) == 1
