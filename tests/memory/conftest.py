"""A small memory in several languages, and helpers to make units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.memory import open_store
from tests.memory.units import PAIRS, unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.memory import Store


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
