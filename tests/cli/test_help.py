"""Help: whole at every width, without doubled brackets, with the choices of an option in sight."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typer

from termlode.cli.app import VERBS, make_app
from termlode.cli.help import _sentence
from termlode.jobs.formats import clients
from termlode.jobs.lookup import ORIGINS

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP: Any = typer.main.get_command(make_app(VERBS.values()))


def commands(command: Any = GROUP, parent: Any = None) -> Iterator[tuple[str, Any, Any]]:
    """Path, command and the context of its parent."""
    yield command.name, command, parent
    context = (type(parent) if parent else type(GROUP.make_context("termlode", [], resilient_parsing=True)))(
        command, info_name=command.name, parent=parent
    )
    for name in getattr(command, "commands", {}):
        for path, inner, above in commands(command.commands[name], context):
            yield f"{command.name} {path}", inner, above


EVERY = list(commands())


def text_of(command: Any, parent: Any, width: int) -> str:
    kind = type(EVERY[1][2])
    context = kind(command, info_name=command.name, parent=parent, terminal_width=width, max_content_width=width)
    return str(command.get_help(context))


def test_there_are_as_many_as_the_page_says():
    assert len(EVERY) > 35


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize(("path", "command", "parent"), EVERY, ids=[path for path, _, _ in EVERY])
def test_nothing_is_cut(path, command, parent, width):
    shown = text_of(command, parent, width)
    whole = " ".join(shown.split())
    example = shown.partition("\nExample")[0]
    assert max(map(len, example.splitlines())) <= width
    for option in command.params:
        assert " ".join((option.help or "").split()) in whole, option.name
        for name in (*option.opts, *option.secondary_opts):
            assert option.param_type_name == "argument" or name in whole
    for inner in getattr(command, "commands", {}).values():
        assert _sentence(inner.help) in whole
    assert not re.search(r"\[\[|\]\]|\{|<|>(?! )|list\[|…", example), path
    usage = shown.partition("\n\n")[0].replace("COMMAND [ARGS]...", "")
    assert "..." not in re.sub(r"(\b[A-Z=]+|\])\.\.\.", "", usage)
    assert "..." not in example.partition("\n\n")[2]


def test_the_examples_stand_one_a_line(termlode):
    shown = termlode("export", "--help").stdout
    assert "\n  termlode export terms.tbx\n" in shown
    joined = termlode("lookup", "--help").stdout
    assert "\n  termlode lookup 稀土\n" in joined
    assert " · termlode" not in joined


@pytest.mark.parametrize(
    ("verb", "words"),
    [("export", clients()), ("lint", clients()), ("export", ORIGINS), ("export", ("terms|memory",)),
     ("import", ("keep|newest|replace",)), ("align", ("sentences|lines",)), ("export", ("--level N", "1 to 2"))],
)  # fmt: skip
def test_choices_are_shown(verb, words):
    command, parent = next((command, parent) for path, command, parent in EVERY if path == f"termlode {verb}")
    assert [word for word in words if word not in text_of(command, parent, 80)] == []


def test_verbs_stand_in_their_order(termlode):
    names = re.findall(r"^  (\w+)  ", termlode("--help").stdout.partition("Commands:")[2], re.MULTILINE)
    assert names == list(VERBS)


@pytest.mark.parametrize("drawn", [True, False])
def test_help_is_the_same_on_a_terminal_and_in_a_pipe(termlode, monkeypatch, drawn):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: drawn, raising=False)
    assert os.environ["COLUMNS"] == "80"
    assert termlode("memory", "-h").stdout.startswith("Usage: termlode memory [OPTIONS] COMMAND [ARGS]...\n\n  Look")
