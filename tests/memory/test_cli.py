"""The commands, run as a user runs them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from termlode.memory import open_store
from termlode.model import Context, Details, Origin
from tests.memory.units import PAIRS, unit

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the small memory in it."""
    (tmp_path / "termlode.toml").write_text('name = "test"\n', encoding="utf-8")
    with open_store(tmp_path / ".termlode" / "memory.db", write=True) as store:
        store.add([unit(**pair) for pair in PAIRS])
    return tmp_path


def test_batch_look_up(termlode: Run, workspace: Path) -> None:
    (workspace / "q.txt").write_text("Open the file\nnothing like it at all\n中国稀土出口\n", encoding="utf-8")
    result = termlode("lookup", "--input", "q.txt", "--tm", "--min", "50", "--top", "5", "--tsv")
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0][:6] == ["1", "100", "Open the file", "打开文件", "en-zh-CN", "exact"]
    assert rows[-1][0] == "3"
    assert {row[0] for row in rows} == {"1", "3"}
    assert result.returncode == 0


def test_look_up_filters_context_and_penalties(termlode: Run, workspace: Path) -> None:
    with open_store(workspace / ".termlode" / "memory.db", write=True) as store:
        plain = unit(en="Close the door", fa="در را ببند")
        context, origin = Context(previous="Hello."), Origin(kind="machine", client="acme")
        store.add([replace(plain, context=context, origin=origin, details=Details(changed="20240501T000000Z"))])

    def points(*options: str) -> list[str]:
        rows = termlode("lookup", "--tm", "--min", "50", "--tsv", "Close the door", *options).stdout.splitlines()
        return [row.split("\t")[1] for row in rows]

    assert points() == points("--client", "acme", "--origin", "machine", "--since", "2024-05-01") == ["85"]
    assert points("--client", "other") == points("--origin", "human") == points("--since", "20240502") == []
    assert points("--previous", "Hello.") == ["86"]
    assert points("--previous", "Bye.") == ["85"]
    with (workspace / "termlode.toml").open("a", encoding="utf-8") as handle:
        handle.write('[penalties]\nmachine = 4\n"client:acme" = 3\n')
    assert points() == ["93"]
    assert termlode("lookup", "x", "--tm", "--origin", "nobody").returncode == 2
    assert termlode("lookup", "x", "--tm", "--since", "May").returncode == 2
    with (workspace / "termlode.toml").open("a", encoding="utf-8") as handle:
        handle.write('human = "much"\n')
    assert termlode("lookup", "x", "--tm").returncode == 3


def test_look_up_as_json(termlode: Run, workspace: Path) -> None:
    result = termlode("lookup", "--tm", "--from", "fa", "--to", "zh", "--json", "باتری لیتیوم‌یون ارزان شد.")
    match = json.loads(result.stdout)["memory"][0]
    assert (match["score"], match["target"]["text"]) == (95, "锂离子电池降价了。")
    assert match["pivot"]["language"] == "en"
    assert match["penalties"] == {"pivot": 5}


def test_nothing_found(termlode: Run, workspace: Path) -> None:
    result = termlode("lookup", "--tm", "Nothing of the sort exists")
    assert (result.returncode, result.stdout) == (1, "")


def test_concordance(termlode: Run, workspace: Path) -> None:
    result = termlode("concordance", "稀土", "--in", "zh", "--show", "en")
    expected = ["3", "zh-CN", "2", "4", "中国稀土出口下降。", "en", "China's rare earth exports fell."]
    assert result.stdout.split("\n")[0].split("\t") == expected
    drawn = termlode("concordance", "battery", "--json")
    assert [json.loads(line)["spans"] for line in drawn.stdout.splitlines()] == [[[16, 23]], [[16, 23]]]
    assert termlode("concordance", "battery", "--page", "2").returncode == 1
    assert termlode("concordance", " ").returncode == 2


def test_stats(termlode: Run, workspace: Path) -> None:
    assert json.loads(termlode("memory", "stats", "--json").stdout)["units"] == len(PAIRS)
    assert "languages\ten\t8" in termlode("memory", "stats").stdout


def test_delete_needs_a_choice_and_can_be_tried(termlode: Run, workspace: Path) -> None:
    assert termlode("memory", "delete").returncode == 2
    tried = termlode("memory", "delete", "--in", "ps", "--dry-run")
    assert (tried.returncode, tried.stdout.split("\t")[0]) == (0, "6")
    assert termlode("memory", "delete", "--in", "ps").returncode == 0
    assert termlode("memory", "delete", "--in", "ps").returncode == 1
    assert termlode("memory", "delete", "--since", "soon").returncode == 2


