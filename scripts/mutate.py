"""Mutation check: put small faults into the core modules and see whether their tests notice.

usage: mutate.py [ROOM …] [--sample 25] [--seed 1] [--jobs 2] [--list]

``mutation.toml`` names for each room its modules, the tests that answer for them and the operators, which
are cosmic-ray's. Of all mutants of a room a random sample is tried. Each runs in a forked process that
imports the mutated source instead of the file: no file is touched, and libraries are loaded only once.
What cannot matter (annotations, caches, ``zip(strict=)``, frozen and slots) is not mutated.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from difflib import unified_diff
from importlib.machinery import ModuleSpec, SourceFileLoader
from itertools import islice, starmap
from pathlib import Path
from random import Random

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCE = REPOSITORY / "src"
LOADED_ONCE = (
    "pytest",
    "hypothesis",
    "hypothesis.extra",
    "numpy",
    "regex",
    "rapidfuzz",
    "lxml.etree",
    "typer",
    "rich.console",
)
IGNORED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # libraries were loaded before pytest
IDLE_DECORATORS = ("cache", "lru_cache", "dataclass", "overload")


@dataclass(frozen=True)
class Mutant:
    """One fault: the file, the operator and which of the places it applies to."""

    path: Path
    operator: str
    occurrence: int
    source: str

    @property
    def module(self) -> str:
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def difference(self) -> str:
        """The changed lines, with where they stand."""
        name = str(self.path.relative_to(REPOSITORY))
        lines = unified_diff(
            self.path.read_text("utf-8").splitlines(), self.source.splitlines(), name, "", n=0, lineterm=""
        )
        return "\n".join(line for line in lines if not line.startswith(("--- ", "+++ ")))


class Idle(ast.NodeTransformer):
    """Takes out of a module what a mutant may change without consequence."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_TypeAlias(self, _: ast.TypeAlias) -> None:
        return None

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        node.decorator_list = [d for d in node.decorator_list if not _is_idle(d)]
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.decorator_list = [d for d in node.decorator_list if not _is_idle(d)]
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return ast.Pass()
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        node.keywords = [k for k in node.keywords if k.arg != "strict"]
        return self.generic_visit(node)


def _is_idle(decorator: ast.expr) -> bool:
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(function).rpartition(".")[2] in IDLE_DECORATORS


def essence(source: str) -> str:
    """What two sources of the same behaviour have in common."""
    return ast.dump(Idle().visit(ast.parse(source)))


def places(path: Path, operators: list[str]) -> list[tuple[Path, str, int]]:
    """Everywhere that a file can be mutated: by which operator, the how manieth time."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator

    nodes = list(ast_nodes(get_ast(path.read_text("utf-8"))))
    found = []
    for name in operators:
        operator = get_operator(f"core/{name}")()
        count = sum(sum(1 for _ in operator.mutation_positions(node)) for node in nodes)
        found += [(path, name, occurrence) for occurrence in range(count)]
    return found


def make(path: Path, operator: str, occurrence: int) -> Mutant | None:
    """The mutant of a place; None where it cannot matter."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    source = path.read_text("utf-8")
    changed = mutate_code(source, get_operator(f"core/{operator}")(), occurrence)
    try:
        matters = changed is not None and essence(changed) != essence(source)
    except SyntaxError:  # a sign that is no operator: the * before keyword-only parameters
        matters = False
    return Mutant(path, operator, occurrence, changed) if matters else None


class Loader(SourceFileLoader):
    """Loads a module from a mutant's source."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, str(mutant.path))
        self._source = mutant.source

    def get_code(self, _name: str):
        return compile(self._source, self.path, "exec", dont_inherit=True)


class Finder:
    """Stands before all other finders and knows one module."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name != self._mutant.module:
            return None
        return importlib.util.spec_from_file_location(name, self._mutant.path, loader=Loader(self._mutant))


def start(mutant: Mutant | None, tests: list[str], folder: str) -> int:
    """Run the tests in a forked process; its id. It ends with pytest's status."""
    if child := os.fork():
        return child
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.environ |= {"HYPOTHESIS_STORAGE_DIRECTORY": folder, "PYTEST_DEBUG_TEMPROOT": folder}
    if mutant is not None:
        sys.meta_path.insert(0, Finder(mutant))
    status = 99
    try:
        import pytest

        status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--no-header", *IGNORED, *tests]))
    except BaseException:  # noqa: BLE001  # a mutant may raise anything, while it is imported too
        status = 98
    finally:
        os._exit(status)


def wait(child: int, until: float) -> str:
    """How a child ended: survived, killed or timeout."""
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timeout"


def attempt(chosen: list[Mutant], tests: list[str], seconds: float, jobs: int) -> list[tuple[str, Mutant]]:
    """Try mutants, ``jobs`` at a time."""
    waiting, running, done = list(reversed(chosen)), [], []
    while waiting or running:
        while waiting and len(running) < jobs:
            folder = tempfile.mkdtemp(prefix="mutant-")
            mutant = waiting.pop()
            running.append((start(mutant, tests, folder), time.monotonic() + seconds, mutant, folder))
        child, until, mutant, folder = running.pop(0)
        outcome = wait(child, until)
        shutil.rmtree(folder, ignore_errors=True)
        done.append((outcome, mutant))
        if outcome == "survived":
            print(f"survived: {mutant.operator}\n{mutant.difference()}", flush=True)
    return done


def check(name: str, room: dict[str, list[str]], operators: list[str], options: argparse.Namespace) -> tuple[int, int]:
    """Try a sample of a room's mutants; how many were killed, of how many."""
    paths = sorted(path for pattern in room["modules"] for path in SOURCE.glob(f"termlode/{pattern}"))
    every = [place for path in paths for place in places(path, operators)]
    Random(options.seed).shuffle(every)
    chosen = list(islice(filter(None, starmap(make, every)), options.sample))
    folder = tempfile.mkdtemp(prefix="mutant-")
    begun = time.monotonic()
    if wait(start(None, room["tests"], folder), begun + 3600) != "survived":
        raise SystemExit(f"{name}: its tests fail without any mutant")
    took = time.monotonic() - begun
    shutil.rmtree(folder, ignore_errors=True)
    found = attempt(chosen, room["tests"], 4 * took * options.jobs + 10, options.jobs)
    killed = sum(outcome != "survived" for outcome, _ in found)
    late = sum(outcome == "timeout" for outcome, _ in found)
    print(f"{name}: {killed} of {len(found)} killed ({late} by the clock), sampled from {len(every)} places; "
          f"tests take {took:.1f} s", flush=True)  # fmt: skip
    return killed, len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", metavar="ROOM")
    parser.add_argument("--sample", type=int, default=25, help="mutants of a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if importlib.util.find_spec("cosmic_ray") is None:
        raise SystemExit("cosmic-ray is not installed: pip install cosmic-ray (make mutate does)")
    settings = tomllib.loads((REPOSITORY / "mutation.toml").read_text("utf-8"))
    os.chdir(REPOSITORY)
    sys.path[:0] = [str(SOURCE), str(REPOSITORY)]
    for module in LOADED_ONCE:
        if importlib.util.find_spec(module.partition(".")[0]):
            importlib.import_module(module)
    killed = tried = 0
    for name in options.rooms or settings["rooms"]:
        some, all_ = check(name, settings["rooms"][name], settings["operators"], options)
        killed, tried = killed + some, tried + all_
    print(f"all: {killed} of {tried} killed, {100 * killed / tried:.0f} %")


if __name__ == "__main__":
    main()
