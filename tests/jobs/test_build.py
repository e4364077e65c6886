"""Builds: nothing is done where nothing changed, several processes give the same, any languages are paired by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode import workspace
from termlode.jobs import align
from termlode.jobs.build import build, label
from termlode.jobs.stages.prepare import Preparer
from tests.jobs.pair import ARABIC, ENGLISH, lines, write_pair

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.alignment.aligner import Resources
    from termlode.alignment.batch import Texts
    from termlode.jobs.build import BuildResult


def counts(result: BuildResult) -> tuple[int, ...]:
    return tuple(result.units[name] for name in ("added", "updated", "unchanged", "removed"))


def test_where_nothing_changed_nothing_is_read(place: workspace.Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(place)
    monkeypatch.setattr(Preparer, "prepare", None)
    again = build(place)
    assert counts(again) == (0, 0, 3, 0)
    assert again.written == first.written
    told = {"units_added": 0, "units_unchanged": 3}
    assert again.figures() == first.figures() | told
    assert build(workspace.load(place.root)).summary is not None


def test_whatever_changed_is_noticed(place: workspace.Workspace) -> None:
    build(place)
    changes = (
        lambda: lines(place, "n.txt", ["One more."]),
        (place.sources / "n.txt").unlink,
        lambda: lines(place, "r.en.txt", [*ENGLISH[:2], "Lithium became cheap this year."]),
        lambda: (place.termbase / "own.yaml").write_text("# none yet\n", encoding="utf-8"),
        lambda: place.words("fa").write_text("واژه\n", encoding="utf-8"),
        (place.output / "terms.tbx").unlink,
        place.memory_file.unlink,
        lambda: (place.private / "build" / "state").write_text("{", encoding="utf-8"),
    )
    for change in changes:
        assert build(place).summary is not None
        change()
        assert build(place).summary is None
    assert (place.output / "terms.tbx").is_file()


def test_several_processes_give_the_same(place: workspace.Workspace, tmp_path: Path) -> None:
    other = workspace.create(tmp_path / "other" / "w")
    for made in (place, other):
        write_pair(made)
        lines(made, "both.txt", [*ARABIC, "", *ENGLISH])
        lines(made, "m.ar.txt", ARABIC[1:])
    results = [build(place), build(other, jobs=2)]
    assert results[0].figures() == results[1].figures()
    assert results[0].units == results[1].units
    both = zip((place, other), results, strict=True)
    files = [[path.relative_to(made.root) for path in result.written] for made, result in both]
    assert files[0] == files[1]
    assert [(place.root / name).read_bytes() for name in files[0]] == [(other.root / n).read_bytes() for n in files[1]]
    kept = [{path.name for path in (made.private / "build").iterdir()} for made in (place, other)]
    assert kept[0] == kept[1]
    assert build(other, jobs=2).summary is not None


def test_pairs_of_documents_and_of_segments_are_told_apart(place: workspace.Workspace) -> None:
    result = build(place)
    said = {label(name): figure for name, figure in result.figures().items()}
    assert (said["document pairs"], said["aligned pairs"]) == (1, 3)
    page = (place.output / "report.html").read_text(encoding="utf-8")
    assert "document pairs" in page
    assert "3 aligned pairs" in page
    assert "beads" not in page


def test_languages_that_are_not_ours_are_paired(tmp_path: Path) -> None:
    place = workspace.create(tmp_path / "w")
    file = place.root / workspace.FILE_NAME
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('languages = ["', 'languages = ["de", "fr", "'), encoding="utf-8")
    german = ["Der Preis stieg am 3. Mai 2024.", "Die Regierung hat das Abkommen unterzeichnet.", "Was nun?"]
    french = ["Le prix a augmenté le 3 mai 2024.", "Le gouvernement a signé l'accord.", "Et maintenant ?"]
    lines(place, "a.de.txt", german)
    lines(place, "a.fr.txt", french)
    place = workspace.load(place.root)
    result = build(place)
    assert [pair.languages for pair in result.pairs] == [("de", "fr")]
    with place.memory() as store:
        found = [tuple(variant.text for variant in unit.variants) for unit in store.units()]
    assert found == list(zip(german, french, strict=True))


def test_what_is_not_used_is_named(place: workspace.Workspace) -> None:
    lines(place, "table.csv", ["a,b"])
    lines(place, "lonely.de.txt", ["Die Regierung hat das Abkommen mit der Gesellschaft unterzeichnet."])
    (place.sources / ".hidden").write_text("x", encoding="utf-8")
    for _ in range(2):
        assert {one.name for one in build(place).unused} == {"table.csv", "lonely.de.txt"}


def test_documents_teach_each_other_only_where_that_is_asked(
    place: workspace.Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from termlode.alignment import batch

    asked: list[tuple[str, str]] = []
    taught = batch.taught

    def noted(known: Resources, texts: Iterable[Texts]) -> Resources:
        asked.append(known.languages)
        return taught(known, texts)

    monkeypatch.setattr(batch, "taught", noted)
    assert build(place).adapted is False
    assert asked == []
    with (place.root / workspace.FILE_NAME).open("a", encoding="utf-8") as file:
        file.write("\n")
    text = (place.root / workspace.FILE_NAME).read_text(encoding="utf-8")
    (place.root / workspace.FILE_NAME).write_text(text.replace("# adapt = true", "adapt = true"), encoding="utf-8")
    result = build(workspace.load(place.root))
    assert (result.adapted, asked) == (True, [("ar", "en")])


# ── one alignment ────────────────────────────────────────────────────────────────────────────────

type Numbers = list[tuple[tuple[int, ...], tuple[int, ...]]]


def three_ways(place: workspace.Workspace) -> list[Numbers]:
    """The segment numbers of ``align``, ``align --pairs`` and ``build`` for the pair of a workspace."""
    (built,) = build(place).pairs
    files = place.sources / built.source_name, place.sources / built.target_name
    alone, _ = align.align(*files, align.Options(fix=True), workspace=place)
    listed = next(align.align_pairs([align.Pair(*files, "x")], align.Options(fix=True), workspace=place)).found
    assert listed is not None
    return [[(bead.source, bead.target) for bead in found.beads] for found in (alone, listed, built)]


def test_build_and_align_agree_on_paragraphs(place: workspace.Workspace) -> None:
    (place.sources / "r.ar.txt").write_text(" ".join(ARABIC[:2]) + "\n\n" + ARABIC[2] + "\n", encoding="utf-8")
    (place.sources / "r.en.txt").write_text(ENGLISH[0] + "\n\n" + " ".join(ENGLISH[1:]) + "\n", encoding="utf-8")
    alone, listed, built = three_ways(place)
    assert alone == listed == built


@pytest.mark.parametrize("pair", ["ar-en", "fa-en", "zh-en", "ps-en", "fa-ar", "fa-zh"])
def test_build_and_align_agree_on_the_benchmark(shared: Path, tmp_path: Path, pair: str) -> None:
    one, other = pair.split("-")
    place = workspace.create(tmp_path / "w")
    for tag in (one, other):
        texts = (shared / "bench" / "align" / "text" / f"{tag}.txt").read_text(encoding="utf-8").splitlines()[40:70]
        if tag == other:
            texts = [*texts[:7], *texts[9:]]  # what has no counterpart is where ways would part
        space = "" if tag == "zh" else " "
        paragraphs = [space.join(texts[k : k + 3]) for k in range(0, len(texts), 3)]
        (place.sources / f"b.{tag}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    alone, listed, built = three_ways(place)
    assert alone == listed == built
