"""What differs between two texts, token by token, in the spelling of each: what a person sees of a fuzzy match."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from termlode.languages.folding import fold
from termlode.memory.score import SPACELESS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 4000  # tokens of both texts: beyond, they are shown as they are


class Piece(NamedTuple):
    """A stretch: ``both`` have it, only the first (``gone``) has it, or only the second (``new``)."""

    kind: Literal["both", "gone", "new"]
    text: str


@cache
def _token() -> re.Pattern[str]:
    joiner = "\u200c"
    return re.compile(rf"[{SPACELESS}]|[^\W_{SPACELESS}]+(?:{joiner}[^\W_{SPACELESS}]+)*|\s+|.", re.DOTALL)


def differences(one: str, other: str, language: str = "und") -> list[Piece]:
    """``one`` as it becomes ``other``; what differs in spelling alone counts as equal and is shown as in ``one``.

    The pieces that are not new make ``one``. Very long texts are not compared.
    """
    left, right = (_token().findall(text) for text in (one, other))
    if len(left) + len(right) > _MOST:
        return [Piece("both" if one == other else "gone", one), *([] if one == other else [Piece("new", other)])]
    ours, theirs = ([str(fold(token, language)) or token for token in some] for some in (left, right))
    found = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [piece for code in found for piece in _pieces(code, left, right)]


def _pieces(code: tuple[str, int, int, int, int], left: list[str], right: list[str]) -> Iterator[Piece]:
    kind, a, b, c, d = code
    if kind == "equal":
        yield Piece("both", "".join(left[a:b]))
    if kind in ("replace", "delete"):
        yield Piece("gone", "".join(left[a:b]))
    if kind in ("replace", "insert"):
        yield Piece("new", "".join(right[c:d]))
