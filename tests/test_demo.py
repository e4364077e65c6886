"""`make demo` replaces only what an earlier demo made, and never the documents it is given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="make and bash")


def demo(repository: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    script = repository / "scripts" / "demo.sh"
    return subprocess.run(
        ["bash", str(script), str(Path(sys.executable).parent), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text("Lithium is scarce.\n", encoding="utf-8")
    return folder


def test_own_documents_then_others_in_the_same_folder(repository: Path, tmp_path: Path, sources: Path):
    folder = tmp_path / "demo"
    assert demo(repository, folder, sources).returncode == 0
    assert [path.name for path in (folder / "sources").iterdir()] == ["a.txt"]
    (sources / "a.txt").rename(sources / "b.txt")
    assert demo(repository, folder, sources).returncode == 0
    assert [path.name for path in (folder / "sources").iterdir()] == ["b.txt"]


def test_a_folder_of_somebody_else_is_left_alone(repository: Path, tmp_path: Path, sources: Path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "dear.txt").write_text("dear", encoding="utf-8")
    for arguments in ((folder,), (folder, sources)):
        done = demo(repository, *arguments)
        assert done.returncode == 2
        assert "another-folder" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["dear.txt"]


def test_documents_inside_the_demo_are_not_lost(repository: Path, tmp_path: Path, sources: Path):
    folder = tmp_path / "demo"
    assert demo(repository, folder, sources).returncode == 0
    done = demo(repository, folder, folder / "sources")
    assert (done.returncode, (folder / "sources" / "a.txt").exists()) == (2, True)


def test_missing_documents_are_said(repository: Path, tmp_path: Path):
    done = demo(repository, tmp_path / "demo", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "no such folder" in done.stderr
    assert not (tmp_path / "demo").exists()
