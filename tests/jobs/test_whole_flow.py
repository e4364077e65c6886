"""The main job on the packaged samples and on the real sources."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termlode import workspace
from termlode.exchange.tmx.read import read as read_tmx
from termlode.jobs.build import STAGES, build
from termlode.report import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import TranslationUnit


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory):
    """A workspace with the samples, and its first build."""
    made = workspace.create(tmp_path_factory.mktemp("samples") / "w", samples=True)
    heard: list[tuple[str, int, int]] = []
    result = build(made, progress=lambda *step: heard.append(step))
    return made, result, heard


def texts(path: Path) -> list[tuple[str, ...]]:
    return [tuple(variant.text for variant in unit.variants) for unit in read_tmx(path)]


def test_every_stage_reports_its_progress(samples):
    _, _, heard = samples
    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == list(STAGES)
    assert {stage for stage, done, total in heard if done == total} == set(STAGES)


def test_the_figures(samples):
    _, result, _ = samples
    figures = result.figures()
    assert (figures["sources"], figures["failures"], figures["beads"], figures["units_added"]) == (5, 0, 9, 9)
    assert figures["corrections"] >= 40
    assert {tag for tag, found in result.candidates.items() if found} == {"fa", "ar", "zh", "ps", "en"}


def test_the_kinds_of_damage_in_the_samples_are_repaired(samples):
    _, result, _ = samples
    persian = next(source for source in result.sources if source.name.startswith("1-"))
    text = persian.corrected.text
    for wrong in ("حاکی کمیاب", "آهنزبا", "الکتrolیز", "میکند", "ي", "ك"):
        assert wrong not in text
    for right in ("خاکی کمیاب", "الکترولیز", "می‌کند", "حاکی از", "https://example.org/prices?metal=li&year=2025"):
        assert right in text


def test_the_aligned_units_are_the_translations(samples):
    made, _, _ = samples
    units = texts(made.output / "tmx" / "ar-en.tmx")
    assert ("ماذا بعد؟", "What next?") in units
    assert ("ممر واحد لأربع دول", "One corridor for four countries") in units
    assert texts(made.output / "tmx" / "all.tmx") == units


def test_building_again_changes_nothing(samples):
    made, first, _ = samples
    before = {path: path.read_bytes() for path in first.written}
    again = build(made)
    assert (again.figures()["units_unchanged"], again.figures()["units_added"]) == (9, 0)
    assert {path: path.read_bytes() for path in again.written} == before


def test_the_report_is_one_file_that_shows_it_all(samples):
    made, result, _ = samples
    page = render(result, made)
    assert "<script src" not in page
    assert "http" not in page.replace("https://example.org", "")
    for part in ("One corridor for four countries", 'dir="rtl"', "<del>", "Term candidates", "terms.tbx"):
        assert part in page


def test_a_corrected_segment_keeps_its_original(tmp_path: Path):
    made = workspace.create(tmp_path / "w")
    persian = ["چین در سال گذشته شصت درصد آهن را صادر میکند.", "قیمت لیتیوم بالا رفت.", "باتریها ارزان شدند."]
    english = [
        "Last year China exported sixty percent of the iron.",
        "The price of lithium rose.",
        "Batteries became cheap.",
    ]
    (made.sources / "r.fa.txt").write_text("\n".join(persian), encoding="utf-8")
    (made.sources / "r.en.txt").write_text("\n".join(english), encoding="utf-8")
    result = build(made)
    assert result.figures()["units_added"] == 3
    units = list(read_tmx(made.output / "tmx" / "fa-en.tmx"))
    first = next(v for v in units[0].variants if v.language == "fa")
    assert "می‌کند" in first.text
    assert [prop.value for prop in first.props if prop.type == "x-original"] == [persian[0]]


def test_a_changed_source_leaves_no_old_units(tmp_path: Path):
    made = workspace.create(tmp_path / "w")
    versions = {"ar": ["ماذا بعد؟", "ارتفع سعر النحاس."], "en": ["What next?", "The price of copper rose."]}
    for tag, lines in versions.items():
        (made.sources / f"r.{tag}.txt").write_text("\n".join(lines), encoding="utf-8")
    build(made)
    (made.sources / "r.en.txt").write_text("What now?\nThe price of copper rose.", encoding="utf-8")
    result = build(made)
    assert result.figures()["units_in_memory"] == 2
    assert ("ماذا بعد؟", "What now?") in texts(made.output / "tmx" / "ar-en.tmx")
    assert ("ماذا بعد؟", "What next?") not in texts(made.output / "tmx" / "ar-en.tmx")


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path, termlode):
    made = workspace.create(tmp_path / "w")
    (made.sources / "1-good.en.txt").write_text("What next?", encoding="utf-8")
    (made.sources / "6-bad.txt").write_bytes(b"\x7fELF\0\0\0\1\2\3" * 50)
    (made.sources / "7-empty.txt").write_bytes(b"")
    run = termlode("build", "--json", cwd=made.root)
    assert run.returncode == 5, run.stderr
    assert "6-bad.txt" in run.stderr
    assert json.loads(run.stdout)["sources"] == 2


def test_texts_that_are_no_translations_are_refused(tmp_path: Path, termlode):
    made = workspace.create(tmp_path / "w")
    arabic = [f"هذه جملة رقم {n} عن الطقس والبحر والجبال البعيدة في فصل الشتاء." for n in range(30)]
    english = [f"Quarterly report {n * 7 + 1000}: shares, bonds." for n in range(4)]
    (made.sources / "r.ar.txt").write_text("\n".join(arabic), encoding="utf-8")
    (made.sources / "r.en.txt").write_text("\n".join(english), encoding="utf-8")
    run = termlode("build", "--json", cwd=made.root)
    assert run.returncode == 0
    assert json.loads(run.stdout)["units_in_memory"] == 0
    assert "r.ar.txt" in run.stderr


def test_an_empty_workspace_builds(tmp_path: Path):
    made = workspace.create(tmp_path / "w")
    figures = build(made).figures()
    assert (figures["sources"], figures["concepts"], figures["units_in_memory"]) == (0, 0, 0)


def test_a_build_that_was_killed_goes_on(tmp_path: Path):
    made = workspace.create(tmp_path / "w", samples=True)
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom termlode import workspace\n"
        "from termlode.jobs.build import build\n"
        "def stop(stage, *_):\n    if stage == 'export':\n        os._exit(9)\n"
        "build(workspace.load(Path(sys.argv[1])), progress=stop)"
    )
    run = subprocess.run([sys.executable, "-c", code, made.root], check=False)
    assert run.returncode == 9
    assert not (made.output / "terms.tbx").exists()
    assert len(list((made.private / "build").iterdir())) >= 6
    figures = build(made).figures()
    assert (figures["units_unchanged"], figures["units_in_memory"]) == (9, 9)


# ── the real sources ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def real(shared: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory):
    """A workspace with the real sources, built."""
    made = workspace.create(tmp_path_factory.mktemp("real") / "w", samples=True)
    for path in made.sources.iterdir():
        path.unlink()
    for path in (shared / "sources").iterdir():
        (made.sources / path.name).write_bytes(path.read_bytes())
    return made, build(made)


def test_source_001_gives_exactly_the_gold(real, shared: Path):
    made, _ = real
    gold = json.loads((shared / "gold" / "align" / "seed001.gold.json").read_text(encoding="utf-8"))
    lines = (shared / "sources" / gold["source"]).read_text(encoding="utf-8").splitlines()
    pairs = [(lines[a - 1], lines[b - 1]) for a, b in zip(gold["ar_lines"], gold["en_lines"], strict=True)]
    assert texts(made.output / "tmx" / "ar-en.tmx") == pairs


def test_the_real_exports_are_valid(real, shared: Path):
    made, _ = real
    scripts = shared / "interop" / "scripts"
    tmx = [sys.executable, scripts / "validate_tmx.py", "--client", "omegat6", *(made.output / "tmx").glob("*.tmx")]
    tbx = [sys.executable, scripts / "validate_tbx.py", "--want", "v2", made.output / "terms.tbx"]
    pytest.importorskip("saxonche")
    for command in (tmx, tbx):
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout


def test_sources_that_are_right_stay_as_they_are(real):
    _, result = real
    unchanged = {source.name[:3] for source in result.sources if source.original.text == source.corrected.text}
    assert {"001", "002"} <= unchanged


@pytest.mark.client
def test_omegat_takes_the_real_exports(real, shared: Path, tmp_path: Path):
    jar = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
    if not jar.exists():
        pytest.skip("OmegaT is not installed (apt-get install omegat)")
    made, _ = real
    units = texts(made.output / "tmx" / "ar-en.tmx")
    (tmp_path / "ar.txt").write_text("\n".join(unit[0] for unit in units) + "\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("\n".join(unit[1] for unit in units) + "\n", encoding="utf-8")
    script = shared / "interop" / "scripts" / "omegat_accept.sh"
    glossary = made.output / "glossaries" / "ar-en.utf8"
    assert (made.output / "glossaries" / "en-ar.utf8").is_file()
    files = [made.output / "tmx" / "ar-en.tmx", "AR", "EN", tmp_path / "ar.txt", tmp_path / "en.txt", glossary]
    run = subprocess.run(["bash", script, *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_context_of_a_change_is_whole_words():
    from termlode.report.sections import CONTEXT, _around

    words = "word " * 40
    left, right = _around(f"first line\n{words}XX {words}\nlast line", 11 + len(words), 13 + len(words))
    assert left.startswith("…word ")
    assert right.endswith(" word…")
    assert max(len(left), len(right)) <= CONTEXT + 1
    assert _around("a\nbXXc\nd", 3, 5) == ("b", "c")
    assert _around("abc" * CONTEXT + "XX", 3 * CONTEXT, 3 * CONTEXT + 2)[0] == "…" + ("abc" * CONTEXT)[-CONTEXT:]


def test_what_is_there_is_never_none_of_it():
    from termlode.report.sections import _percent

    assert [_percent(share) for share in (1.0, 0.43, 0.005, 0.004)] == ["100%", "43%", "<1%", "<1%"]


def test_pairs_written_in_one_pass_are_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from termlode.exchange.selection import pairs
    from termlode.exchange.tmx.write import write
    from termlode.jobs.stages import exports
    from termlode.memory import Store, open_store
    from tests.memory.units import FULL, PAIRS, unit

    with open_store(tmp_path / "m.db", write=True) as store:
        store.add([FULL, *(unit(**{tag.replace("-", "_"): text for tag, text in pair.items()}) for pair in PAIRS)])
        chosen = pairs(store.units())
        assert len(chosen) > 3
        for source, target in chosen:
            write(store.units(), tmp_path / "one" / f"{source}-{target}.tmx", source=source, target=target)
        asked: list[int] = []
        units = Store.units

        def counted(self: Store, start: int = 0) -> Iterator[TranslationUnit]:
            asked.append(start)
            return units(self, start)

        monkeypatch.setattr(Store, "units", counted)
        written = exports.write_memory(store, tmp_path / "all")
    assert len(asked) == 2  # once for the pairs, once for their files
    assert [path.name for path in written] == [*(f"{a}-{b}.tmx" for a, b in chosen), "all.tmx"]
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "all" / "tmx" / path.name).read_bytes()


def test_an_interrupted_build_says_what_stays(samples, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    from termlode.cli.app import EXIT_INTERRUPTED, main

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    made, _, _ = samples
    monkeypatch.setattr("termlode.jobs.build.build", interrupted)
    with pytest.raises(SystemExit) as left:
        main(["-C", str(made.root), "build"])
    assert left.value.code == EXIT_INTERRUPTED
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if line] == [
        "termlode: documents that were corrected, aligned and stored are kept: 'termlode build' goes on from there",
        "termlode: interrupted",
    ]
