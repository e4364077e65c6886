"""One tree of errors; messages that name the place and the cure; exit codes only at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlode import errors
from termlode.cli.app import exit_code

ALL = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.TermlodeError)]


def test_the_tree_is_drawn_in_the_docstring():
    drawn = errors.__doc__ or ""
    assert all(kind.__name__ in drawn for kind in ALL)
    assert len(ALL) <= 13


def test_a_message_names_place_and_cure():
    error = errors.FormatError("is cut off", path="x.tmx", line=7, unit="u1", cure="export it anew")
    assert str(error) == "x.tmx, line 7, unit u1: is cut off (export it anew)"
    assert str(errors.InputError("bad")) == "bad"
    assert str(errors.MissingExtra("the shell", "shell")).startswith("the shell needs an optional library: ")


def test_a_hint_installs_an_extra_from_where_this_runs(monkeypatch: pytest.MonkeyPatch, repository: Path):
    assert errors.install("bidi").endswith(f" -m pip install -e '{repository}[bidi]'")
    monkeypatch.setattr(errors, "__file__", "/usr/lib/python3/site-packages/termlode/errors.py")
    assert errors.install("bidi") == "pip install 'termlode[bidi]'"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.NothingFound("n"), 1),
        (errors.UsageError("u"), 2),
        (errors.MissingExtra("f", "e"), 2),
        (errors.UnreadableError("r"), 3),
        (errors.NotParallelError("p"), 3),
        (errors.StoreLocked("l"), 4),
        (errors.StoreDamaged("d"), 4),
    ],
)
def test_exit_codes(error: errors.TermlodeError, code: int):
    assert exit_code(error) == code
