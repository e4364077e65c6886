"""Whatever a command is given, it answers with a line and an exit status, never with a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from termlode import workspace
from termlode.cli import app

# Commands that read a file, and how they are called on it.
ON_A_DOCUMENT = {
    "fix": lambda path: ["fix", path, "--out", "fixed"],
    "fix --check": lambda path: ["fix", path, "--check"],
    "segment": lambda path: ["segment", path],
    "extract": lambda path: ["extract", path],
    "terms": lambda path: ["terms", path, "--to", "en"],
    "variants propose": lambda path: ["variants", "propose", path],
    "align": lambda path: ["align", path, "-o", "out.tmx"],
}
ON_A_FILE = {
    "import": lambda path: ["import", path],
    "lint": lambda path: ["lint", path],
    "review apply": lambda path: ["review", "apply", path],
    "lookup --input": lambda path: ["lookup", "--input", path],
}
BAD = {
    "missing": None,
    "binary": b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01" * 40,
    "a broken zip": b"PK\x03\x04 and then nothing of the kind",
    "bytes of no encoding": bytes(range(128, 256)) * 8 + b"\0\xff\xfe",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command line in a workspace: exit status, standard output, standard error."""
    workspace.create(tmp_path / "w")
    monkeypatch.chdir(tmp_path / "w")

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            app.main(list(arguments))
        out, err = capsys.readouterr()
        return int(caught.value.code or 0), out, err

    return call


def put(name: str, data: bytes | None) -> str:
    if data is not None:
        Path(name).write_bytes(data)
    return name


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("command", [*ON_A_DOCUMENT, *ON_A_FILE])
def test_bad_files(command: str, what: str, run: Callable[..., tuple[int, str, str]]):
    path = put("bad.txt" if command in ON_A_DOCUMENT else "bad.tmx", BAD[what])
    before = sorted(Path().rglob("*"))
    code, out, err = run(*(ON_A_DOCUMENT | ON_A_FILE)[command](path))
    assert code in ((1, 3) if command == "lint" else (3,)), (out, err)
    assert path in out + err
    assert "Traceback" not in err
    after = [item for item in sorted(Path().rglob("*")) if item not in before and ".termlode" not in item.parts]
    assert [item for item in after if item.is_file()] == []


@pytest.mark.parametrize("command", ["fix", "fix --check", "segment", "extract", "terms"])
def test_an_empty_document_is_valid(command: str, run: Callable[..., tuple[int, str, str]]):
    code, _, err = run(*ON_A_DOCUMENT[command](put("empty.txt", b"")))
    assert code in ((0,) if command.startswith(("fix", "segment")) else (0, 1)), err
    assert "Traceback" not in err


def test_an_empty_document_stays_empty(run: Callable[..., tuple[int, str, str]]):
    assert run("fix", put("empty.txt", b""), "--out", "fixed")[0] == 0
    assert Path("fixed/empty.txt").read_bytes() == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ["lookup"],
        ["lookup", "x", "--from", "!!"],
        ["fix"],
        ["fix", "x.txt", "--select", "nonsense"],
        ["export"],
        ["export", "out.tmx", "--format", "nonsense"],
        ["nonsense"],
        ["-C", "no-such-folder", "stats"],
        ["align", "one.txt", "two.txt", "three.txt", "-o", "x.tmx"],
    ],
)
def test_unclear_calls(arguments: list[str], run: Callable[..., tuple[int, str, str]]):
    code, _, err = run(*arguments)
    assert code == 2
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["build", "stats", "export x.tmx", "memory stats"])
def test_outside_a_workspace(
    command: str, run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*command.split())
    assert code == 2
    assert "termlode init" in err


@pytest.mark.parametrize("command", ["lookup x", "concordance x", "memory stats", "build"])
def test_a_damaged_memory(command: str, run: Callable[..., tuple[int, str, str]]):
    Path(".termlode").mkdir()
    Path(".termlode/memory.db").write_bytes(b"not a database at all" * 100)
    code, _, err = run(*command.split())
    assert code == 4
    assert "memory.db" in err


@pytest.mark.parametrize("command", ["lookup x", "termbase check", "build", "stats"])
def test_a_broken_termbase_names_the_line(command: str, run: Callable[..., tuple[int, str, str]]):
    Path("termbase/mining.yaml").write_text("ore:\n  terms:\n    en: [\n", encoding="utf-8")
    code, _, err = run(*command.split())
    assert code == 3
    assert "mining.yaml" in err
    assert "line" in err


def test_nothing_found_is_one(run: Callable[..., tuple[int, str, str]]):
    assert run("lookup", "no such term at all")[0] == 1
