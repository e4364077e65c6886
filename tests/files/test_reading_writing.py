"""Files are read with clear errors and written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from termlode.errors import UnreadableError
from termlode.files import atomic_writer, read_bytes, write_text


def test_reading_names_what_is_wrong(tmp_path: Path):
    with pytest.raises(UnreadableError, match=r"absent: no such file \(check the name\)"):
        read_bytes(tmp_path / "absent")
    with pytest.raises(UnreadableError, match="is a folder"):
        read_bytes(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_reading_needs_permission(tmp_path: Path):
    path = tmp_path / "locked"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(UnreadableError, match="check its permissions"):
        read_bytes(path)


def test_reading_can_be_limited(tmp_path: Path):
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert read_bytes(path, 3) == b"123"
    assert read_bytes(path) == b"12345"


def test_writing_makes_folders_and_keeps_newlines(tmp_path: Path):
    path = tmp_path / "a" / "b.txt"
    write_text(path, "x\r\ny\n")
    assert path.read_bytes() == b"x\r\ny\n"
    assert [item.name for item in path.parent.iterdir()] == ["b.txt"]


def test_an_error_leaves_the_old_file_and_no_other(tmp_path: Path):
    path = tmp_path / "x"
    path.write_text("old", encoding="utf-8")

    def write_and_fail() -> None:
        with atomic_writer(path) as handle:
            handle.write(b"half")
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        write_and_fail()
    assert path.read_text(encoding="utf-8") == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["x"]


def test_permissions_are_kept(tmp_path: Path):
    path = tmp_path / "x"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_in_the_way_of_a_folder_is_said(tmp_path: Path):
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(UnreadableError, match="cannot be written"):
        write_text(tmp_path / "x" / "y", "z")


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path):
    path = tmp_path / "x"

    def write_and_fail() -> None:
        with atomic_writer(path) as handle:
            handle.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(UnreadableError, match="No space left"):
        write_and_fail()
    assert list(tmp_path.iterdir()) == []
