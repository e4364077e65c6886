"""What all commands have in common: one line for an error, no file lost, the same forms of input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from termlode.cli import entry
from termlode.cli.exits import EXIT_INPUT, EXIT_INTERRUPTED, EXIT_NOTHING, EXIT_USAGE, guarded
from termlode.cli.output import facts
from termlode.errors import InputError
from termlode.memory import open_store
from tests.memory.units import unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

TERMBASE = """\
supply-chain:
  terms:
    en:
      - term: supply chain
    fa:
      - term: زنجیره تامین
        status: deprecated
      - term: زنجیره عرضه
        status: admitted
      - term: زنجیره تأمین
        status: preferred
investor:
  terms:
    fa:
      - term: سرمایه‌گذار
    en:
      - term: investor
investment:
  terms:
    fa:
      - term: سرمایه‌گذاری
    en:
      - term: investment
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with a termbase, a memory and a document in ``sources``."""
    (tmp_path / "termlode.toml").write_text('name = "test"\n', encoding="utf-8")
    (tmp_path / "termbase").mkdir()
    (tmp_path / "termbase" / "economy.yaml").write_text(TERMBASE, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("او میکند و کتابها را میخواند.\n", encoding="utf-8")
    with open_store(tmp_path / ".termlode" / "memory.db", write=True) as store:
        store.add([unit(en="Close the door", fa="در را ببند")])
    return tmp_path


def told(done: subprocess.CompletedProcess[str], status: int) -> str:
    """The one line of an error."""
    assert done.returncode == status, done.stderr
    assert done.stderr.startswith("termlode: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


# ── errors ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "call",
    [["lookup"], ["lookup", "a", "--client"], ["termbase", "edit", "investor", "--note"], ["termbase", "show"]],
)
def test_bytes_that_are_no_text_are_one_line(workspace: Path, call: list[str]):
    run: list[str | bytes] = [sys.executable, "-m", "termlode", *call, b"zz\xff"]
    before = (workspace / "termbase" / "economy.yaml").read_bytes()
    done = subprocess.run(run, cwd=workspace, capture_output=True, check=False)
    assert done.returncode in (EXIT_NOTHING, EXIT_USAGE, EXIT_INPUT)
    assert done.stderr.startswith(b"termlode: ")
    assert done.stderr.count(b"\n") == 1
    assert (workspace / "termbase" / "economy.yaml").read_bytes() == before


def test_half_a_surrogate_pair_in_a_termbase_is_named_with_its_line(workspace: Path, termlode: Run):
    with (workspace / "termbase" / "economy.yaml").open("a", encoding="utf-8") as file:
        file.write('odd:\n  terms:\n    en:\n      - term: "a\\uDCFF"\n')
    assert "economy.yaml, line 27: " in told(termlode("lookup", "investor"), EXIT_INPUT)


def test_a_message_is_one_line_without_control_characters(capsys):
    def fail() -> None:
        raise InputError("found “\n\x1b[2Jخاکی‌کمیاب”", path="a.txt")

    assert guarded(fail) == EXIT_INPUT
    assert capsys.readouterr().err == "termlode: a.txt: found “ \\x1b[2Jخاکی‌کمیاب”\n"


def test_no_boxes_in_a_pipe(termlode: Run):
    for done in (termlode("lookup", "--nosuch"), termlode("terms"), termlode("memory", "--help")):
        assert "─" not in done.stdout + done.stderr
    assert "No such option: --nosuch" in termlode("lookup", "--nosuch").stderr


def test_an_interrupt_inside_the_framework_is_told(capsys):
    def leave() -> None:
        sys.exit(EXIT_INTERRUPTED)

    assert guarded(leave) == EXIT_INTERRUPTED
    assert capsys.readouterr().err == "termlode: interrupted\n"


def test_an_interrupt_while_modules_are_loaded_is_told(monkeypatch, capsys):
    def stopped(_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_quickly", stopped)
    with pytest.raises(SystemExit) as left:
        entry.main(["lookup", "a"])
    assert (left.value.code, capsys.readouterr().err) == (EXIT_INTERRUPTED, "termlode: interrupted\n")


# ── no file is lost ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("call", "kept"),
    [
        (["fix", "sources", "--out", "sources"], "sources/a.txt"),
        (["fix", "sources/a.txt", "--out", "sources/../sources"], "sources/a.txt"),
        (["memory", "backup", "sources/a.txt"], "sources/a.txt"),
        (["memory", "backup", ".termlode/memory.db"], ".termlode/memory.db"),
        (["lint", "a.csv", "--fix", "-o", "./a.csv"], "a.csv"),
        (["export", "-", "--format", "tmx"], "sources/a.txt"),
        (["fix", "-", "--in-place"], "sources/a.txt"),
    ],
)
def test_a_call_that_would_overwrite_is_refused(workspace: Path, termlode: Run, call: list[str], kept: str):
    (workspace / "a.csv").write_text("en,fa\nmetal,فلز\n", encoding="utf-8")
    before = (workspace / kept).read_bytes()
    told(termlode(*call, stdin=""), EXIT_USAGE)
    assert (workspace / kept).read_bytes() == before
    assert not (workspace / "-").exists()


def test_an_older_backup_is_replaced(workspace: Path, termlode: Run):
    for _ in range(2):
        assert termlode("memory", "backup", "b.db").returncode == 0
    assert (workspace / "b.db").read_bytes()[:15] == b"SQLite format 3"


# ── look-up ──────────────────────────────────────────────────────────────────────────────────────


def test_terms_to_avoid_come_last(workspace: Path, termlode: Run):
    rows = [line.split("\t") for line in termlode("lookup", "supply chain", "--to", "fa").stdout.splitlines()]
    assert [row[7] for row in rows] == ["preferred", "admitted", "deprecated"]
    record = json.loads(termlode("lookup", "supply chain", "--to", "fa", "--json").stdout)
    assert [term["status"] for term in record["concepts"][0]["languages"]["fa"]] == [row[7] for row in rows]


def test_the_closest_of_two_inflected_terms_comes_first(workspace: Path, termlode: Run):
    rows = [line.split("\t") for line in termlode("lookup", "سرمایه‌گذاری‌ها", "--to", "en").stdout.splitlines()]
    assert rows[0][3] == "investment"


@pytest.mark.parametrize("query", ["«سرمایه‌گذار»", "سرمایه‌گذار؟", "“investor”", "(investor).", "《investor》"])
def test_what_a_term_was_copied_with_is_no_part_of_it(workspace: Path, termlode: Run, query: str):
    (found,) = json.loads(termlode("lookup", "--json", "--", query).stdout)["concepts"]
    assert (found["concept"], found["kind"], found["score"]) == ("investor", "folded", 99)
    assert query[found["start"] : found["end"]] in ("سرمایه‌گذار", "investor")


def test_a_language_without_a_term_is_told(workspace: Path, termlode: Run):
    assert "xx is not a language" in told(termlode("lookup", "investor", "--to", "xx"), EXIT_USAGE)
    assert "bidi" in told(termlode("lookup", "investor", "--bidi", "xx"), EXIT_USAGE)


# ── the same everywhere ──────────────────────────────────────────────────────────────────────────


def test_standard_input_and_folders(workspace: Path, termlode: Run):
    text = "زنجیره تأمین و زنجیره تأمین در بازار جهانی باتری\n"
    assert "زنجیره" in termlode("extract", "-", stdin=text).stdout
    assert "supply-chain" in termlode("terms", "-", stdin=text).stdout
    assert "standard input: no known term" in told(termlode("terms", "-", stdin=""), EXIT_NOTHING)
    for call in (["variants", "propose", "-"], ["variants", "propose", "sources"]):
        assert "no word looks like" in told(termlode(*call, stdin=text), EXIT_NOTHING)


def test_a_file_named_twice_is_fixed_once(workspace: Path, termlode: Run):
    done = termlode("fix", "sources/a.txt", "sources/../sources/a.txt", "--lang", "fa", "--out", "fixed")
    assert sorted(path.name for path in (workspace / "fixed").iterdir()) == ["a.txt"]
    assert done.returncode == 0


def test_fix_says_that_nothing_is_written(workspace: Path, termlode: Run):
    assert "--out DIR" in told(termlode("fix", "sources/a.txt"), 0)
    assert "--out DIR" not in termlode("fix", "sources/a.txt", "--out", "fixed").stderr


@pytest.mark.parametrize(
    "call", [["fix", "sources", "--json"], ["formats", "--json"], ["lint", "--codes", "--json"], ["stats", "--json"]]
)
def test_json_is_one_object_a_line(workspace: Path, termlode: Run, call: list[str]):
    lines = termlode(*call).stdout.splitlines()
    assert lines
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_small_calls_that_are_wrong(workspace: Path, termlode: Run):
    (workspace / "a.csv").write_text("en,fa\nmetal,فلز\n", encoding="utf-8")
    assert "no code begins with 'Q'" in told(termlode("lint", "a.csv", "--select", "Q"), EXIT_USAGE)
    assert "--origin foo" in told(termlode("memory", "delete", "--origin", "foo"), EXIT_USAGE)
    assert "no such file" in told(termlode("memory", "merge", "no.db"), EXIT_INPUT)
    assert "xx-=a" in told(termlode("termbase", "add", "economy", "xx-=a"), EXIT_USAGE)
    assert "did you mean investor, investment" in told(termlode("termbase", "show", "invest"), EXIT_USAGE)


def test_the_next_step_can_be_pasted(termlode: Run):
    assert termlode("init", "my project", "--samples").stdout.endswith("next: termlode -C 'my project' build\n")


def test_facts_stand_in_columns_on_a_terminal(monkeypatch):
    assert facts([("units", 12), ("languages fa", 7)]) == "units\t12\nlanguages fa\t7\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert facts([("units", 12), ("languages fa", 7)]) == "units         12\nlanguages fa  7\n"


def test_languages_the_wrong_way_round_are_doubted(tmp_path: Path, termlode: Run):
    english = ["The door is open.", "The minister signed the agreement in March.", "Prices rose again last year."]
    persian = ["در باز است.", "وزیر توافق‌نامه را در ماه مارس امضا کرد.", "قیمت‌ها سال گذشته دوباره بالا رفت."]
    (tmp_path / "a.txt").write_text("\n".join(english) + "\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n".join(persian) + "\n", encoding="utf-8")
    done = termlode("align", "a.txt", "b.txt", "--from", "fa", "--to", "en", "--least-score", "0")
    assert "a.txt looks like en, but --from says fa" in done.stderr
    assert "looks like" not in termlode("align", "a.txt", "b.txt", "--from", "en", "--to", "fa").stderr


def test_sentences_and_diffs_are_drawn_in_order(workspace: Path, monkeypatch, capsys):
    import typer

    from termlode.cli.fix import fix
    from termlode.cli.segment import segment

    monkeypatch.chdir(workspace)
    monkeypatch.setenv("COLUMNS", "30")
    (workspace / "b.txt").write_text("The first sentence is rather a long one. Short.\n", encoding="utf-8")
    segment("b.txt")
    assert capsys.readouterr().out == "The first sentence is rather a long one.\nShort.\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    segment("b.txt")
    assert capsys.readouterr().out == "The first sentence is rather\n  a long one.\nShort.\n"
    paths = [workspace / "sources" / "a.txt"]
    with pytest.raises(typer.Exit) as left:
        fix(paths, check=True, diff=True, jobs=1)
    assert left.value.exit_code == EXIT_NOTHING
    shown = capsys.readouterr().out
    assert "\x1b[32m+" in shown
    assert "\x1b[31m-" in shown


def test_stats_and_dry_runs_speak_alike(workspace: Path, termlode: Run):
    (workspace / "a.csv").write_text("en,fa\nmetal,فلز\n", encoding="utf-8")
    assert "1 would be added" in termlode("import", "a.csv", "-n").stdout
    assert termlode("termbase", "merge", "termbase", "-n").stdout == "nothing to change\n"
    assert termlode("stats").stdout.splitlines()[5].endswith("\tmisread")


@pytest.mark.parametrize("call", [["segment", "b.txt"], ["terms", "b.txt"], ["extract", "b.txt"]])
def test_a_guessed_encoding_is_told(workspace: Path, termlode: Run, call: list[str]):
    text = "كشفت الوزارة عن خطة لدعم صناعة المعادن investor وزيادة الإنتاج المحلي هذا العام.\n" * 5
    (workspace / "b.txt").write_bytes(text.encode("cp1256"))
    done = termlode(*call)
    assert done.returncode == 0
    assert "b.txt: not UTF-8; read as cp1256" in done.stderr
