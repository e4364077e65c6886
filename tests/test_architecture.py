"""The house stands as docs/design.md draws it: imports point upward only, rooms stay small, start-up stays light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "termlode"
# From the top of the house down: a room imports only itself and what stands before it.
ORDER = (
    "errors", "records", "model", "slots", "files", "edits", "checks", "sheets", "languages", "html", "termbase",
    "documents", "correction", "segmentation",
    "alignment", "memory", "extraction", "quality", "leverage", "exchange", "samples",
    "workspace", "results", "report", "jobs", "corpus", "server", "mcp", "cli",
)  # fmt: skip
HEAVY = (
    "numpy",
    "hazm",
    "jieba",
    "translate",
    "rich",
    "lxml",
    "ruamel",
    "regex",
    "docx",
    "openpyxl",
    "langcodes",
    "babel",
    "fastapi",
    "psycopg",
    "mcp",
    "dask",
    "pyarrow",
)
LONGEST_FILE = 600
# Files outside languages/ that name "fa", "ar", "ps" or "zh", and why. Ask termlode.languages.registry instead.
NAMERS = {
    "alignment/encoders.py": "the languages that a model was trained on",
    "alignment/mixed.py": "three rule sets that between them end sentences in every script",
    "alignment/transliteration.py": "zh is two Latin letters here",
    "termbase/checks/citation.py": "checks of Arabic articles and plurals",
    "termbase/checks/letters.py": "the check of Traditional characters is about Chinese",
    "termbase/checks/variants.py": "only Persian has a lexicon that knows words",
    "termbase/glossary.py": "which of two languages stands on the left in the name of a glossary",
    "cli/variants_view.py": "misreadings are proposed for Persian",
    "jobs/fix.py": "the workspace's own words are words.fa.txt",
    "jobs/build.py": "the same",
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def known() -> frozenset[str]:
    return frozenset(map(dotted, modules()))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> set[str]:
    """The modules of the package that a file imports, anywhere in it, be it for type checking only."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            found.update(f"{base}.{alias.name}" if f"{base}.{alias.name}" in known() else base for alias in node.names)
    return {name for name in found if name.split(".")[0] == "termlode"}


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def test_every_room_has_its_place():
    rooms = {room(dotted(path)) for path in modules()} - {""}
    assert rooms <= set(ORDER)


def test_imports_point_upward():
    wrong = {}
    for path in modules():
        own = room(dotted(path))
        if own:  # termlode/__init__.py gathers the public names
            later = set(ORDER[ORDER.index(own) + 1 :])
            wrong[dotted(path)] = {name for name in imports(path) if room(name) in later}
    assert not {module: names for module, names in wrong.items() if names}


