"""Words, numbers and Han words of a text, with offsets. Nothing heavy is imported.

A word is a run of letters with their marks; ZWNJ and an apostrophe stay inside, and so do the digits of
a Latin code (G20, CO2). Han runs are cut with the packaged word table (:mod:`termlode.languages.zh.words`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from termlode.languages import registry
from termlode.languages.classes import HAN, MARKS
from termlode.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

type TokenKind = Literal["word", "number", "latin", "han"]

_LETTER = rf"(?:(?![{HAN}])[^\W\d_]|[{MARKS}])"
_TOKEN = re.compile(
    rf"(?P<han>[{HAN}]+)"
    r"|(?P<code>[A-Za-z]+\d+[A-Za-z0-9]*)"
    rf"|(?P<number>\d+(?:[.,٫٬،/]\d+)*)"
    rf"|(?P<word>{_LETTER}+(?:[\u200c\u200d'’]+{_LETTER}+)*)"
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a]")


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]`` of the original, and what it is.

    ``latin`` is a word in Latin letters inside a language that is not written in them.
    """

    text: str
    start: int
    end: int
    kind: TokenKind


def words(text: str, language: str = "und") -> list[Token]:
    """The words and numbers of a text in order; punctuation and spaces are left out."""
    foreign = registry.pack(language).script != "Latn"
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "han":
            tokens.extend(_han(match.group(), start))
        elif match.lastgroup == "number":
            tokens.append(Token(match.group(), start, end, "number"))
        else:
            latin = foreign and _LATIN.match(match.group()) is not None
            tokens.append(Token(match.group(), start, end, "latin" if latin else "word"))
    return tokens


def cut(text: str) -> Iterator[str]:
    """The words of a text in Han characters, signs among them, cut by jieba: slower and finer than :func:`words`."""
    from termlode.languages.zh import cutter

    return cutter.cut(text)


def _han(run: str, offset: int) -> list[Token]:
    from termlode.languages.folding import simplify
    from termlode.languages.zh.words import cut

    simple = "".join(map(simplify, run))
    return [Token(run[a:b], offset + a, offset + b, "han") for a, b in cut(simple)]
