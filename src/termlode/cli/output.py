"""The one way out: what a command prints passes through here, what it draws through ``render.Screen``.

Loaded by every look-up: it imports next to nothing.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.model import Document


_LONGEST = 2000  # characters of a remark


def is_drawing() -> bool:
    """Whether standard output is a terminal (or the user says to treat it as one, with FORCE_COLOR)."""
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def out(text: object = "", end: str = "\n") -> None:
    """A line on standard output, or several: what the user asked for."""
    _write(f"{text}{end}")


def content(text: str) -> None:
    """A document's text as it is: byte for byte into a file or pipe, harmless onto a terminal."""
    if sys.stdout.isatty():
        _write(text.encode("utf-8", "backslashreplace").decode())
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))


def drawn(text: str, end: str = "\n") -> None:
    """Lines that ``render.Screen`` has made ready for the terminal: with the marks that right-to-left text needs."""
    sys.stdout.write(f"{text}{end}")


def rows(values: Iterable[Sequence[Any]]) -> None:
    """Tab-separated lines on standard output."""
    _write(tsv(values))


def record(value: object, *, ascii: bool = False) -> None:
    """One JSON object on a line of standard output."""
    from json import dumps

    out(dumps(value, ensure_ascii=ascii))


def warn(message: object) -> None:
    """A remark of the command on standard error, in one line, with its name before it."""
    text = str(message)
    if len(text) > _LONGEST:  # what a file or an argument holds may be of any length
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    remark(f"termlode: {printable(text)}")


def remark(text: str, end: str = "\n") -> None:
    """A line on standard error: beside what was asked for."""
    _write(f"{text}{end}", sys.stderr)
    sys.stderr.flush()


def log(line: str) -> None:
    """A line of a log on standard error."""
    remark(printable(line[:_LONGEST]))


def progress(line: str) -> None:
    """The line that tells of progress on a terminal's standard error, drawn anew; an empty one takes it away."""
    sys.stderr.write(f"\r\x1b[K{printable(line)}")
    sys.stderr.flush()


def _write(text: str, stream: TextIO | None = None) -> None:
    """Text from anywhere: as it is into a file or pipe, harmless onto a terminal."""
    stream = stream or sys.stdout
    harmless = stream.isatty() or (stream is sys.stdout and is_drawing())
    stream.write("\n".join(map(printable, text.split("\n"))) if harmless else text)


def warn_of(document: Document) -> None:
    """Say what the reader had to guess, where all that follows depends on it."""
    for notice in document.notices:
        if notice.code == "encoding-guessed":
            warn(f"{document.path}: {notice.message}")


def printable(text: str) -> str:
    """One line: what stands in a document or a name neither breaks it nor reaches the terminal as a command."""
    return "".join(ascii(char)[1:-1] if _acts(char) else char for char in text)  # a tab is left


def _acts(char: str) -> bool:
    """Whether a character steers a terminal: controls, and those that turn the direction of what follows."""
    return (
        (char < " " and char != "\t")
        or "\x7f" <= char <= "\x9f"
        or "\u202a" <= char <= "\u202e"
        or "\u2066" <= char <= "\u2069"
    )


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
