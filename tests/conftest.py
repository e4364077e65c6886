"""What all tests share: where the benchmark data lies, a runner for the command line, a workspace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.runner import run_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from termlode.termbase.load import Termbase
    from tests.postgres_server import Server

# No example is timed: a busy machine would fail tests that are right.
settings.register_profile("termlode", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("termlode")

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With TERMLODE_NO_SKIPS a skipped test is a failed run: whoever set it has installed what the tests need."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("TERMLODE_NO_SKIPS") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def our_termbase() -> Termbase:
    """The termbase of this repository, read once: that takes seconds. Nobody changes it."""
    from termlode.termbase.load import load

    return load(REPOSITORY / "termbase")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared benchmark folder; the test is skipped where there is none."""
    folder = Path(os.environ.get("TERMLODE_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no shared benchmark data (TERMLODE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own; the test is skipped where it is not installed."""
    from tests.postgres_server import Server, programs

    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def termlode(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in this process, in ``cwd`` (default: an empty folder)."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        return run_here(*arguments, cwd=cwd or tmp_path, stdin=stdin)

    return run


@pytest.fixture
def termlode_process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """As ``termlode``, in a process of its own: for what only a process shows (pools, locales, start-up)."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "termlode", *map(str, arguments)],
            cwd=cwd or tmp_path,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )

    return run
