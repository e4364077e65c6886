"""What is packaged runs without the checkout: data files, samples and their termbase are all in the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def unpacked(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content, as an installer would lay it out."""
    pytest.importorskip("hatchling", reason="building a wheel needs hatchling (the extra dev)")
    folder = tmp_path_factory.mktemp("wheel")
    run = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(run, cwd=repository, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_file_of_the_package_is_in_the_wheel(repository: Path, unpacked: Path):
    package = repository / "src" / "termlode"
    files = {path.relative_to(package) for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    packed = {path.relative_to(unpacked / "termlode") for path in (unpacked / "termlode").rglob("*") if path.is_file()}
    assert files <= packed
    assert not [path for path in packed if path.suffix == ".pyc"]


def test_the_samples_come_with_their_termbase(repository: Path, unpacked: Path, tmp_path: Path):
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    run = [sys.executable, "-m", "termlode", "init", "mine", "--samples"]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert "5 documents" in done.stdout
    names = [path.name for path in sorted((tmp_path / "mine" / "termbase").iterdir()) if path.suffix == ".yaml"]
    assert names == [path.name for path in sorted((repository / "termbase").glob("*.yaml"))]
    where = [sys.executable, "-c", "import termlode; print(termlode.__file__)"]
    loaded = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert loaded.stdout.startswith(str(unpacked))
