"""Lam-alef that a PDF gave back in reverse (اسالمی of اسلامی): the commonest damage of extracted text.

One swapped pair makes a word that nobody knows of one that everybody does. A text in which several words are so was
damaged throughout: there known words are doubted too where the other reading is far more frequent (تالش, of تلاش). Two
alefs before a lam (کاالی, فعاالن) are no Persian spelling: such a word needs no other witness.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from termlode.languages.fa.correction.names import MARKS
from termlode.languages.fa.lexicon import ZWNJ
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PAIR = re.compile("[اأإآ]ل")
_MOST = 3  # pairs in a word that are looked at
_SIGNS, _FEW = 3, 2  # damaged words that make a damaged text, and different ones; two where none has a lam-alef
_DOUBLE = "اال"
_ENDINGS = ("های", "هایی", "ها", "ان", "ات", "ترین", "تر", "ی", "م", "ش", "ند")
_INFLECTED = 20  # levels that an inflected form is less frequent than its stem
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
        ranked = sorted(((self._level(one), one) for one in readings(word) if self.known(one)), reverse=True)
        if not ranked or (here >= 0 and ranked[0][0] < max(here, self._level(word)) + _FAR):
            return ""
        return ranked[0][1]

    def edits(self, text: str, forms: Mapping[str, int], pattern: re.Pattern[str]) -> list[Edit]:
        """Edits for the reversed words (``pattern``); in a text not damaged throughout most are only suggested.

        ``forms``: how often each word stands in the text.
        """
        firsts = {form.partition(ZWNJ)[0] for form in forms if _PAIR.search(form)}
        doubted = {word for word in firsts if len(word) > 2 and _PAIR.search(word)}
        alone = {word: one for word in doubted if (one := self.meant(word, False))}
        usual = [word for word, one in alone.items() if self._usual(one)]
        if not usual:
            return []
        stems: Counter[str] = Counter()
        for form, number in forms.items():
            stems[form.partition(ZWNJ)[0]] += number
        signs = sum(stems[word] for word in usual)
        damaged = len(usual) >= _FEW and self._throughout(signs, stems)
        meant = {word: self.meant(word, True) for word in doubted} if damaged else alone
        out = []
        for found in pattern.finditer(text):
            word, joint, rest = found.group().partition(ZWNJ)
            after = meant.get(word, "")
            if after:
                sure = self._sure(word, after, damaged)
                told = ", as in the rest of the text" if damaged else ""
                out.append(
                    Edit("char.lam-alef", "char", found.start(), found.end(), found.group(),
                         _joined(after, joint, rest), "auto" if sure else "suggest", 0.97 if sure else 0.6,
                         f"a lam-alef that was read backwards{told}")
                )  # fmt: skip
        return out

    def _throughout(self, signs: int, stems: Counter[str]) -> bool:
        """Whether ``signs`` of damage outweigh the words that hold a lam-alef as it should be."""
        whole = sum(stems[word] for word in stems if "لا" in word)
        return signs > whole and (signs >= _SIGNS or not whole)  # one word may be a name

    def _sure(self, word: str, after: str, damaged: bool) -> bool:
        if _DOUBLE in word and not self.known(word) and self._usual(after):
            return True
        return damaged and (self._usual(after) or not self.known(word))

    def _usual(self, word: str) -> bool:
        return self._level(word) >= _COMMON

    def _level(self, word: str) -> int:
        """How frequent a word is, by itself or as a form of its stem."""
        plain = word.translate(MARKS)
        stems = (plain.removesuffix(ending) for ending in _ENDINGS if plain.endswith(ending))
        forms = (self.frequency(stem) - _INFLECTED for stem in stems if len(stem) > 2 and self.known(stem))
        return max(self.frequency(plain), *forms, 0)


def _joined(word: str, joint: str, rest: str) -> str:
    """A mended stem with what follows its ZWNJ, which an alef needs no more (کاال‌ها: کالاها)."""
    return word + ("" if word.endswith("ا") and rest.startswith("ها") else joint) + rest
