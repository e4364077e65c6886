"""How alignment compares Persian words: stripped of more than inflection.

A key is a conflation class. The packaged lexicons are trained on exactly these keys
(``scripts/build_alignment_lexicons.py``).
"""

from __future__ import annotations

from termlode.languages.affixes import stripped

_SUFFIXES = (
    "هایشان", "هایی", "هایش", "های", "ها", "ترین", "تری", "تر", "شان", "یی", "ان", "ات", "ند",
    "ام", "اش", "م", "ی", "ه",
)  # fmt: skip


def key(word: str) -> str:
    """The conflation class of a folded word."""
    return stripped(word, ("نمی", "می"), _SUFFIXES)
