"""Words that a scanner misread: those of a misreading that the termbase has of one of its terms, and words that are in
no list and one letter away, by its dots alone, from a word that the text has too.

Only the Arabic script has such letters (آهنزبا of آهنربا). A misread word is counted as the right one; how it was
written stays among the surfaces of a candidate, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.extraction.corpus import FIRST
from termlode.languages import registry
from termlode.languages.background import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.extraction.corpus import Corpus
    from termlode.extraction.known import Key

_DOTS = ("بپتثټ", "جچحخځڅ", "دذډ", "رزژړږ", "سشښ", "صض", "طظ", "عغ", "فق", "کگګ")
_SKELETON = str.maketrans({letter: group[0] for group in _DOTS for letter in group})
_SHORTEST = 5  # letters: shorter words have too many neighbours


def misread(corpus: Corpus, language: str, known: Iterable[str]) -> dict[int, int]:
    """The misread words of a corpus and the right ones, as indexes of its keys; ``known``: keys of the termbase."""
    if registry.pack(language).script != "Arab":
        return {}
    counts = np.bincount(corpus.words, minlength=len(corpus.keys))
    trusted, by_shape = set(known), dict[str, list[int]]()
    unlisted = rarity("", "", language)
    for number, (key, text) in enumerate(zip(corpus.keys, corpus.texts, strict=True)):
        if len(key) >= _SHORTEST:
            by_shape.setdefault(key.translate(_SKELETON), []).append(number)
            if rarity(key, text, language) < unlisted:
                trusted.add(key)
    found = {}
    for some in by_shape.values():
        right = [number for number in some if corpus.keys[number] in trusted]
        for wrong in {*some} - {*right}:
            near = [one for one in right if counts[one] >= counts[wrong] and _apart(corpus, one, wrong) == 1]
            if near:
                found[wrong] = max(near, key=lambda one: (counts[one], corpus.keys[one]))
    return found


def listed(corpus: Corpus, misreadings: Iterable[tuple[Key, Key]]) -> dict[int, int]:
    """The misread words of known misreadings: where they stand, and the right ones as indexes of its keys.

    ``misreadings``: keys of each and of its term, of one length; a word is misread beside the rest of its term alone.
    """
    found = dict[int, int]()
    for wrong, right in misreadings:
        written = [corpus.index.get(key, -1) for key in wrong]
        meant = [corpus.index.get(key, -1) for key in right]
        if min(written) < 0 or min(meant) < 0:
            continue
        here = np.ones(max(0, len(corpus.words) - len(wrong) + 1), dtype=bool)
        for shift, word in enumerate(written):
            here &= corpus.words[shift : shift + len(here)] == word
            here &= ~corpus.has(FIRST)[shift : shift + len(here)] if shift else True
        for place in np.flatnonzero(here).tolist():
            found |= {place + shift: word for shift, word in enumerate(meant) if word != written[shift]}
    return found


def mended(text: str, wrong: str, right: str) -> str:
    """A word as it is written with the letters by which its key differs from the right one put right."""
    if not len(text) >= len(wrong) == len(right):
        return right
    letters = [b if a != b else char for char, a, b in zip(text, wrong, right, strict=False)]
    return "".join(letters) + text[len(wrong) :]


def _apart(corpus: Corpus, left: int, right: int) -> int:
    return sum(a != b for a, b in zip(corpus.keys[left], corpus.keys[right], strict=True))
