"""Completion in the shells: only the verb's module is loaded, terms and ids come from the workspace."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def bash(folder, line: str, word: int) -> list[str]:
    """What bash would be offered."""
    environment = {**os.environ, "_TERMLODE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(word)}
    run = subprocess.run(
        [sys.executable, "-c", "from termlode.cli.entry import main; main()"],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.stderr == ""
    return run.stdout.split("\n")[:-1] if run.stdout.endswith("\n") else run.stdout.split("\n")


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("termlode lookup rare e", 3, ["earths", "earth magnet", "earth elements"]),
        ("termlode lookup 稀土磁", 2, ["稀土磁体"]),
        ("termlode termbase show ba", 3, ["battery"]),
        ("termlode termbase edit rare-e", 3, ["rare-earth-elements", "rare-earth-magnet"]),
        ("termlode lookup --inp", 2, ["--input"]),
        ("termlode export x --for o", 4, ["omegat"]),
        ("termlode lint x --for tra", 4, ["trados"]),
        ("termlode export x --format tb", 4, ["tbx", "tbx-v3", "tbx-v3-dct"]),
        ("termlode import x --format mult", 4, ["multiterm"]),
        ("termlode lookup x --to f", 4, ["fa"]),
        ("termlode align a b --to z", 5, ["zh"]),
        ("termlode export x --pair ps-", 4, ["ps-fa", "ps-ar", "ps-zh", "ps-en"]),
        ("termlode export x --pair zh:f", 4, ["zh:fa"]),
        ("termlode lookup x --origin m", 4, ["machine"]),
        ("termlode lookup x --bidi v", 4, ["visual"]),
        ("termlode align a b --segments l", 5, ["lines"]),
    ],
)
def test_what_bash_is_offered(small_workspace, line, word, expected):
    assert [item for item in bash(small_workspace, line, word) if item] == expected


def test_outside_a_workspace_nothing_is_offered(tmp_path):
    assert [item for item in bash(tmp_path, "termlode lookup ra", 2) if item] == []


def test_zsh_and_fish(small_workspace):
    for shell, extra in (("zsh", {}), ("fish", {"_TYPER_COMPLETE_FISH_ACTION": "get-args"})):
        environment = {**os.environ, "_TERMLODE_COMPLETE": f"complete_{shell}", **extra}
        environment["_TYPER_COMPLETE_ARGS"] = "termlode lookup magn"
        run = subprocess.run(
            [sys.executable, "-c", "from termlode.cli.entry import main; main()"],
            cwd=small_workspace, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert "magnet" in run.stdout
