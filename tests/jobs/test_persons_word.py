"""A person's word outranks the machine's: what was reviewed, typed or refused stays so, whatever is built later."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termlode import workspace
from termlode.jobs import align, review
from termlode.jobs.align import Options
from termlode.jobs.build import build
from termlode.jobs.memory import edit
from termlode.model import PERSON, rank
from tests.jobs.pair import ARABIC, ENGLISH, lines

if TYPE_CHECKING:
    from termlode.model import TranslationUnit

DATA = Path(__file__).parent.parent / "memory" / "data"


def pairs(made: workspace.Workspace) -> set[tuple[str, ...]]:
    with made.memory() as store:
        found = [tuple(v.text for v in unit.variants) for unit in store.units()]
    assert len(found) == len(set(found))
    return set(found)


def told(unit: TranslationUnit) -> object:
    """What a unit says and who says it."""
    return [(v.language, v.text, v.props) for v in unit.variants], unit.props, unit.context, unit.origin


def answer(made: workspace.Workspace, text: str) -> str:
    with made.memory() as store:
        first = store.lookup(text, "ar", "en", minimum=30)[0]
    assert first.target is not None
    return first.target.text


def reviewed(
    made: workspace.Workspace, changes: dict[int, dict[str, str]], names: tuple[str, str] = ("r.ar.txt", "r.en.txt")
) -> review.Stored:
    """Align, review and store: ``changes`` are cells by the number of the source segment; all else is left open."""
    file = made.root / "rv.tsv"
    one, other = (made.sources / name for name in names)
    found, _ = align.align(one, other, Options(min_score=1.0), workspace=made)
    align.write_review(found, file, Options(min_score=1.0))
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    heads = rows[1]
    for row in rows[2:]:
        for head, text in changes.get(int((row[2] or "0").split()[0]), {}).items():
            row[heads.index(head)] = text
    file.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
    return review.store(file, made)


ACCEPTED = {"decision": "accept"}


def test_a_reviewed_translation_survives_the_next_build(place: workspace.Workspace) -> None:
    build(place)
    assert reviewed(place, {1: ACCEPTED | {"target text": "What now?"}}) == review.Stored(updated=1)
    lines(place, "q.ar.txt", ["السماء زرقاء فوق المدينة."])
    lines(place, "q.en.txt", ["The sky above the city is blue."])
    result = build(place)
    assert (result.units["removed"], result.units["added"]) == (0, 1)
    assert (ARABIC[0], "What now?") in pairs(place)
    assert (ARABIC[0], ENGLISH[0]) not in pairs(place)
    assert answer(place, ARABIC[0]) == "What now?"
    again = build(place)
    assert (again.units["added"], again.units["updated"], again.units["removed"]) == (0, 0, 0)


def test_it_does_so_before_there_was_a_build(place: workspace.Workspace) -> None:
    reviewed(place, {1: ACCEPTED | {"target text": "What now?"}})
    build(place)
    assert pairs(place) == {(ARABIC[0], "What now?"), *zip(ARABIC[1:], ENGLISH[1:], strict=True)}


def test_a_source_side_that_was_corrected_does_not_come_back(place: workspace.Workspace) -> None:
    build(place)
    reviewed(place, {1: ACCEPTED | {"source text": "وماذا بعد؟"}})
    build(place)
    assert pairs(place) == {("وماذا بعد؟", ENGLISH[0]), *zip(ARABIC[1:], ENGLISH[1:], strict=True)}


def test_a_refused_pair_stays_refused(place: workspace.Workspace) -> None:
    build(place)
    assert reviewed(place, {2: {"decision": "refuse"}}) == review.Stored(refused=1)
    left = set(zip(ARABIC[::2], ENGLISH[::2], strict=True))
    assert pairs(place) == left
    build(place)
    assert pairs(place) == left
    found, _ = align.align(place.sources / "r.ar.txt", place.sources / "r.en.txt", workspace=place)
    align.store([found], Options(), place)
    assert pairs(place) == left
    assert reviewed(place, {2: ACCEPTED}).added == 1
    build(place)
    assert pairs(place) == set(zip(ARABIC, ENGLISH, strict=True))


def test_regrouped_segments_are_the_persons(place: workspace.Workspace) -> None:
    build(place)
    both = {"source": "2 3", "target": "2 3"}
    reviewed(place, {2: ACCEPTED | both})
    build(place)
    joined = (" ".join(ARABIC[1:]), " ".join(ENGLISH[1:]))
    assert pairs(place) == {(ARABIC[0], ENGLISH[0]), joined}


def test_a_typed_text_stays(place: workspace.Workspace) -> None:
    build(place)
    with place.memory() as store:
        keys = {unit.variants[0].text: key for key, unit in store.items()}
    edit(place, keys[ARABIC[1]], "en", "Copper rose.")
    edit(place, keys[ARABIC[2]], "ar", "انخفض الليثيوم.")
    expected = {(ARABIC[0], ENGLISH[0]), (ARABIC[1], "Copper rose."), ("انخفض الليثيوم.", ENGLISH[2])}
    build(place)
    assert pairs(place) == expected
    lines(place, "r.ar.txt", [*ARABIC, "السماء زرقاء فوق المدينة."])
    lines(place, "r.en.txt", [*ENGLISH, "The sky above the city is blue."])
    build(place)
    assert pairs(place) == expected | {("السماء زرقاء فوق المدينة.", "The sky above the city is blue.")}
    with place.memory() as store:
        assert sorted(rank(unit) for unit in store.units()) == [1, 1, PERSON, PERSON]


def test_a_document_has_one_name_whoever_aligned_it(
    place: workspace.Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(place)
    monkeypatch.chdir(place.sources)
    found, _ = align.align(Path("r.ar.txt"), Path("r.en.txt"), workspace=place)
    assert align.store([found], Options(), place)[0].added == 0
    assert pairs(place) == set(zip(ARABIC, ENGLISH, strict=True))
    align.write_review(found, place.root / "rv", Options(min_score=0.0))
    assert review.store(place.root / "rv.tsv", place) == review.Stored(updated=3)
    assert review.store(place.root / "rv.tsv", place) == review.Stored(unchanged=3)
    build(place)
    assert pairs(place) == set(zip(ARABIC, ENGLISH, strict=True))
    with place.memory() as store:
        assert {unit.origin.document for unit in store.units()} == {"sources/r.ar.txt"}


def test_an_alignment_the_other_way_round_is_of_the_same_segments(place: workspace.Workspace) -> None:
    build(place)
    reviewed(place, {1: ACCEPTED | {"target text": "وماذا بعد؟"}}, ("r.en.txt", "r.ar.txt"))
    build(place)
    assert pairs(place) == {(ENGLISH[0], "وماذا بعد؟"), *zip(ARABIC[1:], ENGLISH[1:], strict=True)}


def test_what_was_left_as_proposed_does_not_replace_what_was_written(place: workspace.Workspace) -> None:
    reviewed(place, {1: ACCEPTED | {"target text": "What now?"}})
    found, _ = align.align(place.sources / "r.ar.txt", place.sources / "r.en.txt", workspace=place)
    align.write_review(found, place.root / "rv", Options(min_score=0.0))
    assert review.store(place.root / "rv.tsv", place) == review.Stored(added=2, kept=1)
    assert answer(place, ARABIC[0]) == "What now?"
    assert reviewed(place, {1: ACCEPTED | {"target text": "What then?"}}) == review.Stored(updated=1)
    assert (ARABIC[0], "What now?") not in pairs(place)


def test_units_follow_a_renamed_source(place: workspace.Workspace) -> None:
    build(place)
    reviewed(place, {1: ACCEPTED | {"target text": "What now?"}})
    for tag in ("ar", "en"):
        (place.sources / f"r.{tag}.txt").rename(place.sources / f"s.{tag}.txt")
    result = build(place)
    assert result.renamed == {f"sources/r.{tag}.txt": f"sources/s.{tag}.txt" for tag in ("ar", "en")}
    assert (result.units["added"], result.units["removed"], result.deleted) == (0, 0, {})
    assert pairs(place) == {(ARABIC[0], "What now?"), *zip(ARABIC[1:], ENGLISH[1:], strict=True)}


def test_a_copy_is_a_second_document(place: workspace.Workspace) -> None:
    build(place)
    reviewed(place, {1: ACCEPTED | {"target text": "What now?"}})
    for tag in ("ar", "en"):
        shutil.copy(place.sources / f"r.{tag}.txt", place.sources / f"s.{tag}.txt")
    result = build(place)
    assert (result.renamed, result.units["added"], result.units["total"]) == ({}, 3, 6)
    assert answer(place, ARABIC[0]) == "What now?"


def test_units_of_deleted_sources_are_kept_and_reported(place: workspace.Workspace) -> None:
    build(place)
    reviewed(place, {1: ACCEPTED | {"target text": "What now?"}})
    (place.sources / "r.en.txt").unlink()
    result = build(place)
    assert result.deleted == {"sources/r.en.txt": 2}
    assert (result.figures()["units_of_deleted"], len(pairs(place))) == (2, 3)
    result = build(place, prune=True)
    assert (result.deleted, result.units["removed"]) == ({}, 2)
    assert pairs(place) == {(ARABIC[0], "What now?")}


def test_a_pair_that_is_no_longer_one_leaves_nothing_of_the_machine(place: workspace.Workspace) -> None:
    build(place)
    (place.sources / "r.en.txt").rename(place.sources / "other.en.txt")
    assert build(place).units["removed"] == 3
    assert pairs(place) == set()


def test_documents_aligned_by_hand_stay_what_build_makes_of_others(place: workspace.Workspace) -> None:
    lines(place, "one.txt", ["السماء زرقاء فوق المدينة."])
    lines(place, "two.txt", ["The sky above the city is blue."])
    found, _ = align.align(place.sources / "one.txt", place.sources / "two.txt", workspace=place)
    align.store([found], Options(), place)
    build(place)
    assert len(pairs(place)) == 4


def test_what_was_imported_stays_and_our_own_tmx_comes_back_as_it_was(place: workspace.Workspace) -> None:
    from termlode.exchange.importing import import_memory
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.registry import detect

    build(place)
    reviewed(place, {1: ACCEPTED | {"target text": "What now?"}})
    build(place)
    path = place.output / "tmx" / "all.tmx"
    with place.memory(write=True) as store:
        before = list(store.units())
        done = import_memory(path, detect(path, None), ReadOptions(), store)
        assert (done.added, done.merged, done.unchanged) == (0, 0, 3)
    other = workspace.create(place.root.parent / "other")
    with other.memory(write=True) as store:
        import_memory(path, detect(path, None), ReadOptions(), store)
        assert sorted(map(rank, store.units())) == [1, 1, PERSON]
        assert [told(unit) for unit in store.units()] == [told(unit) for unit in before]
    shutil.copytree(place.sources, other.sources, dirs_exist_ok=True)
    build(other)
    assert pairs(other) == pairs(place)


def test_a_workspace_of_the_first_version(place: workspace.Workspace) -> None:
    place.private.mkdir()
    connection = sqlite3.connect(place.memory_file)
    connection.executescript((DATA / "memory-0.1.sql").read_text(encoding="utf-8"))
    connection.close()
    result = build(place)
    assert pairs(place) == {
        (ARABIC[0], "What now?"), *zip(ARABIC[1:], ENGLISH[1:], strict=True), ("صباح الخير", "Good morning"),
        ("السماء زرقاء فوق المدينة.", "The sky above the city is blue."),
    }  # fmt: skip
    assert result.units["removed"] == 2
    with place.memory() as store:
        assert set(store.documents.hashes()) == {
            "sources/r.ar.txt", "sources/r.en.txt", "gone.ar.txt", "gone.en.txt",
        }  # fmt: skip
    assert review.store(Path(shutil.copy(DATA / "review-0.1.tsv", place.root)), place) == review.Stored(
        unchanged=2, refused=1
    )
    build(place)
    assert (ARABIC[1], ENGLISH[1]) not in pairs(place)
