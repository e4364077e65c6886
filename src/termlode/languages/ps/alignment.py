"""How alignment compares Pashto words: stripped of more than inflection.

A key is a conflation class. The packaged lexicons are trained on exactly these keys
(``scripts/build_alignment_lexicons.py``).
"""

from __future__ import annotations

from termlode.languages.affixes import stripped

_LETTERS = str.maketrans(
    {"ۍ": "ی", "ې": "ی", "ئ": "ی", "ي": "ی", "ګ": "گ", "ك": "ک", "ټ": "ت", "ډ": "د", "ړ": "ر", "ڼ": "ن"}
)  # fmt: skip
_SUFFIXES = ("ونو", "ونه", "انو", "یانو", "گانو", "ان", "وی", "ین", "یو", "ل", "ه", "ی", "و")


def key(word: str) -> str:
    """The conflation class of a folded word."""
    return stripped(word.translate(_LETTERS), (), _SUFFIXES)
