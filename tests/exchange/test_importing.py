"""Where imports go, what merges with what, and that nothing goes silently."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termlode.cli.import_view import progress
from termlode.errors import FormatError, UsageError
from termlode.exchange import registry
from termlode.exchange.importing import import_memory, import_terms, plan, shown
from termlode.exchange.merging import TermPlan
from termlode.exchange.options import ReadOptions
from termlode.exchange.registry import Format, detect, formats, named
from termlode.exchange.tmx.canonical import canonical
from termlode.exchange.tmx.read import read
from termlode.exchange.tmx.write import write
from termlode.memory import open_store, writer
from termlode.memory.unit_rows import said
from termlode.model import ConceptEntry, LanguageSection, TermSection
from tests.exchange.test_tmx_read import tmx, tu

if TYPE_CHECKING:
    from termlode.model import TranslationUnit


def concept(key: str, *, field: str = "mining", **terms: str) -> ConceptEntry:
    sections = tuple(
        LanguageSection(tag, tuple(TermSection(term) for term in text.split("|"))) for tag, text in terms.items()
    )
    return ConceptEntry(key, field, sections)


# ── registry ─────────────────────────────────────────────────────────────────────────────────────


def test_formats_are_found_in_their_folders() -> None:
    names = {item.name for item in formats()}
    assert {"tmx", "tbx", "xliff", "po", "csv", "omegat-glossary", "ts"} <= names
    assert len(names) == len(formats())
    folder = Path(registry.__file__).parent
    for item in formats():
        for place in (item.read_memory, item.read_terms, item.write_memory, item.write_terms, item.route):
            if place is not None:
                assert folder.joinpath(*place.partition(":")[0].split(".")).with_suffix(".py").is_file()


@pytest.mark.parametrize("item", formats(), ids=lambda item: item.name)
def test_every_function_can_be_had(item: Format) -> None:
    for job in ("read_memory", "read_terms", "write_memory", "write_terms"):
        if getattr(item, job):
            assert callable(item.function(job))
        else:
            with pytest.raises(UsageError):
                item.function(job)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.tmx", tmx(tu()), "tmx"),
        ("a.xml", tmx(tu()), "tmx"),
        ("a", '<!-- c --><?pi x?><!DOCTYPE martif SYSTEM "a.dtd"><martif/>', "tbx"),
        ("a.xml", "<x:xliff xmlns:x='y'/>", "xliff"),
        ("a.txt", 'msgid ""\nmsgstr ""\n', "po"),
        ("a.po", "", "po"),
        ("a.csv", "a,b\n", "csv"),
    ],
)
def test_content_first_and_name_second(name: str, content: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content or " ", encoding="utf-16" if name == "a.xml" else "utf-8")
    assert detect(path).name == found


def test_a_name_that_lies_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text("<martif/>")
    with pytest.raises(FormatError, match="--format tbx"):
        detect(path)
    assert detect(path, "tbx").name == "tbx"
    (tmp_path / "b.bin").write_text("hello")
    with pytest.raises(FormatError, match="no format we read"):
        detect(tmp_path / "b.bin")
    with pytest.raises(UsageError, match="one of"):
        named("doc")


def test_detection_does_not_run_away(tmp_path: Path) -> None:
    """Many comments and no root: a back-tracking pattern would never end."""
    path = tmp_path / "a.tmx"
    path.write_text("<!-- - -->" * 1600 + "<!")
    assert detect(path).name == "tmx"


def test_a_table_is_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y,z\n")
    with pytest.raises(UsageError, match="--as"):
        plan(path, ReadOptions(), None, None)
    assert plan(path, ReadOptions(source="en", target="fa"), None, None)[1] == "memory"
    assert plan(path, ReadOptions(source="en", target="fa"), None, "terms")[1] == "terms"


# ── memory ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.shared
def test_tmx_to_store_to_tmx_loses_nothing(shared: Path, tmp_path: Path) -> None:
    samples = shared / "interop/samples"
    form = named("tmx")
    wanted: dict[str, TranslationUnit] = {}
    with open_store(tmp_path / "m.db", write=True) as store:
        for path in sorted(samples.glob("[tmo]*/*.tmx")) + sorted(samples.glob("okapi/*.tmx")):
            import_memory(path, form, ReadOptions(), store)
        stored = list(store.units())
        for path in sorted(samples.glob("tmx-compliance-kit/*.tmx")):
            for unit in read(path):
                wanted[repr((list(map(said, unit.variants)), unit.context))] = unit
        assert len(wanted) > 40
        write(stored, tmp_path / "out.tmx")
        back = list(read(tmp_path / "out.tmx"))
        assert back == [canonical(unit) for unit in stored]
        # two units whose codes differ in their numbers alone are one
        found = {repr((list(map(said, unit.variants)), unit.context)) for unit in back}
        canon = (canonical(unit) for unit in wanted.values())
        missing = [unit for unit in canon if repr((list(map(said, unit.variants)), unit.context)) not in found]
        # a newer version of a unit (same tuid and source) may have taken the place of an older one
        assert len(missing) <= 1
        again = import_memory(tmp_path / "out.tmx", form, ReadOptions(), store)
        assert (again.added, again.merged, again.unchanged) == (0, 0, len(stored))


def test_a_damaged_file_leaves_the_memory_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CHUNK", 500)  # much is committed before the damage is met
    path = tmp_path / "a.tmx"
    whole = tmx(*(tu(f"s{n}") + "\n" for n in range(3000)))
    path.write_text(whole[:-2000], encoding="utf-8")
    with open_store(tmp_path / "m.db", write=True) as store:
        with pytest.raises(FormatError):
            import_memory(path, named("tmx"), ReadOptions(), store)
        assert list(store.units()) == []
        path.write_text(whole, encoding="utf-8")
        report = import_memory(path, named("tmx"), ReadOptions(client="acme", domain="d"), store)
        assert (report.units, report.added) == (3000, 3000)
        assert {(unit.origin.client, unit.origin.domain) for unit in store.units()} == {("acme", "d")}


def test_dry_runs_count_and_write_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(tmx(tu(), tu(), tu("other"), tu("a").replace('"fa"', '"zh"')), encoding="utf-8")
    report = import_memory(path, named("tmx"), ReadOptions(source="en", target="fa"))
    assert (report.units, report.added, report.unchanged, report.dry) == (3, 2, 1, True)
    assert report.skipped == {"other-languages": 1}
    assert [item.name for item in tmp_path.iterdir()] == ["a.tmx"]


def test_what_deceives_the_eye_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(tmx(tu("a\u202eb"), tu("a\x9b31mb")), encoding="utf-8")
    report = import_memory(path, named("tmx"), ReadOptions())
    assert set(report.notices.counts) == {"bidi-control", "control-character"}
    assert report.units == 2
    assert shown("a\u202e\x9b\n") == "a\\u202e\\x9b\n"


# ── terms ────────────────────────────────────────────────────────────────────────────────────────


OURS = [
    concept("rare-earth-elements", en="rare earth elements|rare earths", fa="عناصر خاکی کمیاب", zh="稀土"),
    concept("ore", en="ore", fa="کانسنگ"),
]


@pytest.mark.parametrize(
    ("entry", "twin"),
    [
        (concept("c7", en="Rare earths", fa="عناصر خاكي كمياب"), "rare-earth-elements"),  # folded, two languages
        (concept("c7", en="rare earths", fa="فلز"), None),  # one language of two
        (concept("c7", zh="稀土"), "rare-earth-elements"),  # its only language
        (concept("ore", en="ore", fa="سنگ"), "ore"),  # the id and a term
        (concept("ore", en="stone", fa="سنگ"), None),  # the id alone says nothing
    ],
)
def test_which_concept_it_is(entry: ConceptEntry, twin: str | None) -> None:
    merging = TermPlan({item.id: item for item in OURS})
    merging.take(entry)
    changes = merging.changes()
    if twin is None:
        assert merging.added == 1
        assert changes[0].before is None
        assert changes[0].after is not None
        assert changes[0].after.id not in {item.id for item in OURS}
    else:
        assert merging.added == 0
        assert {change.concept for change in changes} <= {twin}


def test_importing_again_changes_nothing() -> None:
    merging = TermPlan({item.id: item for item in OURS})
    incoming = [concept("ore", en="stone", fa="سنگ"), concept("x y", en="magnet", fa="آهنربا", field="Not a slug")]
    for entry in incoming:
        merging.take(entry)
    now = {change.after.id: change.after for change in merging.changes() if change.after}
    assert set(now) == {"stone", "magnet"}
    assert now["magnet"].subject_field == "not-a-slug"
    again = TermPlan({**{item.id: item for item in OURS}, **now})
    for entry in incoming:
        again.take(entry)
    assert (again.added, again.merged, again.unchanged, again.changes()) == (0, 0, 2, [])


def test_new_terms_are_joined_and_contradictions_named() -> None:
    merging = TermPlan({item.id: item for item in OURS})
    merging.take(concept("ore", en="ore|orebody", fa="کانسنگ", ps="کاني"))
    after = merging.changes()[0].after
    assert after is not None
    assert [term.term for term in after.section("en").terms] == ["ore", "orebody"]  # type: ignore[union-attr]
    assert after.section("ps") is not None
    assert merging.merged == 1


def test_terms_go_into_the_right_file(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.tbx", tmp_path / "termbase"
    lang = '<langSet xml:lang="{}"><tig><term>{}</term></tig></langSet>'
    body = f'<termEntry id="c1">{lang.format("en", "ore")}{lang.format("fa", "کانسنگ")}</termEntry>'
    path.write_text(
        f'<martif type="TBX-Basic" xml:lang="en"><text><body>{body}</body></text></martif>', encoding="utf-8"
    )
    form, route = plan(path, ReadOptions(), None, None)
    assert route == "terms"
    options = ReadOptions(subject_field="mining")
    first = import_terms(path, form, options, folder)
    assert (first.added, first.files) == (1, ("mining.yaml",))
    before = (folder / "mining.yaml").read_bytes()
    second = import_terms(path, form, options, folder)
    assert (second.added, second.merged, second.unchanged, second.files) == (0, 0, 1, ())
    assert (folder / "mining.yaml").read_bytes() == before
    assert import_terms(path, form, ReadOptions(target="zh"), folder).units == 0
    dry = import_terms(path, form, options, tmp_path / "none")
    assert dry.added == 1


# ── the command ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "termlode.toml").write_text('name = "w"\nlanguages = ["fa", "en"]\n')
    (tmp_path / "termbase").mkdir()
    return tmp_path


def test_import_and_export_on_the_command_line(workspace: Path, termlode) -> None:
    (workspace / "a.tmx").write_text(tmx(tu(), tu("magnet", "آهنربا")), encoding="utf-8")
    done = termlode("import", "a.tmx", "--client", "acme")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 added" in done.stdout
    done = termlode("export", "out/", "--format", "tmx", "--pair", "fa-en")
    assert (done.returncode, done.stdout) == (0, "out/w.fa-en.tmx\t2\n")
    done = termlode("export", "x.tmx", "--pair", "fa-zh")
    assert (done.returncode, (workspace / "x.tmx").exists()) == (1, False)
    assert "Traceback" not in done.stderr


def test_exit_codes(workspace: Path, termlode) -> None:
    (workspace / "good.tmx").write_text(tmx(tu()), encoding="utf-8")
    (workspace / "bad.tmx").write_text(tmx(tu())[:-30], encoding="utf-8")
    (workspace / "none.tmx").write_text(tmx(tu("")), encoding="utf-8")
    for files, code in [
        (["good.tmx", "bad.tmx"], 5), (["bad.tmx", "bad.tmx"], 3), (["bad.tmx"], 3), (["none.tmx"], 1),
        (["missing.tmx"], 3), (["good.tmx", "none.tmx"], 0),
    ]:  # fmt: skip
        done = termlode("import", "--dry-run", "--json", *files)
        assert done.returncode == code, files
        assert "Traceback" not in done.stderr
        if code in (1, 3):
            assert done.stderr.startswith("termlode: ")
    assert not (workspace / ".termlode").exists()


def test_lint_and_formats_on_the_command_line(workspace: Path, termlode) -> None:
    (workspace / "a.tmx").write_text(tmx(tu("<g>a</g>")), encoding="utf-8")
    done = termlode("lint", "a.tmx")
    assert done.returncode == 1
    assert "error T401" in done.stdout
    done = termlode("lint", "a.tmx", "--fix")
    assert (done.returncode, done.stdout) == (0, "a.fixed.tmx\n")
    assert termlode("lint", "a.fixed.tmx").returncode == 0
    done = termlode("formats")
    assert done.stdout.splitlines()[0].split("\t")[0] == "name"


def test_relations_follow_concepts_whose_ids_change() -> None:
    """A reference to a concept that comes later, under an id that cannot be ours, arrives; the second time too."""
    one = replace(concept("C1", en="ore"), related=(("broader", "C2"), ("related", "C9")))
    other = concept("C2", en="rock")
    plan_ = TermPlan({})
    for entry in (one, other):
        plan_.take(entry)
    made = {change.concept: change.after for change in plan_.changes()}
    assert made["ore"] is not None
    assert made["ore"].related == (("broader", "rock"),)
    assert any("C9" in remark for remark in plan_.remarks)
    again = TermPlan({key: entry for key, entry in made.items() if entry})
    for entry in (one, other):
        again.take(entry)
    again.relate()
    assert (again.added, again.merged, again.unchanged) == (0, 0, 2)
    assert not again.changes()


def test_a_relation_is_something_new() -> None:
    ours = {"ore": concept("ore", en="ore"), "rock": concept("rock", en="rock")}
    plan_ = TermPlan(ours)
    plan_.take(replace(ours["ore"], related=(("broader", "rock"),)))
    plan_.relate()
    assert (plan_.merged, plan_.unchanged) == (1, 0)


@pytest.mark.parametrize(("said", "file"), [("Critical Minerals", "critical-minerals"), ("معدن", "imported")])
def test_a_subject_field_names_a_file(said: str, file: str) -> None:
    plan_ = TermPlan({})
    plan_.take(concept("ore", field=said, en="ore"))
    (change,) = plan_.changes()
    assert change.after is not None
    assert change.after.subject_field == file
    assert change.after.note == (f"Subject field: {said}" if file == "imported" else None)


def test_a_definition_joins_a_language_that_had_none() -> None:
    """One side is a list of terms in its record, the other a mapping: both ways."""
    plain = concept("ore", en="ore", fa="سنگ")
    defined = replace(plain, languages=(replace(plain.languages[0], definition="d"), plain.languages[1]))
    for ours, theirs, merged in ((plain, defined, 1), (defined, plain, 0)):
        plan_ = TermPlan({"ore": ours})
        plan_.take(theirs)
        assert plan_.merged == merged
        after = next((change.after for change in plan_.changes()), ours)
        assert after == defined


@pytest.mark.parametrize(("text", "tags"), [("矿石", ["en", "zh"]), ("礦石x", ["en", "zh", "zh-CN"])])
def test_a_region_makes_no_second_section_of_the_same_terms(text: str, tags: list[str]) -> None:
    plan_ = TermPlan({"ore": concept("ore", en="ore", zh="矿石")})
    theirs = concept("ore", en="ore", zh=text)
    plan_.take(replace(theirs, languages=(theirs.languages[0], replace(theirs.languages[1], language="zh-CN"))))
    after = next((change.after for change in plan_.changes()), None)
    assert ([s.language for s in after.languages] if after else ["en", "zh"]) == tags


@pytest.mark.parametrize("name", ["units.tmx", "units.tmx.gz", "wide.tmx"])
def test_progress_tells_about_how_many_units_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(writer, "CHUNK", 500)
    text = tmx(*(tu(f"Sentence {n}", f"جملهٔ {n}") for n in range(5000)))
    data = text.encode("utf-16" if name.startswith("wide") else "utf-8")
    file = tmp_path / name
    file.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    told: list[tuple[int, int | None]] = []
    with open_store(tmp_path / "memory.db", write=True) as store:
        form = detect(file)
        import_memory(file, form, ReadOptions(), store, progress=lambda done, total: told.append((done, total)))
    assert len(told) > 5
    assert told[-1] == (5000, 5000)
    for done, total in told:
        assert total is not None
        assert done <= total
        if not name.endswith(".gz"):  # which is unpacked from pieces as large as this file
            assert 3000 < total < 7000 or done < 1500


def test_the_line_on_a_terminal_says_what_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 10.0, 15.0, 20.0])
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with progress(safe=True) as told:
        told("big.tmx", 0, None)
        told("big.tmx", 1000, 4000)
        told("big.tmx", 1500, None)
        told("big.tmx", 4000, 4000)
    first, second, third, _ = capsys.readouterr().err.split("\r\x1b[K")[1:]
    assert first == "big.tmx: 1,000 units, 100 a second, 10 s, 25 %, about 30 s left"
    assert second == "big.tmx: 1,500 units, 100 a second, 15 s"
    assert third.endswith("100 %, nearly done")
