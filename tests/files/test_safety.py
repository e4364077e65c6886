"""Links, pipes, long names, several files together, and what a killed run leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from termlode.errors import StoreError, UnreadableError, UsageError
from termlode.files import (
    Transaction,
    atomic_path,
    atomic_writer,
    back_up,
    copy,
    file_name,
    heal,
    make_folder,
    read_bytes,
    write_text,
)
from termlode.files import writing as room
from termlode.files.locks import open_lock

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and locks of a Unix")


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_devices_are_not_read(device: str):
    with pytest.raises(UnreadableError, match="is not a regular file"):
        read_bytes(device)


@posix
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="is not a regular file"):
        read_bytes(tmp_path / "pipe")


def test_a_name_that_is_none_is_said():
    with pytest.raises(UnreadableError, match="is not a file name"):
        read_bytes("a\0b")


def test_the_cap_can_be_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "large"
    path.write_bytes(b"x" * (1 << 20) + b"y")
    with pytest.raises(UnreadableError, match=r"is larger than 1 MB \(split it, or set TERMLODE_MAX_MB"):
        read_bytes(path, largest=1)
    monkeypatch.setenv("TERMLODE_MAX_MB", "2")
    assert len(read_bytes(path, largest=1)) == (1 << 20) + 1
    monkeypatch.setenv("TERMLODE_MAX_MB", "two")
    with pytest.raises(UsageError, match="TERMLODE_MAX_MB=two is not a number"):
        read_bytes(path)


# ── links ────────────────────────────────────────────────────────────────────────────────────────


@posix
def test_a_linked_document_keeps_its_link(tmp_path: Path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("there/real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert texts(tmp_path / "there") == {"real.txt": "new"}


@posix
def test_a_circle_of_links_is_said(tmp_path: Path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UnreadableError):
        write_text(tmp_path / "a", "x")


@posix
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_lock_that_is_a_link_is_refused(link: Any, tmp_path: Path):
    (tmp_path / "victim").write_text("precious", encoding="utf-8")
    link(tmp_path / "victim", tmp_path / "lock")
    with pytest.raises(StoreError, match="is a link or a special file"):
        open_lock(tmp_path / "lock")
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "precious"


@posix
def test_a_lock_that_is_a_pipe_is_refused(tmp_path: Path):
    os.mkfifo(tmp_path / "lock")
    with pytest.raises(StoreError, match="special file"):
        open_lock(tmp_path / "lock")


@posix
def test_devices_are_not_replaced(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="is not a regular file"):
        write_text(tmp_path / "pipe", "x")
    with pytest.raises(UnreadableError, match="is a folder"):
        write_text(tmp_path, "x")


# ── backups ──────────────────────────────────────────────────────────────────────────────────────


def test_no_backup_overwrites_another(tmp_path: Path):
    path = tmp_path / "a.txt"
    for text in ("one", "two", "three"):
        path.write_text(text, encoding="utf-8")
        back_up(path)
    back_up(path)  # the last one holds the same: it serves
    assert texts(tmp_path) == {"a.txt": "three", "a.txt.bak": "one", "a.txt.bak.1": "two", "a.txt.bak.2": "three"}


@posix
def test_no_backup_goes_through_a_link(tmp_path: Path):
    (tmp_path / "victim").write_text("precious", encoding="utf-8")
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "a.txt.bak").symlink_to("victim")
    assert back_up(tmp_path / "a.txt").name == "a.txt.bak.1"
    assert texts(tmp_path)["victim"] == "precious"


def test_a_full_disk_leaves_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableError, match="No space left"):
        back_up(tmp_path / "a.txt")
    assert texts(tmp_path) == {"a.txt": "text"}


def full(_handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_backup_whose_name_is_too_long_is_said(tmp_path: Path):
    path = tmp_path / ("n" * 255)
    path.write_text("text", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"cannot be written: .*shorter name"):
        back_up(path)


def test_a_copy_and_a_folder_that_cannot_be(tmp_path: Path):
    (tmp_path / "a").write_text("text", encoding="utf-8")
    copy(tmp_path / "a", tmp_path / "b" / "c")
    assert (tmp_path / "b" / "c").read_text(encoding="utf-8") == "text"
    with pytest.raises(UnreadableError, match="cannot be made"):
        make_folder(tmp_path / "a" / "d")


# ── names ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["n" * 255, "ن" * 127])
def test_the_longest_name_can_be_written(name: str, tmp_path: Path):
    write_text(tmp_path / name, "x")
    assert texts(tmp_path) == {name: "x"}


# ── several files together ───────────────────────────────────────────────────────────────────────


def test_files_are_replaced_together(tmp_path: Path):
    (tmp_path / "a").write_text("a1", encoding="utf-8")
    with Transaction(tmp_path) as together:
        write_text(tmp_path / "a", "a2", together)
        write_text(tmp_path / "b", "b2", together)
        assert texts(tmp_path)["a"] == "a1"
    assert texts(tmp_path) == {"a": "a2", "b": "b2"}


def write_both(folder: Path, last: str = "b2") -> None:
    with Transaction(folder) as together:
        write_text(folder / "a", "a2", together)
        write_text(folder / "b", last, together)


def test_an_error_in_the_second_leaves_the_first(tmp_path: Path):
    (tmp_path / "a").write_text("a1", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_both(tmp_path, "\ud800")
    assert texts(tmp_path) == {"a": "a1"}


@pytest.mark.parametrize("there", [True, False])
def test_a_failing_rename_undoes_the_others(there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = {"a": "a1", "b": "b1"} if there else {"b": "b1"}
    for name, text in before.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    real = room._Change.replace

    def failing(change: Any) -> None:
        if change.path.name == "b":
            raise OSError(28, "No space left on device")
        real(change)

    monkeypatch.setattr(room._Change, "replace", failing)
    with pytest.raises(UnreadableError, match="No space left"):
        write_both(tmp_path)
    assert texts(tmp_path) == before


KILLED = """
import os, sys
from pathlib import Path
from termlode.files import Transaction, write_text, writing
folder, count, real = Path(sys.argv[1]), int(sys.argv[2]), os.replace
def replace(*names):
    global count
    count -= 1
    if count < 0:
        os._exit(9)
    real(*names)
