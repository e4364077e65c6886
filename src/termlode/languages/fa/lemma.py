"""The citation form of a Persian word: without plural, possessive, ezafe and the ی of "a", where the lexicon agrees."""

from __future__ import annotations

import re
from functools import lru_cache

from termlode.languages.fa.lexicon import persian
from termlode.languages.folding import fold

_ZWNJ = "\u200c"
_PLURAL = re.compile(r"(?<=\w\w)\u200c?ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?$")
_OWNED = re.compile(r"(?<=\w\w\w)\u200c?(?:ا?ش|شان|مان|یش|یشان)$")
_EZAFE = re.compile(r"(?<=\w[او])ی$")
_A = re.compile(r"(?<=\w\w\w)(?:\u200c?ای|ی)$")
_RARER = 16  # levels of the lexicon, eight for each doubling: an indefinite form is at most a quarter as frequent


@lru_cache(maxsize=1 << 15)
def lemma(word: str) -> str:
    """The citation form of one word in its own spelling; the word itself where nothing is known."""
    plural = _PLURAL.sub("", word)
    if plural != word:
        feminine = plural + "ه"  # ماهوارهای of ماهواره
        return feminine if word.endswith("های") and _level(feminine) > _level(plural) else _singular(plural)
    level = _level(word)
    for ending in (_OWNED, _EZAFE, _A):
        base = ending.sub("", word)
        if base != word and _level(base) > max(level + _RARER, _RARER):
            return _singular(base) if ending is _OWNED else base
    if not level and _EZAFE.search(word):
        return _EZAFE.sub("", word)
    return word


def _singular(word: str) -> str:
    """Without ان behind a noun, where the lexicon has it alone: متحدان."""
    base = word.removesuffix("ان")
    return base if base != word and not _level(word) and _level(base) > _RARER else word


def _level(word: str) -> int:
    return persian().frequency(fold(word, "fa"))


def is_compared(folded: str) -> bool:
    """Whether a folded word is a comparative: گسترده‌تر, بزرگ‌ترین."""
    base = re.sub("تر(?:ین)?$", "", folded)
    return base != folded and len(base) > 2 and _level(base) > max(_level(folded) + _RARER, _RARER)


def is_relative(folded: str) -> bool:
    """Whether a folded word is an adjective in ی of its own beside its noun: اقتصادی, صنعتی."""
    base = folded[:-1]
    if not folded.endswith("ی") or len(base) < 3:
        return False
    level = _level(folded)
    return level > 0 and _level(base) > 0 and abs(level - _level(base)) <= 6 * 8
