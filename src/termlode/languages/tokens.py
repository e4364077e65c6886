"""Words, numbers and Han words of a text, with offsets. Nothing heavy is imported.

A word is a run of letters with their marks; ZWNJ and an apostrophe stay inside, and so do the digits of
a Latin code (G20, CO2). Han runs are cut with the packaged word table (:mod:`termlode.languages.chinese`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

type TokenKind = Literal["word", "number", "latin", "han"]

# Han blocks (Unicode 16): radicals, iteration marks, unified ideographs with extensions, compatibility ideographs.
HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Combining marks that Python's \w leaves out: Latin, Arabic (harakat, Quranic signs), half marks.
MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff\ufe20-\ufe2f"
)
_LETTER = rf"(?:(?![{HAN}])[^\W\d_]|[{MARKS}])"
_TOKEN = re.compile(
    rf"(?P<han>[{HAN}]+)"
    r"|(?P<code>[A-Za-z]+\d+[A-Za-z0-9]*)"
    rf"|(?P<number>\d+(?:[.,٫٬،/]\d+)*)"
    rf"|(?P<word>{_LETTER}+(?:[\u200c\u200d'’]+{_LETTER}+)*)"
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a]")
_NOT_LATIN_WRITTEN = frozenset({"fa", "ar", "ps", "zh", "ur", "prs"})


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
    foreign = language.split("-", 1)[0] in _NOT_LATIN_WRITTEN
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


def _han(run: str, offset: int) -> list[Token]:
    from termlode.languages.chinese import cut
    from termlode.languages.folding import simplify

    simple = "".join(map(simplify, run))
    return [Token(run[a:b], offset + a, offset + b, "han") for a, b in cut(simple)]
