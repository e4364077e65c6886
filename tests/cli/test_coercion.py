"""Values of options: plain ones cost no pydantic, all others are typer's, with its messages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import typer
from typer.testing import CliRunner

from termlode.cli.help import use

RUN = """import sys
from termlode.cli.app import main
try:
    main(sys.argv[1:])
finally:
    print("pydantic" in sys.modules)
"""


@pytest.mark.parametrize("verb", ["terms", "concordance", "fix", "segment"])
def test_a_command_starts_without_pydantic(verb: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Copper.\n", encoding="utf-8")
    line = [sys.executable, "-c", RUN, verb, "a.txt"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "False", done


def run(*arguments: str) -> tuple[Any, str]:
    got: list[Any] = []
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)

    def verb(
        files: Annotated[list[Path] | None, typer.Argument()] = None,
        number: Annotated[int, typer.Option(min=1, max=9)] = 5,
        share: Annotated[float | None, typer.Option(min=0, max=1)] = None,
        kind: Annotated[Literal["memory", "terms"], typer.Option()] = "memory",
        deep: Annotated[bool, typer.Option("--deep")] = False,
        folder: Annotated[Path | None, typer.Option(file_okay=False)] = None,
        name: Annotated[list[str] | None, typer.Option()] = None,
    ) -> None:
        got.append((files, number, share, kind, deep, folder, name))

    app.command()(verb)
    use(app)
    done = CliRunner().invoke(app, list(arguments))
    return (got[0] if got else None), done.output


def test_plain_values_are_what_typer_makes_of_them(tmp_path: Path) -> None:
    assert run()[0] == (None, 5, None, "memory", False, None, None)
    given = ["a", "b", "--number", "7", "--share", ".25", "--kind", "terms", "--deep", "--name", "x", "--name", "y"]
    assert run(*given)[0] == ([Path("a"), Path("b")], 7, 0.25, "terms", True, None, ["x", "y"])
    assert run("--folder", str(tmp_path))[0][5] == tmp_path


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--number", "0"),
        ("--number", "10"),
        ("--number", "x"),
        ("--number", "٣"),
        ("--share", "1.5"),
        ("--kind", "all"),
    ],
)
def test_values_that_are_not_plain_are_refused_as_before(option: str, value: str) -> None:
    found, told = run(option, value)
    assert (found, option in told) == (None, True)


def test_a_path_that_must_be_a_folder_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("")
    found, told = run("--folder", str(file))
    assert (found, "--folder" in told) == (None, True)
