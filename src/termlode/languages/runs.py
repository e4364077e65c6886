"""The words of a sentence as extraction sees them: runs within which a term may lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Word:
    """``text[start:end]`` of its segment; words with one ``key`` count as one."""

    text: str
    start: int
    end: int
    key: str
    starts: bool = True  # may begin a term
    ends: bool = True  # may end a term
    joins: bool = True  # may follow the word before it within a term
    definite: bool = False
    closed: bool = False  # nothing may follow it within a term
    bare: int = 0  # where it begins without what is written on its front, where that differs from ``start``
    name: bool = False  # a proper name, as far as its look tells
    kind: str = ""  # of name: organisation, person, place
    doubt: bool = False  # likelier a verb or another word that is no part of a term
    cut: bool = False  # what follows it belongs to it, so that no phrase ends here (Arabic construct state)
    link: bool = False  # holds a term together, but is no content word (Pashto د)


type Run = list[Word]


class Runs(Protocol):
    """Cuts a text into runs."""

    def __call__(self, text: str) -> Iterator[Run]: ...


def split(text: str, found: list[Word | None]) -> Iterator[Run]:
    """Runs of neighbouring words: a barrier (None), a sign between two words or ``joins`` ends one."""
    run: Run = []
    for word in found:
        if run and (word is None or not word.joins or not _touch(text, run[-1], word)):
            yield run
            run = []
        if word is not None:
            run.append(word)
    if run:
        yield run


def _touch(text: str, left: Word, right: Word) -> bool:
    between = text[left.end : right.start]
    return not between.strip("\u200c\u200d\u200e\u200f-‐/·‑ \u00a0\t") and len(between) < 3
