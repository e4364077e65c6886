"""The library: what docs/api.md shows is what happens, importing it costs nothing, other packages add formats."""

from __future__ import annotations

import ast
import doctest
import json
import re
import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

import termlode
from termlode.errors import UsageError
from termlode.exchange import registry
from termlode.jobs import align as job
from termlode.jobs.events import Failure
from termlode.jobs.termbase import add
from termlode.model import TranslationUnit, Variant
from tests.termbase.conftest import SMALL


def test_the_examples_of_the_page_are_true(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    page = (repository / "docs" / "api.md").read_text(encoding="utf-8")
    examples = "\n".join(re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE))
    test = doctest.DocTestParser().get_doctest(examples, {}, "docs/api.md", "docs/api.md", 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    said: list[str] = []
    assert len(test.examples) > 30
    runner.run(test, out=said.append)
    assert not said, "".join(said)


def test_every_public_name_is_on_the_page(repository: Path):
    page = (repository / "docs" / "api.md").read_text(encoding="utf-8")
    assert [name for name in termlode.__all__ if not re.search(rf"\b{name}\b", page)] == []
    assert 25 <= len(termlode.__all__) <= 35


def test_every_public_function_says_what_it_does():
    for name in termlode.__all__:
        found = getattr(termlode, name)
        if callable(found) and not name[0].isupper():
            assert "Raises" in (found.__doc__ or "") or name == "extract", name
    for name, method in vars(termlode.Session).items():
        assert name.startswith("_") or not callable(method) or method.__doc__, name


def test_importing_the_package_costs_nothing():
    code = "import sys; before = set(sys.modules); import termlode; print(*sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert set(run.stdout.split()) <= {"termlode", "__future__"}


def test_a_session_sees_a_new_state_of_the_termbase_and_another_request(small_session: termlode.Session):
    assert small_session.lookup("稀土").terms
    assert not small_session.lookup("heat pump", source="en", to=("fa",)).terms
    add(small_session.workspace, "energy", ["en=heat pump", "fa=پمپ حرارتی"])
    (match,) = small_session.lookup("heat pump", source="en", to=("fa",)).terms
    assert match.entry.section("fa")
    assert small_session.lookup("heat pump", tm=True).terms == []
    with pytest.raises(termlode.UsageError):
        small_session.lookup("x", top=0)


@pytest.fixture
def small_session(tmp_path: Path):
    with termlode.init(tmp_path / "w") as session:
        (tmp_path / "w" / "termbase" / "critical-minerals.yaml").write_text(SMALL, encoding="utf-8")
        yield session


# ── formats of other packages ────────────────────────────────────────────────────────────────────

LINES = '''
"""A format of somebody else: two texts a line, with a bar between."""

from termlode.errors import FormatError
from termlode.exchange.registry import Format
from termlode.model import TranslationUnit, Variant

FORMAT = Format(
    "lines", "Lines of two texts", (".lines",), default="memory",
    read_memory="foreign_lines:read", write_memory="foreign_lines:write",
)


def read(path, options, notices):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        one, bar, other = line.partition("|")
        if not bar:
            raise FormatError("has no bar", path=path, line=number, cure="write SOURCE|TARGET")
        yield TranslationUnit((Variant(options.source or "en", one), Variant(options.target or "fa", other)))


def write(units, destination, options):
    lines = ["|".join(variant.text for variant in unit.variants) for unit in units]
    destination.write_text("\\n".join(lines) + "\\n", encoding="utf-8")
    return len(lines)
'''


@pytest.fixture
def foreign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A package with a format, as an installer would have registered it."""
    (tmp_path / "foreign_lines.py").write_text(LINES, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    mine = EntryPoint("lines", "foreign_lines:FORMAT", "termlode.formats")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: EntryPoints([mine]))
    registry.formats.cache_clear()
    yield
    registry.formats.cache_clear()
    sys.modules.pop("foreign_lines", None)


@pytest.mark.usefixtures("foreign")
def test_a_format_of_another_package_is_imported_and_exported(tmp_path: Path):
    (tmp_path / "a.lines").write_text("The port is open.|بندر باز است.\n", encoding="utf-8")
    (tmp_path / "bad.lines").write_text("no bar\n", encoding="utf-8")
    with termlode.init(tmp_path / "w") as session:
        good, bad = session.import_(tmp_path / "a.lines", tmp_path / "bad.lines")
        assert not isinstance(good, Failure)
        assert (good.format, good.added) == ("lines", 1)
        assert isinstance(bad, Failure)
        assert "has no bar" in str(bad.error)
        session.export(tmp_path / "b.lines", pairs=["en-fa"])
    assert (tmp_path / "b.lines").read_text(encoding="utf-8") == (tmp_path / "a.lines").read_text(encoding="utf-8")


@pytest.mark.usefixtures("foreign")
def test_a_package_that_cannot_be_loaded_is_named_and_does_not_stop_ours(monkeypatch: pytest.MonkeyPatch):
    points = [EntryPoint(name, f"foreign_{name}:FORMAT", "termlode.formats") for name in ("broken", "lines")]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: EntryPoints(points))
    with pytest.warns(UserWarning, match="broken"):
        names = [item.name for item in registry.formats()]
    assert "lines" in names
    assert "tmx" in names


def test_texts_align_as_the_command_aligns_their_files(tmp_path: Path):
    english = "The door is open. Prices rose by 7 percent. The mine in Herat is closed since 12 May 2019."
    persian = "در باز است. قیمت‌ها ۷ درصد بالا رفت. معدن هرات از ۱۲ مه ۲۰۱۹ بسته است."
    for tag, text in (("en", english), ("fa", persian)):
        (tmp_path / f"report.{tag}.txt").write_text(text, encoding="utf-8")
    of_files, _ = job.align(tmp_path / "report.en.txt", tmp_path / "report.fa.txt")
    of_texts = termlode.align(english, persian)
    of_one = termlode.align(f"{english}\n\n{persian}")
    assert of_files.beads == of_texts.beads == of_one.beads != ()
    of_documents = termlode.align(termlode.read(tmp_path / "report.en.txt"), termlode.read(tmp_path / "report.fa.txt"))
    assert (of_documents.beads, of_documents.names) == (of_files.beads, of_files.names)
    with pytest.raises(UsageError, match="language is not known"):
        termlode.align("Ћирилица је писмо. Јабука је воће.", persian)


def test_a_session_sees_a_memory_that_is_made_after_its_first_question(tmp_path: Path):
    with termlode.init(tmp_path / "new") as session:
        assert session.lookup("The port is open.").memory == []
        with session.memory(write=True) as memory:
            memory.add([TranslationUnit((Variant("en", "The port is open."), Variant("fa", "بندر باز است.")))])
        assert [match.score for match in session.lookup("The port is open.").memory] == [100]


def test_the_cells_of_the_notebook_run(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((repository / "docs" / "termlode.ipynb").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    shown = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            *before, last = ast.parse("".join(cell["source"])).body
            exec(compile(ast.Module(before, []), "notebook", "exec"), names)
            if isinstance(last, ast.Expr):
                shown.append(eval(compile(ast.Expression(last.value), "notebook", "eval"), names))
            else:
                exec(compile(ast.Module([last], []), "notebook", "exec"), names)
    units, looked, terms, edits, beads, flaws, _ = shown
    assert units > 5
    assert looked[0][0] == "fa"
    assert [surface for surface, _ in terms] == ["中国", "稀土", "出口"]
    assert [edit[0] for edit in edits] == ["میرود", "کتابها", "میخواند"]
    assert len(beads) == 3
    assert flaws[0][0].startswith("E")
