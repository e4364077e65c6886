"""What a build keeps of its sources comes back as it was; a damaged file counts as absent, nothing becomes stale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from termlode import documents, workspace
from termlode.jobs.build import build
from termlode.jobs.stages import kept_sources, own_lexicon, workers
from termlode.jobs.stages.cache import Cache
from termlode.jobs.stages.prepare import Preparer
from termlode.languages.fa.lexicon import ZWNJ
from termlode.model import ConceptEntry, LanguageSection, TermSection

if TYPE_CHECKING:
    from collections.abc import Callable

PERSIAN = "وزارت نفت گزارش مي كند. قيمت مس بالا مي رود.\n\nدولت قرارداد را امضا کرد."
ENGLISH = "The ministry reports. Copper prices are rising.\n\nThe government signed the contract."


def concept(term: str, *, language: str = "fa", name: str = "one", definition: str = "") -> ConceptEntry:
    section = LanguageSection(language, (TermSection(term),), definition or None)
    return ConceptEntry(name, "test", (section,))


def preparer(
    folder: Path, *concepts: ConceptEntry, words: tuple[str, ...] = (), code: str = "", ezafe: str = "document"
) -> Preparer:
    return Preparer(concepts, words, Cache(folder / "cache"), {"ezafe": ezafe}, code=code)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.fa.txt"
    path.write_text(PERSIAN + "\n", encoding="utf-8")
    return path


def test_a_source_comes_back_as_it_was(tmp_path: Path, file: Path):
    both = tmp_path / "both.txt"
    both.write_text(f"{PERSIAN}\n\n{ENGLISH}\n", encoding="utf-8")
    table = tmp_path / "t.srt"
    table.write_text("1\n00:00:01,000 --> 00:00:02,000\nوزارت نفت گزارش مي كند.\n", encoding="utf-8")
    for path in (file, both, table):
        made = preparer(tmp_path).prepare(path, path.name, f"sources/{path.name}")
        assert made.source is not None
        assert made.source.edits
        kept = preparer(tmp_path).kept(path, path.name, f"sources/{path.name}")
        assert kept == made
        assert (kept.halves is not None) == (path == both)


def test_another_text_name_or_code_is_no_match(tmp_path: Path, file: Path):
    preparer(tmp_path).prepare(file, file.name, "sources/a")
    assert preparer(tmp_path).kept(file, file.name, "sources/a")
    assert preparer(tmp_path, code="new").kept(file, file.name, "sources/a") is None
    assert preparer(tmp_path).kept(file, file.name, "sources/b") is None
    assert preparer(tmp_path).kept(tmp_path / "none", file.name, "sources/a") is None
    file.write_text(PERSIAN + "!\n", encoding="utf-8")
    assert preparer(tmp_path).kept(file, file.name, "sources/a") is None


def test_only_what_correction_looks_at_makes_it_correct_again(tmp_path: Path, file: Path):
    old = concept("قیمت مس")
    preparer(tmp_path, old).prepare(file, file.name, "a")
    for same in (old, concept("قیمت مس", definition="what copper costs")):
        assert preparer(tmp_path, same).kept(file, file.name, "a")
    assert preparer(tmp_path, old, concept("copper", language="en", name="two")).kept(file, file.name, "a")
    assert preparer(tmp_path, concept(f"قیمت{ZWNJ}مس")).kept(file, file.name, "a") is None
    assert preparer(tmp_path).kept(file, file.name, "a") is None
    assert preparer(tmp_path, old, words=("واژه",)).kept(file, file.name, "a") is None
    assert preparer(tmp_path, old, ezafe="hamza").kept(file, file.name, "a") is None
    english = tmp_path / "a.en.txt"
    english.write_text(ENGLISH + "\n", encoding="utf-8")
    preparer(tmp_path, old).prepare(english, english.name, "e")
    assert preparer(tmp_path, words=("واژه",)).kept(english, english.name, "e")


def test_a_damaged_file_counts_as_absent(tmp_path: Path, file: Path):
    preparer(tmp_path).prepare(file, file.name, "a")
    (kept,) = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    damaged = [whole[:size] for size in range(0, len(whole), 97)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 89)]
    for data in damaged:
        kept.write_bytes(data)
        assert preparer(tmp_path).kept(file, file.name, "a") is None
    kept.write_bytes(whole)
    assert preparer(tmp_path).kept(file, file.name, "a")


WRONG: tuple[Any, ...] = (None, 10**9, -1, "x", [], {}, 0.5, True)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in items for found in _places(item, (*path, key)))]


def test_a_made_up_file_gives_no_broken_document(tmp_path: Path, file: Path):
    preparer(tmp_path).prepare(file, file.name, "a")
    (kept,) = (tmp_path / "cache").iterdir()
    good = json.loads(kept.read_bytes().partition(b"\n")[2])
    for path in _places(good):
        for wrong in WRONG:
            value = json.loads(json.dumps(good))
            if path:
                place = value
                for key in path[:-1]:
                    place = place[key]
                place[path[-1]] = wrong
            else:
                value = wrong
            kept.write_bytes(kept_sources.sealed(value)[1])
            found = preparer(tmp_path).kept(file, file.name, "a")
            if found is None or found.source is None:
                continue
            for document in (found.source.original, found.source.corrected):
                assert all(b.text == document.text[b.start : b.end] for b in document.blocks)
            for segment in found.source.segments:
                assert segment.location is not None
                assert 0 <= segment.location.start <= segment.location.end <= len(found.source.corrected.text)


# ── builds ───────────────────────────────────────────────────────────────────────────────────────


def outputs(place: workspace.Workspace) -> dict[str, bytes]:
    return {
        str(path.relative_to(place.output)): path.read_bytes() for path in place.output.rglob("*") if path.is_file()
    }


@pytest.fixture
def place(tmp_path: Path) -> workspace.Workspace:
    made = workspace.create(tmp_path / "w")
    for number in range(3):
        one, other = (made.sources / f"d{number}.{tag}.txt" for tag in ("fa", "en"))
        one.write_text(PERSIAN.replace("مس", f"مس {number}") + "\n", encoding="utf-8")
        other.write_text(ENGLISH.replace("Copper", f"Copper {number}") + "\n", encoding="utf-8")
    (made.sources / "both.txt").write_text(f"{PERSIAN}\n\n{ENGLISH}\n", encoding="utf-8")
    return made


def test_with_and_without_what_was_kept_a_build_writes_the_same(place: workspace.Workspace, tmp_path: Path):
    termbase = place.termbase / "own.yaml"
    entry = "copper:\n  terms:\n    en:\n      - term: copper price\n    fa:\n      - term: {}\n"

    def text(number: int, tag: str, old: str, new: str) -> None:
        path = place.sources / f"d{number}.{tag}.txt"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    changes: tuple[Callable[[], object], ...] = (
        lambda: text(1, "en", "reports", "says"),
        lambda: text(2, "fa", "دولت", "مجلس"),
        lambda: termbase.write_text(entry.format("قیمت مس"), encoding="utf-8"),
        lambda: termbase.write_text(entry.format("بهاي مس"), encoding="utf-8"),
        lambda: place.words("fa").write_text("گزارش‌می\n", encoding="utf-8"),
        lambda: (place.sources / "d0.fa.txt").rename(place.sources / "n.fa.txt"),
        lambda: shutil.copy(place.sources / "d1.en.txt", place.sources / "n.en.txt"),
        (place.sources / "both.txt").unlink,
    )
    build(place)
    for number, change in enumerate(changes):
        change()
        other = tmp_path / "other" / str(number) / "w"
        shutil.copytree(place.root, other)
        shutil.rmtree(other / ".termlode" / "build")
        fresh = workspace.load(other)
        results = [build(place), build(fresh)]
        assert outputs(place) == outputs(fresh), number
        assert results[0].figures() == results[1].figures()
        assert results[0].candidates == results[1].candidates


def test_one_changed_source_is_the_only_one_that_is_worked_on(
    place: workspace.Workspace, monkeypatch: pytest.MonkeyPatch
):
    build(place)
    read: list[str] = []
    aligned: list[tuple[str, str]] = []
    true_read, true_align = documents.read, workers.Worker.align

    def noted(path: Path) -> Any:
        read.append(path.name)
        return true_read(path)

    def noted_align(self: workers.Worker, some: Any) -> Any:
        aligned.append(some.names)
        return true_align(self, some)

    monkeypatch.setattr(documents, "read", noted)
    monkeypatch.setattr(workers.Worker, "align", noted_align)
    path = place.sources / "d1.en.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8")
    build(place)
    assert (read, aligned) == (["d1.en.txt"], [("d1.fa.txt", "d1.en.txt")])
    read.clear()
    aligned.clear()
    own = "copper:\n  terms:\n    en:\n      - term: copper price\n    zh:\n      - term: 铜价\n"
    (place.termbase / "own.yaml").write_text(own, encoding="utf-8")
    build(place)
    assert (read, aligned) == ([], [])  # no Persian term, and none that both languages of a pair have


def test_an_edited_term_realigns_only_where_its_words_occur(
    place: workspace.Workspace, monkeypatch: pytest.MonkeyPatch
):
    own = "copper:\n  terms:\n    en:\n      - term: {}\n    fa:\n      - term: قیمت مس\n"
    for number, word in ((1, "contract"), (2, "treaty")):
        path = place.sources / f"d{number}.en.txt"
        path.write_text(path.read_text(encoding="utf-8").replace("contract", word), encoding="utf-8")
    (place.termbase / "own.yaml").write_text(own.format("copper price"), encoding="utf-8")
    build(place)
    aligned: list[tuple[str, str]] = []
    true_align = workers.Worker.align

    def noted(self: workers.Worker, some: Any) -> Any:
        aligned.append(some.names)
        return true_align(self, some)

    monkeypatch.setattr(workers.Worker, "align", noted)
    (place.termbase / "own.yaml").write_text(own.format("copper treaty price"), encoding="utf-8")
    build(place)
    # all have the words of the old term, which now count less: every one of them is aligned again
    assert len(aligned) == 4
    aligned.clear()
    more = "treaty:\n  terms:\n    en:\n      - term: treaty\n    fa:\n      - term: قرارداد\n"
    (place.termbase / "more.yaml").write_text(more, encoding="utf-8")
    build(place)
    assert aligned == [("d2.fa.txt", "d2.en.txt")]


def test_what_texts_meet_of_a_lexicon():
    known = own_lexicon.vocabulary((["copper price"], ["铜价"]), ("en", "zh"))
    assert {"copper", "铜"} <= known[0] | known[1]
    some = {"copper": {"铜": 0.9, "铁": 0.5}, "iron": {"铁": 0.9}}
    assert list(own_lexicon.met(some, known)) == ["some", "copper\t铜\t0.9"]
    assert list(own_lexicon.met({}, known)) == ["none"]
    assert own_lexicon.as_vocabulary(own_lexicon.vocabulary_value(known)) == known
    assert own_lexicon.as_lexicon(some) == some
    for wrong in ({"a": {"b": 2.0}}, {"a": {"b": True}}, {"a": {"b": None}}):
        with pytest.raises(ValueError, match="strength"):
            own_lexicon.as_lexicon(wrong)
