"""Where what we know of a language is found: a folder a language, named by its primary subtag."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def folder(tag: str) -> Path | None:
    """The folder of the language ``tag`` (a primary subtag); None where there is none."""
    place = _HERE / tag
    return place if tag.isalpha() and (place / "__init__.py").is_file() else None


def text(tag: str, name: str) -> str:
    """The text of the data file ``name`` of a language; empty where it has none."""
    place = folder(tag)
    if place is None or not (place / name).is_file():
        return ""
    return (place / name).read_text(encoding="utf-8")


def lines(tag: str, name: str) -> list[str]:
    """The lines of a data file without its comments (lines that begin with ``#``)."""
    return [line for line in text(tag, name).splitlines() if not line.startswith("#")]
