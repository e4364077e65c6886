"""The text as the automaton sees it: folded across languages, one space for whatever is no letter or digit.

A line break inside a paragraph is a space; inside a run of Han, or behind an English hyphen, it is nothing.
A blank line is a barrier that no term crosses.
"""

from __future__ import annotations

import re
from functools import cache

from termlode.languages.classes import HAN, MARKS
from termlode.languages.folding import FoldTable, offsets
from termlode.languages.forms import KeyText
from termlode.languages.mixed import as_mixed

BARRIER = "\x00"
APOSTROPHES = frozenset("'’‘ʼʻ＇´`")


class _KeyTable(FoldTable):
    """Folds as ``und`` does; what is no letter or digit becomes a space, but for the barrier and ``&``."""

    def fold_character(self, char: str) -> str:
        if char == BARRIER:
            return char
        if char in APOSTROPHES:
            return " "
        folded = "گ" if char == "ګ" else super().fold_character(char)
        return "".join(part if part.isalnum() or part == "&" else " " for part in folded)


@cache
def _table() -> _KeyTable:
    return _KeyTable("und")


_BLANK = r"[ \t\r\u3000\u00a0]"
# What may stand between two words of one term in the original: blanks, hyphens, invisible signs, marks.
_LOOSE = (
    rf"[ \t\r\u3000\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\u0640{MARKS}\u2010-\u2015\u2212_-]"
)
# Compiled when first used: that costs more than loading the automaton. The first five are searched for in whole
# texts; each begins with something rare, so that scanning is fast.
_SOURCES = {
    "barrier": rf"\n{_BLANK}*\n\s*",
    "hyphen": rf"[-\u2010\u00ad]{_BLANK}*\n{_BLANK}*(?=[a-z])",
    "dotted": r"\.[A-Z]\.(?:[A-Z]\.){0,4}",
    "ampersand": r" & (?=[A-Z]\b)",
    "han space": rf"(?:\n|{_BLANK}){_BLANK}*(?:\n{_BLANK}*)?(?=[{HAN}])",
    "han": f"[{HAN}]",
    # Latin letters inside an Arabic-script word are a misreading (الکتrolیز), not a word.
    "scripts": f"(?<=[{HAN}])[a-z0-9]|(?<=[\u0620-\u06ff])[a-z](?=[a-z0-9]*(?![a-z0-9\u0620-\u06ff]))",
    # The last point of U.S. stands between two words too.
    "gap": rf"(?:(?<=\.[A-Z])\.)?{_LOOSE}*(?:\n{_LOOSE}*)?",
    "bracket gap": rf"(?:(?<=\.[A-Z])\.)?(?:{_LOOSE}|[()])*(?:\n(?:{_LOOSE}|[()])*)?",
    # A sign that belongs to the term: People's, TCP/IP, Node.js, C++语言; a possessive plural has it at its end.
    "sign": r"(?<=[^\W_])[^\w\s]{1,3}(?=[^\W_])|(?<=[sSzZxX])['\u2019\u02bc\uff07\xb4`][ \n]{1,2}(?=[^\W_])",
    "han gap": rf"(?:{_LOOSE}|[()（）·•‧・《》])*(?:\n{_LOOSE}*)?",
}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A compiled expression of this module."""
    return re.compile(_SOURCES[name])


def _barrier(match: re.Match[str]) -> str:
    return BARRIER * (match.end() - match.start() - 1) + " "


def _hyphen(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return _hide(match) if before.isascii() and before.isalpha() else match.group()


def _han_space(match: re.Match[str]) -> str:
    return _hide(match) if pattern("han").match(match.string, max(0, match.start() - 1)) else match.group()


def _dotted(match: re.Match[str]) -> str:
    """U.S. without its points, behind one capital."""
    return match.group().replace(".", "\u200b") if _is_initial(match) else match.group()


def _ampersand(match: re.Match[str]) -> str:
    """R & D without its spaces."""
    return "\u200b&\u200b" if _is_initial(match) else match.group()


def _is_initial(match: re.Match[str]) -> bool:
    """Whether one capital stands before the match, and no letter before that."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    return "A" <= before[-1:] <= "Z" and not (before[:-1].isalnum() and before[:-1].isascii())


def _hide(match: re.Match[str]) -> str:
    return "\u200b" * (match.end() - match.start())


def _prepare(text: str) -> str:
    """The text, as long as before, with barriers at blank lines and invisible signs for what joins words."""
    if "\n" in text:
        text = pattern("hyphen").sub(_hyphen, pattern("barrier").sub(_barrier, text))
    text = as_mixed(text)
    if pattern("han").search(text):
        text = pattern("han space").sub(_han_space, text)
    return pattern("ampersand").sub(_ampersand, pattern("dotted").sub(_dotted, text))


def key(text: str) -> str:
    """The key of a term or a text."""
    return _prepare(text).translate(_table())


def key_text(text: str) -> KeyText:
    """The key of a text with the way back; the key begins and ends with a space."""
    table = _table()
    cut = _prepare(text)
    # Line by line, because str.translate is fifty times faster where all is ASCII.
    folded = " ".join(line.translate(table) for line in cut.split("\n"))
    if cut.isascii():
        return KeyText(text, f" {folded} ", range(-1, len(text) + 1))
    folded, places = _split_scripts(folded, offsets(cut, table))
    return KeyText(text, f" {folded} ", [0, *places])


def _split_scripts(folded: str, places: list[int]) -> tuple[str, list[int]]:
    """A space where Latin letters follow Han or Arabic ones at once: 采用lithium, وG7."""
    edges = [match.start() for match in pattern("scripts").finditer(folded)]
    if not edges:
        return folded, places
    pieces, moved, last = [], list[int](), 0
    for edge in [*edges, len(folded)]:
        pieces.append(folded[last:edge])
        moved += places[last:edge]
        if edge < len(folded):
            moved.append(places[edge])
        last = edge
    return " ".join(pieces), [*moved, places[-1]]
