"""How alignment compares Arabic words: stripped of more than inflection.

A key is a conflation class. The packaged lexicons are trained on exactly these keys
(``scripts/build_alignment_lexicons.py``).
"""

from __future__ import annotations

from termlode.languages.affixes import stripped

_PREFIXES = ("وبال", "وال", "بال", "کال", "فال", "ولل", "لل", "ال")
_SUFFIXES = ("هما", "تها", "تهم", "ات", "ون", "ین", "ان", "ها", "هم", "هن", "نا", "یه", "ته", "ه", "ی", "ا")


def key(word: str) -> str:
    """The conflation class of a folded word."""
    bare = stripped(word, _PREFIXES, ())
    if bare == word and len(word) >= 5 and word[0] in "وبلف":
        bare = stripped(word[1:], ("ال",), ())
    return stripped(bare, (), _SUFFIXES)
