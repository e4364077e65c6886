"""The ``termlode`` command: finds the verb, loads only its module, turns errors into exit codes.

A verb's module has a function ``register(app)`` that adds its command (or group of commands).
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from termlode import __version__
from termlode.cli.exits import (
    EXIT_INPUT,
    EXIT_INTERRUPTED,
    EXIT_NOTHING,
    EXIT_PARTLY,
    EXIT_STORE,
    EXIT_USAGE,
    exit_code,
    guarded,
)
from termlode.cli.help import use
from termlode.cli.output import out
from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "EXIT_INPUT",
    "EXIT_INTERRUPTED",
    "EXIT_NOTHING",
    "EXIT_PARTLY",
    "EXIT_STORE",
    "EXIT_USAGE",
    "VERBS",
    "exit_code",
    "main",
    "make_app",
]

# Verb → module under termlode.cli, in the order of ``--help``.
VERBS = {
    "init": "init",
    "build": "build",
    "lookup": "lookup",
    "concordance": "concordance",
    "terms": "terms",
    "shell": "shell",
    "fix": "fix",
    "review": "review",
    "variants": "variants",
    "align": "align",
    "analyze": "analyze",
    "pretranslate": "pretranslate",
    "merge": "merge",
    "deliver": "merge",
    "import": "import_",
    "export": "export",
    "sync": "sync",
    "check": "check",
    "lint": "lint",
    "formats": "formats",
    "termbase": "termbase",
    "memory": "memory",
    "segment": "segment",
    "extract": "extract",
    "stats": "stats",
    "serve": "serve",
    "mcp": "mcp",
    "corpus": "corpus",
    "doctor": "doctor",
}


def _version(value: bool) -> None:
    if value:
        out(f"termlode {__version__}")
        raise typer.Exit


def _globals(
    directory: Annotated[
        str | None, typer.Option("--directory", "-C", metavar="DIR", help="Work in this folder.", show_default=False)
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Translation memory and terminology for Persian, Arabic, Chinese, Pashto and English."""
    if directory is not None:
        try:
            os.chdir(directory)
        except OSError as error:
            raise UsageError(f"-C {directory}: {error.strerror}") from error


def make_app(modules: Iterable[str]) -> typer.Typer:
    """The application with the commands of ``modules`` only; loading all of them is slow."""
    app = typer.Typer(
        name="termlode",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_globals)
    for module in dict.fromkeys(modules):
        import_module(f"termlode.cli.{module}").register(app)
    use(app, VERBS)
    return app


def _wanted(arguments: Sequence[str]) -> Iterable[str]:
    """The modules needed for a call: the verb's, or all of them for help and for completing a verb."""
    if "_TERMLODE_COMPLETE" in os.environ:  # bash gives the line in the one variable, zsh and fish in the other
        arguments = (os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS", "")).split()[1:]
    position = 0
    while position < len(arguments) and arguments[position] in ("-C", "--directory"):
        position += 2
    verb = arguments[position] if position < len(arguments) else ""
    if verb in VERBS:
        return (VERBS[verb],)
    return VERBS.values()


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status."""
    args = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(guarded(lambda: make_app(_wanted(args))(args=args, prog_name="termlode")))


if __name__ == "__main__":
    main()
