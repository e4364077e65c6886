"""TMX there and back: nothing is lost but what the canonical form says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from termlode.exchange.notices import Notices
from termlode.exchange.tmx.canonical import canonical
from termlode.exchange.tmx.read import read
from termlode.exchange.tmx.write import write
from tests.exchange.units import units

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.model import TranslationUnit


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(units, max_size=3))
def test_generated_units_come_back(made: list[TranslationUnit], tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    write(made, path)
    notices = Notices()
    back = list(read(path, None, notices))
    assert back == [canonical(unit) for unit in made]
    assert not notices.skipped
    etree.parse(path)
    first = path.read_bytes()
    write(back, path)
    assert path.read_bytes() == first


@settings(max_examples=100, deadline=None)
@given(unit=units)
def test_canonical_is_idempotent(unit: TranslationUnit) -> None:
    once = canonical(unit)
    assert canonical(once) == once


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["tmx-compliance-kit", "okapi", "memoq", "maxprograms", "omegat", "good"])
def test_samples_come_back(folder: str, shared: Path, tmp_path: Path) -> None:
    paths = sorted((shared / "interop/samples" / folder).rglob("*.tmx*"))
    assert paths
    for path in paths:
        made = list(read(path))
        write(made, tmp_path / "a.tmx")
        assert list(read(tmp_path / "a.tmx")) == [canonical(unit) for unit in made], path
