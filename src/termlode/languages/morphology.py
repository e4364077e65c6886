"""Light stems: what the inflected forms of a word have in common, on folded text, without a lexicon.

A stem is a key for comparing and counting (alignment, fuzzy match, extraction), not a lemma to show.
Recognition of terms checks affixes exactly instead (``recognition.py`` of each pack). How a language is
stemmed stands in ``morphology.py`` of its pack.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.folding import fold

if TYPE_CHECKING:
    import re


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """The light stem of one word (any spelling; it is folded first). Languages without a stemmer: the folded word."""
    folded = fold(word, language)
    rules = registry.morphology(language)
    return rules.stem(folded) or folded if rules else folded


def strip(word: str, ending: re.Pattern[str]) -> str:
    """Take endings off, one after another, while the pattern finds any; what is no word of letters stays."""
    if not word.isalpha():
        return word
    shorter = ending.sub("", word)
    while shorter != word:
        word, shorter = shorter, ending.sub("", shorter)
    return word
