"""Finite verbs of Arabic by their stems: what hardly ever takes the article in a large list of words."""

from __future__ import annotations

import re
from functools import cache

from termlode.languages import registry

_IMPERFECT = re.compile(r"[وف]?س?([يتنا])(?=\w{2})")
_PERFECT = re.compile(r"[وف]?(\w{2,}?)(?:ت|وا|نا|تا|ن)")


@cache
def _stems() -> dict[str, frozenset[str]]:
    rows = (line.partition("\t") for line in registry.lines("ar", "verbs.txt"))
    return {kind: frozenset(words.split()) for kind, _, words in rows}


def is_listed(folded: str) -> bool:
    """Whether a folded word is a form of a listed verb that is written like no noun."""
    return _is_imperfect(folded) or _is_perfect(folded)


def _is_imperfect(folded: str) -> bool:
    front = _IMPERFECT.match(folded)
    if front is None:
        return False
    stem, nouns = folded[front.end() :], _stems().get(f"behind {front[1]}", frozenset[str]())
    return stem in _stems()["imperfect"] and ("س" in front[0] or stem not in nouns)


def _is_perfect(folded: str) -> bool:
    stems = _stems()
    if folded in stems["past"] or (folded[0] in "وف" and folded[1:] in stems["past"]):
        return True
    ending = _PERFECT.fullmatch(folded)
    return ending is not None and ending[1] in stems["perfect"]
