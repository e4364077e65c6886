"""Words and the spaces between them (codes 7)."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.stops import stop_words
from termlode.quality.registry import check
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.quality.pair import Pair, View

_TWICE = re.compile(
    r"(?<![\w\u200c])([^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u200c'’][^\W\d_]+)*)([ \u00a0]+)\1(?![\w\u200c'’])",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE = re.compile(r"(?<=[\w)»”\]])[ \u00a0]+(?=[.؟۔。！？!?](?:\s|$))")
_BEFORE_COMMA = re.compile(r"(?<=[^\W\d_])[ \u00a0]+(?=[،؛,;，；](?:\s|$))")
_LATIN_WORD = re.compile(r"(?<![A-Za-z0-9_@./#&-])[A-Za-z]+(?:['’][a-z]+)?(?![A-Za-z0-9_@/#&-])")
_ACRONYM = re.compile(r"[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_BESIDE = 8  # characters
_LETTER_NAME = 4  # letters of the name of a letter


@check("W701", "repeated", "take one of them out")
def repeated(pair: Pair) -> Iterator[Hit]:
    """A word of the target stands twice in a row"""
    if not registry.pack(pair.target.language).spaced or _doubles(pair.source):
        return
    for match in _doubles(pair.target):
        if len(match[1]) <= _LETTER_NAME and any(map(_doubles_a_letter, _ACRONYM.findall(pair.source.text))):
            continue
        yield Hit(match[1], match.start(), match.end())
        return


def _doubles_a_letter(acronym: str) -> bool:
    """CNN, PPE: spelt out, the name of the letter stands twice."""
    low = acronym.lower()
    return any(a == b for a, b in itertools.pairwise(low))


def _doubles(view: View) -> list[re.Match[str]]:
    allowed = view.rules.TWICE if view.rules else frozenset()
    return [match for match in _TWICE.finditer(view.plain) if len(match[1]) > 1 and match[1].lower() not in allowed]


@check("W702", "space", "leave one space")
def double_space(pair: Pair) -> Iterator[Hit]:
    """Two spaces stand in a row in the target and not in the source"""
    match = _DOUBLE.search(pair.target.text)
    if match and not _DOUBLE.search(pair.source.text):
        yield Hit("", match.start(), match.end())


@check("W703", "space", "take the space out")
def space_before_mark(pair: Pair) -> Iterator[Hit]:
    """A space stands before a full stop or question mark of the target"""
    yield from _spaced(pair, _BEFORE)


@check("I704", "spacing", "take the space out")
def space_before_comma(pair: Pair) -> Iterator[Hit]:
    """A space stands before a comma or semicolon of the target"""
    yield from _spaced(pair, _BEFORE_COMMA)


def _spaced(pair: Pair, pattern: re.Pattern[str]) -> Iterator[Hit]:
    match = pattern.search(pair.target.plain)
    if match and pair.target.language not in _SPACING and not pattern.search(pair.source.plain):
        yield Hit("", match.start(), match.end() + 1)


_SPACING = frozenset({"fr"})  # languages that write a space there


@check("W711", "latin", "translate it")
def left_over(pair: Pair) -> Iterator[Hit]:
    """A small word of the source's language is left over in a target of another script"""
    if pair.target.script == "Latn":
        return
    text = pair.target.plain
    for match in _LATIN_WORD.finditer(text):
        if match[0].lower() in _small_words() and match[0].islower() and not _in_phrase(text, match):
            yield Hit(match[0], match.start(), match.end())
            return


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(word for word in stop_words("en") if len(word) > 1)


def _in_phrase(text: str, match: re.Match[str]) -> bool:
    """Whether other Latin words stand beside it: a name, a title, a quotation."""
    before = text[max(0, match.start() - _BESIDE) : match.start()].rstrip(" ,.-")
    after = text[match.end() : match.end() + _BESIDE].lstrip(" ,.-")
    return any(char.isascii() and char.isalpha() for char in (before[-1:], after[:1]))
