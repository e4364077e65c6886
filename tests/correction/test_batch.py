"""Batches, reports, reviews: what is written, what is said, what stops and what does not."""

from __future__ import annotations

import json
import os
from html.parser import HTMLParser
from pathlib import Path

import pytest

from termlode.correction import Corrector, apply, report, review
from termlode.correction.report_html import page
from termlode.errors import FormatError, InputError, ReplayError, UsageError
from termlode.jobs.fix import Outcome, Settings, fix
from termlode.model import Edit

TEXT = "او میکند و کتابها را میخواند.\n"
FIXED = "او می‌کند و کتاب‌ها را می‌خواند.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    return tmp_path


def test_out_writes_copies_and_leaves_the_files(folder: Path):
    paths = [folder / "a.txt", folder / "b.txt"]
    found = fix(paths, Settings(), mode="folder", folder=folder / "out")
    assert [o.path for o in found] == [str(p) for p in paths]
    assert (folder / "out/a.txt").read_text("utf-8") == FIXED
    assert (folder / "a.txt").read_text("utf-8") == TEXT


def test_files_of_one_name_do_not_overwrite_each_other(folder: Path):
    (folder / "sub").mkdir()
    (folder / "sub/a.txt").write_text(TEXT, "utf-8")
    found = fix([folder / "a.txt", folder / "sub/a.txt"], Settings(), mode="folder", folder=folder / "out")
    assert len({o.written for o in found}) == 2
    assert len(list((folder / "out").iterdir())) == 2


def test_in_place_keeps_a_copy_and_leaves_right_files_alone(folder: Path):
    (folder / "b.txt").write_text(FIXED, "utf-8")
    fix([folder / "a.txt", folder / "b.txt"], Settings(), mode="in-place")
    assert (folder / "a.txt").read_text("utf-8") == FIXED
    assert (folder / "a.txt.bak").read_text("utf-8") == TEXT
    assert not (folder / "b.txt.bak").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_file_does_not_stop_the_others(folder: Path, jobs: int):
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    steps: list[tuple[int, int | None]] = []
    found = fix(
        [folder / "a.txt", folder / "bad.txt", folder / "missing.txt", folder / "b.txt"],
        Settings(),
        mode="folder",
        folder=folder / "out",
        jobs=jobs,
        progress=lambda _stage, done, total: steps.append((done, total)),
    )
    assert [o.error is None for o in found] == [True, False, False, True]
    assert "bad.txt" in (found[1].error or "")
    assert "no such file" in (found[2].error or "")
    assert steps == [(done, 4) for done in range(5)]  # the total is known before the first file is done


def test_settings_that_cannot_be_are_said_before_anything_is_read(folder: Path):
    with pytest.raises(UsageError):
        fix([folder / "a.txt", folder / "b.txt"], Settings(select=("nonsense",)), jobs=2)


def outcome(text: str = TEXT, path: str = "a.txt") -> Outcome:
    edits = (
        Edit("zwnj.verb", "zwnj", 3, 8, "میکند", "می‌کند", evidence="می before a verb"),
        Edit("zwnj.plural", "zwnj", 11, 17, "کتابها", "کتاب‌ها", tier="suggest", confidence=0.6),
        Edit("line.join", "line", len(text) - 1, len(text), "\n", " ", tier="suggest", confidence=0.5),
    )
    return Outcome(path, text, edits)


@pytest.mark.parametrize("text", ["", " ", "  a ", "\t\n\r", "a\\nb", "\u200c", "∅x", "\\s", "سلام\u200cها\r\n"])
def test_cells_come_back_as_they_were(text: str):
    assert report.unescape(report.escape(text)) == text
    assert "\t" not in report.escape(text)
    assert "\n" not in report.escape(text)


