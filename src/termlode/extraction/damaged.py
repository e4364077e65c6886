"""Words that a scanner misread: in no list, and one letter away, by its dots alone, from a word that the text has too.

Only the Arabic script has such letters (آهنزبا of آهنربا). A misread word is counted as the right one; how it was
written stays among the surfaces of a candidate, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.languages import registry
from termlode.languages.background import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.extraction.corpus import Corpus

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


def _apart(corpus: Corpus, left: int, right: int) -> int:
    return sum(a != b for a, b in zip(corpus.keys[left], corpus.keys[right], strict=True))
