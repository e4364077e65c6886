"""Documents that come, go and get other names: their units follow, and copies are documents of their own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from termlode import workspace
from termlode.errors import UnreadableError
from termlode.jobs.build import build
from termlode.jobs.identity import content_hash

if TYPE_CHECKING:
    from pathlib import Path

ARABIC = "ماذا بعد؟\nارتفع سعر النحاس في الأسواق.\n"
ENGLISH = "What next?\nThe price of copper rose on the markets.\n"


@pytest.fixture
def place(tmp_path: Path) -> workspace.Workspace:
    made = workspace.create(tmp_path / "w")
    for name in ("one", "two"):
        pair(made, name)
    return made


def pair(place: workspace.Workspace, name: str) -> None:
    for language, text in (("ar", ARABIC), ("en", ENGLISH)):
        path = place.sources / f"{name}.{language}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))  # what is no newer does not take the place of the same


def documents(place: workspace.Workspace) -> set[tuple[str, ...]]:
    with place.memory() as store:
        return {tuple(where.document[8:] for where in unit.origin.locations) for unit in store.units()}


def test_a_new_pair_is_stored_whole_where_half_of_it_was_once_half_of_another(place: workspace.Workspace) -> None:
    build(place)
    (place.sources / "two.ar.txt").unlink()
    pair(place, "three")
    assert build(place).renamed == {"sources/two.ar.txt": "sources/three.ar.txt"}
    assert documents(place) == {("one.ar.txt", "one.en.txt"), ("three.ar.txt", "three.en.txt")}
    with place.memory() as store:
        assert store.stats()["units"] == 4


@pytest.mark.parametrize(("first", "second"), [("one", "two"), ("two", "one")])
def test_of_two_that_are_gone_the_later_one_got_the_new_name(
    place: workspace.Workspace, first: str, second: str
) -> None:
    build(place)
    (place.sources / f"{first}.en.txt").unlink()
    build(place)
    (place.sources / f"{second}.en.txt").rename(place.sources / "three.en.txt")
    assert build(place).renamed == {f"sources/{second}.en.txt": "sources/three.en.txt"}


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="not a regular file"):
        content_hash(tmp_path / "pipe")
