"""A small memory in several languages, and helpers to make units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.memory.opening import engine as opened_with
from tests.memory.opening import open_store
from tests.memory.units import PAIRS, unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.memory import Store

ENGINES = ["file", pytest.param("postgres", marks=pytest.mark.postgres)]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked ``of_a_file`` are not for the other engine."""
    others = [item for item in items if item.get_closest_marker("of_a_file") and "[postgres" in item.name]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The contract: a test that uses this must pass in each engine. It opens memories by ``tests.memory.opening``."""
    if request.param == "postgres":
        opened_with.server = request.getfixturevalue("postgres_server")
    yield request.param
    opened_with.server = None


@pytest.fixture(autouse=True)
def _files_elsewhere(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that are not of the contract open files, whatever ran before."""
    server = opened_with.server
    if "engine" not in request.fixturenames:
        opened_with.server = None
    yield
    opened_with.server = server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new memory goes."""
    return tmp_path / "memory.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A memory with a few units."""
    with open_store(path, write=True) as opened:
        opened.add([unit(**pair) for pair in PAIRS])
        yield opened
