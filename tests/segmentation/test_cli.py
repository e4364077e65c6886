"""``termlode segment``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from termlode.segmentation import load

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    type Run = Callable[..., subprocess.CompletedProcess[str]]


def test_one_sentence_a_line(termlode: Run, tmp_path: Path):
    (tmp_path / "a.txt").write_text("قیمت مس ۳٫۵ درصد رشد کرد. بازار آرام است.\n\nپایان", encoding="utf-8")
    done = termlode("segment", "a.txt")
    assert done.stdout.splitlines() == ["قیمت مس ۳٫۵ درصد رشد کرد.", "بازار آرام است.", "پایان"]
    assert (done.returncode, done.stderr) == (0, "")


def test_json_has_the_place(termlode: Run, tmp_path: Path):
    text = "价格上涨。市场平静。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    rows = [json.loads(line) for line in termlode("segment", "a.txt", "--json").stdout.splitlines()]
    assert [row["text"] for row in rows] == ["价格上涨。", "市场平静。"]
    assert [text[row["start"] : row["end"]] for row in rows] == ["价格上涨。", "市场平静。"]
    assert rows[0]["language"] == "zh"


def test_standard_input_in_a_language_that_is_given(termlode: Run):
    done = termlode("segment", "-", "--lang", "en", stdin="Dr. Lee left. He is gone.")
    assert done.stdout.splitlines() == ["Dr. Lee left.", "He is gone."]


def test_rules_are_exported_and_used(termlode: Run, tmp_path: Path):
    assert termlode("segment", "--export", "rules.srx").returncode == 0
    assert load(tmp_path / "rules.srx").cascade
    (tmp_path / "a.txt").write_text("See Fig. 3 here. And this.", encoding="utf-8")
    done = termlode("segment", "a.txt", "--srx", "rules.srx")
    assert done.stdout.splitlines() == ["See Fig. 3 here.", "And this."]


def test_bad_calls_and_files(termlode: Run, tmp_path: Path):
    (tmp_path / "bad.srx").write_text("<srx><header/></srx>", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    for arguments, code in (
        ((), 2),
        (("none.txt",), 3),
        (("a.txt", "--srx", "bad.srx"), 3),
        (("a.txt", "--lang", "no language"), 2),
        (("empty.txt",), 0),
    ):
        done = termlode("segment", *arguments)
        assert done.returncode == code, done.stderr
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == (code != 0)


def test_json_has_the_timecode_of_a_subtitle(termlode: Run, tmp_path: Path):
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nOne.\n", encoding="utf-8")
    (row,) = [json.loads(line) for line in termlode("segment", "a.srt", "--json").stdout.splitlines()]
    assert (row["text"], row["place"]) == ("One.", "00:00:01,000 --> 00:00:02,000")