os.replace = replace
with Transaction(folder) as together:
    write_text(folder / "a", "a2", together)
    write_text(folder / "b", "b2", together)
"""


@posix
@pytest.mark.parametrize("renames", [0, 1, 2, 3])
def test_a_kill_between_renames_is_undone_by_the_next(renames: int, tmp_path: Path):
    (tmp_path / "a").write_text("a1", encoding="utf-8")
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(renames)]
    run = subprocess.run(command, check=False)
    assert run.returncode == (9 if renames < 3 else 0)
    heal(tmp_path)
    assert (tmp_path / "a").read_text(encoding="utf-8") == ("a1" if renames < 3 else "a2")
    room._swept.clear()
    with Transaction(tmp_path) as together:
        write_text(tmp_path / "c", "c", together)
    assert texts(tmp_path) == ({"a": "a1", "c": "c"} if renames < 3 else {"a": "a2", "b": "b2", "c": "c"})


@pytest.mark.parametrize(
    "said",
    [
        {"undo": [{"name": "../victim", "old": None}]},
        {"undo": [{"name": "a", "old": "../../etc/passwd"}]},
        {"undo": [{"name": "a", "old": "other"}]},
        {"undo": 3},
        [],
    ],
)
def test_a_record_from_someone_else_changes_nothing(said: object, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    for path in (tmp_path / "victim", folder / "a", folder / "other"):
        path.write_text("precious", encoding="utf-8")
    (folder / ".termlode-undo.json").write_text(json.dumps(said), encoding="utf-8")
    heal(folder)
    assert texts(folder) == {"a": "precious", "other": "precious"}
    assert texts(tmp_path) == {"victim": "precious"}


# ── what a killed run leaves ─────────────────────────────────────────────────────────────────────


@posix
def test_temporary_files_of_the_dead_are_swept_those_of_the_living_stay(tmp_path: Path):
    (tmp_path / ".termlode-dead.tmp").write_text("half", encoding="utf-8")
    (tmp_path / ".termlode-link.tmp").symlink_to("nowhere")
    with atomic_writer(tmp_path / "a") as handle:
        handle.write(b"a")
        room._swept.clear()
        write_text(tmp_path / "b", "b")
    assert texts(tmp_path) == {"a": "a", "b": "b"}


def test_a_foreign_writer_gets_a_name(tmp_path: Path):
    def write_and_fail() -> None:
        with atomic_path(tmp_path / "a") as place:
            place.write_text("half", encoding="utf-8")
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        write_and_fail()
    assert texts(tmp_path) == {}
    with atomic_path(tmp_path / "a") as place:
        place.write_text("whole", encoding="utf-8")
    assert texts(tmp_path) == {"a": "whole"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../evil", "_.._evil"), ("/etc/passwd", "_etc_passwd"), ("..", "_"), ("", "_"), ("C:\\x", "C__x"),
        ("a\nb\x1b[0m", "a_b_[0m"), ("Bulletin 3.1", "Bulletin 3.1"), ("خبرنامه", "خبرنامه"), (".hidden", "hidden"),
    ],
)  # fmt: skip
def test_a_text_becomes_a_file_name(text: str, name: str):
    assert file_name(text) == name


def test_a_long_text_becomes_a_name_that_fits():
    assert len(file_name("ن" * 500).encode()) == 150
