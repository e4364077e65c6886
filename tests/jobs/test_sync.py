"""An OmegaT project and the workspace, each with what the other has; a person's newer text wins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termlode import workspace
from termlode.errors import FormatError, UsageError
from termlode.jobs import memory as keeping
from termlode.jobs import sync
from termlode.model import Details, Origin, TranslationUnit, Variant

if TYPE_CHECKING:
    from termlode.workspace import Workspace

MINE = "معدن تازه باز شد."
PRICE = "قیمت بالا رفت."


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    made = workspace.create(tmp_path / "w")
    (made.termbase).mkdir(exist_ok=True)
    (made.termbase / "mining.yaml").write_text(
        "mine:\n  terms:\n    fa: [{term: معدن}]\n    en: [{term: mine}]\n", encoding="utf-8"
    )
    return made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "bulletins"
    (folder / "omegat").mkdir(parents=True)
    describe(folder)
    return folder


def describe(folder: Path, **said: str) -> None:
    values = {
        "source_lang": "FA",
        "target_lang": "EN-US",
        "glossary_dir": "__DEFAULT__",
        "tm_dir": "__DEFAULT__",
        **said,
    }
    lines = "".join(f"<{name}>{value}</{name}>" for name, value in values.items() if value)
    text = f'<?xml version="1.0" encoding="UTF-8"?><omegat><project version="1.0">{lines}</project></omegat>'
    (folder / "omegat.project").write_text(text, encoding="utf-8")


def save(folder: Path, *units: tuple[str, str, str], props: str = "") -> None:
    """What OmegaT saves: source, target, date of each segment."""
    body = "".join(
        f'<tu>{props}<tuv lang="FA"><seg>{source}</seg></tuv>'
        f'<tuv lang="EN-US" changeid="sara" changedate="{date}"><seg>{target}</seg></tuv></tu>'
        for source, target, date in units
    )
    (folder / "omegat" / "project_save.tmx").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" '
        f'adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6.0" segtype="sentence" srclang="FA"/>'
        f"<body>{body}</body></tmx>",
        encoding="utf-8",
    )


def texts(place: Workspace) -> dict[str, str]:
    with place.memory() as store:
        return {unit.variants[0].text: unit.variants[1].text for unit in store.units()}


def edit(place: Workspace, source: str, text: str) -> None:
    with place.memory() as store:
        key = next(key for key, unit in store.items() if unit.variants[0].text == source)
    keeping.edit(place, key, "en", text)


def counts(done: sync.Synced) -> dict[str, int]:
    return {name: count for name, count in done.counts.items() if count}


def test_confirmed_translations_come_back_as_a_persons(place: Workspace, project: Path):
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"), (PRICE, "The price rose.", "20260101T100000Z"))
    assert counts(sync.omegat(place, project)) == {"added": 2}
    assert texts(place) == {MINE: "A new mine opened.", PRICE: "The price rose."}
    with place.memory() as store:
        origins = {(unit.origin.kind, unit.origin.project) for unit in store.units()}
    assert origins == {("human", "bulletins")}


def test_a_second_time_changes_nothing(place: Workspace, project: Path):
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"))
    assert sync.omegat(place, project).written == [project / "glossary" / "termlode.utf8"]
    again = sync.omegat(place, project)
    assert (counts(again), again.written, again.conflicts) == ({"unchanged": 1}, [], [])


def test_what_the_project_changed_is_updated(place: Workspace, project: Path):
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"))
    sync.omegat(place, project)
    save(project, (MINE, "A new mine has opened.", "20260102T100000Z"))
    done = sync.omegat(place, project)
    assert (counts(done), done.conflicts) == ({"updated": 1}, [])
    assert texts(place) == {MINE: "A new mine has opened."}


def test_what_the_memory_changed_stands_and_goes_to_the_project(place: Workspace, project: Path):
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"))
    sync.omegat(place, project)
    assert not (project / "tm" / "termlode.tmx").exists()  # the project has it
    edit(place, MINE, "A new pit opened.")
    done = sync.omegat(place, project)
    assert counts(done) == {"memory": 1}
    assert [(one.stands, one.both) for one in done.conflicts] == [("memory", False)]
    assert texts(place) == {MINE: "A new pit opened."}
    assert "A new pit opened." in (project / "tm" / "termlode.tmx").read_text(encoding="utf-8")
    listed = project / "omegat" / sync.CONFLICTS
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 2
    sync.omegat(place, project)
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 2  # once


@pytest.mark.parametrize(("date", "stands"), [("20200101T100000Z", "memory"), ("21000101T100000Z", "there")])
def test_of_two_changes_the_newer_one_stands_and_both_are_listed(
    place: Workspace, project: Path, date: str, stands: str
):
    save(project, (MINE, "A new mine opened.", "20190101T100000Z"))
    sync.omegat(place, project)
    edit(place, MINE, "A new pit opened.")
    save(project, (MINE, "One more mine opened.", date))
    done = sync.omegat(place, project)
    assert [(one.stands, one.both) for one in done.conflicts] == [(stands, True)]
    assert texts(place) == {MINE: "One more mine opened." if stands == "there" else "A new pit opened."}
    listed = (project / "omegat" / sync.CONFLICTS).read_text(encoding="utf-8")
    assert "A new pit opened." in listed
    assert "One more mine opened." in listed


def test_what_is_gone_from_the_project_stays(place: Workspace, project: Path):
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"), (PRICE, "The price rose.", "20260101T100000Z"))
    sync.omegat(place, project)
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"))
    assert counts(sync.omegat(place, project)) == {"unchanged": 1, "gone": 1}
    assert len(texts(place)) == 2


def test_the_same_source_in_two_files_is_two_translations(place: Workspace, project: Path):
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"))
    sync.omegat(place, project)
    save(project, (MINE, "Another one.", "20260102T100000Z"), props='<prop type="file">b.txt</prop>')
    assert counts(sync.omegat(place, project)) == {"added": 1, "gone": 1}


def test_what_nobody_confirmed_is_left_out_and_told(place: Workspace, project: Path):
    save(project, (MINE, "[fuzzy] A mine opened.", "20260101T100000Z"), (PRICE, "", "20260101T100000Z"))
    done = sync.omegat(place, project)
    assert (counts(done), done.notices.skipped) == ({}, {"fuzzy": 1, "untranslated": 1})


def test_a_dry_run_writes_nothing(place: Workspace, project: Path):
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"))
    before = sorted(project.rglob("*"))
    assert counts(sync.omegat(place, project, dry=True)) == {"added": 1}
    assert sorted(project.rglob("*")) == before
    assert not place.memory_file.exists()


def test_machine_translation_stands_where_omegat_takes_points_off(place: Workspace, project: Path):
    def unit(source: str, kind: str) -> TranslationUnit:
        variants = (Variant("fa", source), Variant("en", f"{kind}: {source}"))
        return TranslationUnit(variants, origin=Origin(kind), details=Details(created="20260101T000000Z"))  # type: ignore[arg-type]

    with place.memory(write=True) as store:
        store.add([unit(MINE, "machine"), unit(PRICE, "import")])
    assert sync.omegat(place, project).units == 2
    assert "import: " in (project / "tm" / "termlode.tmx").read_text(encoding="utf-8")
    assert "machine: " in (project / "tm" / "penalty-015" / "termlode.tmx").read_text(encoding="utf-8")
    with place.memory(write=True) as store:
        store.delete([key for key, _ in store.items()])
    sync.omegat(place, project)
    assert "machine: " not in (project / "tm" / "penalty-015" / "termlode.tmx").read_text(encoding="utf-8")


def test_new_terms_of_the_project_are_counted(place: Workspace, project: Path):
    (project / "glossary").mkdir()
    (project / "glossary" / "glossary.txt").write_text("معدن\tmine\nکارگاه\tworkshop\n", encoding="utf-8")
    assert sync.omegat(place, project).new_terms == 1


@pytest.mark.parametrize("folder", ["../elsewhere", "/tmp/elsewhere"])
def test_a_project_that_would_write_elsewhere_is_refused(place: Workspace, project: Path, folder: str):
    describe(project, tm_dir=folder)
    with pytest.raises(UsageError, match="outside of the project"):
        sync.omegat(place, project)
    assert not (project / "glossary").exists()


def test_what_is_no_project_is_refused(place: Workspace, project: Path, tmp_path: Path):
    with pytest.raises(UsageError, match=r"no omegat\.project"):
        sync.omegat(place, tmp_path)
    describe(project, source_lang="")
    with pytest.raises(FormatError, match="source_lang"):
        sync.omegat(place, project)
