"""Persian citation forms: the head in the singular, no ی of "a" or ezafe at the end, ZWNJ as the lexicon has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages.fa.lemma import lemma
from termlode.languages.fa.lexicon import persian
from termlode.languages.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_VOWEL = re.compile(r"[او]$")


def cite(surfaces: Sequence[str]) -> str:
    """The citation form of a candidate with these surfaces, the commonest first."""
    head, *rest = surfaces[0].split()
    if not rest:
        return spelt(lemma(head))
    single = lemma(head) if _is_plural(head) else head
    ezafe = "ی" if single != head and _VOWEL.search(single) else ""
    last = lemma(rest[-1]) if _is_plural(rest[-1]) else rest[-1]
    return " ".join([spelt(single) + ezafe, *map(spelt, rest[:-1]), spelt(last)])


def spelt(word: str) -> str:
    """A word with its ZWNJ as the lexicon has it."""
    found = persian().find(fold(word, "fa").replace("\u200c", ""))
    if found is not None and found.joined and found.joined_level >= found.level:
        return found.joined
    return word


def _is_plural(word: str) -> bool:
    return lemma(word) != word and "ها" in word[-6:]
