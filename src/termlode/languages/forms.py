"""Words of terms and what is found of them in running text: what recognition asks a language pack about."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARENTHESIS = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*")
_REACH = 24
_OPENING = frozenset('.؟?!؛:،\n«"“(')


class Alternative(NamedTuple):
    """One way to write a word: its fixed part, the classes of prefix and ending, and a note for the reader."""

    core: str
    before: str  # a class of the pack's PREFIXES; empty: nothing
    after: str  # a class of the pack's ENDINGS
    note: str = ""


class Word(NamedTuple):
    """A word of a term: as written, folded, its place, and whether it takes no inflection (part of a compound)."""

    text: str
    key: str
    first: bool
    last: bool
    fixed: bool = False
    verb: bool = False
    adjective: bool = False
    name: bool = False  # a proper name: no plural, no possessive; Persian ی would make an adjective of it
    listed: bool = False  # its forms are listed: no plural is guessed


class Trace(NamedTuple):
    """How a hit was read: the prefix, and for each word its note and ending, and how words were joined."""

    prefix: str
    steps: tuple[str, ...]


class KeyText(NamedTuple):
    """A text with its key; ``offsets[i]`` is where character i of ``key`` came from. Both ends are padded."""

    text: str
    key: str
    offsets: Sequence[int]

    def end(self, place: int) -> int:
        """The original end of what ends before ``place``, with the marks that belong to its last letter."""
        end = self.offsets[place - 1] + 1
        text, size = self.text, len(self.text)
        while end < size and (text[end] == "\u0640" or unicodedata.category(text[end]) == "Mn"):
            end += 1
        return end

    def original(self, start: int, end: int) -> str:
        """The original of ``key[start:end]``."""
        return self.text[self.offsets[start] : self.end(end)]


class Hit(NamedTuple):
    """What may be the term ``spelling``: ``keyed.key[start:end]``, read by ``trace``."""

    keyed: KeyText
    start: int
    end: int
    spelling: str
    trace: Trace


def spelt_out(text: str) -> list[str]:
    """A term with what it has in parentheses, and without: the usual ``spellings`` of a pack."""
    if not _PARENTHESIS.search(text):
        return [text]
    return [_PARENTHESIS.sub(r" \1 ", text), _PARENTHESIS.sub(" ", text)]


def as_it_stands(words: list[Word]) -> list[list[Word]]:
    """One reading of the words of a term: the usual ``readings`` of a pack."""
    return [words]


def last_letter(text: str) -> str:
    """The last letter of a word, but for tatweel; empty where it has none."""
    return next((char for char in reversed(text) if char.isalpha() and char != "ـ"), "")


def opens_sentence(text: str, start: int, *, clause: bool = True) -> bool:
    """Whether the word at ``start`` of the original text begins a sentence, or (behind a comma) a ``clause``."""
    before = text[max(0, start - _REACH) : start].rstrip(" \t\u200e\u200f")
    return not before or (before[-1] in _OPENING and (clause or before[-1] != "،"))
