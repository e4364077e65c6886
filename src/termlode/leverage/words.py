"""What a word is, for analysis: the rule that docs/workbench.md states.

A word is a run of letters, digits and marks. What joins within it: ZWNJ, ZWJ and soft hyphens, a hyphen or apostrophe
between letters, a point or separator between digits. A Han, kana, Thai, Lao, Khmer or Myanmar character is a word of
its own, which is how Word counts Asian text and CAT tools bill it. Punctuation, symbols and inline codes are none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from termlode.memory.score import SPACELESS

if TYPE_CHECKING:
    import regex


class Count(NamedTuple):
    """Words, and characters without white space."""

    words: int
    characters: int

    def __add__(self, other: object) -> Count:
        """The counts of two texts together."""
        assert isinstance(other, Count)
        return Count(self.words + other.words, self.characters + other.characters)


NOTHING = Count(0, 0)


@cache
def _pattern() -> regex.Pattern[str]:
    import regex

    letter = rf"[^\W_{SPACELESS}]\p{{M}}*"
    joined = rf"(?:[\u00ad\u200c\u200d\u2060]|(?<=[^\W\d_])[-\u2010\u2011'’ʼ]|(?<=\d)[.,٫٬/:'’](?=\d))+(?={letter})"
    return regex.compile(rf"[{SPACELESS}]|(?:{letter})+(?:{joined}(?:{letter})+)*")


def count(text: str) -> Count:
    """The words and characters of a text; in Chinese each character counts as a word."""
    words = sum(1 for _ in _pattern().finditer(text))
    return Count(words, len("".join(text.split())))
