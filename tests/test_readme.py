"""The README's commands run, one after another, and print what it says (… stands for anything)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Each command with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def pattern(lines: list[str]) -> str:
    return "\n".join(".*?" if line == "…" else re.escape(line).replace("…", ".*?") for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="the README speaks to a POSIX shell")
def test_the_tour_works_as_shown(repository: Path, tmp_path: Path):
    tour = commands((repository / "README.md").read_text(encoding="utf-8"))
    assert len(tour) >= 12
    run_all(tour, tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="the guides speak to a POSIX shell")
def test_the_guides_work_as_shown(repository: Path, tmp_path: Path):
    guides = commands((repository / "docs" / "guides.md").read_text(encoding="utf-8"))
    assert len(guides) >= 10
    build = next(step for step in guides if step[0] == "termlode build")
    before = [("termlode init --samples .", ["…"]), ("mkdir omegat", []), build]
    run_all([*before, *guides], tmp_path)


def run_all(tour: list[tuple[str, list[str]]], folder: Path) -> None:
    """Run commands one after another and compare what they print."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for command, said in tour:
        if command.startswith("cd "):
            folder = folder / command[3:]
            continue
        run = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert run.returncode == 0, f"{command}\n{run.stderr}"
        assert re.fullmatch(pattern(said), run.stdout.rstrip("\n"), re.DOTALL), f"{command}\n{run.stdout}"


def test_every_page_it_names_exists(repository: Path):
    text = (repository / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (repository / target).exists(), target


def test_every_place_that_the_design_names_is_there(repository: Path):
    page = (repository / "docs" / "design.md").read_text(encoding="utf-8")
    table = page.partition("## Where is …?")[2].partition("## ")[0]
    places = [place for place in re.findall(r"`([\w/.]+[/.]\w*)`", table) if "/" in place]
    package = repository / "src" / "termlode"
    assert len(places) > 15
    for place in places:
        if "VERB" not in place and "TAG" not in place:
            assert (package / place).exists() or (package.parent / place).exists(), place
