"""Editing YAML: comments, order and untouched bytes stay; conflicts are noticed; all or nothing is written."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from termlode.errors import TermbaseError
from termlode.model import LanguageSection, OcrVariant, TermSection
from termlode.termbase.edit import add_terms, draft, edited, new_entry, prefer
from termlode.termbase.load import load
from termlode.termbase.save import Change, save
from tests.termbase.helpers import section_of, terms_of
from tests.termbase.test_load import entries

FILE = "critical-minerals.yaml"


def changed_lines(before: str, after: str) -> list[str]:
    import difflib

    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in diff if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_one_changed_status_changes_one_line(folder):
    path = folder / FILE
    before = path.read_text(encoding="utf-8")
    entry = load(folder).concepts["rare-earth-elements"]
    section = section_of(entry, "en")
    terms = (section.terms[0], replace(section.terms[1], status="deprecated"), section.terms[2])
    after = replace(entry, languages=(replace(section, terms=terms), *entry.languages[1:]))
    assert save(folder, [Change(entry, after)]) == [path]
    assert changed_lines(before, path.read_text(encoding="utf-8")) == [
        "-        status: admitted",
        "+        status: deprecated",
    ]
    assert load(folder).concepts["rare-earth-elements"] == after


def test_comments_survive_terms_that_come_and_go(folder):
    path = folder / FILE
    entry = load(folder).concepts["rare-earth-elements"]
    fa = section_of(entry, "fa")
    terms = (TermSection("نادرخاک", "admitted"), replace(fa.terms[1], note="short", forms=("خاکی‌های کمیاب",)))
    after = replace(
        entry, languages=tuple(replace(s, terms=terms) if s.language == "fa" else s for s in entry.languages)
    )
    save(folder, [Change(entry, after)])
    text = path.read_text(encoding="utf-8")
    assert "- term: خاکی کمیاب  # the usual ellipsis\n" in text
    assert text.startswith("# Our own small termbase.\n")
    assert "# What the press confuses with the former.\nrare-metals:\n" in text
    assert load(folder).concepts["rare-earth-elements"] == after


def test_add_remove_and_move(folder):
    concepts = load(folder).concepts
    new = new_entry("industry", [("en", "furnace"), ("fa", "کوره")], definition="A place of fire: hot.")
    moved = replace(concepts["rare-metals"], subject_field="metals")
    paths = save(folder, [Change(None, new), Change(concepts["magnet"], None), Change(concepts["rare-metals"], moved)])
    assert {path.name for path in paths} == {"industry.yaml", "metals.yaml", FILE}
    now = load(folder).concepts
    assert now["furnace"] == new
    assert now["rare-metals"] == moved
    assert "magnet" not in now
    assert "confuses with the former" not in (folder / FILE).read_text(encoding="utf-8")
    start = "battery:\n  terms:\n    en:\n      - term: battery\n        status: preferred\n"
    assert (folder / "industry.yaml").read_text(encoding="utf-8").startswith(start)


def test_windows_line_ends_and_byte_order_mark_stay(folder):
    path = folder / FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    entry = load(folder).concepts["rare-metals"]
    save(folder, [Change(entry, replace(entry, note="a note"))])
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf#")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert load(folder).concepts["rare-metals"].note == "a note"


def test_a_file_without_last_newline(folder):
    path = folder / "industry.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    save(folder, [Change(None, new_entry("industry", [("en", "kiln")]))])
    assert "kiln" in load(folder).concepts
    assert "rare-earth-magnet" in load(folder).concepts


def test_someone_else_changed_the_concept(folder):
    concepts = load(folder).concepts
    mine = replace(concepts["battery"], note="mine")
    save(folder, [Change(concepts["battery"], replace(concepts["battery"], note="theirs"))])
    with pytest.raises(TermbaseError, match=r"industry\.yaml, line 1: concept battery was changed by someone else"):
        save(folder, [Change(concepts["battery"], mine)])
    assert load(folder).concepts["battery"].note == "theirs"


def test_someone_else_changed_another_concept_of_the_file(folder):
    concepts = load(folder).concepts
    save(folder, [Change(concepts["magnet"], replace(concepts["magnet"], note="theirs"))])
    save(folder, [Change(concepts["battery"], replace(concepts["battery"], note="mine"))])
    now = load(folder).concepts
    assert (now["magnet"].note, now["battery"].note) == ("theirs", "mine")


def test_removed_and_taken_ids(folder):
    concepts = load(folder).concepts
    save(folder, [Change(concepts["battery"], None)])
    with pytest.raises(TermbaseError, match="was removed since"):
        save(folder, [Change(concepts["battery"], replace(concepts["battery"], note="x"))])
    with pytest.raises(TermbaseError, match="exists already"):
        save(folder, [Change(None, replace(concepts["magnet"], note="x"))])


def test_all_or_nothing(folder):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    concepts = load(folder).concepts
    stale = replace(concepts["rare-metals"], note="never there")
    with pytest.raises(TermbaseError):
        save(folder, [Change(concepts["battery"], None), Change(stale, None)])
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_flow_style_is_refused_with_a_cure(folder):
    (folder / "flow.yaml").write_text("{one: {terms: {en: [{term: x}]}}}\n", encoding="utf-8")
    entry = load(folder).concepts["one"]
    with pytest.raises(TermbaseError, match=r"flow\.yaml, line 1: .*on a line of its own"):
        save(folder, [Change(entry, replace(entry, note="x"))])


def test_no_temporary_files_stay(folder):
    entry = load(folder).concepts["battery"]
    save(folder, [Change(entry, replace(entry, note="x"))])
    assert sorted(path.name for path in folder.iterdir()) == [FILE, "industry.yaml"]


def test_many_writers_lose_nothing(folder):
    """Each adds a concept of its own to one file, all at once."""
    errors: list[Exception] = []

    def write(number: int) -> None:
        try:
            save(folder, [Change(None, new_entry("industry", [("en", f"thing {number}")]))])
        except Exception as error:  # noqa: BLE001  # reported below
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert {f"thing-{number}" for number in range(8)} <= set(load(folder).concepts)


@settings(
    max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entries, entries)
def test_any_entry_becomes_any_other(tmp_path_factory, one, other):
    folder = tmp_path_factory.mktemp("any")
    save(folder, [Change(None, one), Change(None, replace(one, id="neighbour"))])
    save(folder, [Change(one, replace(other, id=one.id))])
    now = load(folder).concepts
    assert now[one.id] == replace(other, id=one.id)
    assert now["neighbour"] == replace(one, id="neighbour")


def test_an_edited_draft_is_taken_as_it_is(folder):
    path = folder / FILE
    entry = load(folder).concepts["rare-metals"]
    text = draft(entry, path)
    assert text.startswith("# What the press confuses with the former.\nrare-metals:\n")
    text = text.replace("      - term: rare metals\n", "      - term: rare metals  # my remark\n        pos: noun\n")
    save(folder, [edited(entry, text, Path("draft.yaml"))])
    assert "rare metals  # my remark\n" in path.read_text(encoding="utf-8")
    assert terms_of(load(folder).concepts["rare-metals"], "en")[0].part_of_speech == "noun"


def test_a_draft_that_is_another_concept_is_refused(folder):
    entry = load(folder).concepts["rare-metals"]
    with pytest.raises(TermbaseError, match="must hold the one concept rare-metals; it holds other"):
        edited(entry, draft(entry, folder / FILE).replace("rare-metals:", "other:", 1), Path("draft.yaml"))


def test_pure_edits():
    entry = new_entry("energy", [("en", "heat pump"), ("en", "HP"), ("fa", "پمپ حرارتی")])
    assert entry.id == "heat-pump"
    assert [term.status for term in terms_of(entry, "en")] == ["preferred", "admitted"]
    assert terms_of(entry, "en")[0].reliability == "unverified"
    swapped = prefer(entry, [("en", "HP")])
    assert [(term.term, term.status) for term in terms_of(swapped, "en")] == [
        ("HP", "preferred"),
        ("heat pump", "admitted"),
    ]
    with pytest.raises(Exception, match="already"):
        add_terms(entry, [("en", "HP")])
    with pytest.raises(Exception, match="it has: none"):
        prefer(entry, [("zh", "x")])
    assert LanguageSection("en", (TermSection("x", variants=(OcrVariant("y", "nonword"),)),)) != entry.section("en")
