"""How alignment compares English words: stripped of more than inflection.

A key is a conflation class. The packaged lexicons are trained on exactly these keys
(``scripts/build_alignment_lexicons.py``).
"""

from __future__ import annotations

import re

_SUFFIXES = (
    ("ational", "at"), ("ization", "iz"), ("isation", "iz"), ("fulness", ""), ("ments", ""), ("ment", ""),
    ("ies", "y"), ("ings", ""), ("ing", ""), ("edly", ""), ("ied", "y"), ("ed", ""), ("ly", ""), ("es", ""),
    ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip


def key(word: str) -> str:
    """The conflation class of a folded word."""
    word = re.sub(r"['’](s|re|ve|ll|d|m|t)?\Z", "", word)
    for suffix, replacement in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            return word[: len(word) - len(suffix)] + replacement
    return word
