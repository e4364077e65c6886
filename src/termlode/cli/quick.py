"""Verbs that start at once: their plain calls are read here, without loading the command framework.

Reading a command line with typer costs more than a look-up itself. This reads only what is plainly
right; help, errors and everything unusual go to the full command, whose declaration is the reference
(a test compares the two).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Verb(NamedTuple):
    """A verb that can be read here: what it calls, with its one argument or list of them, and its options."""

    module: str
    argument: str
    several: bool
    options: dict[str, tuple[str, type]]  # option → the parameter and its type


_SHOWN: dict[str, tuple[str, type]] = {"--json": ("json", bool), "--tsv": ("tsv", bool), "--bidi": ("bidi", str)}
VERBS = {
    "lookup": Verb(
        "termlode.cli.lookup_view", "query", True,
        {
            "--from": ("source", str), "--to": ("to", str), "--header": ("header", bool), "--tm": ("tm", bool),
            "--min": ("min", int), "--top": ("top", int), "--input": ("input", str), "--client": ("client", str),
            "--origin": ("origin", str), "--since": ("since", str), "--previous": ("previous", str),
            "--next": ("following", str), "--jobs": ("jobs", int), **_SHOWN,
        },
    ),
    "concordance": Verb(
        "termlode.cli.concordance_view", "text", False,
        {
            "--in": ("in_", str), "--show": ("show", str), "--word": ("word", bool), "--wildcards": ("wildcards", bool),
            "--regex": ("regex", bool), "--with": ("with_", str), "--without": ("without", str),
            "--context": ("context", int), "--count": ("count", bool), "--page": ("page", int),
            "--per-page": ("per_page", int), **_SHOWN,
        },
    ),
    "terms": Verb(
        "termlode.cli.terms_view", "file", False,
        {
            "--to": ("to", str), "--lang": ("lang", str), "--from": ("lang", str), "--all": ("all", bool),
            "--header": ("header", bool), "--html": ("html", str), **_SHOWN,
        },
    ),
}  # fmt: skip


class Call(NamedTuple):
    """A function ``answer`` of a module, and what it is called with."""

    module: str
    parameters: dict[str, Any]


def place(arguments: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The folder of ``-C DIR`` before the verb, and the arguments after that."""
    if len(arguments) > 2 and arguments[0] in ("-C", "--directory"):
        return arguments[1], arguments[2:]
    return None, arguments


def parse(arguments: Sequence[str]) -> Call | None:
    """What a plain call comes to, or None where the full command must read it."""
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        return None
    words: list[str] = []
    values: dict[str, Any] = {}
    rest = iter(arguments[1:])
    for word in rest:
        if word == "-" or not word.startswith("-"):
            words.append(word)
            continue
        pair = _option(verb, word, rest)
        if pair is None:
            return None
        values[pair[0]] = pair[1]
    if verb.several:
        return Call(verb.module, {verb.argument: words, **values}) if words or "input" in values else None
    return Call(verb.module, {verb.argument: words[0], **values}) if len(words) == 1 else None


def _option(verb: Verb, word: str, rest: Iterator[str]) -> tuple[str, object] | None:
    """The parameter and the value of an option; None where it is not plainly right."""
    name, equals, given = word.partition("=")
    if name not in verb.options:
        return None
    parameter, kind = verb.options[name]
    if kind is bool:
        return None if equals else (parameter, True)
    value = given if equals else next(rest, None)
    if value is None or (kind is int and not (value.isascii() and value.isdigit() and int(value))):
        return None
    return parameter, kind(value)
