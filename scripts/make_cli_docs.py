"""Write docs/cli.md from the commands' own help.

usage: python scripts/make_cli_docs.py [--check]

With --check nothing is written; exit 1 where the file is out of date. A verb whose module is not there is left out.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from termlode.cli.app import VERBS, make_app

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = """\
# The command line

Generated from `--help` by `python scripts/make_cli_docs.py`; a test says when it is out of date.

Output on a terminal is drawn; piped, it is plain (TSV or lines), without colour, and `--json` prints one object a line.
Right-to-left text is laid out for the terminal (`--bidi`): *isolate* where the terminal orders it itself, *visual*
where it does not (needs `pip install 'termlode[bidi]'`), *off* for none; *auto* chooses.

## Exit status

| status | meaning |
|---|---|
| 0 | done (warnings and open suggestions are printed) |
| 1 | nothing found or nothing to import, or a check has findings |
| 2 | usage: the call is unclear |
| 3 | unreadable or invalid input; nothing was written |
| 4 | the store is locked or damaged |
| 5 | some inputs of a batch failed (all: 3), the rest is written; stands before 1 |

## Completion

`termlode --install-completion` sets it up for bash, zsh or fish (`--show-completion` prints the script instead):
verbs, options and their values (languages, pairs, formats, programs, clients, origins), concept ids after
`termbase show` and `termbase edit`, and terms after `lookup`.
"""


def document() -> str:
    """The whole text of docs/cli.md."""
    modules = [module for module in VERBS.values() if find_spec(f"termlode.cli.{module}")]
    group: Any = typer.main.get_command(make_app(modules))
    parent = group.make_context("termlode", [], resilient_parsing=True)
    known = [verb for verb in VERBS if verb in group.commands]
    parts = [
        HEAD,
        f"## Before the command\n\n```\n{_globals(group, type(parent))}\n```\n",
        "## Commands\n",
        *(f"- [`termlode {verb}`](#termlode-{verb}): {_first(group, verb)}" for verb in known),
    ]
    for verb in known:
        parts += list(_command(group.commands[verb], f"termlode {verb}", verb, parent))
    return "\n".join(parts) + "\n"


def _globals(group: Any, kind: Any) -> str:
    """The help of the whole, without its list of commands."""
    group.rich_markup_mode = None
    context = kind(group, info_name="termlode", terminal_width=100, max_content_width=100)
    return _plain(group.get_help(context).split("\nCommands:")[0])


def _first(group: Any, verb: str) -> str:
    return " ".join((group.commands[verb].help or "").split("\n\n")[0].split())


def _command(command: Any, path: str, name: str, parent: Any) -> Iterator[str]:
    """The help of a command and of the commands in it."""
    command.rich_markup_mode = None
    context = type(parent)(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    yield f"\n## {path}\n" if path.count(" ") == 1 else f"\n### {path}\n"
    yield f"```\n{_plain(command.get_help(context))}\n```"
    for inner, below in getattr(command, "commands", {}).items():
        yield from _command(below, f"{path} {inner}", inner, context)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def main() -> None:
    """Write the file, or compare it."""
    text = document()
    if "--check" in sys.argv[1:]:
        if not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text:
            sys.exit(f"{TARGET} is out of date: run python scripts/make_cli_docs.py")
        return
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
