"""Look-ups that start at once: their plain calls are read here, without loading the command framework.

Reading a command line with typer costs more than the look-up itself. This reads only what is plainly
right; help, errors and everything unusual go to the full command, whose declaration is the reference
(a test compares the two).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

# Option → the command's parameter and its type.
OPTIONS: dict[str, tuple[str, type]] = {
    "--from": ("source", str),
    "--to": ("to", str),
    "--json": ("json", bool),
    "--tsv": ("tsv", bool),
    "--header": ("header", bool),
    "--tm": ("tm", bool),
    "--min": ("min", int),
    "--top": ("top", int),
    "--input": ("input", str),
    "--client": ("client", str),
    "--origin": ("origin", str),
    "--since": ("since", str),
    "--previous": ("previous", str),
    "--next": ("following", str),
    "--bidi": ("bidi", str),
}


def place(arguments: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The folder of ``-C DIR`` before the verb, and the arguments after that."""
    if len(arguments) > 2 and arguments[0] in ("-C", "--directory"):
        return arguments[1], arguments[2:]
    return None, arguments


def parse(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The parameters of a plain ``lookup`` call, or None where the full command must read it."""
    if not arguments or arguments[0] != "lookup":
        return None
    query: list[str] = []
    values: dict[str, Any] = {"query": query}
    rest = iter(arguments[1:])
    for word in rest:
        if word == "-" or not word.startswith("-"):
            query.append(word)
            continue
        name, equals, given = word.partition("=")
        if name not in OPTIONS:
            return None
        parameter, kind = OPTIONS[name]
        if kind is bool:
            if equals:
                return None
            values[parameter] = True
            continue
        value = given if equals else next(rest, None)
        if value is None or (kind is int and not (value.isascii() and value.isdigit())):
            return None
        values[parameter] = kind(value)
    return values if query or "input" in values else None
