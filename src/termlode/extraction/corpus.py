"""The content words of some segments as arrays: which word, where it stands, what it may do in a term."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from termlode.languages.runs import Run, Runs, Word

    type Ints = NDArray[np.int32]
    type Progress = Callable[[int], object]

STARTS, ENDS, FIRST, LAST, NAME, DOUBT, CUT = 1, 2, 4, 8, 16, 32, 64
_MAY_HOLD_CODE = re.compile(r"[@`<]|--|\w[./]\w")
_CODE = re.compile(
    r"(?:[a-z]+://|www\.)[^\s<>()]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{2,}|`[\x21-\x5f\x61-\x7e][\x20-\x5f\x61-\x7e]*`|</?[a-z][^<>]*>"
    r"|(?<![\w-])--?[A-Za-z][\w-]*|(?<![\w.])[A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*\.[a-z]{1,4}(?![\w])",
    re.ASCII,
)
_EVERY = 500  # segments between two words of progress


@dataclass(frozen=True, slots=True)
class Corpus:
    """One row a content word, in text order; all arrays are of one length.

    ``words``: its key as an index of ``keys``; ``texts``: how each key is written at its shortest. ``starts``,
    ``ends``: offsets in the text of its segment; ``bare``: where it begins without what is written on its front;
    ``lead``: where the particle before it begins, or -1. ``flags``: STARTS and ENDS (may begin or end a term), FIRST
    and LAST (of its run), NAME, DOUBT, CUT (what follows belongs to it). ``kinds``: what kind of name a key is, where
    the text or a dictionary tells.
    """

    keys: Sequence[str]
    texts: Sequence[str]
    words: Ints
    segments: Ints
    starts: Ints
    ends: Ints
    bare: Ints
    lead: Ints
    flags: NDArray[np.uint8]
    index: dict[str, int]
    kinds: dict[int, str]
    read: Ints  # the words as they were written, where ``words`` has the right ones instead

    def corrected(self, instead: dict[int, int]) -> Corpus:
        """The corpus with some words (indexes of keys) counted as others."""
        if not instead:
            return self
        table = np.arange(len(self.keys), dtype=np.int32)
        table[list(instead)] = list(instead.values())
        return replace(self, words=table[self.words])

    def corrected_at(self, instead: dict[int, int]) -> Corpus:
        """The corpus with the words at some places counted as others (indexes of keys)."""
        if not instead:
            return self
        words = self.words.copy()
        words[list(instead)] = list(instead.values())
        return replace(self, words=words)

    def has(self, flag: int) -> NDArray[np.bool_]:
        """Which words have a flag."""
        return (self.flags & flag) > 0


def _without_code(text: str) -> str:
    """A text, as long as before, with signs for addresses, file names, options and code between backticks."""
    return _CODE.sub(lambda match: "|" * len(match[0]), text) if _MAY_HOLD_CODE.search(text) else text


class _Writer:
    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.texts: list[str] = []
        self.kinds: dict[int, str] = {}
        self.columns = tuple(array("i") for _ in range(6))
        self.flags = array("B")

    def run(self, number: int, run: Run) -> None:
        """Add a run of the segment ``number``."""
        content = [word for word in run if not word.link]
        lead = -1
        for word in run:
            if word.link:
                lead = word.start
                continue
            self._word(number, word, lead, first=word is content[0], last=word is content[-1])
            lead = -1

    def _word(self, number: int, word: Word, lead: int, *, first: bool, last: bool) -> None:
        key = self.index.setdefault(word.key, len(self.index))
        if key == len(self.texts):
            self.texts.append(word.text)
        elif len(word.text) < len(self.texts[key]):
            self.texts[key] = word.text
        if word.kind:
            self.kinds[key] = word.kind
        row = (key, number, word.start, word.end, max(word.bare, word.start), lead)
        for column, value in zip(self.columns, row, strict=True):
            column.append(value)
        self.flags.append(
            STARTS * word.starts
            + ENDS * word.ends
            + FIRST * first
            + LAST * last
            + NAME * word.name
            + DOUBT * word.doubt
            + CUT * word.cut
        )


def read(texts: Sequence[str], runs: Runs, progress: Progress = lambda _number: None) -> Corpus:
    """The content words of the runs of ``texts``."""
    writer = _Writer()
    for number, text in enumerate(texts):
        if number % _EVERY == 0:
            progress(number)
        for run in runs(_without_code(text)):
            writer.run(number, run)
    word, segment, start, end, bare, lead = (np.array(column, dtype=np.int32) for column in writer.columns)
    flags = np.array(writer.flags, dtype=np.uint8)
    keys, texts_of = tuple(writer.index), tuple(writer.texts)
    return Corpus(keys, texts_of, word, segment, start, end, bare, lead, flags, writer.index, writer.kinds, word)
