"""What tests of jobs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode import workspace
from tests.jobs.pair import write_pair

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> workspace.Workspace:
    """A workspace with a pair of documents."""
    made = workspace.create(tmp_path / "w")
    write_pair(made)
    return made
