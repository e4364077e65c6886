"""The commands, in processes of their own: every line of what a user does, and the exit codes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = "او میکند و کتابها را میخواند و رشد ۱۱,۸ درصد بود.\n"
FIXED = "او می‌کند و کتاب‌ها را می‌خواند و رشد ۱۱٫۸ درصد بود.\n"
YAML = """# metals
magnet:
  terms:
    fa:
      - term: زنجیره تأمین
        status: preferred
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_fix_writes_files_and_reports(inbox: Path, termlode: Run):
    done = termlode("fix", "a.txt", "--out", "fixed", "--report", "r.html", "--report", "r.tsv", "--report", "r.json")
    assert done.returncode == 0, done.stderr
    assert (inbox / "fixed/a.txt").read_text("utf-8") == FIXED
    assert "<!DOCTYPE html>" in (inbox / "r.html").read_text("utf-8")
    assert json.loads((inbox / "r.json").read_text("utf-8"))["totals"]["auto"]["zwnj"] == 3
    assert "rules" in done.stdout.splitlines()[-1]
    applied = termlode("review", "apply", "r.tsv")
    assert applied.returncode == 0, applied.stderr
    assert (inbox / "a.txt").read_text("utf-8") == FIXED


def test_check_and_diff(inbox: Path, termlode: Run):
    done = termlode("fix", "a.txt", "--check", "--diff")
    assert done.returncode == 1
    assert "+او می¦کند" in done.stdout
    assert (inbox / "a.txt").read_text("utf-8") == TEXT
    (inbox / "a.txt").write_text(FIXED, "utf-8")
    assert termlode("fix", "a.txt", "--check").returncode == 0


def test_select_and_confidence_as_json(inbox: Path, termlode: Run):
    done = termlode("fix", "a.txt", "--select", "digit", "--json")
    found = json.loads(done.stdout)
    assert found["totals"]["auto"] == {"digit": 1}
    assert "classes digit" in found["signature"]
    done = termlode("fix", "a.txt", "--min-confidence", "1", "--json")
    assert json.loads(done.stdout)["totals"]["auto"] == {}


def test_in_place_keeps_a_copy(inbox: Path, termlode: Run):
    assert termlode("fix", "a.txt", "--in-place").returncode == 0
    assert (inbox / "a.txt").read_text("utf-8") == FIXED
    assert (inbox / "a.txt.bak").read_text("utf-8") == TEXT


def test_standard_input(inbox: Path, termlode: Run):
    done = termlode("fix", "-", stdin=TEXT)
    assert done.stdout == FIXED


def test_exit_codes(inbox: Path, termlode: Run):
    (inbox / "bad.txt").write_bytes(b"\x00\xff\x00\x01" * 30)
    mixed = termlode("fix", "a.txt", "bad.txt", "--out", "o")
    assert mixed.returncode == 5
    assert "bad.txt" in mixed.stderr
    assert "Traceback" not in mixed.stderr
    assert (inbox / "o/a.txt").exists()
    assert termlode("fix", "bad.txt").returncode == 3
    assert termlode("fix", "gone.txt").returncode == 3
    for wrong in (("--in-place", "--out", "o"), ("--check", "--in-place"), ("--select", "x"), ("--report", "r.doc")):
        assert termlode("fix", "a.txt", *wrong).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-", "--out", "o"), "standard input"),
        (("-", "--in-place"), "standard input"),
        (("-", "a.txt"), "stands alone"),
        (("a.txt", "--out", "o", "--in-place"), "choose one"),
        (("a.txt", "--out", "."), "choose another folder"),
        (("a.txt", "--check", "--out", "o"), "--check"),
        (("a.txt", "--diff", "--json"), "choose one"),
        (("a.txt", "--select", ","), "no class"),
        (("a.txt", "--language", "klingon-latin-x!"), "klingon"),
        (("a.txt", "--min-confidence", "2"), "min-confidence"),
        (("a.txt", "--jobs", "0"), "jobs"),
        (("page.html", "--report", "page.html"), "own file"),
        (("page.html", "--out", "o", "--report", "o/page.html"), "own file"),
        (("a.txt", "--report", "r.tsv", "--report", "./r.tsv"), "twice"),
        (("a.txt", "--out", "page.html"), "is a file"),
    ],
)
def test_what_contradicts_itself_is_said_and_nothing_is_written(
    inbox: Path, termlode: Run, arguments: tuple[str, ...], says: str
):
    (inbox / "page.html").write_text(f"<p>{TEXT}</p>", "utf-8")
    before = {path: path.read_bytes() for path in inbox.iterdir()}
    done = termlode("fix", *arguments, stdin=TEXT)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in inbox.iterdir()} == before