def test_no_import_cycles():
    # the package itself gives its version to all; its own names load when they are asked for
    graph = {dotted(path): imports(path) - {dotted(path), "termlode"} for path in modules()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name in done:
            return
        for following in sorted(graph.get(name, ())):
            visit(following, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_files_stay_small():
    sizes = {dotted(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert not {module: size for module, size in sizes.items() if size > LONGEST_FILE}


def test_all_is_sorted():
    for path in modules():
        for node in tree(path).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                names = ast.literal_eval(node.value)
                assert list(names) == sorted(names, key=in_order), path


def in_order(name: str) -> tuple[int, str]:
    """Constants, classes, functions: as ruff sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def test_every_module_says_what_it_is_for():
    assert not [dotted(path) for path in modules() if not ast.get_docstring(tree(path))]


def test_public_names_exist_and_are_sorted():
    import termlode

    assert list(termlode.__all__) == sorted(termlode.__all__, key=in_order)
    for name in termlode.__all__:
        assert getattr(termlode, name) is not None


@pytest.mark.parametrize("query", ["稀土", "no such term at all"])
def test_a_look_up_loads_nothing_heavy(query: str, repository: Path):
    code = (
        "import sys\nfrom termlode.cli.app import main\n"
        "try:\n    main(['lookup', sys.argv[1]])\nexcept SystemExit:\n    pass\n"
        f"heavy = [m for m in {HEAVY!r} if m in sys.modules]\n"
        "print('heavy:', *heavy, file=sys.stderr)\n"
    )
    run = [sys.executable, "-c", code, query]
    subprocess.run(run, cwd=repository, check=True, capture_output=True)  # may compile the termbase
    result = subprocess.run(run, cwd=repository, check=True, capture_output=True, encoding="utf-8")
    assert result.stderr.splitlines()[-1].strip() == "heavy:"


WRITES = re.compile(
    r"\.(write_text|write_bytes|mkdir|touch|unlink|rmdir|rename|symlink_to|hardlink_to|chmod|makedirs|rmtree|renames|"
    r"link|symlink|mkstemp|mkdtemp|NamedTemporaryFile|TemporaryDirectory|copyfile|copy2|copytree|move|mkfifo)\("
    r"|\b(os\.(replace|open|truncate|remove)|shutil\.copy)\("
)
MODE = re.compile(r"\bopen\((?:[^()]|\([^()]*\))*'[rbt]?[wax+][bt+]*'")


def writes(path: Path) -> list[str]:
    """The calls in a file that open for writing, rename, copy or delete by other means than the files room."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if is_writing(call)]


def is_writing(call: ast.Call) -> bool:
    # without the arguments that are calls themselves: they are looked at by themselves
    if any(keyword.arg == "force_zip64" for keyword in call.keywords):
        return False  # a member of an archive that is open for writing already
    head = f"{ast.unparse(call.func)}("
    moves = head.endswith(".replace(") and len(call.args) == 1 and not call.keywords  # of a path: a text's takes two
    return bool(WRITES.search(head[-40:]) or MODE.match(ast.unparse(call)[len(head) - 5 :])) or moves


def test_only_the_files_room_writes():
    others = [path for path in modules() if room(dotted(path)) != "files"]
    assert not [(dotted(path), call) for path in others for call in writes(path) if "os.devnull" not in call]


def test_writing_is_seen(tmp_path: Path):
    path = tmp_path / "x.py"
    lines = ["open(a, 'w')", "p.open('ab')", "p.replace(q)", "os.replace(a, b)", "shutil.move(a, b)", "p.unlink()"]
    harmless = [
        "open(a)",
        "p.open('rb')",
        "'a'.replace('b', 'c')",
        "dataclasses.replace(a, b=1)",
        "f(g.read(), 'w')",
        "a.read_text()",
    ]
    path.write_text("\n".join(lines + harmless), encoding="utf-8")
    assert writes(path) == lines


def test_other_rooms_carry_no_tags():
    found = set()
    for path in modules():
        name = path.relative_to(PACKAGE).as_posix()
        nodes = () if name.startswith("languages/") else ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if any(isinstance(node, ast.Constant) and node.value in ("fa", "ar", "ps", "zh") for node in nodes):
            found.add(name)
    assert found <= set(NAMERS)
    assert len(NAMERS) <= 12


def test_tags_are_compared_by_one_function():
    """``same(a, b)`` and ``primary(tag)`` as a key; nobody takes tags apart or compares their parts."""
    apart = re.compile(r"primary\([^()]*\) [!=]= |\w*(tag|language|source|target)\.(split|partition)\(['\"]-")
    allowed = {"languages/tags.py", "languages/registry.py", "model.py"}  # packs, and what knows no languages
    found = {path.relative_to(PACKAGE).as_posix() for path in modules() if apart.search(path.read_text("utf-8"))}
    assert found <= allowed


def test_the_mutation_check_names_what_is_there(repository: Path):
    settings = tomllib.loads((repository / "mutation.toml").read_text(encoding="utf-8"))
    for room_ in settings["rooms"].values():
        assert not [pattern for pattern in room_["modules"] if not list(PACKAGE.glob(pattern))]
        assert not [path for path in room_["tests"] if not (repository / path).is_file()]


# ── the command line: parse, call a job, show ────────────────────────────────────────────────────

COMMANDS = sorted((PACKAGE / "cli").glob("*.py"))
# What commands may use at run time. Types may be named from anywhere, and drawing asks which way a text runs.
ALLOWED = {"cli", "corpus", "server", "jobs", "mcp", "model", "errors", "records", "html", "report", "workspace", ""}
RENDERING = {"termlode.languages.named", "termlode.languages.identify", "termlode.languages.registry"}
BODY = 25  # lines of a function on the command line
WRITERS = {"output.py", "render.py", "entry.py"}  # all other modules print through them


def at_run_time(path: Path) -> set[str]:
    """What a file imports but for type checking only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()

    def walk(node: ast.AST) -> None:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            found.update(f"{base}.{alias.name}" if f"{base}.{alias.name}" in known() else base for alias in node.names)
        for child in ast.iter_child_nodes(node):
            walk(child)

    walk(tree)
    return {name for name in found if name.split(".")[0] == "termlode"}


@pytest.mark.parametrize("path", COMMANDS, ids=dotted)
def test_commands_call_jobs_and_nothing_below(path: Path):
    assert {name for name in at_run_time(path) if room(name) not in ALLOWED} <= RENDERING


@pytest.mark.parametrize("path", COMMANDS, ids=dotted)
def test_bodies_of_commands_are_short(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0
            assert lines <= BODY, f"{node.name}: {lines} lines"


# Bars of stages whose names are ours; what a screen drew, before it is paged.
DRAWERS = {"progress.py": {"Console"}, "shell_prompt.py": {"console.capture"}}
RAW = re.compile(
    r"print|pprint|(?:typer|click)\.\w+|rich\.print\w*|echo|secho|os\.write|Console|(?:.*\.)?console\.\w+|logging\.\w+"
    r"|warnings\.(?:warn|showwarning)|(?:sys\.)?(?:__)?(?:stdout|stderr)(?:__)?(?:\.buffer)?\.(?:write|writelines)"
)
BUILDING = {"typer.Typer", "typer.Option", "typer.Argument", "typer.BadParameter", "typer.Exit", "typer.Abort"}


def raw_output(path: Path) -> set[str]:
    """Calls that put text onto a terminal without what makes it harmless there."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    found = {name for call in calls if RAW.fullmatch(name := ast.unparse(call.func))}
    return found - BUILDING - DRAWERS.get(path.name, set())


@pytest.mark.parametrize(
    "path", [path for path in sorted(PACKAGE.rglob("*.py")) if path.name not in WRITERS], ids=dotted
)
def test_what_is_printed_goes_one_way(path: Path):
    """Controls, escapes and overrides of data and file names are made harmless in output.py and render.py alone."""
    assert raw_output(path) == set()


def test_raw_output_is_seen(tmp_path: Path):
    calls = ("print(x)", "typer.echo(x)", "sys.stderr.write(x)", "self.screen.console.print(x)", "Console().print(x)")
    for number, call in enumerate(calls):
        (tmp_path / f"{number}.py").write_text(call, encoding="utf-8")
        assert raw_output(tmp_path / f"{number}.py"), call


@pytest.mark.parametrize("path", sorted((PACKAGE / "jobs").glob("*.py")), ids=dotted)
def test_jobs_never_print_or_leave(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not {"print", "sys.exit", "typer.echo", "input"} & calls
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in names if name.split(".")[0] in ("typer", "click", "rich")}
