"""The compiled termbase: current, atomic, patient with damage, and never parsing YAML in vain."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from termlode.errors import TermbaseError
from termlode.termbase import cache as cache_module
from termlode.termbase import load as load_module
from termlode.termbase.cache import open_compiled
from termlode.termbase.load import load


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "private" / "termbase.cache"


@pytest.fixture
def parsed(monkeypatch) -> list[str]:
    """The names of the YAML files that are parsed from here on."""
    names: list[str] = []
    true = load_module.parse

    def counting(text: str, path: Path):
        names.append(path.name)
        return true(text, path)

    monkeypatch.setattr(load_module, "parse", counting)
    return names


def touch(path: Path, text: str) -> None:
    """Write and make sure that the time differs, whatever the file system's grain."""
    path.write_text(text, encoding="utf-8")
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10_000_000))


def test_it_says_what_the_yaml_says(folder, cache):
    compiled = open_compiled(folder, cache)
    concepts = load(folder).concepts
    assert {entry.id: entry for entry in compiled.entries()} == concepts
    assert compiled.ids() == sorted(concepts)
    assert compiled.entry("battery") == concepts["battery"]
    assert set(compiled.languages()) == {"en", "fa", "ar", "zh", "ps"}
    place = compiled.place("rare-metals")
    assert place is not None
    path, line = place
    assert path.read_text(encoding="utf-8").splitlines()[line - 1] == "rare-metals:"
    with pytest.raises(KeyError):
        compiled.entry("nothing")
    assert compiled.place("nothing") is None


def test_the_second_time_nothing_is_parsed(folder, cache, parsed):
    open_compiled(folder, cache)
    assert sorted(parsed) == ["critical-minerals.yaml", "industry.yaml"]
    parsed.clear()
    assert open_compiled(folder, cache).lookup("稀土")
    assert parsed == []


def test_only_the_changed_file_is_parsed(folder, cache, parsed):
    compiled = open_compiled(folder, cache)
    parsed.clear()
    path = folder / "industry.yaml"
    touch(path, path.read_text(encoding="utf-8").replace("term: battery", "term: accumulator"))
    assert compiled.is_stale()
    fresh = open_compiled(folder, cache)
    assert parsed == ["industry.yaml"]
    assert fresh.lookup("accumulator")[0].entry.id == "battery"
    assert fresh.lookup("battery")[0].matched == "batteries"  # a form that stays
    assert not fresh.is_stale()
    assert {entry.id: entry for entry in fresh.entries()} == load(folder).concepts


def test_files_that_come_and_go(folder, cache):
    open_compiled(folder, cache)
    extra = folder / "extra.yaml"
    extra.write_text("kiln:\n  terms:\n    en:\n      - term: kiln\n", encoding="utf-8")
    assert "kiln" in open_compiled(folder, cache).ids()
    extra.unlink()
    assert "kiln" not in open_compiled(folder, cache).ids()
    (folder / "industry.yaml").rename(folder / "works.yaml")
    assert open_compiled(folder, cache).entry("battery").subject_field == "works"