def test_a_review_file_replays_what_a_person_accepted(tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    lines = list(report.tsv([outcome(path=str(tmp_path / "a.txt"))], "signature"))
    assert lines[0].startswith("# termlode corrections 1 · signature")
    path = tmp_path / "r.tsv"
    path.write_text("".join(lines).replace("?\t", "accept\t", 1).replace("accept\t", "refuse\t", 1), "utf-8")
    done = review.apply_review(path)
    assert [(one.edits, Path(one.written).name) for one in done] == [(1, "a.txt")]
    assert (tmp_path / "a.txt").read_text("utf-8") == TEXT.replace("کتابها", "کتاب‌ها")
    assert (tmp_path / "a.txt.bak").read_text("utf-8") == TEXT


def test_a_review_of_another_text_is_refused(tmp_path: Path):
    (tmp_path / "a.txt").write_text("متن دیگر", "utf-8")
    path = tmp_path / "r.tsv"
    path.write_text("".join(report.tsv([outcome(path=str(tmp_path / "a.txt"))], "s")), "utf-8")
    with pytest.raises(ReplayError, match="run fix again"):
        review.apply_review(path)
    assert (tmp_path / "a.txt").read_text("utf-8") == "متن دیگر"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no signature\n", "line 1: is not a review"),
        ("# termlode corrections 1\nfile\tstart\n", "line 2: lacks the column decision"),
        (
            "# termlode corrections 1\ndecision\tfile\tstart\tend\tbefore\tafter\nmaybe\ta\t1\t2\tx\ty\n",
            "line 3: “maybe”",
        ),
        (
            "# termlode corrections 1\ndecision\tfile\tstart\tend\tbefore\tafter\naccept\ta\tone\t2\tx\ty\n",
            "line 3: a cell",
        ),
    ],
)
def test_what_is_wrong_with_a_review_is_said_with_its_line(tmp_path: Path, content: str, message: str):
    path = tmp_path / "r.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(FormatError, match=message):
        review.read(path)


HEAD = "# termlode corrections 1 · x\ndecision\tfile\tstart\tend\tbefore\tafter\n"


