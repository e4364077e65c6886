"""Chinese terms in running text: written as they are, and words only where the characters around allow it."""

from __future__ import annotations

from termlode.languages.forms import Alternative, Hit, Word, as_it_stands
from termlode.languages.zh.edges import is_han, stands_alone

ENDINGS = {"zh.exact": ""}
PREFIXES: dict[str, frozenset[str]] = {}
INNER = ("",)
CLIPPED: frozenset[str] = frozenset()
GAP = "han gap"
readings = as_it_stands


def spellings(text: str) -> list[str]:
    """A spelling of a term: with what it has in parentheses only."""
    return [text]


def alternatives(word: Word, single: bool) -> list[Alternative]:  # noqa: ARG001  # nothing is inflected
    """All ways to write a word of a term."""
    return [Alternative(word.key, "", "zh.exact")]


foreign = alternatives


def is_guarded(hit: Hit) -> bool:
    """Whether what fits by its characters is a piece of another word."""
    key = hit.keyed.key
    if key[hit.start] in "北南" and key[hit.start - 1] in "东西東":  # 城西北约三十公里
        return True
    return (is_han(key[hit.start]) or is_han(key[hit.end - 1])) and not stands_alone(key, hit.start, hit.end)
