"""What a command leaves behind when its output cannot be written: no traceback, and an honest status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from termlode.cli.exits import EXIT_INPUT, EXIT_INTERRUPTED, guarded
from termlode.errors import InputError

COMMAND = "from termlode.cli.entry import main; main()"
CALLS = [("lookup", "rare earth"), ("lookup", "rare earth", "--json"), ("formats",), ("--help",)]


def run(repository: Path, arguments: tuple[str, ...], shell: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f'set -o pipefail; "$@" {shell}', "bash", sys.executable, "-c", COMMAND, *arguments],
        cwd=repository,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("arguments", CALLS)
def test_a_reader_that_has_seen_enough_is_no_error(repository: Path, arguments: tuple[str, ...]):
    done = run(repository, arguments, "| true")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", CALLS)
def test_closed_output_is_no_error(repository: Path, arguments: tuple[str, ...]):
    done = run(repository, arguments, ">&-")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", CALLS[:3])
def test_a_full_disk_is_one_line(repository: Path, arguments: tuple[str, ...]):
    done = run(repository, arguments, ">/dev/full")
    assert done.returncode == EXIT_INPUT
    assert done.stderr.count("\n") == 1
    assert "disk full" in done.stderr


def fail(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (InputError("is odd", path="a.txt", line=3), EXIT_INPUT, "termlode: a.txt, line 3: is odd\n"),
        (KeyboardInterrupt(), EXIT_INTERRUPTED, "termlode: interrupted\n"),
    ],
)
def test_errors_become_a_status_and_one_line(error, status, said, capsys):
    assert guarded(lambda: fail(error)) == status
    assert capsys.readouterr().err == said


def test_the_frameworks_own_status_passes_through():
    with pytest.raises(SystemExit) as left:
        guarded(lambda: sys.exit(2))
    assert left.value.code == 2


def test_work_that_ends_well_is_done():
    assert guarded(os.getpid) == 0
