"""Files that somebody made to hurt: an answer in a line, within seconds, whatever stands in them.

The benchmark hostile.py tries many more; here stands one of each kind that once got through.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.runner import run_here

SECONDS = 5.0  # of CPU; each of these took more, or never came back
SRX = (
    '<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header/><body><languagerules><languagerule '
    'languagerulename="x"><rule break="yes"><beforebreak>{}</beforebreak><afterbreak>\\s</afterbreak></rule>'
    '</languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules>'
    "</body></srx>"
)
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" source-language="en" '
    'target-language="fa" datatype="plaintext"><body><trans-unit id="1"><source>{}</source><target>x</target>'
    "</trans-unit></body></file></xliff>"
)
WIDE = "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|b" * 20_000
BLANKS = " " * 500_000
CASES = {
    "a row of many cells": ("x.md", WIDE, ("segment", "x.md"), 0),
    "a run of pictures": ("x.md", "![" * 30_000, ("segment", "x.md"), 0),
    "a run of blanks in a text": ("x.txt", f"One. {BLANKS}x Two.\n", ("segment", "x.txt"), 0),
    "a run of blanks in XLIFF": ("x.xlf", XLIFF.replace("{}", f"{BLANKS}x"), ("import", "--dry-run", "x.xlf"), 0),
    "an RTF number": ("x.rtf", "{\\rtf1 \\u9999999999999 x}", ("segment", "x.rtf"), 3),
    "a key of many parts": ("termlode.toml", "a" + ".a" * 50_000 + "=1", ("stats",), 3),
    "a folder's name with NUL": ("termlode.toml", '[folders]\noutput = "a\\u0000"\n', ("stats",), 3),
    "deep block mappings": ("termbase/a.yaml", "".join(" " * n + "a:\n" for n in range(3000)), ("lookup", "x"), 3),
    "a flag in mid pattern": ("x.srx", SRX.replace("{}", "a(?x) #"), ("segment", "note.txt", "--srx", "x.srx"), 3),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_answer_within_seconds(name: str, tmp_path: Path):
    file, content, command, status = CASES[name]
    (tmp_path / "termbase").mkdir()
    (tmp_path / "termlode.toml").write_text('name = "x"\n', encoding="utf-8")
    (tmp_path / "note.txt").write_text("One. Two.\n", encoding="utf-8")
    (tmp_path / file).write_text(content, encoding="utf-8")
    begun = time.process_time()
    done = run_here(*command, cwd=tmp_path)
    assert time.process_time() - begun < SECONDS
    assert done.returncode == status, done.stderr
    assert done.stderr.count("\n") <= 2
    if status == 3:
        assert file in done.stderr


LINKS = {  # a link in a workspace from someone else, and the command that would write through it
    "a cache": (".termlode/termbase.cache", ("lookup", "copper"), 0),
    "an automaton": (".termlode/termbase.automaton", ("terms", "note.txt"), 0),
    "the memory": (".termlode/memory.db", ("import", "pairs.csv", "--as", "memory", "--from", "en", "--to", "fa"), 3),
    "an export": ("out/x.en-fa.tmx", ("export", "out", "--format", "tmx", "--pair", "en-fa"), 3),
    "a folder of exports": ("out/tmx", ("build",), 3),
    "a document in a folder": ("docs/a.txt", ("fix", "--in-place", "--jobs", "1", "docs"), 3),
}


@pytest.mark.skipif(os.name != "posix", reason="links of a Unix")
@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("there", [True, False])
def test_no_link_leads_a_write_out_of_a_workspace(name: str, there: bool, tmp_path: Path):
    link, command, status = LINKS[name]
    folder, outside = tmp_path / "w", tmp_path / "outside"
    for part in ("termbase", "docs", "out", "sources", ".termlode"):
        (folder / part).mkdir(parents=True)
    (folder / "termlode.toml").write_text('name = "x"\n', encoding="utf-8")
    (folder / "note.txt").write_text("Copper.\n", encoding="utf-8")
    (folder / "pairs.csv").write_text("source,target\na,b\n", encoding="utf-8")
    for tag, text in (("en", "Copper is red.\n"), ("fa", "مس سرخ است.\n")):
        (folder / "sources" / f"a.{tag}.txt").write_text(text, encoding="utf-8")
    (folder / "termbase" / "a.yaml").write_text("copper:\n  terms:\n    en:\n      - term: copper\n", encoding="utf-8")
    if name == "an export":
        run_here(*LINKS["the memory"][1], cwd=folder)
    if name == "a folder of exports":
        outside.mkdir()
    elif there:
        outside.write_text("می شود كه\n", encoding="utf-8")
    (folder / link).symlink_to(outside)
    done = run_here(*command, cwd=folder)
    if there or name == "a folder of exports":
        assert done.returncode == status, done.stderr
        assert status == 0 or "is a link that leads" in done.stderr or "outside the workspace" in done.stderr
    left = (
        [path.name for path in outside.iterdir()]
        if outside.is_dir()
        else outside.exists() and outside.read_text("utf-8")
    )
    assert left == ([] if name == "a folder of exports" else there and "می شود كه\n")


SPOIL = {
    "blocks of the index": "UPDATE block SET data = x'ff00ff'",
    "languages": "DELETE FROM language",
    "a language of a text": "UPDATE variant SET language = 77",
    "the JSON of a text": "UPDATE variant SET extra = '{'",
}


@pytest.mark.parametrize("what", SPOIL)
def test_a_memory_that_somebody_spoilt_is_called_damaged(what: str, tmp_path: Path):
    (tmp_path / "termlode.toml").write_text('name = "x"\n', encoding="utf-8")
    rows = "".join(f"word number {n} here,واژه {n} اینجا\n" for n in range(3000))
    (tmp_path / "pairs.csv").write_text(f"source,target\n{rows}", encoding="utf-8")
    run_here(*LINKS["the memory"][1], cwd=tmp_path)
    run_here("memory", "compact", cwd=tmp_path)
    with closing(sqlite3.connect(tmp_path / ".termlode" / "memory.db")) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(SPOIL[what])
    statuses = []
    for command in (("lookup", "word number 77 here"), ("concordance", "number"), ("memory", "verify")):
        done = run_here(*command, cwd=tmp_path)
        statuses.append(done.returncode)
        assert done.returncode in (0, 1, 4), done.stderr
        assert done.stderr.count("\n") <= 1
    assert 4 in statuses


@pytest.mark.skipif(os.name != "posix", reason="pipes of a Unix")
def test_a_memory_that_is_a_pipe_is_not_waited_for(tmp_path: Path):
    (tmp_path / ".termlode").mkdir()
    (tmp_path / "termlode.toml").write_text('name = "x"\n', encoding="utf-8")
    os.mkfifo(tmp_path / ".termlode" / "memory.db")
    done = run_here("memory", "verify", cwd=tmp_path)
    assert (done.returncode, "not a regular file" in done.stderr) == (4, True)
