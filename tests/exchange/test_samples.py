"""Files of other tools, each with the units or concepts that it holds; and hostile files, each with its fate."""

from __future__ import annotations

import csv
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from termlode.errors import InputError, TermlodeError
from termlode.exchange.importing import import_memory, import_terms, plan
from termlode.exchange.options import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared

KIT = {
    "ExportTest1A": 4, "ExportTest1B": 2, "ExportTest1C": 4, "ExportTest1D": 4, "ExportTest1E": 4, "ExportTest2A": 6,
    "ImportTest1A": 2, "ImportTest1B": 1, "ImportTest1C": 3, "ImportTest1D": 3, "ImportTest1E": 3, "ImportTest1F": 3,
    "ImportTest1G": 3, "ImportTest1H": 3, "ImportTest1I": 1, "ImportTest1J": 2, "ImportTest1J_many": 3,
    "ImportTest1K": 2, "ImportTest1L": 1, "ImportTest2A": 7, "ImportTest2A-0index": 7, "ImportTest2B": 7,
    "ImportTest2C": 1,
}  # fmt: skip
SAMPLES = {
    **{f"tmx-compliance-kit/{name}.tmx": count for name, count in KIT.items()},
    "tmx-compliance-kit/ExportTest1E.xlf": 4,  # each with a match of unknown quality, left out
    "okapi/header_with_prop_and_note.tmx": 1,
    "okapi/issue277_logiterm.tmx": 2,
    "okapi/tmxtest-attributes.tmx": 5,
    "memoq/memoq_7.tmx": 1,
    "maxprograms/tmxeditor_java.tmx": 44,
    "maxprograms/tmxeditor_java_fr.tmx": 44,
    "maxprograms/tmxeditor_java_es.xlf": 44,
    "omegat/autotmx/auto1.tmx": 2,
    "omegat/autotmx/auto14.tmx": 2,
    "omegat/autotmx/project1.tmx": 0,
    "omegat/enforcetmx/alternative.tmx": 2,
    "omegat/enforcetmx/alternative14.tmx": 2,
    "omegat/enforcetmx/enforce1.tmx": 1,
    "omegat/enforcetmx/enforce14.tmx": 1,
    "omegat/enforcetmx/project1.tmx": 1,
    "omegat/mark/alternative.tmx": 2,
    "omegat/tmx/empty.tmx": 0,
    "omegat/tmx/en-US_en-GB_fr_sr.tmx": 1,
    "omegat/tmx/en-US_sr.tmx": 1,
    "omegat/tmx/en-ca.tmx": 1,
    "omegat/tmx/invalid.tmx": 1,
    "omegat/tmx/mt/mt1.tmx": 1,
    "omegat/tmx/penalty-010/segment_1.tmx": 1,
    "omegat/tmx/project_save.tmx": 5,
    "omegat/tmx/resegmenting.tmx": 1,
    "omegat/tmx/resegmenting11.tmx": 1,
    "omegat/tmx/segment_2.tmx": 1,
    "omegat/tmx/test-SMP.tmx": 1,
    "omegat/tmx/test-level1.tmx": 4,
    "omegat/tmx/test-level2.tmx": 4,
    "omegat/tmx/test-level2.tmx.gz": 4,
    "omegat/tmx/test-level2.tmx.zip": 4,
    "omegat/tmx/test-match-stat-en-ca.tmx": 259,
    "omegat/tmx/test-match-stat-en-ca11.tmx": 259,
    "omegat/tmx/test-missingSource.tmx": 3,  # of 4, one has one language
    "omegat/tmx/test-multiple-entries.tmx": 4,
    "omegat/tmx/test-multiple-entries11.tmx": 4,
    "omegat/tmx/test-multiple-tuv.tmx": 3,
    "omegat/tmx/test-multiple-tuv14.tmx": 3,
    "omegat/tmx/test-omegat-invalid.tmx": 4,
    "omegat/tmx/test-omegat.tmx": 4,
    "omegat/tmx/test-save-tmx14.tmx": 4,
    "good/en-fa.tmx": 3,
    "good/multilingual-4tu.tmx": 3,  # of 4, one has one language
    "good/xliff12.xlf": 1,
    "good/xliff21.xlf": 1,
    "xliff/omegat-en-xx.xlf": 3,
    "xliff/omegat-ex.14.5.xlf": 0,
    "xliff/omegat-ex.9.5.xlf": 1,
    "xliff/omegat-file-XLIFFFilter-tags.xlf": 10,
    "xliff/omegat-file-XLIFFFilter.xlf": 2,
    "translate-toolkit/states.xlf": 4,  # of 8, three wait for work or review and one is rejected
    "translate-toolkit/test_inline-test_odf2xliff_inline-reference.xlf": 0,
}


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_samples_have_the_right_counts(name: str, shared: Path) -> None:
    path = shared / "interop/samples" / name
    options = ReadOptions(target="fr")  # for the files that name none
    form, route = plan(path, options, None, None)
    assert route == "memory"
    from termlode.exchange.notices import Notices

    assert len(list(form.function("read_memory")(path, options, Notices()))) == SAMPLES[name]


def test_no_sample_is_forgotten(shared: Path) -> None:
    folder = shared / "interop/samples"
    found = {
        str(path.relative_to(folder)) for path in folder.rglob("*") if ".tmx" in path.suffixes or path.suffix == ".xlf"
    }
    assert found - {name for name in found if name.startswith("bad/")} == set(SAMPLES)


@pytest.fixture(scope="module")
def hostile(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile files, made anew."""
    folder = tmp_path_factory.mktemp("bad")
    script = shared / "interop/badinput/make_badinput.py"
    subprocess.run([sys.executable, script, folder], check=True, capture_output=True)
    return folder


def test_hostile_files_meet_their_fate(hostile: Path) -> None:
    """What the manifest wants of each: refused, nothing to import, or so many units."""
    with (hostile / "MANIFEST.tsv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for row in rows:
        said, units = _fate(hostile / row["file"])
        wanted = "reject" if row["expect"] == "reject" else "nothing" if row["expect"] == "nothing" else "read"
        if said != wanted or (row["units"].isdigit() and (units == 0) != (row["units"] == "0")):
            wrong.append((row["file"], row["expect"], row["units"], said, units))
    assert len(rows) >= 106
    assert not wrong


def _fate(path: Path) -> tuple[str, int]:
    options = ReadOptions(source="en", target="fa")
    try:
        form, route = plan(path, options, None, None)
        run = import_memory if route == "memory" else import_terms
        report = run(path, form, options, None)
    except InputError as error:
        said = str(error)
        return ("reject" if str(path) in said and "\n" not in said else f"unclear: {said}"), 0
    except TermlodeError as error:
        return type(error).__name__, 0
    return ("read" if report.units else "nothing"), report.units


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_deep_files_are_refused(depth: int, shared: Path, tmp_path: Path) -> None:
    script = shared / "interop/badinput/make_badinput.py"
    subprocess.run([sys.executable, script, "--deep", str(depth), tmp_path / "a.tmx"], check=True, capture_output=True)
    with pytest.raises(InputError, match="deep"):
        import_memory(tmp_path / "a.tmx", plan(tmp_path / "a.tmx", ReadOptions(), None, None)[0], ReadOptions())
