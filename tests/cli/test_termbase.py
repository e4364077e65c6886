"""``termlode termbase``: what each command prints, writes and returns."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from termlode.cli.app import make_app
from termlode.cli.parse import parts
from termlode.errors import InputError, TermbaseError, TermlodeError, UsageError
from termlode.termbase.load import load
from tests.termbase.helpers import terms_of


@pytest.fixture
def run(small_workspace, capsys):
    """Run a command of the group in this process; returns exit status, output and warnings."""
    app = make_app(["termbase"])

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            app(args=["termbase", *arguments], prog_name="termlode")
        except SystemExit as end:
            status = int(end.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return call


def test_check(run, small_workspace):
    status, out, _ = run("check", "--ignore", "T103")
    assert (status, out) == (0, "")
    path = small_workspace / "termbase" / "industry.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("باتری", "باتري"), encoding="utf-8")
    status, out, _ = run("check", "--select", "T3")
    assert status == 1
    assert out == (
        "termbase/industry.yaml:8: T301 A term is written with letters of another language: "
        "fa: باتري has ي for ی [battery]\n"
        "termbase/industry.yaml:8: T311 A term is written as correction (fix) would not leave it: "
        "fa: باتري; fix writes باتری [battery]\n"
    )
    status, out, _ = run("check", "--select", "T301", "--json")
    assert json.loads(out)["line"] == 8
    with pytest.raises(UsageError):
        run("check", "--select", "X1")


def test_stats(run):
    status, out, _ = run("stats")
    assert status == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0][:3] == ["language", "concepts", "terms"]
    assert ["industry", "3"] in lines
    record = json.loads(run("stats", "--json")[1])
    assert (record["concepts"], record["defined"], record["languages"]["fa"]["variants"]) == (5, 1, 1)


def test_show(run):
    status, out, _ = run("show", "battery", "magnet")
    assert status == 0
    assert out.startswith("battery:\n  terms:\n    en:\n      - term: battery\n")
    assert json.loads(run("show", "battery", "--json")[1])["subject_field"] == "industry"
    with pytest.raises(UsageError, match="did you mean battery"):
        run("show", "batery")


def test_add(run, small_workspace):
    status, out, err = run("add", "energy", "en=heat pump", "fa=پمپ  حرارتی", "--definition", "It moves heat.")
    assert (status, out, err) == (0, "termbase/energy.yaml: heat-pump\n", "")
    entry = load(small_workspace / "termbase").concepts["heat-pump"]
    assert entry.definition == "It moves heat."
    assert terms_of(entry, "fa")[0].term == "پمپ حرارتی"
    with pytest.raises(UsageError, match="Heat-Pump is a term of heat-pump: edit that one"):
        run("add", "energy", "en=Heat-Pump")
    status, _, err = run("add", "energy", "en=battery", "--id", "assault")
    assert status == 0
    assert "not marked as homonyms" in err
    with pytest.raises(UsageError, match="LANG=TERM"):
        run("add", "energy", "heat pump")
    with pytest.raises(UsageError, match="--id"):
        run("add", "energy", "zh=热")
    with pytest.raises(UsageError, match="subject field"):
        run("add", "Energy!", "en=heat")


def test_edit_by_options(run, small_workspace):
    run(
        "edit",
        "battery",
        "--add",
        "en=cell",
        "--prefer",
        "en=cell",
        "--deprecate",
        "en=battery",
        "--note",
        "n",
        "--field",
        "energy",
    )
    entry = load(small_workspace / "termbase").concepts["battery"]
    assert [(term.term, term.status) for term in terms_of(entry, "en")] == [
        ("cell", "preferred"),
        ("battery", "deprecated"),
    ]
    assert (entry.note, entry.subject_field) == ("n", "energy")
    run("edit", "battery", "--forbid", "en=battery", "--drop", "zh=电池")
    entry = load(small_workspace / "termbase").concepts["battery"]
    assert entry.section("zh") is None
    assert terms_of(entry, "en")[1].status == "forbidden"
    assert run("edit", "battery", "--note", "n")[1] == "nothing to change\n"
    with pytest.raises(UsageError, match="has no term"):
        run("edit", "battery", "--drop", "en=nothing")


def test_terms_of_an_unknown_language_are_refused(run, small_workspace):
    for call in (("edit", "battery", "--add", "xx=x"), ("add", "energy", "xx=x", "en=new")):
        with pytest.raises(UsageError, match="xx is not a language of this workspace"):
            run(*call)


def test_edit_in_an_editor(run, small_workspace, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i 's/term: magnet/term: lodestone  # old/'")
    assert run("edit", "magnet")[0] == 0
    text = (small_workspace / "termbase" / "industry.yaml").read_text(encoding="utf-8")
    assert "      - term: lodestone  # old\n" in text
    monkeypatch.setenv("EDITOR", "sed -i 's/status:/staus:/'")
    with pytest.raises(TermbaseError, match=r"drafts/magnet\.yaml, line \d+: .*unknown key 'staus'"):
        run("edit", "magnet")
    assert (small_workspace / "termbase" / "industry.yaml").read_text(encoding="utf-8") == text
    monkeypatch.setenv("EDITOR", "false")
    with pytest.raises(UsageError, match="status 1"):
        run("edit", "magnet")
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    with pytest.raises(UsageError, match="cannot be started"):
        run("edit", "magnet")


def test_an_edit_while_the_editor_is_open_is_noticed(run, small_workspace, monkeypatch):
    script = small_workspace / "editor.sh"
    path = small_workspace / "termbase" / "industry.yaml"
    script.write_text(f"sed -i 's/magnet$/magnetite/' {path}\nsed -i 's/magnet$/loadstone/' $1\n", encoding="utf-8")
    monkeypatch.setenv("EDITOR", f"sh {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    with pytest.raises(TermbaseError, match="changed by someone else"):
        run("edit", "magnet")
    assert "magnetite" in path.read_text(encoding="utf-8")


def test_diff_with_a_folder_and_a_revision(run, small_workspace, tmp_path):
    git = ["git", "-C", str(small_workspace), "-c", "user.name=x", "-c", "user.email=x@y", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "first"], check=True)
    assert run("diff")[0] == 1
    run("edit", "battery", "--note", "new", "--add", "fa=باطری")
    status, out, _ = run("diff", "HEAD")
    assert status == 0
    assert out.splitlines() == ["battery\tchanged\tnote: + new", "battery\tchanged\tfa term: + باطری (admitted)"]
    status, out, _ = run("diff", "termbase", "HEAD", "--json")
    assert json.loads(out)["details"][0]["before"] == "new"
    with pytest.raises(UsageError, match="is not a folder, a file, or a git revision"):
        run("diff", "no-such-thing")


def test_diff_runs_nothing_that_a_repository_names(run, small_workspace, tmp_path):
    """A missing object of a partial clone, hooks, a file-system monitor: each would run a command."""
    git = ["git", "-C", str(small_workspace), "-c", "user.name=x", "-c", "user.email=x@y"]
    for command in ("init -q", "add .", "commit -qm first"):
        subprocess.run([*git, *command.split()], check=True)
    shown = subprocess.run([*git, "ls-tree", "HEAD", "termbase/"], check=True, capture_output=True, text=True).stdout
    blob = shown.split()[2]
    (small_workspace / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    ran = tmp_path / "ran"
    for name, value in (
        ("core.repositoryformatversion", "1"), ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", str(small_workspace / ".git")), ("remote.origin.uploadpack", f"touch {ran}; false"),
        ("core.fsmonitor", f"touch {ran}"), ("core.pager", f"touch {ran}"), ("core.sshCommand", f"touch {ran}"),
    ):  # fmt: skip
        subprocess.run([*git, "config", name, value], check=True)
    with pytest.raises(InputError, match="git cannot show HEAD"):
        run("diff", "HEAD")
    assert not ran.exists()


def test_merge_takes_in_and_tells_of_conflicts(run, small_workspace, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "industry.yaml").write_text(
        "battery:\n  definition: A store of charge.\n  terms:\n    en:\n"
        "      - term: battery\n        status: admitted\n"
        "    fa:\n      - term: انباره\n        status: preferred\nkiln:\n  terms:\n    en:\n      - term: kiln\n",
        encoding="utf-8",
    )
    before = {path: path.read_bytes() for path in (small_workspace / "termbase").iterdir()}
    status, out, err = run("merge", str(theirs), "--dry-run")
    assert {path: path.read_bytes() for path in (small_workspace / "termbase").iterdir()} == before
    status, out, err = run("merge", str(theirs))
    assert status == 1
    assert "kiln\tadded" in out
    assert err == "conflict: battery, terms en battery status: kept preferred; theirs: admitted\n"
    now = load(small_workspace / "termbase").concepts
    assert now["battery"].definition == "A store of charge."
    assert [(term.term, term.status) for term in terms_of(now["battery"], "fa")] == [
        ("باتری", "preferred"),
        ("انباره", "admitted"),
    ]
    assert run("merge", str(theirs))[1] == "nothing to change\n"  # all that could be taken is there


def test_merge_of_two_concepts(run, small_workspace):
    _status, _, _ = run("merge", "rare-metals", "rare-earth-elements")
    now = load(small_workspace / "termbase").concepts
    assert "rare-metals" not in now
    joined = now["rare-earth-elements"]
    assert "rare metals" in [term.term for term in terms_of(joined, "en")]
    assert joined.related == ()
    with pytest.raises(UsageError, match="no concept nothing"):
        run("merge", "nothing", "battery")


def test_outside_a_workspace(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TermlodeError, match="termlode init"):
        run("check")
    assert parts("T1, T2", blanks=True) == parts("T1 T2", blanks=True) == ("T1", "T2")
    assert Path.cwd() == tmp_path
