"""Corrections in groups: a row for each rule and word, decided on together; and in-place runs taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termlode.correction import report, report_html, review
from termlode.correction.groups import groups
from termlode.correction.outcome import Outcome
from termlode.errors import NothingFound, UsageError
from termlode.jobs import fix, fix_undo
from termlode.model import Edit

if TYPE_CHECKING:
    import subprocess

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Z = "\u200c"
TEXT = "او میکند.\nکتاب ها را میکند، کتاب ها!\n"
FIXED = f"او می{Z}کند.\nکتاب{Z}ها را می{Z}کند، کتاب{Z}ها!\n"


def outcome(path: str = "a.txt", text: str = TEXT) -> Outcome:
    """Verbs as sure, plurals as suggestions, a line break."""
    edits = []
    for at in range(len(text)):
        if text.startswith("میکند", at):
            edits.append(Edit("zwnj.verb", "zwnj", at, at + 5, "میکند", f"می{Z}کند", evidence="a verb"))
        if text.startswith(" ها", at):
            edits.append(Edit("space.plural", "space", at, at + 1, " ", Z, "suggest", 0.6 + at / 1000))
        if text[at] == "\n":
            edits.append(Edit("line.join", "line", at, at + 1, "\n", " ", "suggest", 0.5))
    return Outcome(path, text, tuple(edits))


def test_one_row_for_a_rule_and_a_word():
    found = groups([outcome(), outcome("b.txt")])
    assert [(one.count, one.rule, one.before, one.after) for one in found] == [
        (4, "line.join", "\n", " "),
        (4, "space.plural", "کتاب ها", f"کتاب{Z}ها"),
        (4, "zwnj.verb", "میکند", f"می{Z}کند"),
    ]
    assert found[1].confidence == pytest.approx(0.6 + TEXT.index(" ها") / 1000)
    assert found[2].files == {"a.txt": 2, "b.txt": 2}
    assert found[2].where() == "a.txt:1, 2; b.txt:1 …"


def test_a_word_ends_at_its_punctuation():
    text = "«کتاب ها»، (کتاب ها)"
    (one,) = groups([outcome(text=text)])
    assert (one.count, one.before) == (2, "کتاب ها")


def test_the_same_groups_in_every_report(tmp_path: Path):
    for name in ("r.groups.tsv", "r.json", "r.html"):
        fix.write_report(tmp_path / name, [outcome()], "signature")
    lines = (tmp_path / "r.groups.tsv").read_text("utf-8").splitlines()
    assert lines[0].startswith(report.GROUPS)
    assert lines[1].split("\t") == list(report.GROUP_COLUMNS)
    assert lines[3].split("\t")[:7] == ["2", "1", "suggest", "space", "space.plural", "کتاب ها", "کتاب\\zها"]
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert [group["count"] for group in data["groups"]] == [2, 2, 2]
    assert data["groups"][2]["places"] == [["a.txt", 1], ["a.txt", 2]]
    page = "".join(report_html.page([outcome()], "signature"))
    assert page.count('class="group"') == 3
    assert page.count('data-group="1"') == 1 + 2  # the group, and its two rows


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    path = tmp_path / "r.tsv"
    path.write_text("".join(report.tsv([outcome(str(tmp_path / "a.txt"))], "signature")), "utf-8")
    return path


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (review.Choice(accept_rules=("space.plural",)), FIXED),
        (review.Choice(accept_rules=("space",)), FIXED),
        (review.Choice(accept_words=("کتاب ها",)), FIXED),
        (review.Choice(accept_words=(f"کتاب{Z}ها",)), FIXED),
        (review.Choice(accept_rules=("space",), refuse_words=("میکند",)), TEXT.replace(" ها", f"{Z}ها")),
        (review.Choice(accept_rules=("space",), refuse_rules=("zwnj.verb",)), TEXT.replace(" ها", f"{Z}ها")),
        (review.Choice(accept_rules=("space",), refuse_rules=("space.plural",)), TEXT.replace("میکند", f"می{Z}کند")),
    ],
)
def test_rows_are_decided_on_together(choice: review.Choice, expected: str, reviewed: Path):
    review.apply_review(reviewed, choice=choice)
    assert (reviewed.parent / "a.txt").read_text("utf-8") == expected


def test_a_row_that_a_person_refused_stays_refused(reviewed: Path):
    lines = reviewed.read_text("utf-8").splitlines(keepends=True)
    first = next(index for index, line in enumerate(lines) if "space.plural" in line)
    lines[first] = lines[first].replace("?", "refuse", 1)
    reviewed.write_text("".join(lines), "utf-8")
    review.apply_review(reviewed, choice=review.Choice(accept_rules=("space.plural",)))
    text = (reviewed.parent / "a.txt").read_text("utf-8")
    assert (text.count("کتاب ها"), text.count(f"کتاب{Z}ها")) == (1, 1)


@pytest.mark.parametrize(
    "choice", [review.Choice(accept_rules=("zwnj.plurals",)), review.Choice(refuse_words=("سنگ",))]
)
def test_a_rule_or_word_that_no_row_has_is_said(choice: review.Choice, reviewed: Path):
    with pytest.raises(UsageError, match="no row"):
        review.apply_review(reviewed, choice=choice)
    assert (reviewed.parent / "a.txt").read_text("utf-8") == TEXT


def test_the_command_decides_on_many_rows(tmp_path: Path, termlode: Run):
    (tmp_path / "a.txt").write_text(TEXT * 3, "utf-8")
    assert termlode("fix", "a.txt", "--min-confidence", "1", "--report", "r.tsv").returncode == 0
    done = termlode("review", "apply", "r.tsv", "--accept-rule", "zwnj", "--accept-word", "کتاب\\zها", "--out", "o")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "o/a.txt").read_text("utf-8") == FIXED * 3
    wrong = termlode("review", "apply", "r.tsv", "--accept-rule", "zwnj.plurals")
    assert wrong.returncode == 2
    assert "zwnj.verb" in wrong.stderr


def test_groups_as_rows_when_piped(tmp_path: Path, termlode: Run):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    done = termlode("fix", "a.txt", "--groups")
    heads, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert heads == list(report.GROUP_COLUMNS)
    assert ["2", "1", "auto", "zwnj", "zwnj.verb", "میکند", "می\\zکند"] in [row[:7] for row in rows]


# ── undo ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "right.txt"):
        (tmp_path / name).write_text(TEXT if name != "right.txt" else "درست است.\n", "utf-8")
    return tmp_path


def run(*names: str) -> None:
    fix.fix([Path(name) for name in names], fix.Settings(), mode="in-place", jobs=1, runs=fix_undo.place(None))


def test_the_last_run_is_undone_and_then_the_one_before(inbox: Path):
    run("a.txt", "b.txt", "right.txt")
    (inbox / "a.txt").write_text(TEXT + "میشود.\n", "utf-8")
    run("a.txt")
    assert {path.name for path in inbox.glob("*.bak*")} == {"a.txt.bak", "a.txt.bak.1", "b.txt.bak"}
    assert (inbox / "a.txt.bak").read_text("utf-8") == TEXT, "a second run keeps the first copy"
    assert [Path(one.path).name for one in fix_undo.undo([], None)] == ["a.txt"]
    assert (inbox / "a.txt").read_text("utf-8") == TEXT + "میشود.\n"
    first = {Path(one.path).name: one.error for one in fix_undo.undo([], None)}
    assert first["b.txt"] == ""
    assert "a.txt.bak" in first["a.txt"], "what a person wrote since is not lost"
    assert (inbox / "b.txt").read_text("utf-8") == TEXT
    assert (inbox / "a.txt").read_text("utf-8") == TEXT + "میشود.\n"


def test_only_what_is_named_is_undone(inbox: Path):
    run("a.txt", "b.txt")
    assert [Path(one.path).name for one in fix_undo.undo([Path("b.txt")], None)] == ["b.txt"]
    assert (inbox / "a.txt").read_text("utf-8") == FIXED
    with pytest.raises(UsageError, match="right"):
        fix_undo.undo([Path("right.txt")], None)
    assert [Path(one.path).name for one in fix_undo.undo([inbox], None)] == ["a.txt"]
    with pytest.raises(NothingFound):
        fix_undo.undo([], None)
    assert not list(inbox.glob(".termlode*"))


def test_a_link_stays_a_link(inbox: Path):
    (inbox / "there").mkdir()
    (inbox / "there/real.txt").write_text(TEXT, "utf-8")
    (inbox / "link.txt").symlink_to("there/real.txt")
    run("link.txt")
    assert (inbox / "link.txt").is_symlink()
    assert (inbox / "there/real.txt").read_text("utf-8") == FIXED
    (one,) = fix_undo.undo([], None)
    assert not one.error
    assert (inbox / "link.txt").is_symlink()
    assert (inbox / "there/real.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize("backup", ["../secret", "other.txt", "a.txt.bak/../../x"])
def test_a_record_that_fix_did_not_write_restores_nothing(backup: str, inbox: Path):
    run("a.txt")
    record = inbox / ".termlode-fixed.json"
    data = json.loads(record.read_text("utf-8"))
    data["runs"][0][0]["backup"] = backup
    record.write_text(json.dumps(data), "utf-8")
    with pytest.raises(NothingFound):
        fix_undo.undo([], None)


def test_the_command_undoes_and_says_so(inbox: Path, termlode: Run):
    assert termlode("fix", "a.txt", "b.txt", "--in-place").returncode == 0
    (inbox / "b.txt").write_text("از نو", "utf-8")
    done = termlode("fix", "--undo")
    assert done.returncode == 5
    assert "a.txt: restored from a.txt.bak" in done.stdout
    assert "b.txt: has changed since" in done.stderr
    assert (inbox / "a.txt").read_text("utf-8") == TEXT
    assert termlode("fix", "--undo", "--json").returncode == 3
    for wrong in (("--undo", "--in-place"), ("--undo", "--check"), ()):
        assert termlode("fix", *wrong).returncode == 2


def test_in_a_workspace_the_record_lies_in_its_own_folder(inbox: Path, termlode: Run):
    assert termlode("init", ".").returncode == 0
    assert termlode("fix", "a.txt", "--in-place").returncode == 0
    assert (inbox / ".termlode/fixed.json").is_file()
    assert termlode("fix", "--undo").returncode == 0
    assert termlode("fix", "--undo").returncode == 1