@pytest.mark.parametrize(
    "flags", [("--check",), ("--diff",), ("--json",), ("--report", "r.json"), ("--check", "--diff")]
)
def test_standard_input_with_every_flag_that_fits(inbox: Path, termlode: Run, flags: tuple[str, ...]):
    done = termlode("fix", "-", *flags, stdin=TEXT)
    assert done.returncode == (1 if "--check" in flags else 0), done.stderr
    if "--json" in flags:
        assert json.loads(done.stdout)["totals"]["auto"]["zwnj"] == 3
    if "--report" in flags:
        assert done.stdout == FIXED
        assert json.loads((inbox / "r.json").read_text("utf-8"))["totals"]["auto"]["zwnj"] == 3


def test_documents_of_one_name_do_not_overwrite_one_another(inbox: Path, termlode: Run):
    for name in ("one", "two"):
        (inbox / name).mkdir()
        (inbox / name / "a.txt").write_text(TEXT + name + "\n", "utf-8")
    assert termlode("fix", "one/a.txt", "two/a.txt", "--out", "o", "--report", "r.tsv").returncode == 0
    assert {path.name for path in (inbox / "o").iterdir()} == {"one-a.txt", "two-a.txt"}
    done = termlode("review", "apply", "r.tsv", "--out", "p")
    assert done.returncode == 0, done.stderr
    assert (inbox / "p/one-a.txt").read_text("utf-8") == FIXED + "one\n"
    assert (inbox / "p/two-a.txt").read_text("utf-8") == FIXED + "two\n"
    assert termlode("review", "apply", "r.tsv", "--store").returncode == 2


def test_proposals_do_not_overwrite_a_document(inbox: Path, termlode: Run):
    (inbox / "termlode.toml").write_text('name = "t"\n', "utf-8")
    assert termlode("variants", "propose", "a.txt", "-o", "a.txt").returncode == 2
    assert (inbox / "a.txt").read_text("utf-8") == TEXT


def test_the_workspace_gives_words_and_variants_their_way(inbox: Path, termlode: Run):
    (inbox / "termlode.toml").write_text('name = "t"\n', "utf-8")
    (inbox / "words.fa.txt").write_text("# ours\nسزبازان\n", "utf-8")
    (inbox / "termbase").mkdir()
    (inbox / "termbase/metals.yaml").write_text(YAML, "utf-8")
    (inbox / "a.txt").write_text("در سزبازان دیده میشود که شهرها را میبینند\n", "utf-8")
    done = termlode("fix", "a.txt", "--json")
    assert "char" not in json.loads(done.stdout)["totals"]["auto"]
    assert "own words 3" in done.stdout
    (inbox / "b.txt").write_text("در زنجیزه تأمین کالا خلل افتاد و زنجیزه تأمین برید.\n", "utf-8")
    done = termlode("variants", "propose", "b.txt")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].split("\t")[:4] == ["1", "زنجیزه تأمین", "زنجیره تأمین", "magnet"]
    done = termlode("variants", "accept", "1")
    assert done.returncode == 0, done.stderr
    text = (inbox / "termbase/metals.yaml").read_text("utf-8")
    assert text.startswith("# metals")
    assert "زنجیزه" in text
    assert termlode("variants", "accept", "9").returncode == 2
    assert termlode("variants", "propose", "b.txt").returncode == 1


@pytest.mark.parametrize("verb", [("fix",), ("review", "apply"), ("variants", "propose"), ("variants", "accept")])
def test_help_has_an_example(verb: tuple[str, ...], termlode: Run):
    done = termlode(*verb, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout


def test_a_file_that_is_no_review_is_refused(inbox: Path, termlode: Run):
    done = termlode("review", "apply", "a.txt")
    assert done.returncode == 3
    assert "line 1" in done.stderr