def test_cleaning(termlode: Run, workspace: Path) -> None:
    with open_store(workspace / ".termlode" / "memory.db", write=True) as store:
        store.add([unit(en="same", fa="same")])
    assert termlode("memory", "dedupe").returncode == 1
    assert "repeats the source" in termlode("memory", "filter").stdout
    assert termlode("memory", "filter", "--dry-run").returncode == 1


def test_edit(termlode: Run, workspace: Path) -> None:
    assert termlode("memory", "edit", "5", "--lang", "zh", "开启文件").returncode == 0
    assert "开启文件" in termlode("lookup", "--tm", "Open the file", "--to", "zh").stdout
    assert termlode("memory", "edit", "5", "--lang", "de", "Datei").returncode == 1
    assert termlode("memory", "edit", "999", "--lang", "zh", "x").returncode == 1


def test_merge_verify_backup_compact(termlode: Run, workspace: Path) -> None:
    copy = workspace / "copy.db"
    assert termlode("memory", "backup", copy).returncode == 0
    assert f"{len(PAIRS)} unchanged" in termlode("memory", "merge", copy).stdout
    assert termlode("memory", "verify").stdout == "whole\n"
    assert "0 segments, 17 in the tail" in termlode("memory", "compact").stdout  # few: an index would be larger
    assert termlode("memory", "verify").returncode == 0


def test_no_memory_yet(termlode: Run, tmp_path: Path) -> None:
    (tmp_path / "termlode.toml").write_text('name = "test"\n', encoding="utf-8")
    result = termlode("memory", "stats")
    assert result.returncode == 1
    assert "termlode import" in result.stderr


def test_a_damaged_memory(termlode: Run, workspace: Path) -> None:
    (workspace / ".termlode" / "memory.db").write_bytes(b"no database" * 1000)
    for command in (["memory", "stats"], ["memory", "verify"], ["lookup", "--tm", "x"], ["concordance", "x"]):
        result = termlode(*command)
        assert result.returncode == 4
        assert "is damaged" in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "call",
    ["concordance x", "lookup --tm x", "memory stats", "memory verify", "memory dedupe", "memory filter",
     "memory compact", "memory delete 1", "memory backup copy.db", "export out.tmx"],
)  # fmt: skip
def test_without_a_memory_there_is_nothing_to_find(termlode: Run, tmp_path: Path, call: str) -> None:
    """One rule: no memory yet is nothing found (1), not an input that cannot be read (3)."""
    (tmp_path / "termlode.toml").write_text('name = "test"\n', encoding="utf-8")
    result = termlode(*call.split())
    assert result.returncode == 1
    assert result.stderr.startswith("termlode: ")
    assert not (tmp_path / ".termlode" / "memory.db").exists()


def test_a_merged_memory_that_is_not_there_cannot_be_read(termlode: Run, workspace: Path) -> None:
    result = termlode("memory", "merge", "absent.db")
    assert result.returncode == 3
    assert "absent.db" in result.stderr


def test_what_is_merged_is_an_input(termlode: Run, workspace: Path) -> None:
    """A file that is no memory is not a fault of the workspace's own."""
    (workspace / "notes.db").write_text("no database at all\n" * 90, encoding="utf-8")
    with closing(sqlite3.connect(workspace / "other.db")) as other, other:
        other.execute("CREATE TABLE note (text)")
    for name, words in (("notes.db", "not a database"), ("other.db", "another program")):
        result = termlode("memory", "merge", name)
        assert (result.returncode, result.stdout) == (3, "")
        assert f"{name}: cannot be merged: it is" in result.stderr
        assert words in result.stderr
    assert termlode("memory", "verify").stdout == "whole\n"


def test_a_document_is_no_glossary(termlode: Run, workspace: Path) -> None:
    (workspace / "report.txt").write_text("The mine was opened in 2020.\n", encoding="utf-8")
    result = termlode("import", "report.txt")
    assert result.returncode == 3
    assert "a document" in result.stderr


def test_look_up_in_another_folder(termlode: Run, workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "termlode.toml").write_text('name = "other"\n', encoding="utf-8")
    assert termlode("-C", "other", "lookup", "--tm", "Open the file").returncode == 1
    back = termlode("-C", "other/..", "lookup", "--tm", "Open the file")
    assert back.returncode == 0
    assert back.stdout == termlode("lookup", "--tm", "Open the file").stdout
    assert termlode("--directory", "absent", "lookup", "Open the file").returncode == 2