def test_only_documents_beneath_the_review_are_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "from" / "r.tsv"
    (tmp_path / "from").mkdir()
    (tmp_path / "a.txt").write_text("abc", "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in (str(tmp_path / "a.txt"), "../a.txt", "a.txt"):
        path.write_text(f"{HEAD}accept\t{name}\t0\t1\ta\tx\n", "utf-8")
        with pytest.raises(InputError, match=r"does not lie beneath it \(if that is meant, name it: review apply"):
            review.apply_review(path)
        assert sorted(item.name for item in tmp_path.iterdir()) == ["a.txt", "from"]
    assert (tmp_path / "a.txt").read_text("utf-8") == "abc"
    assert review.apply_review(path, [tmp_path / "a.txt"])[0].edits == 1
    (tmp_path / "a.txt").write_text("abc", "utf-8")
    assert review.apply_review(path, root=tmp_path)[0].edits == 1
    assert (tmp_path / "a.txt").read_text("utf-8") == "xbc"


@pytest.mark.skipif(os.name != "posix", reason="links of a Unix")
def test_no_link_leads_a_review_outside(tmp_path: Path):
    path = tmp_path / "from" / "r.tsv"
    (tmp_path / "from").mkdir()
    (tmp_path / "a.txt").write_text("abc", "utf-8")
    (tmp_path / "from" / "b.txt").symlink_to("../a.txt")
    path.write_text(f"{HEAD}accept\tb.txt\t0\t1\ta\tx\n", "utf-8")
    with pytest.raises(InputError, match="does not lie beneath"):
        review.apply_review(path)


@pytest.mark.parametrize(
    "cells",
    [
        "9\t9\t∅\tx", "2\t1\t∅\tx", "-1\t0\t∅\tx", "0\t1\ta\tx\x00y", "0\t1\ta\t\x1b[31m", "0\t1\ta\tx\x9b",
        "0_0\t1\ta\tx",
        "٠\t١\ta\tx", "+0\t1\ta\tx", f"{'9' * 5000}\t1\ta\tx", "0\t\ta\tx", "1e0\t1\tb\tx",
    ],
)  # fmt: skip
def test_rows_that_nobody_wrote_change_nothing(cells: str, tmp_path: Path):
    path = tmp_path / "r.tsv"
    (tmp_path / "a.txt").write_text("abc", "utf-8")
    path.write_text(f"{HEAD}accept\ta.txt\t0\t1\ta\tA\naccept\ta.txt\t{cells}\n", "utf-8")
    with pytest.raises(InputError):
        review.apply_review(path)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.txt", "r.tsv"]
    assert (tmp_path / "a.txt").read_text("utf-8") == "abc"


def test_one_document_that_cannot_be_written_does_not_stop_the_others(tmp_path: Path):
    long = "n" * 251 + ".txt"
    for name in (long, "z.txt"):
        (tmp_path / name).write_text("abc", "utf-8")
    path = tmp_path / "r.tsv"
    path.write_text(f"{HEAD}accept\t{long}\t0\t1\ta\tx\naccept\tz.txt\t0\t1\ta\tx\n", "utf-8")
    first, second = review.apply_review(path)
    assert "cannot be written" in first.error
    assert second.edits == 1
    assert (tmp_path / long).read_text("utf-8") == "abc"
    assert (tmp_path / "z.txt").read_text("utf-8") == "xbc"


def test_no_cell_of_a_review_is_a_formula(tmp_path: Path):
    text = "=1+1 كتاب"
    edits = (Edit("x", "char", 0, 4, "=1+1", "+1"), Edit("x", "char", 5, 9, "كتاب", "-"))
    (tmp_path / "a.txt").write_text(text, "utf-8")
    lines = list(report.tsv([Outcome("a.txt", text, edits)], "s"))
    assert not [cell for line in lines[2:] for cell in line.split("\t") if cell[0] in "=+-@"]
    (tmp_path / "r.tsv").write_text("".join(lines), "utf-8")
    review.apply_review(tmp_path / "r.tsv")
    assert (tmp_path / "a.txt").read_text("utf-8") == "+1 -"


def test_a_document_that_is_not_there_is_named(tmp_path: Path):
    path = tmp_path / "r.tsv"
    path.write_text("".join(report.tsv([outcome(path="gone.txt")], "s")), "utf-8")
    with pytest.raises(InputError, match=r"gone\.txt"):
        review.apply_review(path)


def test_json_holds_everything():
    data = json.loads(report.as_json([outcome(), Outcome("bad", error="why")], "sig"))
    assert data["signature"] == "sig"
    assert data["totals"] == {"auto": {"zwnj": 1}, "suggest": {"line": 1, "zwnj": 1}}
    assert data["files"][0]["edits"][0]["after"] == "می‌کند"
    assert data["files"][0]["edits"][0]["line"] == 1
    assert data["files"][1]["error"] == "why"


def test_the_summary_ends_with_the_signature():
    lines = list(report.summary([outcome()], "sig"))
    assert lines[0] == "a.txt: 1 corrected, 2 suggested"
    assert lines[-1] == "sig"


def test_the_diff_shows_only_what_is_made():
    lines = list(report.diff(outcome()))
    assert "+او می¦کند و کتابها را میخواند." in lines


class Checker(HTMLParser):
    """Collects tags and checks that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[dict[str, str | None]] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "tr" and "data-kind" in found:
            self.rows.append(found)
        self.loaded += [str(found[name]) for name in ("src", "href") if name in found]
        if tag not in ("meta", "input", "br", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_loads_nothing_and_escapes():
    made = "".join(
        page([outcome("او میکند و کتابها <script>alert(1)</script>\n"), Outcome("x<y", error="a & b")], "sig")
    )
    checker = Checker()
    checker.feed(made)
    assert checker.open == []
    assert checker.loaded == []
    assert [row["data-tier"] for row in checker.rows] == ["auto", "suggest", "suggest"]
    assert "<script>alert" not in made
    assert 'dir="rtl"' in made
    assert "a &amp; b" in made
    assert "sig" in made


def test_apply_review_and_fix_make_the_same(tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (found,) = fix([tmp_path / "a.txt"], Settings())
    path = tmp_path / "r.tsv"
    path.write_text("".join(report.tsv([found], "s")), "utf-8")
    review.apply_review(path, out=tmp_path / "out")
    assert (tmp_path / "out/a.txt").read_text("utf-8") == apply(TEXT, found.edits) == FIXED


def test_the_context_of_an_edit_is_made_of_whole_words():
    text = f"{'واژه ' * 30}\nاو میکند که {'کلمه ' * 30}"
    (made,) = [edit for edit in Corrector().run(text, "fa").edits if edit.rule == "zwnj.verb"]
    left, right = report.context(text, made, 17)
    assert left == "واژه واژه \nاو "
    assert right == " که کلمه کلمه"
    rows = "".join(page([Outcome("x", text, (made,))], "sig"))
    assert "او <del>میکند</del>" in rows
    assert "… او" not in rows
    assert "کلمه …" in rows
