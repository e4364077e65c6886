"""Costly expressions, asked only of the lines in which a cheap sign says that they may match.

For expressions that match within a line (line feeds part lines) and whose every match has a sign in its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator


def with_sign(text: str, sign: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the lines of ``text`` that have a ``sign`` start and end, in order, without their line feed."""
    end = 0
    while found := sign.search(text, end):
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        yield start, end


def sub(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], text: str, sign: re.Pattern[str]) -> str:
    """``pattern.sub(new, text)``, of the lines with a ``sign`` alone."""
    parts, at = [], 0
    for start, end in with_sign(text, sign):
        parts += [text[at:start], pattern.sub(new, text[start:end])]
        at = end
    return "".join([*parts, text[at:]]) if parts else text
