"""The one way out: what a command prints passes through here, what it draws through ``render.Screen``.

Loaded by every look-up: it imports next to nothing.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.model import Document


def is_drawing() -> bool:
    """Whether standard output is a terminal (or the user says to treat it as one, with FORCE_COLOR)."""
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def out(text: object = "", end: str = "\n") -> None:
    """A line on standard output, or several: what the user asked for."""
    sys.stdout.write(f"{text}{end}")


def rows(values: Iterable[Sequence[Any]]) -> None:
    """Tab-separated lines on standard output."""
    sys.stdout.write(tsv(values))


def record(value: object, *, ascii: bool = False) -> None:
    """One JSON object on a line of standard output."""
    from json import dumps

    out(dumps(value, ensure_ascii=ascii))


def warn(message: object) -> None:
    """A remark of the command on standard error, in one line, with its name before it."""
    remark(f"termlode: {printable(str(message))}")


def remark(text: str, end: str = "\n") -> None:
    """A line on standard error: beside what was asked for."""
    print(text, end=end, file=sys.stderr, flush=True)


def warn_of(document: Document) -> None:
    """Say what the reader had to guess, where all that follows depends on it."""
    for notice in document.notices:
        if notice.code == "encoding-guessed":
            warn(f"{document.path}: {notice.message}")


def printable(text: str) -> str:
    """One line: what stands in a document or a name neither breaks it nor reaches the terminal as a command."""
    return "".join(ascii(char)[1:-1] if _acts(char) else char for char in text)


def _acts(char: str) -> bool:
    """Whether a character steers a terminal: controls, and those that turn the direction of what follows."""
    return char < " " or "\x7f" <= char <= "\x9f" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


def facts(values: Iterable[tuple[str, object]]) -> str:
    """Names and their values: tab-separated when piped, in two columns on a terminal."""
    if not is_drawing():
        return tsv(values)
    listed = list(values)
    width = max((len(name) for name, _ in listed), default=0)
    return "".join(f"{name:<{width}}  {value}\n" for name, value in listed)


def tsv(values: Iterable[Sequence[Any]]) -> str:
    """Rows as tab-separated lines; tabs and line breaks inside a value become spaces."""
    return "".join("\t".join(" ".join(str(value).split()) for value in row) + "\n" for row in values)
