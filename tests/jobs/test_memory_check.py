"""Doubts about a memory, taking units out by a person's word, and putting them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.errors import NothingFound
from termlode.jobs import memory_check
from termlode.jobs.import_ import import_
from termlode.model import TranslationUnit, Variant
from termlode.workspace import Workspace, create
from tests.quality.test_judging import ENGLISH, TARGETS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = create(tmp_path / "w")
    pairs = [*zip(ENGLISH, TARGETS["fa"], strict=True), ("The road is closed in the evening.",) * 2]
    with made.memory(write=True) as store:
        store.add(TranslationUnit((Variant("en", a), Variant("fa", b)), source_language="en") for a, b in pairs)
    return made


def units(workspace: Workspace) -> int:
    with workspace.memory() as store:
        return int(str(store.stats()["units"]))


def decided(workspace: Workspace, tmp_path: Path, word: str) -> Path:
    path = tmp_path / "doubts.tsv"
    assert memory_check.write(path, memory_check.check(workspace), 0.5) == 1
    path.write_text(path.read_text(encoding="utf-8").replace("\n?\t", f"\n{word}\t"), encoding="utf-8")
    return path


def test_out_and_back_again(workspace: Workspace, tmp_path: Path) -> None:
    path = decided(workspace, tmp_path, "remove")
    assert memory_check.clean(workspace, path, dry=True).removed == 1
    assert units(workspace) == 7
    done = memory_check.clean(workspace, path)
    assert (done.removed, units(workspace)) == (1, 6)
    assert done.kept is not None
    list(import_(workspace, [done.kept]))
    assert units(workspace) == 7


def test_nothing_goes_unasked(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="remove"):
        memory_check.clean(workspace, decided(workspace, tmp_path, "keep"))
    assert units(workspace) == 7


def test_a_unit_that_has_changed_stays(workspace: Workspace, tmp_path: Path) -> None:
    from termlode.jobs.memory import edit

    path = decided(workspace, tmp_path, "remove")
    (doubt,) = memory_check.check(workspace)
    edit(workspace, doubt.key, "fa", "جاده عصر بسته است.")
    done = memory_check.clean(workspace, path)
    assert (done.removed, done.kept, done.stale) == (0, None, (3,))
    assert units(workspace) == 7


def test_without_a_memory(tmp_path: Path) -> None:
    with pytest.raises(NothingFound):
        list(memory_check.check(create(tmp_path / "v")))


def test_an_import_leaves_out_what_is_no_translation(tmp_path: Path) -> None:
    from termlode.exchange.importing import ImportReport
    from termlode.exchange.options import ReadOptions

    workspace, path = create(tmp_path / "u"), tmp_path / "a.tsv"
    pairs = [*zip(ENGLISH, TARGETS["fa"], strict=True), ("The road is closed in the evening.",) * 2]
    path.write_text("en\tfa\n" + "".join(f"{a}\t{b}\n" for a, b in pairs), encoding="utf-8")
    said = ReadOptions("en", "fa", check=True)
    (report,) = import_(workspace, [path], said, route="memory")
    assert isinstance(report, ImportReport)
    assert (report.added, report.skipped) == (6, {"no-translation": 1})
    (report,) = import_(workspace, [path], ReadOptions("en", "fa"), route="memory")
    assert isinstance(report, ImportReport)
    assert report.added == 1
