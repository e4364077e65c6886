"""English stems after the S-stemmer and the first steps of Porter (1980)."""

from __future__ import annotations

import re

_APOSTROPHE = re.compile(r"['’](?:s|ll|re|ve)?$")
_ENDINGS = (
    ("iness", "y"), ("ies", "y"), ("ied", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"),
    ("ing", ""), ("ed", ""), ("es", ""), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""),
)  # fmt: skip


def stem(word: str) -> str:
    """The stem of a folded word."""
    word = _APOSTROPHE.sub("", word)
    if not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            shorter = word[: -len(ending)] + instead
            return _undouble(shorter) if ending in ("ing", "ed") else shorter
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _undouble(word: str) -> str:
    """``shipp`` → ``ship``; ``ll``, ``ss`` and ``zz`` stay."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lszaeiou" else word