def test_a_change_that_keeps_size_and_time(folder, cache):
    open_compiled(folder, cache)
    path = folder / "industry.yaml"
    stat = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("magnet", "maggot"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert open_compiled(folder, cache).lookup("maggot")


def test_other_code_compiles_anew(folder, cache, parsed, monkeypatch):
    open_compiled(folder, cache)
    parsed.clear()
    monkeypatch.setattr(cache_module, "FORMAT", "termlode termbase 999")
    open_compiled(folder, cache)
    assert len(parsed) == 2


def test_code_in_a_folder_below_counts_too(folder, cache, parsed, tmp_path, monkeypatch):
    below = tmp_path / "code" / "inner"
    below.mkdir(parents=True)
    monkeypatch.setattr(cache_module, "_CODE", (below.parent,))
    open_compiled(folder, cache)
    parsed.clear()
    (below / "__pycache__").mkdir()
    open_compiled(folder, cache)
    assert not parsed
    (below / "new.py").write_text("", encoding="utf-8")
    open_compiled(folder, cache)
    assert len(parsed) == 2


def test_what_no_key_depends_on_compiles_nothing_anew(folder, cache, parsed, tmp_path, monkeypatch):
    language = tmp_path / "languages" / "xx"
    (language / "correction").mkdir(parents=True)
    monkeypatch.setattr(cache_module, "_CODE", (language.parent,))
    open_compiled(folder, cache)
    parsed.clear()
    for name in ("correction/rules.py", "correction.py", "extraction.py", "alignment.py", "segmentation.srx"):
        (language / name).write_text("", encoding="utf-8")
        open_compiled(folder, cache)
        assert not parsed
    for name in ("folding.py", "recognition.py", "morphology.py", "plurals.txt", "numbers.py", "stop.txt"):
        (language / name).write_text("", encoding="utf-8")
        open_compiled(folder, cache)
        assert len(parsed) == 2, name
        parsed.clear()


WATCHED = """
import sys
from pathlib import Path

from termlode.termbase.cache import _ASIDE, open_compiled

opened = []
sys.addaudithook(lambda event, details: opened.append(str(details[0])) if event == "open" else None)
with open_compiled(Path(sys.argv[1]), Path(sys.argv[2])) as termbase:
    for text in sys.argv[3:]:
        assert termbase.lookup(text) or termbase.lookup(text + "x") or list(termbase.recogniser().find(text)) or True
        termbase.lookup(text), termbase.lookup(text + "x"), termbase.recogniser().find(text)
        termbase.glance(text), termbase.complete(text[:2])
used = [*opened, *(str(module.__file__) for module in sys.modules.values() if getattr(module, "__file__", None))]
parts = [Path(name).parts for name in used if "languages" in Path(name).parts]
assert parts
print(sorted({"/".join(p) for p in parts if _ASIDE & set(p[p.index("languages"):])}))
"""


def test_what_stands_aside_is_not_asked_for(repository, tmp_path):
    texts = [
        "قیمت فلزات کمیاب بالا رفت",
        "أسعار المعادن الأرضية النادرة",
        "稀土永磁材料",
        "د مسو بیه",
        "rare earth magnets",
    ]
    command = [sys.executable, "-c", WATCHED, str(repository / "termbase"), str(tmp_path / "cache"), *texts]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("damage", ["empty", "text", "head", "half", "zeros"])
def test_a_damaged_cache_is_made_again(folder, cache, damage):
    expected = [match.entry.id for match in open_compiled(folder, cache).lookup("المعادن النادرة")]
    data = cache.read_bytes()
    broken = {
        "empty": b"",
        "text": b"not a database at all, but long enough " * 40,
        "head": b"x" * 100 + data[100:],
        "half": data[: len(data) // 2],
        "zeros": data[:4096] + bytes(len(data) - 4096),
    }
    cache.write_bytes(broken[damage])
    compiled = open_compiled(folder, cache)
    assert [match.entry.id for match in compiled.lookup("المعادن النادرة")] == expected
    assert len(list(compiled.entries())) == 5


def test_a_cache_that_cannot_be_written_is_kept_in_memory(folder, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    compiled = open_compiled(folder, blocked / "termbase.cache")
    assert compiled.lookup("稀土")[0].entry.id == "rare-earth-elements"
    assert compiled.recogniser().find("new battery", "en")


def test_an_open_termbase_survives_a_rebuild(folder, cache):
    old = open_compiled(folder, cache)
    path = folder / "industry.yaml"
    touch(path, path.read_text(encoding="utf-8").replace("term: battery", "term: accumulator"))
    open_compiled(folder, cache)
    assert old.lookup("battery")[0].entry.id == "battery"
    assert list(old.entries())


def test_bad_yaml_is_told_and_the_cache_stays(folder, cache):
    open_compiled(folder, cache)
    data = cache.read_bytes()
    path = folder / "industry.yaml"
    touch(path, path.read_text(encoding="utf-8") + "battery:\n  terms: {}\n")
    with pytest.raises(TermbaseError, match=r"industry\.yaml, line 33: the key 'battery' stands twice"):
        open_compiled(folder, cache)
    assert cache.read_bytes() == data


def test_the_automaton_follows_the_termbase(folder, cache):
    assert open_compiled(folder, cache).recogniser().find("two batteries here", "en")
    automaton = cache.with_suffix(".automaton")
    data = automaton.read_bytes()
    assert open_compiled(folder, cache).recogniser().find("two batteries here", "en")
    assert automaton.read_bytes() == data
    path = folder / "industry.yaml"
    touch(path, path.read_text(encoding="utf-8").replace("battery", "kiln").replace("batteries", "kilns"))
    fresh = open_compiled(folder, cache)
    assert not fresh.recogniser().find("two batteries here", "en")
    assert fresh.recogniser().find("two kilns here", "en")
    automaton.write_bytes(automaton.read_bytes()[:-20] + b"x" * 20)
    assert open_compiled(folder, cache).recogniser().find("two kilns here", "en")


def test_processes_that_compile_at_once(folder, cache):
    code = (
        "import sys; from pathlib import Path; from termlode.termbase.cache import open_compiled;"
        "c = open_compiled(Path(sys.argv[1]), Path(sys.argv[2])); print(len(c.ids()), len(c.lookup('稀土')))"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), str(cache)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert {run.communicate()[0].strip() for run in runs} == {"5 2"}
    assert sorted(path.name for path in cache.parent.iterdir()) == ["termbase.cache"]
