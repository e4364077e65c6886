"""Lam-alef that a PDF gave back in reverse (اسالمی of اسلامی): the commonest damage of extracted text.

One swapped pair makes a word that nobody knows of one that everybody does. A text in which several words are so was
damaged throughout: there known words are doubted too where the other reading is far more frequent (تالش, of تلاش).
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from termlode.model import Edit

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

_PAIR = re.compile("[اأإآ]ل")
_MOST = 3  # pairs in a word that are looked at
_SIGNS = 3  # damaged words that make a damaged text
_COMMON, _FAR = 120, 32  # levels: how frequent the word must be, and how much more so than the one read


def readings(word: str) -> list[str]:
    """The words that ``word`` may have been, one or more of its pairs of alef and lam swapped."""
    places = [found.start() for found in _PAIR.finditer(word)][:_MOST]
    out = []
    for swaps in product((False, True), repeat=len(places)):
        letters = list(word)
        for place, swapped in zip(places, swaps, strict=True):
            if swapped:
                letters[place : place + 2] = letters[place + 1], letters[place]
        out.append("".join(letters))
    return out[1:]


class LamAlef:
    """Finds reversed pairs with what a lexicon knows."""

    def __init__(self, known: Callable[[str], bool], frequency: Callable[[str], int]) -> None:
        self.known, self.frequency = known, frequency

    def meant(self, word: str, damaged: bool) -> str:
        """The word that was meant; empty where the one read stands, or several are as likely."""
        here = self.frequency(word) if self.known(word) else -1
        if here >= 0 and not damaged:
            return ""
        ranked = sorted(((self.frequency(one), one) for one in readings(word) if self.known(one)), reverse=True)
        if not ranked or (here >= 0 and ranked[0][0] < here + _FAR):
            return ""
        return ranked[0][1]

    def edits(self, tokens: list[re.Match[str]], counts: Counter[str]) -> list[Edit]:
        """Edits for the reversed words of a text; in one that is not damaged throughout they are only suggested."""
        doubted = {word for word in counts if len(word) > 2 and _PAIR.search(word)}
        signs = sum(counts[word] for word in doubted if (one := self.meant(word, False)) and self._usual(one))
        whole = sum(counts[word] for word in counts if "لا" in word)
        damaged = signs >= _SIGNS and signs > whole
        out = []
        for found in tokens if signs else ():
            word = found.group()
            after = self.meant(word, damaged) if word in doubted else ""
            if after:
                sure = damaged and (self._usual(after) or not self.known(word))
                out.append(
                    Edit("char.lam-alef", "char", found.start(), found.end(), word, after,
                         "auto" if sure else "suggest", 0.97 if sure else 0.6,
                         "a lam-alef that was read backwards" + (", as in the rest of the text" if damaged else ""))
                )  # fmt: skip
        return out

    def _usual(self, word: str) -> bool:
        return self.frequency(word) >= _COMMON
