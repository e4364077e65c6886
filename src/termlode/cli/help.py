"""What ``--help`` shows: plain text that is wrapped to the terminal and never cut."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from termlode.cli.coercion import hasten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import typer

_KINDS = {"path": "FILE", "bool": ""}  # what typer calls a type, and what the help calls it
_NUMBERS = ("int", "float")
_TYPE = re.compile(r" <(?:list\[)?(\w+)(?: range)?\]?>")
_RANGE = re.compile(r"([\d.]+)<=x<=([\d.]+)")
_LEAST = re.compile(r"x>=([\d.]+)")


class Command(TyperCommand):
    """A command with such a help."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the command line."""
        hasten(self, ctx)
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The arguments of the usage line: ``[FILE]``, ``FILE...``."""
        return [_usage(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options, each with its whole text."""
        _write(formatter, self, ctx)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # called so
        """The examples, one a line."""
        _examples(formatter, self.epilog or "")


class Group(TyperGroup):
    """A group of commands with such a help."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the command line."""
        hasten(self, ctx)
        return super().parse_args(ctx, args)

    order: tuple[str, ...] = ()  # of the verbs

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the help."""
        names = super().list_commands(ctx)
        return [name for name in self.order if name in names] + [name for name in names if name not in self.order]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Options, and the commands with their whole first sentence."""
        _write(formatter, self, ctx)
        shown = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, _sentence(one.help)) for name, one in shown if one and not one.hidden])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # called so
        """The examples, one a line."""
        _examples(formatter, self.epilog or "")


def use(app: typer.Typer, order: Iterable[str] = ()) -> None:
    """Have all commands and groups of ``app`` show their help so; the commands in ``order``."""
    if order:
        Group.order = tuple(order)
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance is not None:
            use(group.typer_instance)


def _write(formatter: Any, command: TyperCommand | TyperGroup, ctx: Any) -> None:
    for title, kind in (("Arguments", "argument"), ("Options", "option")):
        rows = list(_records(command, ctx, kind))
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


def _records(command: TyperCommand | TyperGroup, ctx: Any, kind: str) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx) if parameter.param_type_name == kind else None
        if record is not None:
            name, text = record
            name = _TYPE.sub("" if kind == "argument" else _placeholder, name).replace("<", "").replace(">", "")
            yield name, _LEAST.sub(r"\1 or more", _RANGE.sub(r"\1 to \2", text))


def _placeholder(match: re.Match[str]) -> str:
    """What stands for a value of that type."""
    kind = match[1].lower()
    word = "N" if kind in _NUMBERS else _KINDS.get(kind, "TEXT")
    return f" {word}" if word else ""


def _usage(piece: str) -> str:
    return piece.replace("{", "").replace("}", "")


def _examples(formatter: Any, epilog: str) -> None:
    """Examples, which ``epilog`` parts by dots or lines after a heading; a long one goes on below itself."""
    heading, _, rest = epilog.partition(":")
    lines = [line for part in rest.split(" · ") for line in part.splitlines() if line.strip()]
    if lines:
        formatter.write(f"\n{heading.strip()}:\n")
    for line in lines:
        wrapped = wrap(line.strip(), formatter.width - 2, initial_indent="  ", subsequent_indent="      ",
                       break_on_hyphens=False, break_long_words=False)  # fmt: skip
        formatter.write("\n".join(wrapped) + "\n")


def _sentence(text: str | None) -> str:
    """The first sentence, on one line."""
    first = " ".join((text or "").split("\n\n")[0].split())
    return re.split(r"(?<=[.]) (?=[A-Z])", first)[0].rstrip(".")
